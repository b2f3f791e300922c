import type { Kysely } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { inDatabaseSpan } from './database/span';
import { fromRow } from './object-rows';
import type { Schema } from './schema';

export interface Filter {
  rule?: string | undefined;
  outcome?: string | undefined;
  /** Only objects recorded before the one of this cursor. */
  before?: number | undefined;
  /** Only objects recorded after the one of this cursor: those nearest to it. */
  after?: number | undefined;
  limit: number;
}

export interface Page {
  /** Newest first. */
  objects: DrawnObject[];
  /** The `before` cursor of the page with older objects; null on the last page. */
  next: number | null;
  /** The `after` cursor of the page with newer objects, present or future; null while nothing is recorded. */
  previous: number | null;
}

/** Reads a page of the history. Each filter has an index, so that the cost does not depend on the number of objects. */
export const readHistory = (db: Kysely<Schema>, filter: Filter): Promise<Page> =>
  inDatabaseSpan(db, 'list', 'objects', () => readPage(db, filter));

async function readPage(db: Kysely<Schema>, filter: Filter): Promise<Page> {
  const { before, after, limit } = filter;
  // One extra row shows whether another page follows.
  const rows = await historyQuery(db, { ...filter, limit: limit + 1 }).execute();
  const page = rows.slice(0, limit);
  if (after !== undefined) page.reverse();
  const next = await nextCursor(db, filter, page.at(-1)?.sequence, rows.length > limit);
  return {
    objects: page.map(fromRow),
    next,
    previous: page[0]?.sequence ?? after ?? (before === undefined ? null : Math.max(0, before - 1)),
  };
}

/** The cursor of the older page. After `after` there is one, except if its objects were pruned or never recorded. */
async function nextCursor(
  db: Kysely<Schema>,
  filter: Filter,
  oldest: number | undefined,
  hasMore: boolean,
): Promise<number | null> {
  const { after } = filter;
  if (after === undefined) return hasMore ? (oldest ?? null) : null;
  const cursor = oldest ?? after + 1;
  const older = await historyQuery(db, { ...filter, after: undefined, before: cursor, limit: 1 }).execute();
  return older.length > 0 ? cursor : null;
}

/** The query for the rows of a page: ascending from `after`, or else descending. */
export function historyQuery(db: Kysely<Schema>, { rule, outcome, before, after, limit }: Filter) {
  let query = db
    .selectFrom('objects')
    .selectAll()
    .orderBy('sequence', after === undefined ? 'desc' : 'asc')
    .limit(limit);
  if (rule !== undefined) query = query.where('rule', '=', rule);
  if (outcome !== undefined) query = query.where('outcome', '=', outcome);
  if (before !== undefined) query = query.where('sequence', '<', before);
  if (after !== undefined) query = query.where('sequence', '>', after);
  return query;
}

export async function findObject(db: Kysely<Schema>, id: string): Promise<DrawnObject | undefined> {
  const row = await inDatabaseSpan(db, 'find', 'objects', () =>
    db.selectFrom('objects').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  return row && fromRow(row);
}
