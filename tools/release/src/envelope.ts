import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ReleaseError } from './errors';

/** A DSSE envelope: https://github.com/secure-systems-lab/dsse (version 1.0.2). */
export interface Envelope {
  payloadType: string;
  /** Base64. */
  payload: string;
  signatures: { keyid: string; sig: string }[];
}

/** The signed bytes (DSSE, PAE). The lengths separate the type from the payload unambiguously. */
const preAuthEncoding = (type: string, payload: Buffer) =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);

/** Ed25519 includes its hash function; ECDSA needs one. */
const digestFor = (key: KeyObject) => (key.asymmetricKeyType === 'ed25519' ? null : 'sha256');

/** Returns the SHA-256 of the public key (DER). */
function createKeyId(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Signs a text. @throws {ReleaseError} if the key is not Ed25519 or ECDSA */
export function signEnvelope(payloadType: string, text: string, key: KeyObject): Envelope {
  requireSupportedKey(key);
  const payload = Buffer.from(text);
  const sig = sign(digestFor(key), preAuthEncoding(payloadType, payload), key).toString('base64');
  return { payloadType, payload: payload.toString('base64'), signatures: [{ keyid: createKeyId(key), sig }] };
}

/** Returns the text if one of the keys has signed it. @throws {ReleaseError} if no signature is valid */
export function openEnvelope(payloadType: string, envelope: Envelope, keys: readonly KeyObject[]): string {
  keys.forEach(requireSupportedKey);
  if (envelope.payloadType !== payloadType || !Array.isArray(envelope.signatures))
    throw new ReleaseError(`The envelope does not contain a signed ${payloadType}.`);
  const payload = Buffer.from(envelope.payload, 'base64');
  const signed = preAuthEncoding(payloadType, payload);
  const isSignedBy = (key: KeyObject) =>
    envelope.signatures.some(({ sig }) => verify(digestFor(key), signed, key, Buffer.from(sig, 'base64')));
  if (!keys.some(isSignedBy))
    throw new ReleaseError('The envelope has no valid signature by any of the keys.');
  return payload.toString('utf8');
}

function requireSupportedKey(key: KeyObject): void {
  if (key.asymmetricKeyType !== 'ed25519' && key.asymmetricKeyType !== 'ec')
    throw new ReleaseError(`The key must be Ed25519 or ECDSA, got \`${key.asymmetricKeyType}\`.`);
}
