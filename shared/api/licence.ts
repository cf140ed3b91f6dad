import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';

/** A licence as the record of its holder or premises shows it. */
export const LicenceEntry = z.strictObject({
  licence: EntitySummary,
  type: z.string().nullable(),
  number: z.string().nullable(),
  /** From the side of the record that was asked for: *holder of licence*. */
  words: z.string(),
  standing: z.enum([
    'in-force',
    'expired',
    'suspended',
    'revoked',
    'surrendered',
    'applied-for',
    'refused',
    'not-known',
  ]),
  /** How it stands, in words with its day: *Suspended since 3 Mar 2026*. */
  standingWords: z.string(),
  issuedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  conditions: z.string().nullable(),
  /** Holder, premises or vehicle, designated supervisor. */
  parties: z.array(z.strictObject({ words: z.string(), entity: EntitySummary })),
  /** Each status that was recorded, newest first. */
  statuses: z.array(
    z.strictObject({
      recordId: Id,
      status: z.string(),
      observedOn: z.string().nullable(),
      recordedAt: z.string(),
      sourceName: z.string(),
    }),
  ),
});
export type LicenceEntry = z.infer<typeof LicenceEntry>;

export const licence = {
  /** Licences that a record holds, that are for it, or that it supervises; those in force first. */
  list: call('consultation')
    .input(z.strictObject({ entityId: Id }))
    .output(z.array(LicenceEntry)),
};
