import { createRequire } from 'node:module';
import type * as engine from '@photostructure/sqlite';

export type DatabaseSync = InstanceType<typeof engine.DatabaseSync>;
export type StatementSync = ReturnType<DatabaseSync['prepare']>;
export type SqliteValue = string | number | bigint | null;

/**
 * Opens SQLite: Node's own (`node:sqlite`, from 22.13), or the same API as a package, for older Nodes.
 * The package is loaded only where it is needed.
 */
export function openEngine(file: string): DatabaseSync {
  const builtIn = process.getBuiltinModule('node:sqlite') as unknown as typeof engine | undefined;
  const { DatabaseSync } = builtIn ?? (createRequire(__filename)('@photostructure/sqlite') as typeof engine);
  return new DatabaseSync(file);
}
