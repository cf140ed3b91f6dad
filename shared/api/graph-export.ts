import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CASE_MEASURES } from '../analysis/case-measure.ts';
import { Id } from '../domain/field.ts';
import { Marking } from '../domain/marking.ts';
import { CaseMeasureName } from './analysis.ts';
import { ScopeInput } from './analysis-scope.ts';
import { call } from './base.ts';
import { Progress } from './case.ts';
import { Filter } from './entity.ts';
import { ChangeReason } from './entity-edit.ts';

const Ids = z.array(Id).max(200_000);

/** Which part of a case is let out. */
export const ExportScope = z.discriminatedUnion('type', [
  /** What the map or a list shows, or what is selected; null links: all among them. */
  z.strictObject({
    type: z.enum(['shown', 'selected']),
    ids: Ids.min(1),
    linkIds: Ids.nullable().default(null),
  }),
  /** What a typed query finds. */
  z.strictObject({ type: z.literal('found'), filter: Filter }),
  z.strictObject({ type: z.literal('case') }),
]);
export type ExportScope = z.infer<typeof ExportScope>;

/** Formats of graphs, by the name that people choose them by. */
export const GRAPH_FORMATS = ['gexf', 'graphml', 'anx', 'ftm'] as const;
export const GraphFormat = z.enum(GRAPH_FORMATS);
export type GraphFormat = z.infer<typeof GraphFormat>;

const Count = z.strictObject({ records: z.int(), links: z.int() });

/** What would go out of a part of a case, and what would not. */
export const ExportPreview = z.strictObject({
  /** Records by kind, most first. */
  kinds: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
  records: z.int(),
  links: z.int(),
  withheld: z.strictObject({
    /** Protected people, who never leave. Of their links nothing is told, nor how many they are. */
    protectedCount: z.int(),
    /** What rests on information coded C: it has to be left out, or its owner asked. */
    codedC: Count,
    /** What is not graded yet. */
    ungraded: Count,
  }),
  /** The highest marking of what would go out. */
  marking: Marking,
});
export type ExportPreview = z.infer<typeof ExportPreview>;

const LetOut = {
  scope: ExportScope,
  /** Leaves out what rests on information coded C instead of refusing. */
  leavesOutC: z.boolean().default(false),
  /** Raised to the highest of what leaves. */
  marking: Marking.default('OFFICIAL-SENSITIVE'),
  reason: ChangeReason,
};

/** What a file says of itself: it leaves without the names of protected people. */
const Said = {
  /** Null: as the case. */
  title: z.string().trim().max(200).nullable().default(null),
  /** The filter as people see it; null: none. */
  filterWords: z.string().trim().max(2000).nullable().default(null),
};

/** A piece of a file that is being let out. The file is whole once `file` came, and not before. */
export const ExportEvent = z.strictObject({
  progress: Progress.nullable(),
  text: z.string().nullable(),
  file: z.strictObject({ name: z.string(), mediaType: z.string() }).nullable(),
});
export type ExportEvent = z.infer<typeof ExportEvent>;

/** Letting a part of a case out as a graph or a picture: disclosures, with their reason. */
export const graphExport = {
  /** What an export would hold, and what it would withhold and why. */
  exportPreview: call('consultation')
    .input(z.strictObject({ scope: ExportScope }))
    .output(ExportPreview),
  /**
   * A part of a case as a graph file, piece by piece. Protected people, what is not graded and their links stay.
   * Cannot be undone; the reason is recorded before the first piece leaves. Stopping leaves no file.
   * @throws not-permitted where something rests on code C and is not left out
   */
  export: call('disclosure')
    .input(
      z.strictObject({
        ...LetOut,
        ...Said,
        format: GraphFormat,
        /** Where records lie on the map. */
        positions: z.record(Id, z.tuple([z.number(), z.number()])).default({}),
      }),
    )
    .output(eventIterator(ExportEvent)),
  /**
   * Measures of a graph's records as comma-separated values, with ranks, intervals and what they rest on in every row.
   * Records that may not leave are computed with and have no row. Cannot be undone; the reason is recorded.
   * @throws not-permitted where something rests on code C and is not left out; invalid-value
   */
  exportMeasures: call('disclosure')
    .input(
      z.strictObject({
        scope: ScopeInput,
        measures: z.array(CaseMeasureName).min(1).max(CASE_MEASURES.length),
        seed: z.int().min(0).max(0xffff_ffff).default(1),
        /** How often ranks are told anew with links left out by chance; 0: not at all. */
        replicates: z.int().min(0).max(1000).default(200),
        leavesOutC: LetOut.leavesOutC,
        marking: LetOut.marking,
        reason: LetOut.reason,
      }),
    )
    .output(eventIterator(ExportEvent)),
  /**
   * Which records and links a picture of a part of a case may show, and its marking: the picture is drawn where the
   * map is, and says nothing but what comes back from here. Cannot be undone; the reason is recorded.
   * @throws not-permitted where something rests on code C and is not left out
   */
  exportPicture: call('disclosure')
    .input(
      z.strictObject({
        ...LetOut,
        ...Said,
        /** What else is written on the map: names of groups, and labels and notes by style. */
        texts: z.array(z.string().max(500)).max(200_000).default([]),
      }),
    )
    .output(
      z.strictObject({
        ids: Ids,
        /** Those of them of which something is not graded: a picture calls them so, and says nothing else of them. */
        parts: z.array(z.strictObject({ id: Id, label: z.string(), reference: z.string() })),
        /** Beside the question: without the names of protected people. */
        texts: z.array(z.string()),
        linkIds: Ids,
        title: z.string(),
        filter: z.string().nullable(),
        marking: Marking,
        /** A sentence each. */
        withheld: z.array(z.string()),
      }),
    ),
};
