import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/api/errors.ts';
import { HALF_BYTES, readHalf, writeHalf } from '../../shared/domain/recovery-code.ts';
import { tryRecoveryCode } from './attempts.ts';
import { appendAudit } from './audit.ts';
import { explain } from './inspect.ts';
import { type Keyslots, makeKeyslot, makeRecoverySlot, wipe } from './keyslot.ts';
import { readKeyslots, writeKeyslots } from './keyslot-file.ts';
import { openByTry, type UnlockedCase } from './open.ts';
import { checkPassphrase } from './passphrase.ts';

/**
 * Makes a recovery code for an open case, in place of any before it, and gives its halves as they are printed.
 * They are kept nowhere.
 * @throws {AppError} `case-not-open` when the case was closed meanwhile
 */
export async function makeRecoveryCode(
  opened: UnlockedCase,
  reason: string,
): Promise<[string, string]> {
  const { connection, user, role } = opened;
  const halves = [randomBytes(HALF_BYTES), randomBytes(HALF_BYTES)] as const;
  // A copy: locking the case meanwhile fills its keys with zeros, and those must not be what is wrapped.
  const databaseKey = Buffer.from(opened.keys.databaseKey);
  try {
    const { databaseId } = readKeyslots(connection.path).keyslots;
    const recovery = await makeRecoverySlot({ databaseId, databaseKey, halves });
    if (!connection.db.open) {
      throw new AppError(
        'case-not-open',
        'The case was closed before the recovery code was made, and the one from before still holds. Open the case and make it again.',
      );
    }
    // Recorded first: no code is in force that the log does not tell of, even where the power fails in between.
    appendAudit(connection.db, opened.keys.auditKey, {
      author: user,
      role,
      category: 'access',
      method: 'case.recovery-code.make',
      recordIds: [],
      detail: null,
      reason,
    });
    writeKeyslots(connection.path, { ...readKeyslots(connection.path).keyslots, recovery });
    return [writeHalf('A', halves[0]), writeHalf('B', halves[1])];
  } finally {
    databaseKey.fill(0);
    for (const half of halves) half.fill(0);
  }
}

/** What two people bring to open a case whose passphrase is lost. */
export interface RecoveryRequest {
  /** Half A and half B as they were typed. */
  readonly halves: readonly [string, string];
  /** Who typed them. */
  readonly people: readonly [string, string];
  /** Who gets a new passphrase: a user of the case, or a new one. */
  readonly user: string;
  readonly passphrase: string;
  readonly reason: string;
}

/**
 * Opens a case with both halves of its recovery code, and gives one user a new passphrase. Nothing is tried, and no
 * try counted, while a half is mistyped or another part of the request is wrong. Other users keep theirs.
 * @throws {AppError} `invalid-value`, `passphrase-too-short`, then those of `tryRecoveryCode` and `unlockCase`
 */
export async function recoverCase(
  options: RecoveryRequest & {
    readonly path: string;
    readonly clock?: () => number;
  },
): Promise<UnlockedCase> {
  const people = twoPeople(options.people);
  checkPassphrase(options.passphrase);
  const user = options.user.trim().normalize('NFC');
  const halves = readHalves(options.halves);
  try {
    const opened = await openByTry({ ...options, mode: 'read-write' }, async (place) => ({
      ...(await tryRecoveryCode(place, halves)),
      user,
      role: roleOf(place.keyslots, user),
    }));
    try {
      await admit(opened, { ...options, people });
      return opened;
    } catch (error) {
      opened.connection.close();
      wipe(opened.keys);
      throw explain(error);
    }
  } finally {
    for (const half of halves) half.fill(0);
  }
}

function readHalves([typedA, typedB]: RecoveryRequest['halves']): [Uint8Array, Uint8Array] {
  const a = readHalf('A', typedA);
  if (a.fault !== null) throw new AppError('invalid-value', a.fault);
  const b = readHalf('B', typedB);
  if (b.fault !== null) throw new AppError('invalid-value', b.fault);
  return [a.secret, b.secret];
}

function twoPeople(names: RecoveryRequest['people']): readonly string[] {
  const people = names.map((name) => name.normalize('NFC').trim().replace(/\s+/g, ' '));
  const different = new Set(people.map((name) => name.toLowerCase()));
  if (different.size === people.length && !different.has('')) return people;
  throw new AppError(
    'invalid-value',
    'Two different people hold the halves. Give the name of each.',
  );
}

/** A user keeps their role; a new one answers for the case until others are added, as whoever made it did. */
function roleOf({ slots }: Keyslots, user: string): string {
  return slots.find((slot) => slot.user === user)?.role ?? 'supervisor';
}

/** Gives the user a keyslot with the new passphrase, in place of any they had. */
async function admit(
  { connection, keys, user, role }: UnlockedCase,
  request: Omit<RecoveryRequest, 'people'> & { readonly people: readonly string[] },
): Promise<void> {
  const { keyslots } = readKeyslots(connection.path);
  const { databaseId, slots } = keyslots;
  const { passphrase, people, reason } = request;
  const { databaseKey } = keys;
  const slot = await makeKeyslot({ databaseId, user, role, passphrase, databaseKey });
  const isNewUser = !slots.some((other) => other.user === user);
  // Recorded first: nobody gets a way in that the log does not tell of.
  appendAudit(connection.db, keys.auditKey, {
    author: user,
    role,
    category: 'access',
    method: 'case.recover',
    recordIds: [],
    detail: { people, isNewUser },
    reason,
  });
  writeKeyslots(connection.path, {
    ...keyslots,
    slots: isNewUser
      ? [...slots, slot]
      : slots.map((other) => (other.user === user ? slot : other)),
  });
}
