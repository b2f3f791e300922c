import { createCipheriv, createHmac } from 'node:crypto';

export const ALGORITHM = 'quartet/1';
export const BLOCK_BYTES = 16;

/** Numbers and decimals have separate keys, so that the number of an object reveals nothing about its decimal. */
export type Stream = 'number' | 'float';

/** The AES-256 key of a stream: HMAC-SHA-256 (RFC 2104) of the stream's name, with the seed as the key. */
export function streamKey(stream: Stream, seed: string): Buffer {
  return createHmac('sha256', Buffer.from(seed, 'utf8')).update(`${ALGORITHM}/${stream}`).digest();
}

/**
 * Encrypts the counters `attempt ‖ index` (two big-endian 64-bit integers) of `count` consecutive indexes with AES-256.
 *
 * Counter mode (NIST SP 800-38A, 6.5) over zero bytes returns the encrypted counters in one call. MAX_INDEX is below
 * 2^64, so that the counter never carries into the attempt.
 */
export function blocks(key: Buffer, attempt: number, firstIndex: number, count: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(attempt), 0);
  counter.writeBigUInt64BE(BigInt(firstIndex), 8);
  return createCipheriv('aes-256-ctr', key, counter).update(Buffer.alloc(count * BLOCK_BYTES));
}
