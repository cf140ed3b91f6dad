import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { LeverAnswer, LeverStrength } from '../domain/lever.ts';
import { call } from './base.ts';
import { EntitySummary, FieldEntry, RelationEntry } from './entity.ts';
import { LicenceEntry } from './licence.ts';

/** How many records can be compared at once, fewest and most. */
export const COMPARED = { min: 2, max: 4 } as const;

/**
 * How the records stand to one another in a row. `missing`: those that speak agree, and one at least is silent.
 * `alone`: only one of them can have it at all. Records that are withheld take no part.
 */
export const Standing = z.enum(['same', 'differs', 'missing', 'alone']);
export type Standing = z.infer<typeof Standing>;

/** One field, with what each record says of it, in the order of the records. */
export const ComparedField = z.strictObject({
  field: z.string(),
  label: z.string(),
  standing: Standing,
  cells: z.array(
    z.strictObject({
      /** Whether the kind of the record has the field. */
      applies: z.boolean(),
      /** What is believed now first. Empty: not known, or withheld. */
      entries: z.array(FieldEntry),
    }),
  ),
});
export type ComparedField = z.infer<typeof ComparedField>;

/** A link of a compared record, in words from its side. */
export const ComparedTie = RelationEntry.pick({
  id: true,
  words: true,
  certainty: true,
  basis: true,
  grade: true,
  startedOn: true,
  endedOn: true,
  observedOn: true,
  sourceName: true,
});
export type ComparedTie = z.infer<typeof ComparedTie>;

/** Something that the compared records are linked to, or one of them, with the links of each. */
export const ComparedLink = z.strictObject({
  other: EntitySummary,
  standing: Standing,
  cells: z.array(z.array(ComparedTie)),
});
export type ComparedLink = z.infer<typeof ComparedLink>;

/** A licence, and what it is to each record: *holder of licence*; null: nothing. */
export const ComparedLicence = z.strictObject({
  licence: LicenceEntry.pick({
    licence: true,
    type: true,
    number: true,
    standing: true,
    standingWords: true,
  }),
  standing: Standing,
  cells: z.array(z.string().nullable()),
});
export type ComparedLicence = z.infer<typeof ComparedLicence>;

/** A lever that applies or could apply to one of the records at least, with its answer for each; null: not for its kind. */
export const ComparedLever = z.strictObject({
  leverId: z.string(),
  title: z.string(),
  standing: Standing,
  cells: z.array(
    z
      .strictObject({
        answer: LeverAnswer,
        strength: LeverStrength.nullable(),
        isHeldForSafeguarding: z.boolean(),
      })
      .nullable(),
  ),
});
export type ComparedLever = z.infer<typeof ComparedLever>;

/** A source, and how much each record owes it; null: nothing. */
export const ComparedSource = z.strictObject({
  sourceId: Id,
  sourceName: z.string(),
  standing: Standing,
  cells: z.array(
    z
      .strictObject({
        records: z.int(),
        /** The latest day, whole or partial, on which any of them was observed. */
        observedOn: z.string().nullable(),
      })
      .nullable(),
  ),
});
export type ComparedSource = z.infer<typeof ComparedSource>;

/** Some records side by side. Every row has a cell for each record, in their order. */
export const EntityComparison = z.strictObject({
  records: z.array(
    z.strictObject({
      summary: EntitySummary,
      kindLabel: z.string(),
      /** Nothing of the record is told, and it takes no part in what is shared. */
      isWithheld: z.boolean(),
    }),
  ),
  fields: z.array(ComparedField),
  /** Links among the compared records themselves. */
  between: z.array(
    z.strictObject({
      from: Id,
      to: Id,
      tie: ComparedTie,
    }),
  ),
  /** What they are linked to, what most of them share first. */
  links: z.array(ComparedLink),
  /** More that only one of them is linked to than are listed. */
  moreLinks: z.int(),
  /** Whether links with protected people were left out. */
  hasWithheldLinks: z.boolean(),
  licences: z.array(ComparedLicence),
  levers: z.array(ComparedLever),
  sources: z.array(ComparedSource),
});
export type EntityComparison = z.infer<typeof EntityComparison>;

export const entityCompare = {
  /**
   * Two to four records side by side: what they say, are linked to, hold and rest on. Protected people take no part:
   * nothing is told of them, nor of what others share with them. @throws not-found
   */
  compare: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).min(COMPARED.min).max(COMPARED.max) }))
    .output(EntityComparison),
};
