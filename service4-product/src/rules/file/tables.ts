import { textMistake } from '@quartet/contracts';

/** The contents of a table; a YAML integer is a BigInt, as in CEL. */
export type TableValue = string | boolean | number | bigint | TableValue[] | Map<unknown, TableValue>;

/** A table for use in expressions. */
export interface Table {
  /** Its CEL type, such as `list<string>`. */
  type: string;
  value: TableValue;
}

/** A table has a mistake; `path` leads to the wrong entry. */
export class TableError extends Error {
  constructor(
    readonly path: PropertyKey[],
    message: string,
  ) {
    super(message);
  }
}

/**
 * Derives the CEL type of a table from its contents. A mix of whole numbers and decimals becomes decimals; any other mix has
 * the type `dyn`.
 * @throws {TableError} for an empty table, an empty entry, and keys that are neither all text nor all whole numbers
 */
export function typedTable(value: unknown, path: PropertyKey[] = []): Table {
  if (Array.isArray(value)) {
    const { type, values } = unified(
      value.map((entry, index) => typedTable(entry, [...path, index])),
      path,
    );
    return { type: `list<${type}>`, value: values };
  }
  if (value instanceof Map) {
    const keys = sortedKeys([...value.keys()] as unknown[], path);
    const entries = keys.map((key) => typedTable(value.get(key), [...path, String(key)]));
    const { type, values } = unified(entries, path);
    return {
      type: `map<${typeof keys[0] === 'bigint' ? 'int' : 'string'}, ${type}>`,
      value: new Map(keys.map((key, index) => [key, values[index] ?? ''])),
    };
  }
  const type = SCALARS[typeof value];
  if (type === undefined) {
    const isEmpty = value === null || value === undefined;
    const kinds = 'text, a number, true, false, a list or a map';
    throw new TableError(path, isEmpty ? `is empty: use ${kinds}` : `must be ${kinds}`);
  }
  const mistake = scalarMistake(value);
  if (mistake !== undefined) throw new TableError(path, mistake);
  return { type, value: value as TableValue };
}

/** The mistake in an entry that JSON, and so the version, cannot represent exactly. */
function scalarMistake(value: unknown): string | undefined {
  if (typeof value === 'string') return textMistake(value);
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value)
    return `must be a 64-bit whole number, got \`${value}\``;
  if (typeof value !== 'number') return undefined;
  if (!Number.isFinite(value)) return `must be a finite number, got \`${value}\``;
  return Object.is(value, -0) ? 'must not be negative zero: write 0.0' : undefined;
}

const SCALARS: Record<string, string> = {
  string: 'string',
  boolean: 'bool',
  bigint: 'int',
  number: 'double',
};

function unified(entries: Table[], path: PropertyKey[]): { type: string; values: TableValue[] } {
  const types = new Set(entries.map(({ type }) => type));
  const [type] = types;
  if (type === undefined) throw new TableError(path, 'has no entries: add some, or remove the table');
  const values = entries.map(({ value }) => value);
  if (types.size === 1) return { type, values };
  const numeric = [...types].every((other) => other === 'int' || other === 'double');
  if (!numeric) return { type: 'dyn', values };
  const rounded = values.find((value) => typeof value === 'bigint' && !Number.isSafeInteger(Number(value)));
  if (rounded !== undefined)
    throw new TableError(
      path,
      `has decimals and ${rounded as bigint}, which is beyond 2^53 - 1 and would be rounded`,
    );
  return { type: 'double', values: values.map(Number) };
}

/** The keys in ascending order: expressions can depend on the order of a map, but its version does not. */
function sortedKeys(keys: unknown[], path: PropertyKey[]): string[] | bigint[] {
  if (keys.every((key) => typeof key === 'string')) {
    for (const key of keys) {
      const mistake = textMistake(key);
      if (mistake !== undefined) throw new TableError(path, `has a key that ${mistake}`);
    }
    return keys.sort();
  }
  if (keys.every((key) => typeof key === 'bigint')) return keys.sort((a, b) => (a < b ? -1 : 1));
  throw new TableError(path, 'has keys of different types: use only text (in quotes) or only whole numbers');
}
