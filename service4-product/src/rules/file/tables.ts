/** What a table may hold; a YAML integer is a BigInt, as CEL's int is. */
export type TableValue = string | boolean | number | bigint | TableValue[] | Map<unknown, TableValue>;

/** A table ready for expressions, with its CEL type, such as `list<string>`. */
export interface Table {
  type: string;
  value: TableValue;
}

/** A table cannot be used as it is; `path` leads to the entry at fault. */
export class TableError extends Error {
  constructor(
    readonly path: PropertyKey[],
    message: string,
  ) {
    super(message);
  }
}

/**
 * The CEL type of a table by its contents. Whole and decimal numbers side by side are decimals; entries of other
 * different types make it a table of `dyn`.
 * @throws {TableError} on an empty table, an empty entry, and keys that are neither all text nor all whole numbers
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
    throw new TableError(path, 'is empty: give it text, a number, true, false, a list or a map');
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
  if (type === undefined) throw new TableError(path, 'has no entries: give it some, or remove it');
  const values = entries.map(({ value }) => value);
  if (types.size === 1) return { type, values };
  const numeric = [...types].every((other) => other === 'int' || other === 'double');
  return numeric ? { type: 'double', values: values.map(Number) } : { type: 'dyn', values };
}

function keyType(keys: unknown[], path: PropertyKey[]): string {
  if (keys.every((key) => typeof key === 'string')) return 'string';
  if (keys.every((key) => typeof key === 'bigint')) return 'int';
  throw new TableError(
    path,
    'has keys of different kinds: make them all text (in quotes) or all whole numbers',
  );
}
