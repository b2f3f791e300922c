import type { Kysely, Transaction } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { changeCounts } from './counts';
import { fromRow, toRow } from './rows';
import type { Schema } from './schema';
import { writeTransaction } from './write';

export interface Recording {
  /** As it is recorded: one that was there before keeps its time. */
  object: DrawnObject;
  isNew: boolean;
}

/** Rows of one statement. Sizes are powers of two, so that there are few different statements and each is prepared once. */
const LARGEST_CHUNK = 256;

/** Records objects, and counts those that are new, in one transaction: all of them or none. What is there already is no error. */
export function recordAll(db: Kysely<Schema>, objects: readonly DrawnObject[]): Promise<Recording[]> {
  return writeTransaction(db, objects.length, async (transaction, last) => {
    const known = await findKnown(
      transaction,
      objects.map(({ id }) => id),
    );
    const fresh = new Map<string, DrawnObject>();
    for (const object of objects)
      if (!known.has(object.id) && !fresh.has(object.id)) fresh.set(object.id, object);
    const rows = [...fresh.values()].map((object, index) => toRow(object, last - objects.length + 1 + index));
    for (const chunk of chunksOf(rows)) await transaction.insertInto('objects').values(chunk).execute();
    await changeCounts(transaction, [...fresh.values()], 'recorded');
    return objects.map((object) => {
      const isNew = fresh.get(object.id) === object;
      return { object: known.get(object.id) ?? fresh.get(object.id) ?? object, isNew };
    });
  });
}

async function findKnown(
  transaction: Transaction<Schema>,
  ids: readonly string[],
): Promise<Map<string, DrawnObject>> {
  const known = new Map<string, DrawnObject>();
  for (const chunk of chunksOf(ids)) {
    const rows = await transaction.selectFrom('objects').selectAll().where('id', 'in', chunk).execute();
    for (const row of rows) known.set(row.id, fromRow(row));
  }
  return known;
}

function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let from = 0, size = LARGEST_CHUNK; from < items.length; from += size) {
    while (size > items.length - from) size /= 2;
    chunks.push(items.slice(from, from + size));
  }
  return chunks;
}
