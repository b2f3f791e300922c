import { Environment } from '@marcbachmann/cel-js';

/** What expressions are over. */
export interface Inputs {
  number: number;
  /** The drawn decimal, as the nearest double. */
  float: number;
  product: number;
}

export type Value = string | number | boolean;

const environment = new Environment({ unlistedVariablesAreDyn: false })
  .registerVariable('number', 'int')
  .registerVariable('float', 'double')
  .registerVariable('product', 'double');

const CONDITION = ['bool'];
const ATTRIBUTE = ['string', 'int', 'double', 'bool'];

/**
 * A condition in CEL (Common Expression Language), ready to be asked.
 * @throws {Error} with a sentence that says what is wrong with the expression
 */
export function compileCondition(source: string): (inputs: Inputs) => boolean {
  const evaluate = compile(source, CONDITION);
  return (inputs) => evaluate(inputs) === true;
}

/** An attribute's expression in CEL; gives text, a number or a boolean. See `compileCondition` for errors. */
export function compileAttribute(source: string): (inputs: Inputs) => Value {
  return compile(source, ATTRIBUTE);
}

function compile(source: string, types: string[]): (inputs: Inputs) => Value {
  const evaluate = environment.parse(source);
  const checked = evaluate.check();
  if (!checked.valid) throw checked.error ?? new Error('is not a valid expression');
  if (!types.includes(checked.type ?? '')) {
    throw new Error(`gives ${checked.type ?? 'nothing'}, but must give ${types.join(' or ')}`);
  }
  return ({ number, float, product }) => {
    // CEL's int is a BigInt in this implementation; a plain number would be a double.
    const value: unknown = evaluate({ number: BigInt(number), float, product });
    return typeof value === 'bigint' ? Number(value) : (value as Value);
  };
}
