import type { RuleSet } from './rule-set';

/** All rule sets, by name. */
export class Rulebook {
  private readonly byName: ReadonlyMap<string, RuleSet>;

  constructor(ruleSets: RuleSet[]) {
    this.byName = new Map(ruleSets.map((ruleSet) => [ruleSet.definition.name, ruleSet]));
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  get all(): RuleSet[] {
    return [...this.byName.values()];
  }

  find(name: string): RuleSet | undefined {
    return this.byName.get(name);
  }
}
