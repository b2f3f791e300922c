import { createCipheriv, createHmac } from 'node:crypto';

/** A slow implementation that follows the definition block by block, to compare the package with. */
export function referenceDraw(stream: string, span: bigint, seed: string, index: number) {
  const key = createHmac('sha256', seed).update(`quartet/1/${stream}`).digest();
  const limit = 2n ** 64n - (2n ** 64n % span);
  for (let attempt = 0n; ; attempt += 1n) {
    const counter = ((attempt << 64n) | BigInt(index)).toString(16).padStart(32, '0');
    const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    const value = BigInt(`0x${cipher.update(counter, 'hex', 'hex').slice(0, 16)}`);
    if (value < limit) return { attempts: Number(attempt) + 1, result: value % span };
  }
}
