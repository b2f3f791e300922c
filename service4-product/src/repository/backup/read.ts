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
import { BackupError, cutShort, linesOf } from './lines';
import { MIGRATION_NAMES } from '../migrate';

/** A row, with the length of its line in characters. */
export type SizedRow = BackupRow & { size: number };

/** Reads all of a backup without keeping it; how many rows of each table there are. Throws what `readBackup` does. */
export async function checkBackup(file: string, onRow: () => void): Promise<RowCounts> {
  const counts = noRows();
  for await (const { table } of readBackup(file)) {
    counts[table] += 1;
    onRow();
  }
  return counts;
}

/**
 * The rows of a backup, checked as they come. That the file is complete is known only when all have come.
 * @throws {BackupError} where it is no backup, is damaged or cut short, or is of another schema than this program's
 */
export async function* readBackup(file: string): AsyncGenerator<SizedRow> {
  const counts = noRows();
  let position = 0;
  let end: RowCounts | undefined;
  for await (const line of linesOf(file)) {
    position += 1;
    if (end) throw new BackupError(`${file} is damaged: it goes on after its end, in line ${position}`);
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
    if (!end) throw new BackupError(`${file} is damaged: line ${position} is neither a row nor the end`);
  }
  if (position === 0) throw new BackupError(`${file} is no backup of a record: it is empty`);
  if (!end) throw new BackupError(cutShort(file));
  for (const table of TABLES)
    if (counts[table] !== end[table])
      throw new BackupError(`${file} is damaged: of ${end[table]} rows of ${table} it has ${counts[table]}`);
}

function checkHeader(file: string, value: unknown): void {
  const header = headerLine.safeParse(value);
  if (!header.success) {
    const format = (value as { format?: unknown } | null | undefined)?.format;
    throw new BackupError(
      typeof format === 'string' && format.startsWith('quartet-record/') && format !== FORMAT
        ? `${file} is in the format ${format}, but this program reads ${FORMAT}: restore it with the version that wrote it`
        : `${file} is no backup of a record`,
    );
  }
  const { migrations } = header.data;
  const unknown = migrations.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0)
    throw new BackupError(
      `${file} is of a newer version, which added ${unknown.join(', ')}: restore it with that version`,
    );
  const missing = MIGRATION_NAMES.filter((name) => !migrations.includes(name));
  if (missing.length > 0)
    throw new BackupError(
      `${file} is of an older version, without ${missing.join(', ')}: restore it with that version, then run npm run migrate with this one`,
    );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
