import { MIGRATION_NAMES } from '../migrate';
import {
  type BackupRow,
  FORMAT,
  headerLine,
  lastLine,
  noRows,
  type RowCounts,
  rowLine,
  TABLES,
} from './format';
import { BackupError, linesOf, truncatedMessage } from './lines';

/** A row with the length of its line in characters. */
export type SizedRow = BackupRow & { size: number };

/**
 * Reads a whole backup, row by row.
 * @returns the number of rows of each table
 * @throws {BackupError} as `readBackup` does
 */
export async function checkBackup(file: string, onRow: () => void): Promise<RowCounts> {
  const counts = noRows();
  for await (const { table } of readBackup(file)) {
    counts[table] += 1;
    onRow();
  }
  return counts;
}

/**
 * Reads and checks the rows of a backup. A truncated file throws only after its last row.
 * @throws {BackupError} when the file is not a backup, is damaged or truncated, or has another schema than this program
 */
export async function* readBackup(file: string): AsyncGenerator<SizedRow> {
  const counts = noRows();
  let position = 0;
  let end: RowCounts | undefined;
  for await (const line of linesOf(file)) {
    position += 1;
    if (end) throw new BackupError(`${file} is damaged: line ${position} follows its last line`);
    const value = parse(line);
    if (position === 1) {
      checkHeader(file, value);
      continue;
    }
    const row = rowLine.safeParse(value);
    if (row.success) {
      counts[row.data.table] += 1;
      yield { ...row.data, size: line.length };
      continue;
    }
    end = lastLine.safeParse(value).data?.rows;
    if (!end) throw new BackupError(`${file} is damaged: line ${position} is not a row`);
  }
  if (position === 0) throw new BackupError(`${file} is not a backup: it is empty`);
  if (!end) throw new BackupError(truncatedMessage(file));
  for (const table of TABLES)
    if (counts[table] !== end[table])
      throw new BackupError(
        `${file} is damaged: the number of rows of ${table} must be ${end[table]}, got ${counts[table]}`,
      );
}

function checkHeader(file: string, value: unknown): void {
  const header = headerLine.safeParse(value);
  if (!header.success) {
    const format = (value as { format?: unknown } | null | undefined)?.format;
    throw new BackupError(
      typeof format === 'string' && format.startsWith('quartet-record/') && format !== FORMAT
        ? `${file} must have the format ${FORMAT}, got ${format}: restore it with the version that wrote it`
        : `${file} is not a backup`,
    );
  }
  const { migrations } = header.data;
  const unknown = migrations.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0)
    throw new BackupError(
      `${file} was written by a newer version (${unknown.join(', ')}): restore it with that version`,
    );
  const missing = MIGRATION_NAMES.filter((name) => !migrations.includes(name));
  if (missing.length > 0)
    throw new BackupError(
      `${file} was written by an older version (without ${missing.join(', ')}): restore it with that version, then run npm run migrate with this one`,
    );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
