import { randomBytes as systemRandomBytes } from 'node:crypto';
import { DrawError } from './errors';

export const MAX_SEED_BYTES = 256;
const FRESH_SEED_BYTES = 16;

/**
 * Refuses a seed that no draw can be made from.
 *
 * A seed is well-formed text of 1 to MAX_SEED_BYTES bytes in UTF-8.
 * @throws DrawError naming `seed`
 */
export function checkSeed(seed: string): void {
  const bytes = Buffer.byteLength(seed, 'utf8');
  if (bytes === 0) throw new DrawError('seed', `seed is empty; 1 to ${MAX_SEED_BYTES} bytes are allowed`);
  if (bytes > MAX_SEED_BYTES) {
    throw new DrawError('seed', `seed has ${bytes} bytes in UTF-8; 1 to ${MAX_SEED_BYTES} are allowed`);
  }
  // Node would encode every lone surrogate as U+FFFD, so that different seeds gave the same draws.
  if (/\p{Surrogate}/u.test(seed)) {
    throw new DrawError('seed', 'seed holds half a character (a lone surrogate), which UTF-8 cannot express');
  }
}

/**
 * A new seed that nobody can guess: 128 bits as 22 characters of base64url (RFC 4648, section 5).
 *
 * @param randomBytes the source of randomness; the operating system's unless a test needs another
 */
export function freshSeed(randomBytes: (size: number) => Buffer = systemRandomBytes): string {
  return randomBytes(FRESH_SEED_BYTES).toString('base64url');
}
