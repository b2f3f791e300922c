import { type FloatRange, formatStep, parseStep } from './grid';

/** A `FloatRange` in its JSON form, with numbers for its bounds. */
export interface JsonFloatRange {
  min: number;
  max: number;
  decimals: number;
}

/**
 * Converts a range from its JSON form without rounding: the text of each bound reads back as the same number.
 * `decimalGrid` accepts the result if it accepts the range that the JSON form was made from.
 */
export function floatRangeFromJson({ min, max, decimals }: JsonFloatRange): FloatRange {
  return { min: boundText(min, decimals), max: boundText(max, decimals), decimals };
}

/**
 * Writes a number in plain decimal notation: JavaScript uses an exponent below 1e-6 and from 1e21 on.
 *
 * A number that needs more than 20 decimals keeps its exponent, so that it is rejected instead of rounded.
 */
export function toDecimalText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const digits = value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
  return Number(digits) === value ? digits : text;
}

function boundText(value: number, decimals: number): string {
  const text = toDecimalText(value);
  const last = formatStep(Number.MAX_SAFE_INTEGER, decimals);
  // The last step can have the same nearest number as the step after it, which is out of range.
  const isLast = Math.abs(value) === Number(last) && parseStep(text, decimals) === undefined;
  if (!isLast) return text;
  return value < 0 ? `-${last}` : last;
}
