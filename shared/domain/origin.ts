import { z } from 'zod';
import { Id, PartialDate } from './field.ts';
import { Basis, Grade, UNGRADED } from './grade.ts';
import { Marking } from './marking.ts';

/** Where something that is entered by hand comes from: a source the case knows, or a new one by its name. */
export const SourceChoice = z.union([
  z.strictObject({ id: Id }),
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    ownerAgency: z.string().trim().min(1).max(200).nullable().default(null),
  }),
]);
export type SourceChoice = z.infer<typeof SourceChoice>;

/** What stands behind something that is entered by hand. */
export const Origin = z.strictObject({
  /** Null: entered by hand, without a source of its own. */
  source: SourceChoice.nullable().default(null),
  basis: Basis.default('assessment'),
  grade: Grade.default(UNGRADED),
  /** When it was so, or was seen. */
  observedOn: PartialDate.nullable().default(null),
  /** When it is due to be looked at again. */
  reviewOn: PartialDate.nullable().default(null),
  /** Null: as its source. */
  marking: Marking.nullable().default(null),
});
export type Origin = z.infer<typeof Origin>;

/** What an origin still lacks, by the part of it that is at fault; empty: nothing. */
export function originFaults(
  origin: Pick<Origin, 'basis' | 'grade'>,
): Partial<Record<'source' | 'information' | 'conditions', string>> {
  const { source, information, handling, conditions } = origin.grade;
  return {
    ...(information !== null && source === null ? { source: 'Grade the source too.' } : {}),
    ...(source !== null && information === null
      ? { information: 'Grade the information too.' }
      : {}),
    ...(handling === 'C' && (conditions ?? '').trim() === ''
      ? { conditions: 'Code C needs its conditions. Say them, or choose code P.' }
      : {}),
  };
}
