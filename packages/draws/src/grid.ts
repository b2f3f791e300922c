import { DrawError } from './errors';

export const MAX_DECIMALS = 15;
const DECIMAL_TEXT = /^(-?\d+)(?:\.(\d+))?$/;
const QUOTED_LENGTH = 40;

/** Decimals from `min` to `max`, both included, in steps of 10^−decimals. The bounds are text such as "-0.50" or "10". */
export interface FloatRange {
  min: string;
  max: string;
  decimals: number;
}

/** A `FloatRange` in units of 10^−decimals: the steps from `first` to `last`, both included, are safe integers. */
export interface DecimalGrid {
  first: number;
  last: number;
  decimals: number;
}

/**
 * Converts a range of decimals to steps.
 *
 * @throws DrawError for `decimals` unless it is a whole number from 0 to MAX_DECIMALS; for `min` or `max` unless it is
 * decimal text with at most `decimals` places and its step is a safe integer; for `min` if it is greater than `max`
 */
export function decimalGrid({ min, max, decimals }: FloatRange): DecimalGrid {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    const message = `decimals must be a whole number from 0 to ${MAX_DECIMALS}, got \`${decimals}\``;
    throw new DrawError('decimals', message);
  }
  const first = boundStep('min', min, decimals);
  const last = boundStep('max', max, decimals);
  if (first > last) {
    throw new DrawError('min', `min must be at most max (${max}), got ${quoted(min)}`);
  }
  return { first, last, decimals };
}

/**
 * Parses decimal text as a step: an optional minus sign, digits and an optional fraction, without an exponent.
 *
 * @param decimals 0 to MAX_DECIMALS
 * @returns undefined for other text, for more than `decimals` places, and for a step that is no safe integer
 */
export function parseStep(text: string, decimals: number): number | undefined {
  const [, whole, fraction = ''] = DECIMAL_TEXT.exec(text) ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  // An integer in text converts to the same number, or to one that is not safe.
  const step = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(step)) return undefined;
  return step === 0 ? 0 : step; // "-0" becomes −0, which Object.is distinguishes from 0
}

/**
 * Formats a step as decimal text with exactly `decimals` digits after the point.
 *
 * @param step a safe integer
 * @param decimals 0 to MAX_DECIMALS
 */
export function formatStep(step: number, decimals: number): string {
  const digits = String(Math.abs(step)).padStart(decimals + 1, '0');
  const sign = step < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function boundStep(bound: 'min' | 'max', text: string, decimals: number): number {
  const step = parseStep(text, decimals);
  if (step === undefined) throw new DrawError(bound, `${bound} must ${requirement(text, decimals)}`);
  return step;
}

function requirement(text: string, decimals: number): string {
  const match = DECIMAL_TEXT.exec(text);
  if (!match) return `be a decimal such as 10 or -0.50, got ${quoted(text)}`;
  if ((match[2] ?? '').length > decimals) {
    return `have at most ${decimals} decimal ${decimals === 1 ? 'place' : 'places'}, got ${quoted(text)}`;
  }
  const limit = formatStep(Number.MAX_SAFE_INTEGER, decimals);
  return `be from -${limit} to ${limit} when decimals is ${decimals}, got ${quoted(text)}`;
}

function quoted(text: string): string {
  return `\`${text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text}\``;
}
