import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './base.ts';
import { CaseHandle } from './case.ts';

/** A copy of a case that can be checked and restored. */
export const BackupListing = z.strictObject({
  handle: CaseHandle,
  name: z.string(),
  madeAt: z.string(),
  sizeBytes: z.int().min(0),
  /** Made by a person, or by Achilles before it changed the form of the case. */
  kind: z.enum(['dated', 'before-version']),
  /** Who could open it that day, where the key of the case has been changed since; null: the present key opens it. */
  usersOfOtherKey: z.array(z.string()).nullable(),
});
export type BackupListing = z.infer<typeof BackupListing>;

/** The backups of a case, newest first, and when the last was made. */
export const BackupState = z.strictObject({
  backups: z.array(BackupListing),
  /** Wherever it was put; null: never. */
  lastMadeAt: z.string().nullable(),
  /** How many are kept of today, and in all. */
  keptToday: z.int(),
  keptInAll: z.int(),
});
export type BackupState = z.infer<typeof BackupState>;

/** Where long work is. */
export const BackupProgress = z.strictObject({
  phase: z.enum(['space', 'copy', 'content', 'audit', 'counts']),
});
export type BackupProgress = z.infer<typeof BackupProgress>;

/** What a backup holds, having been read from its first page to its last. */
export const BackupReport = z.strictObject({
  handle: CaseHandle,
  /** Name of the file. */
  name: z.string(),
  /** What the case in it is called. */
  caseName: z.string(),
  records: z.int(),
  relations: z.int(),
  /** Rows of all tables together. */
  rows: z.int(),
  auditRows: z.int(),
  /** The short seal of the audit, for the supervisor's book. */
  seal: z.string(),
  users: z.array(z.string()),
  /** Older backups that made room for it, by name. */
  removed: z.array(z.string()),
});
export type BackupReport = z.infer<typeof BackupReport>;

/** One event of long work: where it is, or at the end what came of it. */
export const BackupEvent = z.strictObject({
  progress: BackupProgress.nullable(),
  report: BackupReport.nullable(),
});
export type BackupEvent = z.infer<typeof BackupEvent>;

const Reason = z.string().trim().min(1).max(300);

/** Who may read a backup: `passphrase` null takes the key of the open case, for backups of that case. */
const Access = {
  user: z.string().trim().min(1).max(80).nullable(),
  passphrase: z.string().min(1).max(1000).nullable(),
};

export const backup = {
  /** Backups of the case of a handle, open or not; of the open case without one. */
  list: call('none')
    .input(z.strictObject({ handle: CaseHandle.nullable() }))
    .output(BackupState),
  /**
   * Copies the open case and proves the copy. `target` from the host's dialog; null: the folder of backups beside
   * the case, where older ones make room. The reason is recorded.
   */
  make: call('access')
    .input(z.strictObject({ target: CaseHandle.nullable(), reason: Reason }))
    .output(eventIterator(BackupEvent)),
  /** Reads a backup whole and changes nothing. */
  verify: call('access')
    .input(z.strictObject({ handle: CaseHandle, ...Access }))
    .output(eventIterator(BackupEvent)),
  /** Makes a new case from a backup, beside what is there; never over anything. The reason is recorded in it. */
  restore: call('access')
    .input(
      z.strictObject({
        handle: CaseHandle,
        ...Access,
        /** From the host's dialog; null: the cases folder, by the name. */
        target: CaseHandle.nullable(),
        name: z.string().trim().min(1).max(120),
        reason: Reason,
      }),
    )
    .output(eventIterator(BackupEvent)),
};
