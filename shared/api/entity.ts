import { z } from 'zod';
import { FieldValue, Id, PartialDate } from '../domain/field.ts';
import { Basis, Certainty, Grade } from '../domain/grade.ts';
import { LeverStrength } from '../domain/lever.ts';
import { Marking } from '../domain/marking.ts';
import { SubjectCategory } from '../domain/person.ts';
import { FACETS } from '../query/facet.ts';
import { QUERY_SORTS } from '../query/sort.ts';
import { call } from './base.ts';

/** An entity in a list. A protected person's label is a reference, never a name. */
export const EntitySummary = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
  reference: z.string(),
  isProtected: z.boolean(),
  role: z.string().nullable(),
  /** Levers that apply; null: not worked out yet. */
  leverCount: z.int().nullable(),
});
export type EntitySummary = z.infer<typeof EntitySummary>;

/** An entity that a text found, with the text of it that matched. */
export const EntityMatch = EntitySummary.extend({
  /** Null where it was found by words of several fields together, and none holds them. */
  matched: z
    .strictObject({
      /** Field of the ontology; `label` and `reference` for what the entity is called. */
      field: z.string(),
      label: z.string(),
      /** The value, or the part of a long one around the match. A protected person has a reference alone. */
      text: z.string(),
      /** Which characters of `text` match: first, and one after the last. */
      highlights: z.array(z.tuple([z.int(), z.int()])),
    })
    .nullable(),
});
export type EntityMatch = z.infer<typeof EntityMatch>;

/** A record behind a value: where it came from and how it is graded. */
export const RecordReference = z.strictObject({
  recordId: Id,
  sourceId: Id,
  sourceName: z.string(),
  ownerAgency: z.string().nullable(),
  basis: Basis,
  grade: Grade,
  observedOn: z.string().nullable(),
  recordedAt: z.string(),
  fileName: z.string().nullable(),
  rowNumber: z.int().nullable(),
  /** Made by hand: a correction or addition, with its reason. */
  isCorrection: z.boolean(),
  reason: z.string().nullable(),
  /** When the record, or its source, is due to be looked at again. */
  reviewOn: z.string().nullable(),
  marking: Marking,
  /** The report that it is an item of. */
  reportId: Id.nullable(),
  reportReference: z.string().nullable(),
  /** Date of the edition that no longer has this row; null when it has it. */
  absentSince: z.string().nullable(),
});
export type RecordReference = z.infer<typeof RecordReference>;

/** One value of a field, with the records that say so, newest first. */
export const FieldEntry = z.strictObject({
  field: z.string(),
  label: z.string(),
  type: z.string(),
  value: FieldValue,
  /** The value in words (vocabulary labels, dates as people write them). */
  display: z.string(),
  /** Whether this is the value believed now, or one that another overtakes. */
  isCurrent: z.boolean(),
  records: z.array(RecordReference),
});
export type FieldEntry = z.infer<typeof FieldEntry>;

/** A relation as the inspector lists it. */
export const RelationEntry = z.strictObject({
  id: Id,
  type: z.string().nullable(),
  sourceType: z.string(),
  /** The relation in words from this entity's side: *director of*. */
  words: z.string(),
  direction: z.enum(['out', 'in']),
  other: EntitySummary,
  certainty: Certainty,
  grade: Grade,
  basis: Basis,
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  observedOn: z.string().nullable(),
  sourceName: z.string(),
});
export type RelationEntry = z.infer<typeof RelationEntry>;

/** Cells that somebody corrected while the row was imported. */
export const ImportFixes = z.strictObject({
  by: z.string(),
  cells: z.array(z.strictObject({ column: z.string(), from: z.string(), to: z.string() })),
});
export type ImportFixes = z.infer<typeof ImportFixes>;

/** Everything the inspector shows of one entity except its levers. */
export const EntityDetail = z.strictObject({
  summary: EntitySummary,
  kindLabel: z.string(),
  category: SubjectCategory.nullable(),
  /** Names and personal fields are withheld until a deliberate, audited reveal. */
  isWithheld: z.boolean(),
  facts: z.array(FieldEntry),
  intelligence: z.array(FieldEntry),
  relations: z.array(RelationEntry),
  /** More relations than are listed. */
  moreRelations: z.int(),
  records: z.array(RecordReference),
  /** Cells as received, by record, with their column names, and what was corrected in them at the import. */
  raw: z.array(
    z.strictObject({
      recordId: Id,
      columns: z.array(z.string()),
      cells: z.array(z.string()),
      fixes: ImportFixes.nullable(),
    }),
  ),
});
export type EntityDetail = z.infer<typeof EntityDetail>;

