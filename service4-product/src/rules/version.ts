import { createHash } from 'node:crypto';
import type { RuleFile } from './rule-file';

/**
 * The version of a rule set: the first 64 bits of the SHA-256 of all in it that decides an object, in hexadecimal.
 * Titles and descriptions do not count, nor do the order of keys or the file's layout.
 */
export function versionOf({ number, float, attributes, outcomes, text }: RuleFile): string {
  const canonical = JSON.stringify(sorted({ number, float, attributes, outcomes, text }));
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
