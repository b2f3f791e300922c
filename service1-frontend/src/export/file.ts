import type { ExportFormat } from '@quartet/contracts';

/** How many rows are asked for at once: some hundred KB, in some milliseconds. Twice as many are a tenth quicker, and keep visits waiting. */
const PAGE = 5_000;

export interface Wanted {
  index: number;
  count: number;
  format: ExportFormat;
}

/** The media types of files, and in which form their rows are asked for: those of a JSON document are NDJSON with commas. */
export const MEDIA_TYPES = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
} as const;
export const asksFor = (format: ExportFormat) => MEDIA_TYPES[format === 'json' ? 'ndjson' : format];

/**
 * A file of rows, piece by piece. While one piece is taken, the next is asked for, and no other: it holds two of them, however
 * many there are, and ends asking when nobody takes more.
 * @param about what a JSON document says of itself
 * @param ask gives rows from an index on, in the form that `asksFor` tells
 */
export async function* exportFile(
  { index, count, format }: Wanted,
  about: object,
  ask: (index: number, count: number) => Promise<Buffer>,
): AsyncGenerator<string | Buffer, void, undefined> {
  const page = (done: number) => {
    const rows = ask(index + done, Math.min(PAGE, count - done));
    // Where it fails after everybody has left, nobody has to hear of it.
    rows.catch(() => undefined);
    return rows;
  };
  if (format === 'json') yield `${JSON.stringify(about).slice(0, -1)},"rows":[\n`;
  let next = page(0);
  for (let done = 0; done < count; done += PAGE) {
    const rows = await next;
    if (done + PAGE < count) next = page(done + PAGE);
    yield format === 'csv' && done > 0
      ? withoutHead(rows)
      : format === 'json'
        ? inDocument(rows, done > 0)
        : rows;
  }
  if (format === 'json') yield '\n]}\n';
}

const withoutHead = (csv: Buffer) => csv.subarray(csv.indexOf('\n') + 1);
const inDocument = (ndjson: Buffer, isLater: boolean) =>
  `${isLater ? ',\n' : ''}${ndjson.toString().trimEnd().replaceAll('\n', ',\n')}`;
