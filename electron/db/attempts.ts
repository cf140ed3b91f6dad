import { readFileSync, rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { writeDurably } from './durable-file.ts';
import { type Keyslots, openKeyslot, refuseWeakKeyslot } from './keyslot.ts';

/** Tries that did not open a case, since it was last opened. */
const Attempts = z.strictObject({
  count: z.int().min(1),
  firstAtMs: z.number(),
  lastAtMs: z.number(),
  /** Tries by keyslot user. What was typed for any other user is not kept: it may be the passphrase. */
  byUser: z.record(z.string(), z.int()),
});
export type Attempts = z.infer<typeof Attempts>;

/** A try that opened a keyslot. */
export interface PassphraseTry {
  readonly user: string;
  readonly role: string;
  readonly databaseKey: Buffer;
  /** Takes it off the count again. */
  takeBack(): void;
}

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

/** Milliseconds until another passphrase may be tried; 0: now. */
export function waitBeforeNextTry(path: string, nowMs: number): number {
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
export function countTry(
  path: string,
  try_: { readonly user: string | null; readonly nowMs: number },
): { readonly waitMs: number; takeBack(): void } {
  const before = readAttempts(path);
  const byUser = { ...before?.byUser };
  if (try_.user !== null) byUser[try_.user] = (byUser[try_.user] ?? 0) + 1;
  const count = (before?.count ?? 0) + 1;
  store(path, { count, firstAtMs: before?.firstAtMs ?? try_.nowMs, lastAtMs: try_.nowMs, byUser });
  return {
    waitMs: delayMs(count),
    takeBack() {
      if (before) store(path, before);
      else forgetAttempts(path);
    },
  };
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
export async function tryPassphrase(options: {
  readonly path: string;
  readonly keyslots: Keyslots;
  readonly user: string | null;
  readonly passphrase: string;
  readonly clock: () => number;
}): Promise<PassphraseTry> {
  const { path, keyslots, clock } = options;
  const { slots, databaseId } = keyslots;
  if (options.user === null && slots.length > 1) {
    throw new AppError('bad-request', 'This case has more than one user. Say which one you are.');
  }
  const name = options.user?.trim().normalize('NFC') ?? null;
  const slot = (name === null ? slots[0] : slots.find(({ user }) => user === name)) ?? null;
  if (slot) refuseWeakKeyslot(slot);
  const waitMs = waitBeforeNextTry(path, clock());
  if (waitMs > 0) {
    throw new AppError(
      'passphrase-wait',
      `Too soon after a wrong passphrase. Try again in ${seconds(waitMs)}.`,
      { waitMs },
    );
  }
  const counted = countTry(path, { user: slot?.user ?? null, nowMs: clock() });
  const databaseKey = await openKeyslot(databaseId, slot, options.passphrase);
  if (!slot || !databaseKey) {
    throw new AppError(
      'passphrase-wrong',
      `This user and passphrase do not open the case. Try again in ${seconds(counted.waitMs)}.`,
      { waitMs: counted.waitMs },
    );
  }
  return { user: slot.user, role: slot.role, databaseKey, takeBack: counted.takeBack };
}

function seconds(ms: number): string {
  const count = Math.ceil(ms / 1000);
  return count === 1 ? '1 second' : `${count} seconds`;
}
