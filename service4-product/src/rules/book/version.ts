import { createHash } from 'node:crypto';
import type { RuleFile } from '../file/rule-file';

/**
 * The version of a rule set: the first 64 bits of the SHA-256 of everything that determines an object, in hexadecimal.
 * Titles, descriptions, sources, the order of keys and the file's layout do not count.
 */
export function versionOf({
  number,
  float,
  tables,
  variables,
  attributes,
  outcomes,
  format,
  text,
}: RuleFile): string {
  const canonical = JSON.stringify(
    sorted({ number, float, tables, variables, attributes, outcomes, format, text }),
  );
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16);
}

function sorted(value: unknown): unknown {
  // A whole number and a decimal of the same value have different types in expressions.
  if (typeof value === 'bigint') return `int ${value}`;
  // Otherwise the text "int 5" would equal the number 5. Other text stays as it is, so that the versions of earlier rule sets remain.
  if (typeof value === 'string' && /^(int|text) /.test(value)) return `text ${value}`;
  if (Array.isArray(value)) return value.map(sorted);
  if (value instanceof Map)
    return { map: [...value].map(([key, entry]) => [sorted(key), sorted(entry)]).sort(byFirst) };
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(byFirst);
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

const byFirst = ([a]: unknown[], [b]: unknown[]) => (String(a) < String(b) ? -1 : 1);
