import type { RuleSet } from './rule-set';

type ByName = ReadonlyMap<string, RuleSet>;

/** What became of the rule sets from one reading to the next: `1 new (dice), 1 changed (attack)`; empty where nothing did. */
export function newsOf(before: ByName, after: ByName): string {
  const names = [...after.keys()];
  const isOld = (name: string) => before.has(name);
  const changes = {
    new: names.filter((name) => !isOld(name)),
    changed: names.filter((name) => isOld(name) && before.get(name)?.yaml !== after.get(name)?.yaml),
    gone: [...before.keys()].filter((name) => !after.has(name)),
  };
  return Object.entries(changes)
    .filter(([, those]) => those.length > 0)
    .map(([what, those]) => `${those.length} ${what} (${those.join(', ')})`)
    .join(', ');
}
