import type { Readable } from 'node:stream';

/**
 * Reads a CSV as fast as it arrives and returns the rows per second, from the first byte to the last.
 * @throws {Error} if the last row is not row `count - 1`: the figure of a truncated run is worthless
 */
export async function rowsPerSecond(csv: Readable, count: number): Promise<number> {
  let startedAt: number | undefined;
  let end = '';
  for await (const chunk of csv as AsyncIterable<Buffer>) {
    startedAt ??= performance.now();
    end = (end + chunk.subarray(-200).toString()).slice(-200);
  }
  const seconds = (performance.now() - (startedAt ?? NaN)) / 1000;
  if (!end.endsWith('\n') || !end.includes(`\n${count - 1},`)) throw new Error(`The rows end with ${end}`);
  return count / seconds;
}
