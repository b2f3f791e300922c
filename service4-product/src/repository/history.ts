import type { Kysely } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { fromRow } from './object-rows';
import type { Schema } from './schema';

export interface Filter {
  rule?: string | undefined;
  outcome?: string | undefined;
  /** Only objects recorded before the one of this cursor. */
  before?: number | undefined;
  /** Only objects recorded after the one of this cursor: those next to it. */
  after?: number | undefined;
  limit: number;
}

export interface Page {
  /** Newest first. */
  objects: DrawnObject[];
  /** The cursor before which older objects are, or null where there are none. */
  next: number | null;
  /** The cursor after which newer objects are or will be, or null where nothing is recorded yet. */
  previous: number | null;
}

/** A page of the history. Each filter has its index, so that a page costs the same with ten objects and with ten million. */
export async function readHistory(db: Kysely<Schema>, filter: Filter): Promise<Page> {
  const { before, after, limit } = filter;
  // One row more than the page tells whether another page follows.
  const rows = await historyQuery(db, { ...filter, limit: limit + 1 }).execute();
  const page = rows.slice(0, limit);
  if (after !== undefined) page.reverse();
  const oldest = page.at(-1)?.sequence;
  const hasOlder = after !== undefined || rows.length > limit;
  return {
    objects: page.map(fromRow),
    next: (hasOlder ? oldest : undefined) ?? null,
    previous: page[0]?.sequence ?? after ?? (before === undefined ? null : before - 1),
  };
}

/** The rows of a page: from `after` on upward, else downward. */
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
  const row = await db.selectFrom('objects').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}
