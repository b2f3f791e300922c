import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ReleaseError } from './mistakes';

/** A signed text, as DSSE has it: https://github.com/secure-systems-lab/dsse (version 1.0.2). */
export interface Envelope {
  payloadType: string;
  /** Base64. */
  payload: string;
  signatures: { keyid: string; sig: string }[];
}

/** What is signed: type and text with their lengths, so that neither can be taken for a part of the other. */
const preAuthEncoding = (type: string, text: Buffer) =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${text.length} `), text]);

/** Ed25519 has a digest of its own; ECDSA is given SHA-256. */
const digestFor = (key: KeyObject) => (key.asymmetricKeyType === 'ed25519' ? null : 'sha256');

/** The SHA-256 of the public key (DER). */
function idOf(key: KeyObject): string {
  const known = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(known.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** @throws {ReleaseError} where the key is of a kind that is not taken: there is Ed25519, and ECDSA */
export function seal(payloadType: string, text: string, key: KeyObject): Envelope {
  refuseOtherKeys(key);
  const payload = Buffer.from(text);
  const sig = sign(digestFor(key), preAuthEncoding(payloadType, payload), key).toString('base64');
  return { payloadType, payload: payload.toString('base64'), signatures: [{ keyid: idOf(key), sig }] };
}

/** The text, if one of the keys has signed it as it stands. @throws {ReleaseError} where none has */
export function open(payloadType: string, envelope: Envelope, keys: readonly KeyObject[]): string {
  keys.forEach(refuseOtherKeys);
  if (envelope.payloadType !== payloadType || !Array.isArray(envelope.signatures))
    throw new ReleaseError(`It is no signed ${payloadType}.`);
  const text = Buffer.from(envelope.payload, 'base64');
  const signed = preAuthEncoding(payloadType, text);
  const isBy = (key: KeyObject) =>
    envelope.signatures.some(({ sig }) => verify(digestFor(key), signed, key, Buffer.from(sig, 'base64')));
  if (!keys.some(isBy)) throw new ReleaseError('None of the keys has signed it as it stands.');
  return text.toString('utf8');
}

function refuseOtherKeys(key: KeyObject): void {
  if (key.asymmetricKeyType !== 'ed25519' && key.asymmetricKeyType !== 'ec')
    throw new ReleaseError(`A key must be of Ed25519 or ECDSA, not ${key.asymmetricKeyType}.`);
}
