import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ReleaseError } from './errors';

export const readPrivateKey = (file: string) => readKey(file, 'private key', createPrivateKey);
export const readPublicKey = (file: string) => readKey(file, 'public key', createPublicKey);

async function readKey(file: string, kind: string, parse: (text: Buffer) => KeyObject): Promise<KeyObject> {
  let text;
  try {
    text = await readFile(file);
  } catch {
    throw new ReleaseError(`The key file ${file} cannot be read.`);
  }
  try {
    return parse(text);
  } catch {
    throw new ReleaseError(`${file} must contain a ${kind} (PEM, without a passphrase).`);
  }
}
