import type { Kysely, Transaction } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { changeCounts } from './counts';
import { dialectOf } from './database/dialects';
import { fromRow, toRow } from './object-rows';
import type { Schema } from './schema';
import { writeTransaction } from './database/write-transaction';

export interface Recording {
  /** As it is recorded: one that was there before keeps its time. */
  object: DrawnObject;
  isNew: boolean;
}

/** Records objects, and counts those that are new, in one transaction: all of them or none. What is there already is no error. */
export function recordAll(db: Kysely<Schema>, objects: readonly DrawnObject[]): Promise<Recording[]> {
  const different = new Map<string, DrawnObject>();
  for (const object of objects) if (!different.has(object.id)) different.set(object.id, object);
  const given = [...different.values()];
  return writeTransaction(db, given.length, async (transaction, last) => {
    const before = last - given.length;
    const rows = given.map((object, index) => toRow(object, before + 1 + index));
    const inserted = await dialectOf(db).insertNew(transaction, rows);
    const known =
      inserted === rows.length ? new Map<string, DrawnObject>() : await findKnown(transaction, given, before);
    const fresh = given.filter(({ id }) => !known.has(id));
    await changeCounts(transaction, fresh, 'recorded');
    return objects.map((object) => ({
      object: known.get(object.id) ?? different.get(object.id) ?? object,
      isNew: !known.has(object.id) && different.get(object.id) === object,
    }));
  });
}

/** Those of the objects that were recorded before: at places up to `before`. */
async function findKnown(
  transaction: Transaction<Schema>,
  objects: readonly DrawnObject[],
  before: number,
): Promise<Map<string, DrawnObject>> {
  const rows = await transaction
    .selectFrom('objects')
    .selectAll()
    .where(
      'id',
      'in',
      objects.map(({ id }) => id),
    )
    .where('sequence', '<=', before)
    .execute();
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}
