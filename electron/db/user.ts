import { AppError } from '../../shared/api/errors.ts';
import { tryPassphrase } from './attempts.ts';
import { appendAudit } from './audit.ts';
import { type Keyslot, makeKeyslot } from './keyslot.ts';
import { readKeyslots, writeKeyslots } from './keyslot-file.ts';
import type { UnlockedCase } from './open.ts';
import { checkPassphrase, passphraseBytes } from './passphrase.ts';

/** The role that may add and remove users. */
const KEEPER = 'supervisor';

/** Who has a keyslot, in the order that they were given one. */
export function listUsers(path: string): Pick<Keyslot, 'user' | 'role' | 'createdAt'>[] {
  return readKeyslots(path).keyslots.slots.map(({ user, role, createdAt }) => ({
    user,
    role,
    createdAt,
  }));
}

/** Whether a role may add and remove users. */
export function mayChangeUsers(role: string): boolean {
  return role === KEEPER;
}

/**
 * Gives the user of an open case another passphrase: one slot is rewritten, and until it is, the old one holds.
 * @throws {AppError} those of `checkPassphrase` and `tryPassphrase`; `invalid-value` when nothing would change
 */
export async function changePassphrase(
  opened: UnlockedCase,
  request: {
    readonly current: string;
    readonly next: string;
    readonly clock?: () => number;
  },
): Promise<void> {
  const { connection, user, role } = opened;
  const { current, next, clock = Date.now } = request;
  checkPassphrase(next);
  if (passphraseBytes(current).equals(passphraseBytes(next))) {
    throw new AppError('invalid-value', 'The new passphrase is the one you have. Choose another.');
  }
  const { path } = connection;
  const place = { path, keyslots: readKeyslots(path).keyslots, clock };
  const tried = await tryPassphrase(place, { user, passphrase: current });
  tried.takeBack();
  try {
    const { databaseId } = place.keyslots;
    const slot = await makeKeyslot({
      databaseId,
      user,
      role,
      passphrase: next,
      databaseKey: tried.databaseKey,
    });
    record(opened, { method: 'user.change-passphrase', detail: null, reason: null });
    replaceSlots(path, (slots) => slots.map((other) => (other.user === user ? slot : other)));
  } finally {
    tried.databaseKey.fill(0);
  }
}

/**
 * Gives someone a way into an open case, with a passphrase that they should change.
 * @throws {AppError} `not-permitted`, `invalid-value` when they have one, those of `checkPassphrase`
 */
export async function addUser(
  opened: UnlockedCase,
  request: {
    readonly user: string;
    readonly role: string;
    readonly passphrase: string;
    readonly reason: string;
  },
): Promise<void> {
  refuseOthers(opened);
  checkPassphrase(request.passphrase);
  const user = request.user.trim().normalize('NFC').replace(/\s+/g, ' ');
  const { path } = opened.connection;
  const { databaseId, slots } = readKeyslots(path).keyslots;
  refuseTwin(slots, user);
  // A copy: locking the case meanwhile fills its keys with zeros, and those must not be what is wrapped.
  const databaseKey = Buffer.from(opened.keys.databaseKey);
  try {
    const { role, passphrase, reason } = request;
    const slot = await makeKeyslot({ databaseId, user, role, passphrase, databaseKey });
    refuseTwin(readKeyslots(path).keyslots.slots, user);
    // Recorded first: nobody gets a way in that the log does not tell of.
    record(opened, { method: 'user.add', detail: { people: [user], role }, reason });
    replaceSlots(path, (now) => [...now, slot]);
  } finally {
    databaseKey.fill(0);
  }
}

/**
 * Takes someone's way into the case away, from now on: copies of the case from before still open with theirs.
 * @throws {AppError} `not-permitted`, also for oneself; `not-found`
 */
export function removeUser(
  opened: UnlockedCase,
  request: { readonly user: string; readonly reason: string },
): void {
  refuseOthers(opened);
  const { path } = opened.connection;
  const { slots } = readKeyslots(path).keyslots;
  const leaver = slots.find(({ user }) => user === request.user);
  if (!leaver) {
    throw new AppError('not-found', 'There is no user of this name in this case.');
  }
  if (leaver.user === opened.user) {
    throw new AppError(
      'not-permitted',
      'You cannot take your own way in away. Another supervisor of this case can.',
    );
  }
  // The slot goes first: a log that tells of a removal that failed would be worse than the other way round.
  replaceSlots(path, (now) => now.filter(({ user }) => user !== leaver.user));
  record(opened, {
    method: 'user.remove',
    detail: { people: [leaver.user], role: leaver.role },
    reason: request.reason,
  });
}

function refuseOthers({ role }: UnlockedCase): void {
  if (mayChangeUsers(role)) return;
  throw new AppError(
    'not-permitted',
    'Only a supervisor of this case may add or remove its users. Ask one.',
  );
}

function refuseTwin(slots: readonly Keyslot[], user: string): void {
  const isTaken = slots.some((slot) => slot.user.toLowerCase() === user.toLowerCase());
  if (!isTaken) return;
  throw new AppError(
    'invalid-value',
    'This case has a user of this name already. Give another name, with a middle name or a number.',
  );
}

/** Read anew: another window may have changed other slots meanwhile. */
function replaceSlots(path: string, change: (slots: Keyslot[]) => Keyslot[]): void {
  const { keyslots } = readKeyslots(path);
  writeKeyslots(path, { ...keyslots, slots: change(keyslots.slots) });
}

function record(
  { connection, keys, user, role }: UnlockedCase,
  what: {
    readonly method: string;
    readonly detail: Readonly<Record<string, unknown>> | null;
    readonly reason: string | null;
  },
): void {
  if (!connection.db.open) {
    throw new AppError(
      'case-not-open',
      'The case was closed before this was done, and nothing was changed. Open the case and try again.',
    );
  }
  appendAudit(connection.db, keys.auditKey, {
    author: user,
    role,
    category: 'access',
    recordIds: [],
    ...what,
  });
}
