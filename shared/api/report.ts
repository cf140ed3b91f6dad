import { z } from 'zod';
import { Fields, Id, PartialDate } from '../domain/field.ts';
import { Basis, Certainty, Grade } from '../domain/grade.ts';
import { Marking } from '../domain/marking.ts';
import { SourceChoice } from '../domain/origin.ts';
import { SubjectCategory } from '../domain/person.ts';
import { call } from './base.ts';
import { EntitySummary } from './entity.ts';
import { ChangeReason } from './entity-edit.ts';

const MOST_ITEMS = 50;
const MOST_MENTIONS = 60;

const Head = {
  reference: z.string().trim().min(1).max(120),
  source: SourceChoice.nullable().default(null),
  reportedOn: PartialDate.nullable().default(null),
  ownerAgency: z.string().trim().min(1).max(200).nullable().default(null),
  marking: Marking.default('OFFICIAL-SENSITIVE'),
  reviewOn: PartialDate.nullable().default(null),
};

/** Someone or something that a report speaks of: a record that is there, or one that is made with the report. */
export const ReportEntity = z.strictObject({
  /** Names it within this report. */
  key: z.string().min(1).max(40),
  /** Null: made on the spot. */
  id: Id.nullable().default(null),
  /** Of one that is made. */
  kind: z.string().max(60).nullable().default(null),
  fields: Fields.default({}),
  category: SubjectCategory.nullable().default(null),
});
export type ReportEntity = z.infer<typeof ReportEntity>;

/** One piece of a report as it is entered. */
export const NewReportItem = z.strictObject({
  /** Word for word. */
  text: z.string().min(1).max(50_000),
  basis: Basis.default('intelligence'),
  grade: Grade,
  observedFrom: PartialDate.nullable().default(null),
  observedTo: PartialDate.nullable().default(null),
  /** Whom it speaks of, and what it says of each: values and list entries stand beside what is known already. */
  mentions: z
    .array(z.strictObject({ key: z.string(), fields: Fields.default({}) }))
    .max(MOST_MENTIONS),
  links: z
    .array(z.strictObject({ fromKey: z.string(), toKey: z.string(), type: z.string().max(60) }))
    .max(MOST_MENTIONS),
});
export type NewReportItem = z.infer<typeof NewReportItem>;

/** A report in a list. */
export const ReportSummary = z.strictObject({
  id: Id,
  reference: z.string(),
  sourceName: z.string(),
  reportedOn: z.string().nullable(),
  ownerAgency: z.string().nullable(),
  marking: Marking,
  reviewOn: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  items: z.int(),
});
export type ReportSummary = z.infer<typeof ReportSummary>;

/** One piece of a report as it is read. */
export const ReportItem = z.strictObject({
  id: Id,
  /** Null: withheld, as it speaks of a protected person. */
  text: z.string().nullable(),
  basis: Basis,
  grade: Grade,
  certainty: Certainty,
  observedFrom: z.string().nullable(),
  observedTo: z.string().nullable(),
  mentions: z.array(
    z.strictObject({
      entity: EntitySummary,
      /** What it says of it, as it is kept; nothing of a protected person. */
      fields: Fields,
      /** The same in words. */
      says: z.array(z.strictObject({ label: z.string(), words: z.string() })),
    }),
  ),
  links: z.array(
    z.strictObject({
      id: Id,
      fromId: Id,
      toId: Id,
      type: z.string().nullable(),
      words: z.string(),
    }),
  ),
});
export type ReportItem = z.infer<typeof ReportItem>;

/** One change of a report after it was entered. */
export const ReportEdit = z.strictObject({
  id: Id,
  at: z.string(),
  author: z.string(),
  /** Null: withheld, as the report speaks of a protected person. */
  reason: z.string().nullable(),
  changes: z.array(
    z.strictObject({
      /** What was changed, such as “Item 2, grade”. */
      what: z.string(),
      /** In words; null: there was none, or it is withheld. */
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type ReportEdit = z.infer<typeof ReportEdit>;

/** A whole report. */
export const ReportDetail = z.strictObject({
  summary: ReportSummary,
  items: z.array(ReportItem),
  /** Some of it is withheld until a deliberate, audited reveal. */
  isWithheld: z.boolean(),
  /** The source that it names; null: none of its own. */
  sourceId: Id.nullable(),
  /** What was changed since it was entered, newest first. */
  edits: z.array(ReportEdit),
});
export type ReportDetail = z.infer<typeof ReportDetail>;

/** A report as it goes on paper. */
export const PrintedReport = z.strictObject({
  summary: ReportSummary,
  /** Of the page: the highest of the report and of what the case holds of whom it speaks of. */
  marking: Marking,
  items: z.array(ReportItem.extend({ number: z.int() })),
  /** Items that are coded C and left out, and those that speak of protected people. */
  leftOutC: z.int(),
  withheld: z.int(),
  printedAt: z.string(),
  printedBy: z.string(),
});
export type PrintedReport = z.infer<typeof PrintedReport>;

export const report = {
  /** Reports of the case, newest first. */
  list: call('consultation').output(z.array(ReportSummary)),
  /** A report with its items. Those that speak of protected people are withheld unless a reason is given. */
  get: call('consultation')
    .input(z.strictObject({ id: Id, revealReason: ChangeReason.nullable().default(null) }))
    .output(ReportDetail),
  /**
   * Keeps a report with its items, the records it makes, what it says of those that are there, and its links, as one
   * step. Undoable.
   * @throws invalid-value with each part at fault, as `items.0.text`
   */
  create: call('collection')
    .input(
      z.strictObject({
        ...Head,
        entities: z.array(ReportEntity).max(200),
        items: z.array(NewReportItem).min(1).max(MOST_ITEMS),
        reason: ChangeReason,
      }),
    )
    .output(ReportDetail),
  /**
   * Changes a report as one step: its head, its items, their grades, whom they speak of and what they say. What an item
   * no longer says is taken back; how it was is kept. Of a report with something withheld the reason it was revealed
   * for is given too. Undoable.
   * @throws invalid-value with each part at fault; protected-person where something of it is withheld
   */
  edit: call('alteration')
    .input(
      z.strictObject({
        id: Id,
        ...Head,
        entities: z.array(ReportEntity).max(200),
        items: z
          .array(NewReportItem.extend({ id: Id.nullable() }))
          .min(1)
          .max(MOST_ITEMS),
        revealReason: ChangeReason.nullable().default(null),
        reason: ChangeReason,
      }),
    )
    .output(ReportDetail),
  /**
   * A report to be printed, as it leaves the case: protected people are references, and items that speak of them are
   * left out. The reason is recorded.
   * @throws not-permitted where an item is coded C and not left out
   */
  print: call('disclosure')
    .input(z.strictObject({ id: Id, leavesOutC: z.boolean().default(false), reason: ChangeReason }))
    .output(PrintedReport),
  /** Takes a report back with everything that it alone says. Undoable. */
  remove: call('alteration')
    .input(z.strictObject({ id: Id, reason: ChangeReason }))
    .output(z.strictObject({ id: Id })),
};
