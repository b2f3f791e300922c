import { sql } from 'kysely';
import type { DatabaseSettings } from '../database/settings';

export type Engine = DatabaseSettings['engine'];

/**
 * How MySQL and MariaDB make a table, whatever the server's defaults are: with transactions, and with texts that are the same only
 * where each character is (ids and labels differ by case). SQLite has no such choice.
 */
export const tableOptions = (engine: Engine) =>
  engine === 'sqlite' ? sql`` : sql`engine = InnoDB default charset utf8mb4 collate utf8mb4_bin`;

/** Text of any length: what is called text holds only 64 KiB there. */
export const longText = (engine: Engine) => (engine === 'sqlite' ? sql`text` : sql`longtext`);
