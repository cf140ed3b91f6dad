import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { writeDurably } from './durable-file.ts';
import { passphraseBytes } from './passphrase.ts';
import { unwrapKey, WrappedKey, wrapKey } from './wrapped-key.ts';

/** One user's way to the database key, wrapped by a key made from their passphrase. */
const Keyslot = z.strictObject({
  user: z.string().min(1).max(80),
  role: z.string().min(1).max(40),
  createdAt: z.string(),
  ...WrappedKey.shape,
});
export type Keyslot = z.infer<typeof Keyslot>;

/** The way of two people together to the database key, wrapped by a key made from both halves of a printed code. */
const RecoverySlot = z.strictObject({ createdAt: z.string(), ...WrappedKey.shape });
export type RecoverySlot = z.infer<typeof RecoverySlot>;

/** The keyslots of one case. */
const Keyslots = z.strictObject({
  format: z.literal('achilles-keyslots'),
  version: z.literal(1),
  databaseId: z.string().min(1).max(64),
  slots: z.array(Keyslot).min(1).max(1000),
  /** Not there until a recovery code is made. */
  recovery: RecoverySlot.optional(),
});
export type Keyslots = z.infer<typeof Keyslots>;

/** Names of the two equal keyslot files of a case. */
export function keyslotPaths(path: string): readonly [string, string] {
  return [`${path}.keys`, `${path}.keys2`];
}

/** What a user's wrapped key is bound to: a slot moved to another case, user or role no longer opens. */
function boundToUser(databaseId: string, slot: Pick<Keyslot, 'user' | 'role'>): readonly string[] {
  return ['achilles-keyslot-1', databaseId, slot.user, slot.role];
}

function boundToRecovery(databaseId: string): readonly string[] {
  return ['achilles-keyslot-1', databaseId, 'recovery'];
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
  const wrapped = await wrapKey({
    databaseKey,
    secret: passphraseBytes(options.passphrase),
    boundTo: boundToUser(databaseId, { user, role }),
  });
  return { user, role, createdAt: new Date().toISOString(), ...wrapped };
}

/**
 * Takes the database key out of a slot; null for a wrong passphrase. With no slot (an unknown user) the same work
 * is done in vain, so that the time taken does not tell who the users are.
 */
export function openKeyslot(
  databaseId: string,
  slot: Keyslot | null,
  passphrase: string,
): Promise<Buffer | null> {
  return unwrapKey(slot, {
    secret: passphraseBytes(passphrase),
    boundTo: slot ? boundToUser(databaseId, slot) : [],
  });
}

/** Wraps the database key for both halves of a recovery code together. */
export async function makeRecoverySlot(options: {
  readonly databaseId: string;
  readonly databaseKey: Buffer;
  readonly halves: readonly [Uint8Array, Uint8Array];
}): Promise<RecoverySlot> {
  const { databaseId, databaseKey, halves } = options;
  const wrapped = await wrapKey({
    databaseKey,
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

/** The checksum finds damage that would otherwise look like a wrong passphrase. */
function serialise(keyslots: Keyslots): string {
  const content = JSON.stringify(keyslots);
  const checksum = createHash('sha256').update(content).digest('hex');
  return `${JSON.stringify({ ...keyslots, checksum }, null, 2)}\n`;
}

/** Keyslots of one file; null when it is missing, damaged or not of this form. */
function readOne(file: string): { readonly keyslots: Keyslots; readonly text: string } | null {
  try {
    const text = readFileSync(file, 'utf8');
    const { checksum, ...content } = z
      .looseObject({ checksum: z.string() })
      .parse(JSON.parse(text));
    const keyslots = Keyslots.parse(content);
    const found = createHash('sha256').update(JSON.stringify(keyslots)).digest('hex');
    return found === checksum ? { keyslots, text } : null;
  } catch {
    return null;
  }
}

/**
 * Keyslots of a case from the first of its two files that is whole.
 * @throws {AppError} `keyslot-missing`
 */
export function readKeyslots(path: string): {
  readonly keyslots: Keyslots;
  readonly needsRepair: boolean;
} {
  const [first, second] = keyslotPaths(path).map(readOne);
  // The first is always written first: where the two differ it is the newer.
  const whole = first ?? second;
  if (!whole) {
    throw new AppError(
      'keyslot-missing',
      'The .keys file that belongs beside this case is missing or damaged, and without it the case cannot be opened. Put it back from where the case was copied, or from a backup.',
    );
  }
  return { keyslots: whole.keyslots, needsRepair: first?.text !== second?.text };
}

/** Writes both keyslot files, each whole or not at all. */
export function writeKeyslots(path: string, keyslots: Keyslots): void {
  // Parsed first: keyslots that could not be read again would shut everyone out, and in one order of keys.
  const text = serialise(Keyslots.parse(keyslots));
  for (const file of keyslotPaths(path)) writeDurably(file, text);
}
