import type { Value } from './attribute';
import type { Format } from '../file/rule-file';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The names in a text's placeholders, such as `outcome` in `{outcome}`. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Replaces a text's placeholders with `values`, which must have every name. */
export function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string) => values.get(name) ?? placeholder);
}

/** Formats a value for a text; a number may also be exact decimal text. */
export function formatValue(value: Value, { decimals, prefix = '', suffix = '' }: Format = {}): string {
  return `${prefix}${decimals === undefined ? String(value) : rounded(String(value), decimals)}${suffix}`;
}

/** By number of decimals. Creating one takes some milliseconds, so they are created on demand. */
const rounders = new Map<number, Intl.NumberFormat>();

/** Rounds decimal text exactly, half away from zero. Intl accepts text, but its types do not say so yet. */
function rounded(text: string, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const rounder = rounders.get(decimals) ?? new Intl.NumberFormat('en-US', { ...digits, useGrouping: false });
  rounders.set(decimals, rounder);
  return rounder.format(text as unknown as number);
}
