import { textMistake } from '@quartet/contracts';

/** The value of an attribute, as in JSON. */
export type Value = string | number | boolean;

/** An expression has a value that an attribute cannot have; the message is a predicate. */
export class AttributeError extends Error {}

const MAX_LENGTH = 1_000;

/**
 * Converts the result of an expression to the value of an attribute.
 * @throws {AttributeError} when JSON, CSV or the database cannot represent the result exactly
 */
export function toAttribute(result: unknown): Value {
  if (typeof result === 'boolean') return result;
  if (typeof result === 'string') {
    const mistake = textMistake(result);
    if (mistake !== undefined) throw new AttributeError(mistake);
    if (result.length <= MAX_LENGTH) return result;
    throw new AttributeError(`must have at most ${MAX_LENGTH} characters, got ${result.length}`);
  }
  if (typeof result === 'bigint') {
    const number = Number(result);
    if (Number.isSafeInteger(number)) return number;
    throw new AttributeError(`must be from -(2^53 - 1) to 2^53 - 1, got ${result}`);
  }
  if (typeof result === 'number') {
    if (Number.isFinite(result)) return withoutNoise(result);
    throw new AttributeError(`must be a finite number, got ${result}`);
  }
  throw new AttributeError(`must be text, a number, true or false, got ${kindOf(result)}`);
}

/**
 * Rounds to the 15 digits that doubles keep: 268.65 * 0.1 is 26.865, not 26.865000000000002. Whole numbers are exact already. Negative
 * zero becomes zero, as in JSON.
 */
export const withoutNoise = (value: number) =>
  Number.isInteger(value) ? value || 0 : Number(value.toPrecision(15));

function kindOf(result: unknown): string {
  if (result === null || result === undefined) return 'null';
  if (Array.isArray(result)) return 'a list';
  if (result instanceof Map || Object.getPrototypeOf(result) === Object.prototype) return 'a map';
  return 'another type';
}
