import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { temporaryOf, writeDurably } from './durable-file.ts';
import { Keyslots } from './keyslot.ts';

/** Names of the two equal keyslot files of a case. */
export function keyslotPaths(path: string): readonly [string, string] {
  return [`${path}.keys`, `${path}.keys2`];
}

/** Keyslots that hold as soon as the case is the file they were made for, told by its salt. */
const PendingKeyslots = z.strictObject({ databaseSalt: z.string().min(1), keyslots: Keyslots });

function pendingPath(path: string): string {
  return `${path}.keys-next`;
}

/** The checksum finds damage that would otherwise look like a wrong passphrase. */
function serialise(content: object): string {
  const checksum = checksumOf(content);
  return `${JSON.stringify({ ...content, checksum }, null, 2)}\n`;
}

function checksumOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** What one file holds; null when it is missing, damaged or not of this form. */
function readOne<T extends object>(
  file: string,
  schema: z.ZodType<T>,
): { readonly value: T; readonly text: string } | null {
  try {
    const text = readFileSync(file, 'utf8');
    const { checksum, ...content } = z
      .looseObject({ checksum: z.string() })
      .parse(JSON.parse(text));
    const value = schema.parse(content);
    return checksumOf(value) === checksum ? { value, text } : null;
  } catch {
    return null;
  }
}

/** The first bytes of an encrypted file, which stand in clear and never change: another key has others. */
export function databaseSalt(path: string): string {
  const salt = Buffer.alloc(16);
  const handle = openSync(path, 'r');
  try {
    readSync(handle, salt, 0, salt.length, 0);
  } finally {
    closeSync(handle);
  }
  return salt.toString('base64');
}

/** The keyslots that a change of key left waiting, where the case has that key already. */
function readPending(path: string): Keyslots | null {
  const pending = readOne(pendingPath(path), PendingKeyslots)?.value;
  // The case is looked into only then: closing it again would drop the driver's locks on an open one (POSIX).
  if (!pending) return null;
  try {
    return pending.databaseSalt === databaseSalt(path) ? pending.keyslots : null;
  } catch {
    return null; // The case itself is not there.
  }
}

/**
 * Keyslots of a case: those of a change of key that was cut short after the case had its new key, or from the first
 * of its two files that is whole.
 * @throws {AppError} `keyslot-missing`
 */
export function readKeyslots(path: string): {
  readonly keyslots: Keyslots;
  readonly needsRepair: boolean;
} {
  const pending = readPending(path);
  if (pending) return { keyslots: pending, needsRepair: true };
  const [first, second] = keyslotPaths(path).map((file) => readOne(file, Keyslots));
  // The first is always written first: where the two differ it is the newer.
  const whole = first ?? second;
  if (!whole) {
    throw new AppError(
      'keyslot-missing',
      'The .keys file that belongs beside this case is missing or damaged, and without it the case cannot be opened. Put it back from where the case was copied, or from a backup.',
    );
  }
  return { keyslots: whole.value, needsRepair: first?.text !== second?.text };
}

/** Which of the keys that a case has had opens this file of it; null where that cannot be read. */
export function keyIdOf(path: string): string | null {
  try {
    return readKeyslots(path).keyslots.keyId;
  } catch {
    return null;
  }
}

/** Writes both keyslot files, each whole or not at all. No change of key waits any longer. */
export function writeKeyslots(path: string, keyslots: Keyslots): void {
  // Parsed first: keyslots that could not be read again would shut everyone out, and in one order of keys.
  const text = serialise(Keyslots.parse(keyslots));
  for (const file of keyslotPaths(path)) writeDurably(file, text);
  forgetPending(path);
}

/** Writes the keyslots that hold once a file of this salt is the case. */
export function writePending(path: string, pending: z.infer<typeof PendingKeyslots>): void {
  writeDurably(pendingPath(path), serialise(PendingKeyslots.parse(pending)));
}

/** Removes what a change of key that did not come about left waiting. */
export function forgetPending(path: string): void {
  for (const file of [pendingPath(path), temporaryOf(pendingPath(path))]) {
    rmSync(file, { force: true });
  }
}
