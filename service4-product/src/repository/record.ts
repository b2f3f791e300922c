import { type Kysely, sql, type Transaction } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { dataStoreCall } from './data-store-call';
import { fromRow, toRow } from './rows';
import type { Schema } from './schema';

export interface Recording {
  /** As it is recorded: one that was there before keeps its time. */
  object: DrawnObject;
  isNew: boolean;
}

export interface Filter {
  rule?: string | undefined;
  outcome?: string | undefined;
  /** Only objects recorded before the one of this cursor. */
  before?: number | undefined;
  limit: number;
}

export interface Page {
  objects: DrawnObject[];
  /** The cursor of the next page, or null on the last. */
  next: number | null;
}

/** The record of drawn objects: each draw once, however often it is recorded. All verbs throw DataStoreError where the database fails. */
export class ObjectRecord {
  constructor(private readonly db: Kysely<Schema>) {}

  /** Records objects in one transaction: all of them or none. */
  record(objects: readonly DrawnObject[]): Promise<Recording[]> {
    return dataStoreCall(() =>
      this.db.transaction().execute(async (transaction) => {
        const recordings: Recording[] = [];
        for (const object of objects) recordings.push(await recordOne(transaction, object));
        return recordings;
      }),
    );
  }

  find(id: string): Promise<DrawnObject | undefined> {
    return dataStoreCall(async () => {
      const row = await this.db.selectFrom('objects').selectAll().where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    });
  }

  /** A page of the history, newest first. */
  list({ rule, outcome, before, limit }: Filter): Promise<Page> {
    return dataStoreCall(async () => {
      // One row more than the page tells whether another page follows.
      let query = this.db
        .selectFrom('objects')
        .selectAll()
        .orderBy('sequence', 'desc')
        .limit(limit + 1);
      if (rule !== undefined) query = query.where('rule', '=', rule);
      if (outcome !== undefined) query = query.where('outcome', '=', outcome);
      if (before !== undefined) query = query.where('sequence', '<', before);
      const rows = await query.execute();
      const page = rows.slice(0, limit);
      return {
        objects: page.map(fromRow),
        next: rows.length > limit ? (page.at(-1)?.sequence ?? null) : null,
      };
    });
  }

  /** How many objects are recorded, by `countKey`. */
  counts(): Promise<ReadonlyMap<string, number>> {
    return dataStoreCall(async () => {
      const rows = await this.db.selectFrom('outcome_counts').selectAll().execute();
      return new Map(
        rows.map(({ rule, version, outcome, objects }) => [countKey(rule, version, outcome), objects]),
      );
    });
  }

  /** The rule sets of which an object is recorded, also those that are no longer there. */
  rules(): Promise<string[]> {
    return dataStoreCall(async () => {
      const rows = await this.db.selectFrom('outcome_counts').select('rule').distinct().execute();
      return rows.map(({ rule }) => rule);
    });
  }

  /** Resolves where the database answers. */
  check(): Promise<void> {
    return dataStoreCall(async () => {
      await sql`select 1`.execute(this.db);
    });
  }
}

export const countKey = (rule: string, version: string, outcome: string) =>
  JSON.stringify([rule, version, outcome]);

async function recordOne(transaction: Transaction<Schema>, object: DrawnObject): Promise<Recording> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('objects')
    .values(toRow(object))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) {
    const row = await transaction
      .selectFrom('objects')
      .selectAll()
      .where('id', '=', object.id)
      .executeTakeFirstOrThrow();
    return { object: fromRow(row), isNew: false };
  }
  const { rule, version, outcome } = object;
  await transaction
    .insertInto('outcome_counts')
    .values({ rule, version, outcome, objects: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['rule', 'version', 'outcome'])
        .doUpdateSet({ objects: sql<number>`outcome_counts.objects + 1` }),
    )
    .execute();
  return { object, isNew: true };
}
