import { sql } from 'kysely';

export type Engine = 'sqlite' | 'mysql';

/**
 * Options for `create table` on MySQL and MariaDB, independent of the server's defaults: InnoDB for transactions, and a binary
 * collation, since ids and labels that differ only in case are different. SQLite has no such options.
 */
export const tableOptions = (engine: Engine) =>
  engine === 'sqlite' ? sql`` : sql`engine = InnoDB default charset utf8mb4 collate utf8mb4_bin`;

/** The type of a text column without a practical limit: `text` holds only 64 KiB on MySQL and MariaDB. */
export const longText = (engine: Engine) => (engine === 'sqlite' ? sql`text` : sql`longtext`);
