import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto';
import type { Check } from './backend-messages.ts';

function scryptGivesPublishedValue(): boolean {
  // RFC 7914, section 12, second vector.
  const key = scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16 });
  return key.toString('hex').startsWith('fdbabe1c9d3472007856e7190d01e9fe');
}

function scryptTakesKeyslotCost(): boolean {
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
  return scryptSync('a', 'b', 32, cost).length === 32;
}

function gcmRefusesAlteredText(): boolean {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update('canary'), cipher.final()]);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(cipher.getAuthTag());
  text[0] = (text[0] ?? 0) ^ 1;
  try {
    decipher.update(text);
    decipher.final();
    return false;
  } catch {
    return true;
  }
}

function x25519Agrees(): boolean {
  const ours = generateKeyPairSync('x25519');
  const theirs = generateKeyPairSync('x25519');
  const one = diffieHellman({ privateKey: ours.privateKey, publicKey: theirs.publicKey });
  const other = diffieHellman({ privateKey: theirs.privateKey, publicKey: ours.publicKey });
  return one.equals(other);
}

function ed25519Verifies(): boolean {
  const pair = generateKeyPairSync('ed25519');
  const text = Buffer.from('canary');
  const signature = sign(null, text, pair.privateKey);
  return (
    verify(null, text, pair.publicKey, signature) &&
    !verify(null, Buffer.from('other'), pair.publicKey, signature)
  );
}

const PROBES: Readonly<Record<string, () => boolean>> = {
  scrypt: scryptGivesPublishedValue,
  'scrypt at keyslot cost': scryptTakesKeyslotCost,
  'aes-256-gcm': gcmRefusesAlteredText,
  x25519: x25519Agrees,
  ed25519: ed25519Verifies,
};

/** Tries each piece of cryptography that the product needs; Electron's library differs from Node's. */
export function checkCryptography(): readonly Check[] {
  return Object.entries(PROBES).map(([name, probe]) => {
    let actual = 'absent';
    try {
      actual = probe() ? 'works' : 'gives a wrong answer';
    } catch {
      // Absent: the name is unknown to this runtime.
    }
    return { name: `cryptography: ${name}`, expected: 'works', actual };
  });
}
