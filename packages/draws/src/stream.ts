import { createCipheriv, createHmac } from 'node:crypto';

export const ALGORITHM = 'quartet/1';
export const BLOCK_BYTES = 16;

/** Each kind of draw has its own stream, so that the number of an object tells nothing of its decimal. */
export type Stream = 'number' | 'float';

/** The AES-256 key of a stream: HMAC-SHA-256 (RFC 2104) of the stream's name under the seed. */
export function streamKey(stream: Stream, seed: string): Buffer {
  return createHmac('sha256', Buffer.from(seed, 'utf8')).update(`${ALGORITHM}/${stream}`).digest();
}

/**
 * The AES-256 blocks of `attempt ‖ index` (u64 each, big-endian) for `count` indexes from `firstIndex` upward.
 *
 * Counter mode (NIST SP 800-38A, 6.5) over zeros encrypts just these blocks in one call: it counts the 128 bits up
 * from the first, and no index is large enough to carry into the attempt.
 */
export function blocks(key: Buffer, attempt: number, firstIndex: number, count: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(attempt), 0);
  counter.writeBigUInt64BE(BigInt(firstIndex), 8);
  return createCipheriv('aes-256-ctr', key, counter).update(Buffer.alloc(count * BLOCK_BYTES));
}
