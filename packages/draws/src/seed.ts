import { randomFillSync } from 'node:crypto';
import { DrawError } from './errors';

export const MAX_SEED_BYTES = 256;
const FRESH_SEED_BYTES = 16;

/** @throws DrawError for `seed` unless it is well-formed Unicode of 1 to MAX_SEED_BYTES bytes in UTF-8 */
export function checkSeed(seed: string): void {
  const bytes = Buffer.byteLength(seed, 'utf8');
  if (bytes === 0 || bytes > MAX_SEED_BYTES) {
    throw new DrawError('seed', `seed must have 1 to ${MAX_SEED_BYTES} bytes in UTF-8, got ${bytes}`);
  }
  // Node encodes every lone surrogate as U+FFFD, so that different seeds would give the same draws.
  if (!seed.isWellFormed()) {
    throw new DrawError('seed', 'seed must be well-formed Unicode, without lone surrogates');
  }
}

/**
 * Generates an unpredictable seed: 128 random bits as 22 characters of base64url (RFC 4648, section 5).
 *
 * @param randomBytes the source of randomness, by default that of the operating system
 */
export function freshSeed(randomBytes: (size: number) => Buffer = takeRandomBytes): string {
  return randomBytes(FRESH_SEED_BYTES).toString('base64url');
}

const pool = Buffer.alloc(256 * FRESH_SEED_BYTES);
let used = pool.length;

/** Reads the randomness of the operating system in blocks, because a read costs as much as a draw. Each byte is used once. */
function takeRandomBytes(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + size));
  // The pool must not keep the seed.
  pool.fill(0, used, used + size);
  used += size;
  return bytes;
}
