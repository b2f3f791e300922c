import type { FloatRange, NumberRange } from '@quartet/draws';
import { toAttribute, type Value } from '../language/attribute';
import type { Context } from '../language/expression';
import type { Outcome, Program } from '../language/program';
import { fill, formatValue } from '../language/text';
import type { Odds } from '../odds/odds';
import { versionOf } from './version';

export interface Decision {
  outcome: string;
  attributes: Record<string, Value>;
  text: string;
}

/** A checked rule set, which determines the object for a number, a float and their product. */
export class RuleSet {
  readonly version: string;

  constructor(
    private readonly program: Program,
    /** The text of the rule file. */
    readonly yaml: string,
    readonly odds: Odds,
  ) {
    this.version = versionOf(program.file);
  }

  get name(): string {
    return this.program.file.name;
  }

  get title(): string {
    return this.program.file.title;
  }

  get description(): string {
    return this.program.file.description;
  }

  get source(): string | undefined {
    return this.program.file.source;
  }

  /** The named expressions that conditions may use, as written in the file. */
  get variables(): Record<string, string> | undefined {
    return this.program.file.variables;
  }

  get number(): NumberRange {
    return this.program.file.number;
  }

  get float(): FloatRange {
    return this.program.float;
  }

  get outcomes(): readonly Outcome[] {
    return this.program.outcomes;
  }

  /** Finds the first outcome whose condition holds. `float` and `product` are exact decimal text. */
  decide(number: number, float: string, product: string): Decision {
    const context = this.contextOf(number, Number(float), Number(product));
    const outcome = this.program.outcomes.find(
      ({ when }) => when === undefined || when.evaluate(context) === true,
    );
    if (!outcome) throw new Error(`rule set ${this.name} has no last outcome`);
    const attributes = Object.fromEntries(
      outcome.attributes.map(({ name, expression }) => [name, toAttribute(expression.evaluate(context))]),
    );
    const values = { ...attributes, number, float, product, outcome: outcome.label };
    const formatted = Object.entries(values).map(
      ([name, value]) => [name, formatValue(value, this.program.formats.get(name))] as const,
    );
    return { outcome: outcome.label, attributes, text: fill(outcome.text, new Map(formatted)) };
  }

  private contextOf(number: number, float: number, product: number): Context {
    // CEL's int is a BigInt in this implementation; a number would be a double.
    const context: Context = { number: BigInt(number), float, product };
    for (const { name, table } of this.program.tables) context[name] = table.value;
    for (const { name, expression } of this.program.variables) context[name] = expression.evaluate(context);
    return context;
  }
}
