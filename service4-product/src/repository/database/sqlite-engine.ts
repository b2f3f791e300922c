import { createRequire } from 'node:module';
import type * as engine from '@photostructure/sqlite';

export type DatabaseSync = InstanceType<typeof engine.DatabaseSync>;
export type StatementSync = ReturnType<DatabaseSync['prepare']>;
export type SqliteValue = string | number | bigint | null;

/**
 * Opens SQLite with Node's `node:sqlite` (from 22.13), or with a package of the same API on older versions of Node.
 * The package is loaded only when it is needed.
 */
export function openEngine(file: string): DatabaseSync {
  const builtIn = process.getBuiltinModule('node:sqlite') as unknown as typeof engine | undefined;
  const { DatabaseSync } = builtIn ?? (createRequire(__filename)('@photostructure/sqlite') as typeof engine);
  return new DatabaseSync(file);
}