/** What a row tells besides its fields, where it is asked for; nothing of protected people. */
export const RowDetail = z.strictObject({
  /** Grade of the record believed first, with the strictest handling of all. */
  basis: Basis,
  grade: Grade,
  sourceNames: z.array(z.string()),
  /** The latest day, whole or partial, on which any record was observed. */
  observedOn: z.string().nullable(),
  /** The lever that applies best. */
  bestLever: z.strictObject({ title: z.string(), strength: LeverStrength }).nullable(),
});
export type RowDetail = z.infer<typeof RowDetail>;

/** What the links of a row say of when and how much; links with protected people are left out. */
export const LinkSpan = z.strictObject({
  firstOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  /** Amounts of all links together; null: none has one. */
  amount: z.number().nullable(),
});
export type LinkSpan = z.infer<typeof LinkSpan>;

/** A row of the table of records. */
export const EntityRow = EntitySummary.extend({
  linkCount: z.int(),
  /** Latest date, whole or partial, on which a record, a link or an event saw it; null: not known, or withheld. */
  lastSeenOn: z.string().nullable(),
  /** The fields that were asked for, in words, by field id; what is not known or withheld is absent. */
  values: z.record(z.string(), z.string()),
  /** Null where it was not asked for, and of protected people. */
  detail: RowDetail.nullable(),
  /** Null where it was not asked for, and of protected people. */
  linkSpan: LinkSpan.nullable(),
});
export type EntityRow = z.infer<typeof EntityRow>;

/** One answer of a facet. */
export const FacetBucket = z.strictObject({
  /** Null: not known. */
  value: z.string().nullable(),
  label: z.string(),
  /** Entities that the rest of the filter leaves, whatever it says of this facet itself. */
  count: z.int(),
  /** Text of the condition that picks it, such as `type:business`. */
  filter: z.string(),
});
export type FacetBucket = z.infer<typeof FacetBucket>;

/** A facet: counts by kind, role, sector, premises type, source, certainty; histograms of levers and months last seen. */
export const Facet = z.strictObject({
  facet: z.enum(FACETS),
  buckets: z.array(FacetBucket),
});
export type Facet = z.infer<typeof Facet>;

/** How a list is ordered; equals, and what is not known, by label. Protected people always come last. */
export const EntitySort = z.strictObject({
  by: z.union([z.enum(QUERY_SORTS), z.templateLiteral(['field:', z.string().min(1).max(60)])]),
  direction: z.enum(['ascending', 'descending']),
});
export type EntitySort = z.infer<typeof EntitySort>;

/** Neighbours in a list that say the same of what it is grouped by. */
export const EntityGroup = z.strictObject({
  /** Null: not known. */
  key: z.string().nullable(),
  label: z.string(),
  count: z.int(),
});
export type EntityGroup = z.infer<typeof EntityGroup>;

/** A typed query, `type:business lever>=1 seen:2026-02..`; empty: everything. */
export const Filter = z.string().max(2000).default('');
const Sort = EntitySort.default({ by: 'best', direction: 'ascending' });
/** What equals are ordered by. */
const ThenBy = z.array(EntitySort).max(4).default([]);
/** Fields of the ontology whose values the rows bring. */
const RowFields = z.array(z.string().max(60)).max(60).default([]);

const EntityQueryInput = z.strictObject({
  filter: Filter,
  sort: Sort,
  thenBy: ThenBy,
  limit: z.int().min(0).max(200_000).default(100),
  offset: z.int().min(0).default(0),
  facets: z.array(z.enum(FACETS)).max(FACETS.length).default([]),
  /** Whether levers are worked out where they were not since the last change: a big case takes a second for it. */
  levers: z.enum(['now', 'if-known']).default('now'),
  fields: RowFields,
  /** Whether the rows bring grade, sources and best lever. */
  hasDetail: z.boolean().default(false),
  /** Whether the rows bring dates and amounts of their links. */
  hasLinkSpan: z.boolean().default(false),
});

