import { z } from 'zod';
import { Fields, FieldValue, Id, PartialDate } from '../domain/field.ts';
import { Origin } from '../domain/origin.ts';
import { SubjectCategory } from '../domain/person.ts';
import { call } from './base.ts';
import { EntityDetail, EntitySummary } from './entity.ts';

/** Why something is done, in the words of who does it: kept with it and in the audit. */
export const ChangeReason = z.string().trim().min(1).max(500);

/** Why what is withheld of a protected person is asked for; null: it stays withheld. */
export const RevealReason = z.string().trim().min(1).max(300).nullable().default(null);

/** A link that is made together with a record. */
export const NewLink = z.strictObject({
  type: z.string().max(60),
  /** `out`: from the new record to the other. */
  direction: z.enum(['out', 'in']),
  otherId: Id,
  startedOn: PartialDate.nullable().default(null),
  endedOn: PartialDate.nullable().default(null),
});
export type NewLink = z.infer<typeof NewLink>;

/** A change of one field. */
export const FieldChange = z.strictObject({
  field: z.string().max(60),
  /**
   * `replace`: the value believed from now on; null says: not known. `add`: said beside what is known already: entries
   * that join a list, or another source's word on a value.
   */
  mode: z.enum(['replace', 'add']),
  value: FieldValue,
});
export type FieldChange = z.infer<typeof FieldChange>;

/** A record that may be the same, and what it shares. */
export const SimilarEntity = EntitySummary.extend({
  shared: z.array(z.strictObject({ field: z.string(), label: z.string(), text: z.string() })),
});
export type SimilarEntity = z.infer<typeof SimilarEntity>;

/** One field before and after, in words and as it is kept. */
export const HistoryChange = z.strictObject({
  field: z.string(),
  label: z.string(),
  before: FieldValue,
  beforeWords: z.string(),
  after: FieldValue,
  afterWords: z.string(),
});
export type HistoryChange = z.infer<typeof HistoryChange>;

/** One thing that happened to an entity. */
export const EntityEvent = z.strictObject({
  id: z.string(),
  at: z.string(),
  author: z.string().nullable(),
  what: z.enum([
    'imported',
    'made',
    'corrected',
    'stated',
    'withdrawn',
    'link-added',
    'link-changed',
    'link-withdrawn',
    'attached',
    'attachment-removed',
  ]),
  /** What it is about: the source of a record, the words of a link, the name of a file. */
  subject: z.string(),
  reason: z.string().nullable(),
  changes: z.array(HistoryChange),
});
export type EntityEvent = z.infer<typeof EntityEvent>;

/** Making, changing and taking back records. */
export const entityEdit = {
  /**
   * Makes a record by hand, with links where wanted. Undoable.
   * @throws invalid-value with each field at fault
   */
  create: call('collection')
    .input(
      z.strictObject({
        kind: z.string().max(60),
        fields: Fields,
        category: SubjectCategory.nullable().default(null),
        origin: Origin,
        links: z.array(NewLink).max(50).default([]),
        reason: ChangeReason,
      }),
    )
    .output(EntityDetail),
  /**
   * Changes several fields, the category, or the review date of a record as one step: what was received stays as it
   * was. Undoable.
   * @throws invalid-value with each field at fault
   */
  edit: call('alteration')
    .input(
      z.strictObject({
        id: Id,
        changes: z.array(FieldChange).max(100),
        /** Null: stays as it is. */
        category: SubjectCategory.nullable().default(null),
        origin: Origin,
        reason: ChangeReason,
      }),
    )
    .output(EntityDetail),
  /** Records that may be the same as one being entered, likeliest first. Protected people are never among them. */
  similar: call('consultation')
    .input(z.strictObject({ kind: z.string().max(60), fields: Fields }))
    .output(z.array(SimilarEntity)),
  /** What deleting some records takes along. */
  removalEffect: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).min(1).max(5000) }))
    .output(z.strictObject({ records: z.int(), links: z.int(), leverFlags: z.int() })),
  /** Takes records back, with every link of theirs. What was received is kept and no longer counts. Undoable. */
  remove: call('alteration')
    .input(z.strictObject({ ids: z.array(Id).min(1).max(5000), reason: ChangeReason }))
    .output(z.strictObject({ records: z.int(), links: z.int() })),
  /** Takes back one of the records behind an entity: it no longer speaks for it. Undoable. */
  withdrawRecord: call('alteration')
    .input(z.strictObject({ recordId: Id, reason: ChangeReason }))
    .output(z.strictObject({ entityId: Id.nullable() })),
  /** What happened to a record, newest first. A protected person's is withheld unless a reason is given. */
  history: call('consultation')
    .input(z.strictObject({ id: Id, reason: ChangeReason.nullable().default(null) }))
    .output(z.strictObject({ isWithheld: z.boolean(), events: z.array(EntityEvent) })),
};
