import { Kysely } from 'kysely';
import { migrate } from './migrate';
import { ObjectRecord } from './record';
import type { Schema } from './schema';
import { sqliteDialect } from './sqlite';

/**
 * Opens the record at `url`, such as `sqlite:data/quartet.db`, and brings its schema up to date.
 * @throws {Error} with a sentence that names the database and the reason
 */
export async function openRecord(url: string): Promise<ObjectRecord> {
  const file = url.replace(/^sqlite:/, '');
  try {
    const db = new Kysely<Schema>({ dialect: sqliteDialect(file) });
    await migrate(db);
    return new ObjectRecord(db);
  } catch (error) {
    throw new Error(`the database ${file} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}
