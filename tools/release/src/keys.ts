import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ReleaseError } from './mistakes';

export const privateKey = (file: string) => keyOf(file, 'private key', createPrivateKey);
export const publicKey = (file: string) => keyOf(file, 'public key', createPublicKey);

async function keyOf(file: string, kind: string, read: (text: Buffer) => KeyObject): Promise<KeyObject> {
  let text;
  try {
    text = await readFile(file);
  } catch {
    throw new ReleaseError(`There is no key ${file}.`);
  }
  try {
    return read(text);
  } catch {
    throw new ReleaseError(`${file} is no ${kind} (PEM, without a passphrase).`);
  }
}
