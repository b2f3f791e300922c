import { checkIndex } from './indexes';
import { acceptanceLimit } from './reduce';
import { checkSeed } from './seed';
import { type Stream, blocks, streamKey } from './stream';

export interface Attempt {
  /** 0 for the first attempt. */
  attempt: number;
  /** The 16 bytes that AES returns. */
  block: Buffer;
  /** The first 8 bytes of the block, big-endian. */
  value: bigint;
  accepted: boolean;
}

export interface DrawTrace {
  key: Buffer;
  span: bigint;
  /** The first rejected value. */
  limit: bigint;
  /** At least one; only the last one is accepted. */
  attempts: Attempt[];
  /** 0 to span − 1. */
  result: bigint;
}

/**
 * Draws a result from 0 to `span` − 1 and returns it with all intermediate values.
 *
 * @param span the number of possible results, 1 to 2^64
 * @throws DrawError for `seed` or `index`; RangeError for `span`
 */
export function traceDraw(stream: Stream, span: bigint, seed: string, index: number): DrawTrace {
  if (span < 1n || span > 2n ** 64n) throw new RangeError(`span must be from 1 to 2^64, got \`${span}\``);
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
