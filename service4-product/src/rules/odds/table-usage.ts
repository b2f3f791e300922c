import type { TableValue } from '../file/tables';

/** A table that remembers which of its entries were read. */
export interface TrackedTable {
  value: TableValue;
  /** The paths of the entries that were never read; only the outermost ones. */
  unused: () => PropertyKey[][];
}

/** Copies a table, so that its unused entries can be listed after expressions were evaluated over the copy. */
export function trackUsage(table: TableValue): TrackedTable {
  if (Array.isArray(table)) return trackList(table);
  if (table instanceof Map) return trackMap(table);
  return { value: table, unused: () => [] };
}

function trackList(list: TableValue[]): TrackedTable {
  const used = new Set<number>();
  const entries = list.map(trackUsage);
  const value: TableValue[] = [];
  entries.forEach((entry, index) => {
    Object.defineProperty(value, index, {
      configurable: true,
      enumerable: true,
      get: () => {
        used.add(index);
        // One read is enough: replace the getter, so that later reads are fast.
        Object.defineProperty(value, index, { value: entry.value, configurable: true, enumerable: true });
        return entry.value;
      },
    });
  });
  return {
    value,
    unused: () => entries.flatMap((entry, index) => unusedBelow(index, entry, used.has(index))),
  };
}

function trackMap(map: Map<unknown, TableValue>): TrackedTable {
  const used = new Set<unknown>();
  const entries = new Map([...map].map(([key, entry]) => [key, trackUsage(entry)]));
  const value = new UsageMap([...entries].map(([key, entry]) => [key, entry.value]));
  value.used = used;
  // The evaluator recognises a map by its constructor.
  Object.defineProperty(value, 'constructor', { value: Map });
  return {
    value,
    unused: () => [...entries].flatMap(([key, entry]) => unusedBelow(String(key), entry, used.has(key))),
  };
}

class UsageMap extends Map<unknown, TableValue> {
  used = new Set<unknown>();

  override get(key: unknown): TableValue | undefined {
    this.used.add(key);
    return super.get(key);
  }

  override *entries(): MapIterator<[unknown, TableValue]> {
    for (const entry of super.entries()) {
      this.used.add(entry[0]);
      yield entry;
    }
  }

  override *keys(): MapIterator<unknown> {
    for (const key of super.keys()) {
      this.used.add(key);
      yield key;
    }
  }

  override [Symbol.iterator](): MapIterator<[unknown, TableValue]> {
    return this.entries();
  }
}

const unusedBelow = (key: PropertyKey, entry: TrackedTable, isUsed: boolean): PropertyKey[][] =>
  isUsed ? entry.unused().map((path) => [key, ...path]) : [[key]];
