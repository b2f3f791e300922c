import type { Readable } from 'node:stream';

/**
 * Takes a CSV as fast as it comes, and gives how many rows came a second, from the first byte to the last.
 * @throws {Error} where its last row is not the one that is expected: a run that was cut short is worth nothing
 */
export async function rowsPerSecond(csv: Readable, count: number): Promise<number> {
  let began: number | undefined;
  let end = '';
  for await (const chunk of csv as AsyncIterable<Buffer>) {
    began ??= performance.now();
    end = (end + chunk.subarray(-200).toString()).slice(-200);
  }
  const seconds = (performance.now() - (began ?? NaN)) / 1000;
  if (!end.endsWith('\n') || !end.includes(`\n${count - 1},`)) throw new Error(`The rows end with ${end}`);
  return count / seconds;
}