export const entity = {
  /** Entities by label, of one kind or all. */
  list: call('consultation')
    .input(
      z.strictObject({
        kind: z.string().max(60).nullable().default(null),
        limit: z.int().min(1).max(200_000).default(100),
        offset: z.int().min(0).default(0),
      }),
    )
    .output(z.strictObject({ total: z.int(), items: z.array(EntitySummary) })),
  /** @throws not-found */
  get: call('consultation')
    .input(z.strictObject({ id: Id }))
    .output(EntityDetail),
  /**
   * Entities that hold the words of `text` in any field of any record, best first: an identifier or a whole name as
   * typed, the beginning of one, words that begin so, part of an identifier, words with one or two typing errors.
   * Case, accents and the spacing of identifiers are ignored. Protected people by their whole reference alone.
   */
  search: call('consultation')
    .input(
      z.strictObject({
        text: z.string().trim().min(1).max(200),
        limit: z.int().min(1).max(500).default(20),
      }),
    )
    .output(z.strictObject({ total: z.int(), items: z.array(EntityMatch) })),
  /**
   * Entities that meet a typed query, a page of them in order, with facets. Each facet's counts ignore what the
   * filter says of it. `best` orders by how well the words of the filter match.
   * @throws invalid-value with the place of what cannot be read
   */
  query: call('consultation')
    .input(EntityQueryInput)
    .output(
      z.strictObject({
        total: z.int(),
        items: z.array(EntityRow),
        facets: z.array(Facet),
        /** Conditions that alone keep entities out, and how many, most first. */
        hiding: z.array(z.strictObject({ filter: z.string(), count: z.int() })),
        /** What was asked for and is not there, in words. */
        notices: z.array(z.string()),
      }),
    ),
  /** Ids of the entities that meet a typed query, in order; or those of some, as they were given or in order. */
  queryIds: call('consultation')
    .input(
      z.strictObject({
        filter: Filter,
        sort: Sort,
        thenBy: ThenBy,
        limit: z.int().min(1).max(200_000).default(200_000),
        offset: z.int().min(0).default(0),
        among: z.array(Id).max(200_000).nullable().default(null),
        /** Whether those of some are put in order. */
        isOrdered: z.boolean().default(false),
      }),
    )
    .output(z.strictObject({ total: z.int(), ids: z.array(Id) })),
  /**
   * Groups of a list that is ordered first by what it is grouped by, in that order. Protected people are a group of
   * their own at the end. @throws invalid-value where there are too many groups
   */
  groups: call('consultation')
    .input(
      z.strictObject({
        filter: Filter,
        by: EntitySort,
        among: z.array(Id).max(200_000).nullable().default(null),
      }),
    )
    .output(z.array(EntityGroup)),
  /** Rows of some entities, in the order given; those that are gone are passed over. */
  rows: call('consultation')
    .input(
      z.strictObject({
        ids: z.array(Id).max(1000),
        fields: RowFields,
        hasDetail: z.boolean().default(false),
        hasLinkSpan: z.boolean().default(false),
      }),
    )
    .output(z.array(EntityRow)),
  /**
   * Records as a table that leaves the case: some of them, or all that meet a filter. Code C does not leave with it;
   * protected people are references. It cannot be undone.
   * @throws not-permitted where records rest on information coded C and are not left out
   */
  export: call('disclosure')
    .input(
      z.strictObject({
        format: z.enum(['csv', 'xlsx']),
        /** Those of them that meet the filter leave; null: all that do. */
        ids: z.array(Id).min(1).max(50_000).nullable().default(null),
        filter: Filter,
        sort: Sort,
        thenBy: ThenBy,
        columns: z.array(z.string().max(80)).min(1).max(100),
        leavesOutC: z.boolean().default(false),
        /** Of the file; raised to the highest of what is in it. */
        marking: Marking.default('OFFICIAL-SENSITIVE'),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(z.file()),
  /** Adds a correction record: the value believed from now on. Null says: not known. Undoable. */
  correct: call('alteration')
    .input(
      z.strictObject({
        id: Id,
        field: z.string().max(60),
        value: FieldValue,
        reason: z.string().trim().min(1).max(500),
        grade: Grade.nullable().default(null),
        observedOn: PartialDate.nullable().default(null),
      }),
    )
    .output(EntityDetail),
  /** A protected person's withheld fields, after a deliberate act with its reason. */
  reveal: call('consultation')
    .input(z.strictObject({ id: Id, reason: z.string().trim().min(1).max(300) }))
    .output(EntityDetail),
};
