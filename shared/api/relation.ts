import { z } from 'zod';
import { FieldValue, Id, PartialDate } from '../domain/field.ts';
import { Basis, Certainty, Grade } from '../domain/grade.ts';
import { Origin } from '../domain/origin.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';
import { ChangeReason } from './entity-edit.ts';

/** One record of a link: who says so, how good it is, and when. */
export const Sighting = z.strictObject({
  relationId: Id,
  sourceName: z.string(),
  ownerAgency: z.string().nullable(),
  basis: Basis,
  grade: Grade,
  certainty: Certainty,
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  observedOn: z.string().nullable(),
  recordedAt: z.string(),
  fileName: z.string().nullable(),
  rowNumber: z.int().nullable(),
  isHandMade: z.boolean(),
  reason: z.string().nullable(),
  reviewOn: z.string().nullable(),
  reportId: Id.nullable(),
  reportReference: z.string().nullable(),
});
export type Sighting = z.infer<typeof Sighting>;

/** What speaks against a link. */
export const Dispute = z.strictObject({
  id: Id,
  sourceName: z.string(),
  basis: Basis,
  grade: Grade,
  observedOn: z.string().nullable(),
  text: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type Dispute = z.infer<typeof Dispute>;

/** Everything the inspector shows of one link. */
export const RelationDetail = z.strictObject({
  id: Id,
  type: z.string().nullable(),
  sourceType: z.string(),
  /** From the first end to the second, and back. */
  words: z.string(),
  inverseWords: z.string(),
  isDirected: z.boolean(),
  from: EntitySummary,
  to: EntitySummary,
  certainty: Certainty,
  strength: z.strictObject({
    timesSeen: z.int(),
    /** Best credibility among the sightings, 0 to 1; null: none is graded. */
    sourceQuality: z.number().nullable(),
    lastSeenOn: z.string().nullable(),
    /** What is left of it by its age, 0 to 1; null: undated, or its type does not age. */
    recency: z.number().nullable(),
  }),
  /** This link first, then others of its type between the same two, newest first. */
  sightings: z.array(Sighting),
  against: z.array(Dispute),
  /** Links of other types between the same two. */
  parallel: z.array(z.strictObject({ id: Id, words: z.string(), certainty: Certainty })),
  /** What the fields say that the case has added to such links; none where an end is protected. */
  ownFields: z.array(
    z.strictObject({
      field: z.string(),
      label: z.string(),
      value: FieldValue,
      /** As people read it. */
      display: z.string(),
    }),
  ),
  /** What else was received with it. */
  fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});
export type RelationDetail = z.infer<typeof RelationDetail>;

/** Own fields of a link by id. */
const LinkFields = z.record(z.string().max(60), FieldValue).default({});

const Period = {
  startedOn: PartialDate.nullable().default(null),
  endedOn: PartialDate.nullable().default(null),
};

export const relation = {
  /** @throws not-found */
  get: call('consultation')
    .input(z.strictObject({ id: Id }))
    .output(RelationDetail),
  /**
   * Links two records by hand; several links between two are normal, each with its own source. Undoable.
   * @throws invalid-value where the type does not fit the ends, the dates cannot be, or with each field at fault
   */
  create: call('collection')
    .input(
      z.strictObject({
        fromId: Id,
        toId: Id,
        type: z.string().max(60),
        ...Period,
        fields: LinkFields,
        origin: Origin,
        reason: ChangeReason,
      }),
    )
    .output(RelationDetail),
  /**
   * Puts a changed link in the place of one: its type, dates, own fields, basis or grade. What was received stays.
   * Undoable.
   * @throws invalid-value where the type does not fit the ends, the dates cannot be, or with each field at fault
   */
  edit: call('alteration')
    .input(
      z.strictObject({
        id: Id,
        /** Null: as it is. */
        type: z.string().max(60).nullable(),
        startedOn: PartialDate.nullable(),
        endedOn: PartialDate.nullable(),
        observedOn: PartialDate.nullable(),
        /** Those that change: null says not known. The others stay. */
        fields: LinkFields,
        basis: Basis,
        grade: Grade,
        reason: ChangeReason,
      }),
    )
    .output(RelationDetail),
  /** Takes links back; what was received is kept and no longer counts. Undoable. */
  remove: call('alteration')
    .input(z.strictObject({ ids: z.array(Id).min(1).max(5000), reason: ChangeReason }))
    .output(z.strictObject({ links: z.int() })),
  /** Records what speaks against a link. Undoable. */
  dispute: call('alteration')
    .input(
      z.strictObject({
        id: Id,
        text: z.string().trim().min(1).max(5000),
        origin: Origin,
        reason: ChangeReason,
      }),
    )
    .output(RelationDetail),
  /** Takes back what was recorded against a link; it is kept, and no longer counts. Undoable. */
  withdrawDispute: call('alteration')
    .input(z.strictObject({ id: Id, reason: ChangeReason }))
    .output(RelationDetail),
};
