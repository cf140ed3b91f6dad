import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { z } from 'zod';

const Base64 = z.base64().max(200);

/** A key encrypted under another key. */
export const EncryptedKey = z.strictObject({ nonce: Base64, encryptedKey: Base64, tag: Base64 });
export type EncryptedKey = z.infer<typeof EncryptedKey>;

/** A key that anyone can seal for the holder of a private key, and only the holder can take out. */
export const SealedKey = z.strictObject({ ephemeralKey: Base64, ...EncryptedKey.shape });
export type SealedKey = z.infer<typeof SealedKey>;

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
/** What comes before the 32 bytes of an X25519 key in its DER form (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

/** Encrypts a key under another, bound to where it will stand. */
export function encryptKey(key: Buffer, under: Buffer, boundTo: readonly string[]): EncryptedKey {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', under, nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(boundTo)));
  const encryptedKey = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    encryptedKey: encryptedKey.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The key that was encrypted; null when it was with another one, or moved elsewhere. */
export function decryptKey(
  { nonce, encryptedKey, tag }: EncryptedKey,
  under: Buffer,
  boundTo: readonly string[],
): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', under, Buffer.from(nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(JSON.stringify(boundTo)));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    const key = Buffer.concat([
      decipher.update(Buffer.from(encryptedKey, 'base64')),
      decipher.final(),
    ]);
    return key.length === KEY_BYTES ? key : null;
  } catch {
    return null;
  }
}

/** A new pair of X25519 keys: the private one as 32 bytes, the public one as text. */
export function makeKeyPair(): { readonly privateKey: Buffer; readonly publicKey: string } {
  const pair = generateKeyPairSync('x25519');
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = Buffer.from(der.subarray(PRIVATE_PREFIX.length));
  der.fill(0);
  return { privateKey, publicKey: rawPublicKey(pair.publicKey) };
}

function rawPublicKey(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' });
  return der.subarray(PUBLIC_PREFIX.length).toString('base64');
}

function readPublicKey(publicKey: string): KeyObject {
  const key = Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'base64')]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

function readPrivateKey(privateKey: Buffer): KeyObject {
  const key = Buffer.concat([PRIVATE_PREFIX, privateKey]);
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } finally {
    key.fill(0);
  }
}

/** The one key that both sides of a seal come to. */
function sealingKey(
  keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  names: readonly [ephemeral: string, holder: string],
): Buffer {
  const shared = diffieHellman(keys);
  try {
    return Buffer.from(
      hkdfSync('sha256', shared, JSON.stringify(names), 'achilles seal 1', KEY_BYTES),
    );
  } finally {
    shared.fill(0);
  }
}

/** Seals a key for the holder of a public key, bound to where it will stand. Needs nothing of theirs but that. */
export function sealKey(key: Buffer, publicKey: string, boundTo: readonly string[]): SealedKey {
  const pair = generateKeyPairSync('x25519');
  const ephemeralKey = rawPublicKey(pair.publicKey);
  const under = sealingKey({ privateKey: pair.privateKey, publicKey: readPublicKey(publicKey) }, [
    ephemeralKey,
    publicKey,
  ]);
  try {
    return { ephemeralKey, ...encryptKey(key, under, boundTo) };
  } finally {
    under.fill(0);
  }
}

/** Takes a sealed key out; null when it was sealed for someone else, or moved elsewhere. */
export function unsealKey(
  sealed: SealedKey,
  holder: { readonly privateKey: Buffer; readonly publicKey: string },
  boundTo: readonly string[],
): Buffer | null {
  let under: Buffer;
  try {
    under = sealingKey(
      {
        privateKey: readPrivateKey(holder.privateKey),
        publicKey: readPublicKey(sealed.ephemeralKey),
      },
      [sealed.ephemeralKey, holder.publicKey],
    );
  } catch {
    return null; // Not a key at all.
  }
  try {
    return decryptKey(sealed, under, boundTo);
  } finally {
    under.fill(0);
  }
}
