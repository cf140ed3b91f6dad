import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { passphraseBytes } from './passphrase.ts';
import {
  decryptKey,
  EncryptedKey,
  encryptKey,
  makeKeyPair,
  SealedKey,
  sealKey,
  unsealKey,
} from './sealed-key.ts';
import { unwrapKey, WrappedKey, wrapKey } from './wrapped-key.ts';

/** Keys of an open case; whoever closes it fills both with zeros. */
export interface CaseKeys {
  readonly databaseKey: Buffer;
  /** Signs the audit. Stays when the database key is changed, so that every seal still holds. */
  readonly auditKey: Buffer;
}

/**
 * One user's way to the database key: it is sealed for a key pair of theirs, whose private half is wrapped by a key
 * made from their passphrase. So the database key can be changed for everyone without anyone else's passphrase.
 */
const Keyslot = z.strictObject({
  user: z.string().min(1).max(80),
  role: z.string().min(1).max(40),
  createdAt: z.string(),
  publicKey: z.base64().max(200),
  /** Says that whoever put the public key here had the database key. */
  proof: z.base64().max(200),
  sealed: SealedKey,
  ...WrappedKey.shape,
});
export type Keyslot = z.infer<typeof Keyslot>;

/** The way of two people together to the database key, wrapped by a key made from both halves of a printed code. */
const RecoverySlot = z.strictObject({ createdAt: z.string(), ...WrappedKey.shape });
export type RecoverySlot = z.infer<typeof RecoverySlot>;

/** The keyslots of one case. */
export const Keyslots = z.strictObject({
  format: z.literal('achilles-keyslots'),
  version: z.literal(2),
  databaseId: z.string().min(1).max(64),
  /** Another one for each database key: backups tell by it whether the present key opens them. */
  keyId: z.string().min(1).max(64),
  auditKey: EncryptedKey,
  slots: z.array(Keyslot).min(1).max(1000),
  /** Not there until a recovery code is made. */
  recovery: RecoverySlot.optional(),
});
export type Keyslots = z.infer<typeof Keyslots>;

/** What a user's keys are bound to: a slot moved to another case, user or role no longer opens. */
function boundToUser(
  databaseId: string,
  { user, role, publicKey }: Pick<Keyslot, 'user' | 'role' | 'publicKey'>,
): readonly string[] {
  return ['achilles-keyslot-2', databaseId, user, role, publicKey];
}

function boundToRecovery(databaseId: string): readonly string[] {
  return ['achilles-keyslot-2', databaseId, 'recovery'];
}

function auditWrapping(databaseKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', databaseKey, '', 'achilles audit wrap 1', 32));
}

/** Nobody who lacks the database key can put a public key of their own into a slot and wait for the next change. */
function proofOf(databaseKey: Buffer, boundTo: readonly string[]): string {
  const key = Buffer.from(hkdfSync('sha256', databaseKey, '', 'achilles keyslot proof 1', 32));
  return createHmac('sha256', key).update(JSON.stringify(boundTo)).digest('base64');
}

/** Keyslots of a case under a new database key. */
export function makeKeyslots(options: {
  readonly databaseId: string;
  readonly keys: CaseKeys;
  readonly slots: Keyslot[];
}): Keyslots {
  const { databaseId, keys, slots } = options;
  const under = auditWrapping(keys.databaseKey);
  return {
    format: 'achilles-keyslots',
    version: 2,
    databaseId,
    keyId: uuidv7(),
    auditKey: encryptKey(keys.auditKey, under, ['achilles-audit-1', databaseId]),
    slots,
  };
}

/** The keys of a case. Keeps the database key that it was given. @throws {AppError} `keyslot-missing` */
export function keysFrom(databaseKey: Buffer, keyslots: Keyslots): CaseKeys {
  const under = auditWrapping(databaseKey);
  const auditKey = decryptKey(keyslots.auditKey, under, ['achilles-audit-1', keyslots.databaseId]);
  if (!auditKey) {
    throw new AppError(
      'keyslot-missing',
      'The .keys file beside this case was put together from different files. Put it back from where the case was copied, or from a backup.',
    );
  }
  return { databaseKey, auditKey };
}

