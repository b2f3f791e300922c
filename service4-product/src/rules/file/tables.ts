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
    const keys = [...value.keys()] as unknown[];
    const entries = keys.map((key) => typedTable(value.get(key), [...path, String(key)]));
    const { type, values } = unified(entries, path);
    return {
      type: `map<${keyType(keys, path)}, ${type}>`,
      value: new Map(keys.map((key, index) => [key, values[index] ?? ''])),
    };
  }
  const type = SCALARS[typeof value];
  if (type === undefined)
    throw new TableError(path, 'is empty: use text, a number, true, false, a list or a map');
  return { type, value: value as TableValue };
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
  return numeric ? { type: 'double', values: values.map(Number) } : { type: 'dyn', values };
}

function keyType(keys: unknown[], path: PropertyKey[]): string {
  if (keys.every((key) => typeof key === 'string')) return 'string';
  if (keys.every((key) => typeof key === 'bigint')) return 'int';
  throw new TableError(path, 'has keys of different types: use only text (in quotes) or only whole numbers');
}
