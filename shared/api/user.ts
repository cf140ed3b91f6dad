import { z } from 'zod';
import { call } from './base.ts';

/**
 * What a person answers for in a case. One key serves every role, so roles guide honest users; they are not a wall
 * between them.
 */
export const Role = z.enum(['analyst', 'lead-officer', 'supervisor']);
export type Role = z.infer<typeof Role>;

/** Someone with a keyslot of their own. */
export const CaseUser = z.strictObject({
  user: z.string(),
  role: z.string(),
  /** When their present passphrase was set. */
  since: z.string(),
  /** Whether this is who has the case open. */
  isYou: z.boolean(),
});
export type CaseUser = z.infer<typeof CaseUser>;

const Passphrase = z.string().min(1).max(1000);
const UserName = z.string().trim().min(1).max(80);
const Reason = z.string().trim().min(1).max(300);

export const user = {
  /** Users of the open case, and whether whoever has it open may add and remove them. */
  list: call('none').output(z.strictObject({ users: z.array(CaseUser), mayChange: z.boolean() })),
  /** Six words drawn by chance; kept nowhere. */
  suggestPassphrase: call('none').output(z.strictObject({ passphrase: z.string() })),
  /** Rewrites the keyslot of whoever has the case open. Copies of the keyslots from before keep the old passphrase. */
  changePassphrase: call('access').input(z.strictObject({ current: Passphrase, next: Passphrase })),
  /** Gives someone a keyslot with a passphrase to begin with. A supervisor's to do. The reason is recorded. */
  add: call('access').input(
    z.strictObject({ user: UserName, role: Role, passphrase: Passphrase, reason: Reason }),
  ),
  /** Takes someone's keyslot away. A supervisor's to do, and not to themselves. The reason is recorded. */
  remove: call('access').input(z.strictObject({ user: UserName, reason: Reason })),
};
