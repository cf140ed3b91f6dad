import { readFileSync, rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { writeDurably } from './durable-file.ts';
import { type Keyslots, openKeyslot, openRecoverySlot } from './keyslot.ts';
import { refuseWeak } from './wrapped-key.ts';

/** Tries that did not open a case, since it was last opened. */
const Attempts = z.strictObject({
  count: z.int().min(1),
  firstAtMs: z.number(),
  lastAtMs: z.number(),
  /** Tries by keyslot user. What was typed for any other user is not kept: it may be the passphrase. */
  byUser: z.record(z.string(), z.int()),
  /** Tries with a recovery code. */
  byRecoveryCode: z.int().min(1).optional(),
});
export type Attempts = z.infer<typeof Attempts>;

/** A try that gave the database key. */
export interface KeyTry {
  readonly databaseKey: Buffer;
  /** Takes it off the count again. */
  takeBack(): void;
}

/** A try that opened a user's keyslot. */
export interface UserTry extends KeyTry {
  readonly user: string;
  readonly role: string;
}

/** What a try is made on. */
export interface TryPlace {
  readonly path: string;
  readonly keyslots: Keyslots;
  readonly clock: () => number;
}

/** Whose try it was; null: of no known user, and what was typed is not kept. */
type TriedAs = { readonly user: string | null } | 'recovery-code';

const LONGEST_DELAY_MS = 60_000;

/** Where the folder cannot be written, tries are counted for as long as the process lives. */
const inMemory = new Map<string, Attempts>();

/** Name of the side file of a case. */
export function attemptsPath(path: string): string {
  return `${path}.attempts`;
}

/** 1 s after the first try, doubling to 60 s. */
function delayMs(count: number): number {
  return Math.min(1000 * 2 ** (count - 1), LONGEST_DELAY_MS);
}

/** Tries since the case was last opened; null when there was none. */
export function readAttempts(path: string): Attempts | null {
  const stored = readFile(attemptsPath(path));
  const remembered = inMemory.get(path) ?? null;
  if (!stored || !remembered) return stored ?? remembered;
  return stored.count >= remembered.count ? stored : remembered;
}

function readFile(file: string): Attempts | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return Attempts.parse(JSON.parse(text));
  } catch {
    // A file that was spoiled still tells that someone tried, and about when.
    const atMs = statSync(file).mtimeMs;
    return { count: 1, firstAtMs: atMs, lastAtMs: atMs, byUser: {} };
  }
}

/** Milliseconds until another passphrase or code may be tried; 0: now. */
function waitBeforeNextTry(path: string, nowMs: number): number {
  const attempts = readAttempts(path);
  if (!attempts) return 0;
  if (attempts.lastAtMs > nowMs) {
    // The clock was moved back: the delay starts again, rather than lasting until the clock catches up.
    store(path, { ...attempts, lastAtMs: nowMs });
    return delayMs(attempts.count);
  }
  return Math.max(0, Math.ceil(attempts.lastAtMs + delayMs(attempts.count) - nowMs));
}

/**
 * Counts a try before the passphrase is tested, so that ending the program does not save one, and gives the
 * delay that holds if it fails together with what takes the count back.
 */
function countTry(
  path: string,
  try_: { readonly as: TriedAs; readonly nowMs: number },
): { readonly waitMs: number; takeBack(): void } {
  const before = readAttempts(path);
  const count = (before?.count ?? 0) + 1;
  store(path, {
    count,
    firstAtMs: before?.firstAtMs ?? try_.nowMs,
    lastAtMs: try_.nowMs,
    ...whoTried(before, try_.as),
  });
  return {
    waitMs: delayMs(count),
    takeBack() {
      if (before) store(path, before);
      else forgetAttempts(path);
    },
  };
}

