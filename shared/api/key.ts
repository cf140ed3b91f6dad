import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { call } from './base.ts';

/** Where a change of key is. */
export const KeyChangeProgress = z.strictObject({
  phase: z.enum(['space', 'copy', 'encrypt', 'content', 'audit', 'counts', 'replace']),
});
export type KeyChangeProgress = z.infer<typeof KeyChangeProgress>;

/** What a change of key did. */
export const KeyChangeReport = z.strictObject({
  /** Who opens the case with the passphrase they had. */
  users: z.array(z.string()),
  /** Whether there was a recovery code, which opens the case no longer. */
  hadRecoveryCode: z.boolean(),
  /** The short seal of the audit, for the supervisor's book. */
  seal: z.string(),
});
export type KeyChangeReport = z.infer<typeof KeyChangeReport>;

/** One event of a change of key: where it is, or at the end what came of it. */
export const KeyChangeEvent = z.strictObject({
  progress: KeyChangeProgress.nullable(),
  report: KeyChangeReport.nullable(),
});
export type KeyChangeEvent = z.infer<typeof KeyChangeEvent>;

export const key = {
  /**
   * Encrypts the open case under a new key. A supervisor's to do, with their passphrase. Users keep their passphrases;
   * a recovery code, and copies of the keyslots from before, open it no longer. Stopping it before its last step
   * leaves the case as it was. The reason is recorded.
   */
  change: call('access')
    .input(
      z.strictObject({
        passphrase: z.string().min(1).max(1000),
        reason: z.string().trim().min(1).max(300),
      }),
    )
    .output(eventIterator(KeyChangeEvent)),
};
