import { z } from 'zod';
import { AssessmentFields, AssessmentStatus, EvidenceItem } from '../domain/assessment.ts';
import { Id } from '../domain/field.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';
import { RevealReason } from './entity-edit.ts';

const LeverId = z.string().min(1).max(80);

/** One line of a checklist, whether anything was said of it or not. */
export const ChecklistLine = EvidenceItem.omit({ recordId: true, reportId: true }).extend({
  /** Added by a person to this assessment. */
  isOwn: z.boolean(),
  /** Not on the lever's list any more: the catalogue has changed. */
  isGone: z.boolean(),
  /** What it is written in; null: not said. */
  reference: z
    .strictObject({ kind: z.enum(['record', 'report']), id: Id, label: z.string() })
    .nullable(),
  /** Null where nobody has said anything of it. */
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
});
export type ChecklistLine = z.infer<typeof ChecklistLine>;

/** How far one lever has been worked for one entity. */
export const Assessment = z.strictObject({
  id: Id,
  entityId: Id,
  leverId: LeverId,
  /** What the lever is called now, or was when it was assessed. */
  title: z.string(),
  fields: AssessmentFields,
  checklist: z.array(ChecklistLine),
  held: z.int(),
  /** Version of the catalogue that it was made under. */
  edition: z.string(),
  /** The catalogue has no lever of this id. */
  isUnknownLever: z.boolean(),
  /** Why the council has switched the lever off; null: it has not. */
  offReason: z.string().nullable(),
  /** What the catalogue says otherwise since, in words. */
  changes: z.array(z.string()),
  /** What was written freely is withheld: it may tell who a protected person is. */
  isWithheld: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type Assessment = z.infer<typeof Assessment>;

/** An assessment in a list. Protected people are in none. */
export const ListedAssessment = z.strictObject({
  id: Id,
  entity: EntitySummary,
  leverId: LeverId,
  title: z.string(),
  /** Null: the catalogue has no lever of this id. */
  service: z.string().nullable(),
  status: AssessmentStatus,
  decisionMakerName: z.string().nullable(),
  begunOn: z.string(),
  reviewOn: z.string().nullable(),
  isReviewDue: z.boolean(),
  held: z.int(),
  lines: z.int(),
  hasCatalogueChanged: z.boolean(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type ListedAssessment = z.infer<typeof ListedAssessment>;

/** One step in the history of an assessment. */
export const AssessmentEvent = z.strictObject({
  id: z.string(),
  at: z.string(),
  author: z.string(),
  what: z.enum(['begun', 'changed', 'removed']),
  changes: z.array(
    z.strictObject({
      label: z.string(),
      /** Null: not said. */
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type AssessmentEvent = z.infer<typeof AssessmentEvent>;

/** What is said of a line from now on. */
export const EvidenceChange = EvidenceItem.extend({
  /** Takes an added line away again. */
  isRemoved: z.boolean().default(false),
});
export type EvidenceChange = z.infer<typeof EvidenceChange>;

const ofLever = { entityId: Id, leverId: LeverId };

export const assessment = {
  /**
   * Every assessment of one entity, worked on last first; of protected people those of protective levers alone. Two of
   * one lever are possible where two records were joined: the first holds.
   */
  forEntity: call('consultation')
    .input(z.strictObject({ id: Id, revealReason: RevealReason }))
    .output(z.array(Assessment)),
  /** Assessments of the whole case, worked on last first, with how many there are in each status. */
  list: call('consultation')
    .input(
      z.strictObject({
        statuses: z.array(AssessmentStatus).max(6).default([]),
        leverId: LeverId.nullable().default(null),
        service: z.string().max(200).nullable().default(null),
        limit: z.int().min(1).max(5000).default(500),
      }),
    )
    .output(
      z.strictObject({
        items: z.array(ListedAssessment),
        total: z.int(),
        /** By status, whatever `statuses` asks for. */
        counts: z.array(z.strictObject({ status: AssessmentStatus, count: z.int() })),
      }),
    ),
  /**
   * Begins or changes the assessment of a lever for an entity: only what is given is written. Undoable.
   * @throws invalid-value with what the status still needs, by field; not-permitted where a guard rule forbids it
   */
  save: call('alteration')
    .input(
      z.strictObject({
        ...ofLever,
        fields: AssessmentFields.partial().default({}),
        evidence: z.array(EvidenceChange).max(60).default([]),
        /** The changes of the catalogue were read: it counts as made under the present one. */
        takesCatalogue: z.boolean().default(false),
        revealReason: RevealReason,
      }),
    )
    .output(Assessment),
  /** Takes an assessment away with its checklist. Undoable. @throws not-found */
  remove: call('alteration')
    .input(z.strictObject({ id: Id }))
    .output(z.strictObject({ id: Id })),
  /** Who changed what, newest first; what was undone is not in it. */
  history: call('consultation')
    .input(z.strictObject({ ...ofLever, revealReason: RevealReason }))
    .output(z.array(AssessmentEvent)),
};
