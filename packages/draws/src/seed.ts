import { randomBytes as systemRandomBytes } from 'node:crypto';
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
export function freshSeed(randomBytes: (size: number) => Buffer = systemRandomBytes): string {
  return randomBytes(FRESH_SEED_BYTES).toString('base64url');
}