function whoTried(
  before: Attempts | null,
  as: TriedAs,
): Pick<Attempts, 'byUser' | 'byRecoveryCode'> {
  const byUser = { ...before?.byUser };
  let byRecoveryCode = before?.byRecoveryCode ?? 0;
  if (as === 'recovery-code') byRecoveryCode++;
  else if (as.user !== null) byUser[as.user] = (byUser[as.user] ?? 0) + 1;
  return { byUser, ...(byRecoveryCode > 0 && { byRecoveryCode }) };
}

/** Starts the count anew, once the tries are in the audit. */
export function forgetAttempts(path: string): void {
  inMemory.delete(path);
  rmSync(attemptsPath(path), { force: true });
}

function store(path: string, attempts: Attempts): void {
  try {
    writeDurably(attemptsPath(path), JSON.stringify(attempts));
    inMemory.delete(path);
  } catch {
    inMemory.set(path, attempts);
  }
}

/**
 * Tests a passphrase against a user's keyslot, not too soon after a wrong one.
 * @throws {AppError} `bad-request` when there are several users, `keyslot-weak`, `passphrase-wait`, `passphrase-wrong`
 */
export async function tryPassphrase(
  place: TryPlace,
  options: { readonly user: string | null; readonly passphrase: string },
): Promise<UserTry> {
  const { slots, databaseId } = place.keyslots;
  if (options.user === null && slots.length > 1) {
    throw new AppError('bad-request', 'This case has more than one user. Say which one you are.');
  }
  const name = options.user?.trim().normalize('NFC') ?? null;
  const slot = (name === null ? slots[0] : slots.find(({ user }) => user === name)) ?? null;
  if (slot) refuseWeak(slot);
  return tryKey(place, {
    as: { user: slot?.user ?? null },
    wrong: 'This user and passphrase do not open the case.',
    async open() {
      const databaseKey = await openKeyslot(databaseId, slot, options.passphrase);
      return slot && databaseKey ? { user: slot.user, role: slot.role, databaseKey } : null;
    },
  });
}

/**
 * Tests both halves of a recovery code together, not too soon after a wrong passphrase or code.
 * @throws {AppError} `not-found` when the case has none, `keyslot-weak`, `passphrase-wait`, `passphrase-wrong`
 */
export async function tryRecoveryCode(
  place: TryPlace,
  halves: readonly [Uint8Array, Uint8Array],
): Promise<KeyTry> {
  const { recovery, databaseId } = place.keyslots;
  if (!recovery) {
    throw new AppError(
      'not-found',
      'No recovery code was made for this case. Only the passphrase of one of its users opens it.',
    );
  }
  refuseWeak(recovery);
  return tryKey(place, {
    as: 'recovery-code',
    wrong:
      'These two halves do not open the case. They may be of another case, or of a code that was replaced.',
    async open() {
      const databaseKey = await openRecoverySlot(databaseId, recovery, halves);
      return databaseKey && { databaseKey };
    },
  });
}

async function tryKey<T>(
  { path, clock }: TryPlace,
  attempt: {
    readonly as: TriedAs;
    /** What is said when it does not open. */
    readonly wrong: string;
    open(): Promise<T | null>;
  },
): Promise<T & Pick<KeyTry, 'takeBack'>> {
  const waitMs = waitBeforeNextTry(path, clock());
  if (waitMs > 0) {
    throw new AppError(
      'passphrase-wait',
      `Too soon after a wrong passphrase or code. Try again in ${seconds(waitMs)}.`,
      { waitMs },
    );
  }
  const { waitMs: nextWaitMs, takeBack } = countTry(path, { as: attempt.as, nowMs: clock() });
  const opened = await attempt.open();
  if (opened === null) {
    throw new AppError(
      'passphrase-wrong',
      `${attempt.wrong} Try again in ${seconds(nextWaitMs)}.`,
      { waitMs: nextWaitMs },
    );
  }
  return { ...opened, takeBack };
}

function seconds(ms: number): string {
  const count = Math.ceil(ms / 1000);
  return count === 1 ? '1 second' : `${count} seconds`;
}
