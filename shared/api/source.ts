import { z } from 'zod';
import { Id, PartialDate } from '../domain/field.ts';
import { Basis, Grade } from '../domain/grade.ts';
import { Marking } from '../domain/marking.ts';
import { call } from './base.ts';
import { ChangeReason } from './entity-edit.ts';

/** A source of the case, which its records take their defaults from. */
export const SourceEntry = z.strictObject({
  id: Id,
  name: z.string(),
  ownerAgency: z.string().nullable(),
  basis: Basis,
  grade: Grade,
  marking: Marking,
  reviewOn: z.string().nullable(),
  /** Not of an import: made by hand, or a report. */
  isHandMade: z.boolean(),
  records: z.int(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;

export const source = {
  /** Sources that records rest on, by name. */
  list: call('consultation').output(z.array(SourceEntry)),
  /** Sets when a source is due to be looked at again; null: no date. Undoable. */
  setReview: call('alteration')
    .input(z.strictObject({ id: Id, reviewOn: PartialDate.nullable(), reason: ChangeReason }))
    .output(z.strictObject({ id: Id })),
};
