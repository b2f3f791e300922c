import type { FloatRange, NumberRange } from '@quartet/draws';
import type { Inputs, Value } from './expression';
import { fill } from './text';

export interface Outcome {
  label: string;
  /** The condition as it was written. */
  when: string | undefined;
  condition: (inputs: Inputs) => boolean;
  attributes: { name: string; evaluate: (inputs: Inputs) => Value }[];
}

export interface Decision {
  outcome: string;
  attributes: Record<string, Value>;
  text: string;
}

interface Definition {
  name: string;
  title: string;
  description: string;
  version: string;
  number: NumberRange;
  float: FloatRange;
  outcomes: Outcome[];
  text: string;
}

/** A checked rule set: decides what a number, a float and their product come to. */
export class RuleSet {
  constructor(readonly definition: Definition) {}

  /** The first outcome whose condition holds; number, float and product as exact decimal text. */
  decide(number: number, float: string, product: string): Decision {
    const inputs = { number, float: Number(float), product: Number(product) };
    const outcome = this.definition.outcomes.find(({ condition }) => condition(inputs));
    if (!outcome) throw new Error(`rule set ${this.definition.name} has no last outcome`);
    const attributes = Object.fromEntries(
      outcome.attributes.map(({ name, evaluate }) => [name, evaluate(inputs)]),
    );
    const shown = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, String(value)]),
    );
    const values = { ...shown, number: String(number), float, product, outcome: outcome.label };
    return { outcome: outcome.label, attributes, text: fill(this.definition.text, values) };
  }
}
