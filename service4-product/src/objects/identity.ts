import { createHash } from 'node:crypto';

/**
 * The id of a draw: the first 144 bits of the SHA-256 of rule, version, seed and index, as 24 characters of base64url.
 * The same draw has the same id on every machine. JSON separates the parts unambiguously.
 */
export function objectId(rule: string, version: string, seed: string, index: number): string {
  const draw = JSON.stringify(['quartet-object/1', rule, version, seed, index]);
  return createHash('sha256').update(draw).digest('base64url').slice(0, 24);
}
