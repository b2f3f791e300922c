import { fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics';

const SYNCS = 200;

/** Formats a Markdown table that is aligned in a terminal too; all columns but the first are right-aligned. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map(cell).join(' | ')} |`;
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  const rule = widths.map(
    (width, column) => '-'.repeat(width - (column > 0 ? 1 : 0)) + (column > 0 ? ':' : ''),
  );
  const [head = [], ...body] = rows;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

/** Two lines about the machine: date, versions, processors, disk speed and load. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(2) ?? '?';
  return [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, Linux ${release()}, ${cpus().length} × ${cpu?.model ?? '?'}`,
    `write and sync of 4 KiB in ${tmpdir()}: ${measureSyncMs().toFixed(2)} ms; load average before: ${load}`,
  ].join('\n');
}

/** The median time of a durable write in milliseconds; each recorded visit waits for one. */
function measureSyncMs(): number {
  const file = join(tmpdir(), `quartet-bench-sync-${process.pid}`);
  const block = Buffer.alloc(4096);
  const descriptor = openSync(file, 'w');
  try {
    const times = Array.from({ length: SYNCS }, () => {
      const startedAt = performance.now();
      writeSync(descriptor, block);
      fdatasyncSync(descriptor);
      return performance.now() - startedAt;
    });
    return median(times);
  } finally {
    rmSync(file);
  }
}

export function logProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}
