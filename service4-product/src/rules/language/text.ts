import type { Value } from './expression';
import type { Format } from '../file/rule-file';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The names that a text's placeholders ask for, such as `outcome` in `{outcome}`. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** A text with its placeholders filled from `values`, all of which must be there. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}

/** A value as its format wants it in a text; a number may come as exact decimal text. */
export function formatValue(value: Value, { decimals, prefix = '', suffix = '' }: Format = {}): string {
  return `${prefix}${decimals === undefined ? String(value) : rounded(String(value), decimals)}${suffix}`;
}

/** By number of decimals; each takes some milliseconds to make, so it is made when it is needed. */
const rounders = new Map<number, Intl.NumberFormat>();

/** Intl rounds decimal text exactly, half away from zero; the types do not know yet that it takes text. */
function rounded(text: string, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const rounder = rounders.get(decimals) ?? new Intl.NumberFormat('en-US', { ...digits, useGrouping: false });
  rounders.set(decimals, rounder);
  return rounder.format(text as unknown as number);
}