/** Fills the keys of a case with zeros. */
export function wipe(keys: CaseKeys): void {
  keys.databaseKey.fill(0);
  keys.auditKey.fill(0);
}

/** Wraps the database key for one user. */
export async function makeKeyslot(options: {
  readonly databaseId: string;
  readonly user: string;
  readonly role: string;
  readonly passphrase: string;
  readonly databaseKey: Buffer;
}): Promise<Keyslot> {
  const { databaseId, user, role, databaseKey } = options;
  const { privateKey, publicKey } = makeKeyPair();
  const boundTo = boundToUser(databaseId, { user, role, publicKey });
  try {
    const wrapped = await wrapKey({
      key: privateKey,
      secret: passphraseBytes(options.passphrase),
      boundTo,
    });
    return {
      user,
      role,
      createdAt: new Date().toISOString(),
      publicKey,
      proof: proofOf(databaseKey, boundTo),
      sealed: sealKey(databaseKey, publicKey, boundTo),
      ...wrapped,
    };
  } finally {
    privateKey.fill(0);
  }
}

/**
 * Takes the database key out of a slot; null for a wrong passphrase. With no slot (an unknown user) the same work
 * is done in vain, so that the time taken does not tell who the users are.
 */
export async function openKeyslot(
  databaseId: string,
  slot: Keyslot | null,
  passphrase: string,
): Promise<Buffer | null> {
  const boundTo = slot ? boundToUser(databaseId, slot) : [];
  const privateKey = await unwrapKey(slot, { secret: passphraseBytes(passphrase), boundTo });
  if (!slot || !privateKey) return null;
  try {
    return unsealKey(slot.sealed, { privateKey, publicKey: slot.publicKey }, boundTo);
  } finally {
    privateKey.fill(0);
  }
}

/**
 * The same users' keyslots under another database key, with the passphrases they have. A recovery code does not pass
 * over: its halves are on paper, and whoever made it may be why the key is changed.
 * @throws {AppError} `keyslot-missing` when a slot was put in by someone who had no key
 */
export function rekeyKeyslots(keyslots: Keyslots, from: CaseKeys, to: CaseKeys): Keyslots {
  const { databaseId } = keyslots;
  const slots = keyslots.slots.map((slot) => {
    const boundTo = boundToUser(databaseId, slot);
    const [found, expected] = [slot.proof, proofOf(from.databaseKey, boundTo)].map((text) =>
      Buffer.from(text, 'base64'),
    );
    if (
      !found ||
      !expected ||
      found.length !== expected.length ||
      !timingSafeEqual(found, expected)
    ) {
      throw new AppError(
        'keyslot-missing',
        `The keyslot of ${slot.user} was not made by Achilles with this case’s key, so the new key is not given to it. Remove this user and add them again, then change the key.`,
      );
    }
    return {
      ...slot,
      proof: proofOf(to.databaseKey, boundTo),
      sealed: sealKey(to.databaseKey, slot.publicKey, boundTo),
    };
  });
  return makeKeyslots({ databaseId, keys: to, slots });
}

/** Wraps the database key for both halves of a recovery code together. */
export async function makeRecoverySlot(options: {
  readonly databaseId: string;
  readonly databaseKey: Buffer;
  readonly halves: readonly [Uint8Array, Uint8Array];
}): Promise<RecoverySlot> {
  const { databaseId, databaseKey, halves } = options;
  const wrapped = await wrapKey({
    key: databaseKey,
    secret: Buffer.concat(halves),
    boundTo: boundToRecovery(databaseId),
  });
  return { createdAt: new Date().toISOString(), ...wrapped };
}

/** Takes the database key out of the recovery slot; null for a wrong code. */
export function openRecoverySlot(
  databaseId: string,
  slot: RecoverySlot,
  halves: readonly [Uint8Array, Uint8Array],
): Promise<Buffer | null> {
  return unwrapKey(slot, { secret: Buffer.concat(halves), boundTo: boundToRecovery(databaseId) });
}
