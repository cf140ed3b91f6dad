import { z } from 'zod';
import { call } from './base.ts';

/** One row of the audit log: ids, never content. */
export const AuditEntry = z.strictObject({
  number: z.int(),
  at: z.string(),
  author: z.string(),
  role: z.string(),
  category: z.string(),
  method: z.string(),
  recordCount: z.int(),
  reason: z.string().nullable(),
  /** Who acted beside the author: the two who typed a recovery code. */
  people: z.array(z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const audit = {
  /** Latest rows first. */
  list: call('consultation')
    .input(z.strictObject({ limit: z.int().min(1).max(1000).default(100) }))
    .output(z.array(AuditEntry)),
  /** Replays the chain and says whether it is whole, with the short seal for the supervisor's book. */
  verify: call('none').output(
    z.strictObject({
      isWhole: z.boolean(),
      rows: z.int(),
      brokenAt: z.int().nullable(),
      seal: z.string(),
    }),
  ),
};
