import { type Kysely, type Migration, sql } from 'kysely';
import type { Engine } from './engine';

const TABLES = ['objects', 'outcome_counts', 'rule_versions', 'sequences'];

/**
 * Compares text exactly on MariaDB and MySQL. The collation of the earlier migrations ignores blanks at the end (PAD SPACE), so that
 * the labels "HIT" and "HIT " shared one count. SQLite compares exactly.
 */
export const exactText = (engine: Engine): Migration => ({
  async up(db: Kysely<never>) {
    if (engine === 'sqlite') return;
    // MariaDB has the first one, and MySQL 8 the second.
    const { rows } = await sql<{ name: string }>`select collation_name as name
      from information_schema.collations
      where collation_name in ('utf8mb4_nopad_bin', 'utf8mb4_0900_bin')`.execute(db);
    const [collation] = rows;
    if (!collation) throw new Error('the server has no collation utf8mb4_nopad_bin or utf8mb4_0900_bin');
    for (const table of TABLES)
      await sql`alter table ${sql.table(table)}
        convert to character set utf8mb4 collate ${sql.raw(collation.name)}`.execute(db);
  },
});
