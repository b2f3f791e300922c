import { Kysely } from 'kysely';
import { migrate } from './migrate';
import { ObjectRecord } from './record';
import { RuleStore } from './rule-store';
import type { Schema } from './schema';
import { sqliteDialect } from './sqlite';

/** What service 4 keeps: one database. */
export interface Repository {
  record: ObjectRecord;
  ruleStore: RuleStore;
  close: () => Promise<void>;
}

/**
 * Opens the record at `url`, such as `sqlite:data/quartet.db`, and brings its schema up to date.
 * @throws {Error} with a sentence that names the database and the reason
 */
export async function openRepository(url: string): Promise<Repository> {
  const file = url.replace(/^sqlite:/, '');
  try {
    const db = new Kysely<Schema>({ dialect: sqliteDialect(file) });
    await migrate(db);
    return { record: new ObjectRecord(db), ruleStore: new RuleStore(db), close: () => db.destroy() };
  } catch (error) {
    throw new Error(`the database ${file} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}
