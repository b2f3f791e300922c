import { DrawError } from './errors';

export const MAX_DECIMALS = 15;
const DECIMAL_TEXT = /^(-?\d+)(?:\.(\d+))?$/;
const SHOWN_CHARACTERS = 40;

/** Decimals from `min` to `max`, both included, in steps of 10^−decimals; the ends are text such as "-0.50" or "10". */
export interface FloatRange {
  min: string;
  max: string;
  decimals: number;
}

/** The same range counted in its steps: safe integers, from `first` to `last`, both included. */
export interface DecimalGrid {
  first: number;
  last: number;
  decimals: number;
}

/**
 * The steps of a range of decimals.
 *
 * @throws DrawError naming `decimals` unless it is a whole number from 0 to MAX_DECIMALS; naming `min` or `max` unless
 * it is a decimal with at most `decimals` places and a safe integer of steps; naming `min` if it is above `max`
 */
export function decimalGrid({ min, max, decimals }: FloatRange): DecimalGrid {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    throw new DrawError('decimals', `decimals (${decimals}) is not a whole number from 0 to ${MAX_DECIMALS}`);
  }
  const first = stepOf('min', min, decimals);
  const last = stepOf('max', max, decimals);
  if (first > last) throw new DrawError('min', `min (${shown(min)}) is greater than max (${shown(max)})`);
  return { first, last, decimals };
}

/**
 * The step of a decimal text: optional minus, digits, optional fraction; no plus sign and no exponent.
 *
 * @param decimals 0 to MAX_DECIMALS
 * @returns undefined for another text, more than `decimals` places, or more steps than a safe integer
 */
export function parseStep(text: string, decimals: number): number | undefined {
  const [, whole, fraction = ''] = DECIMAL_TEXT.exec(text) ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  // The text of a whole number by now: it becomes the exact number, or one that is not safe.
  const step = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(step)) return undefined;
  return step === 0 ? 0 : step; // "-0" would be the number −0, which is printed and compared as another
}

/**
 * The decimal text of a step, with exactly `decimals` digits after the point.
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

function stepOf(end: 'min' | 'max', text: string, decimals: number): number {
  const step = parseStep(text, decimals);
  if (step === undefined) throw new DrawError(end, `${end} (${shown(text)}) ${faultOf(text, decimals)}`);
  return step;
}

function faultOf(text: string, decimals: number): string {
  const match = DECIMAL_TEXT.exec(text);
  if (!match) return 'is not a decimal such as 10 or -0.50';
  if ((match[2] ?? '').length > decimals) return `has more decimal places than the ${decimals} allowed`;
  const most = formatStep(Number.MAX_SAFE_INTEGER, decimals);
  return `is not from -${most} to ${most}, the limits where decimals is ${decimals}`;
}

function shown(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
