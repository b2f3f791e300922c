import { checkIndex } from './indexes';
import { acceptanceLimit } from './reduce';
import { checkSeed } from './seed';
import { type Stream, blocks, streamKey } from './stream';

export interface Attempt {
  attempt: number;
  /** The 16 bytes that AES gives. */
  block: Buffer;
  /** The first 8 of them as a big-endian number. */
  value: bigint;
  accepted: boolean;
}

export interface DrawnStep {
  key: Buffer;
  span: bigint;
  /** Values from here on are rejected. */
  limit: bigint;
  /** At least one; the last is the accepted one. */
  attempts: Attempt[];
  /** From 0 to span − 1. */
  result: bigint;
}

/**
 * One draw with everything on the way to its result, for showing how it came about.
 *
 * @param span how many results are possible: 1 to 2^64
 * @throws DrawError naming `seed` or `index`; a plain RangeError for another span
 */
export function drawStep(stream: Stream, span: bigint, seed: string, index: number): DrawnStep {
  if (span < 1n || span > 2n ** 64n) throw new RangeError(`span (${span}) is not from 1 to 2^64`);
  checkSeed(seed);
  checkIndex(index);
  const key = streamKey(stream, seed);
  const limit = acceptanceLimit(span);
  const attempts: Attempt[] = [];
  let last: Attempt;
  do {
    last = attemptAt(attempts.length, key, index, limit);
    attempts.push(last);
  } while (!last.accepted);
  return { key, span, limit, attempts, result: last.value % span };
}

function attemptAt(attempt: number, key: Buffer, index: number, limit: bigint): Attempt {
  const block = blocks(key, attempt, index, 1);
  const value = block.readBigUInt64BE(0);
  return { attempt, block, value, accepted: value < limit };
}
