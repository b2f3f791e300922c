import type { TraceSpan } from '@quartet/service-kit';
import type { Kysely, Transaction } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { changeCounts } from './counts';
import { dialectOf } from './database/dialects';
import { inDatabaseSpan } from './database/span';
import { writeTransaction } from './database/write-transaction';
import { fromRow, toRow } from './object-rows';
import type { Schema } from './schema';

export interface Recording {
  /** The recorded object; one that was recorded before keeps its time. */
  object: DrawnObject;
  isNew: boolean;
}

/**
 * Records objects and counts the new ones in one transaction: all of them or none. Recording an object again is a no-op.
 * @param callers the spans of the requests with these objects, while traces are on
 */
export function recordAll(
  db: Kysely<Schema>,
  objects: readonly DrawnObject[],
  callers?: readonly TraceSpan[],
): Promise<Recording[]> {
  return inDatabaseSpan(db, 'record', 'objects', () => recordInTransaction(db, objects), callers);
}

function recordInTransaction(db: Kysely<Schema>, objects: readonly DrawnObject[]): Promise<Recording[]> {
  const byId = new Map<string, DrawnObject>();
  for (const object of objects) if (!byId.has(object.id)) byId.set(object.id, object);
  const unique = [...byId.values()];
  return writeTransaction(db, unique.length, async (transaction, last) => {
    const before = last - unique.length;
    const rows = unique.map((object, index) => toRow(object, before + 1 + index));
    const inserted = await dialectOf(db).insertNew(transaction, rows);
    const recorded =
      inserted === rows.length
        ? new Map<string, DrawnObject>()
        : await findRecorded(transaction, unique, before);
    const added = unique.filter(({ id }) => !recorded.has(id));
    await changeCounts(transaction, added, 'recorded');
    return objects.map((object) => ({
      object: recorded.get(object.id) ?? byId.get(object.id) ?? object,
      isNew: !recorded.has(object.id) && byId.get(object.id) === object,
    }));
  });
}

/** Finds the objects that were recorded before: those with a sequence number up to `before`. */
async function findRecorded(
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
