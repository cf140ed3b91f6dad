import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Id, PartialDate } from '../domain/field.ts';
import { Basis, Grade } from '../domain/grade.ts';
import { Marking } from '../domain/marking.ts';
import { CellFix, Mapping, TableEncoding, TableHeader, TableMapping } from '../import/mapping.ts';
import { call } from './base.ts';
import { Progress } from './case.ts';
import { FileHandle, importProfile } from './import-profile.ts';

/**
 * A fault in a file: what is wrong, where, and why. Rows are counted as a spreadsheet does: the header is row 1.
 * Formats without a header, such as JSON and graph files, have their first item in row 1.
 */
export const ImportProblem = z.strictObject({
  row: z.int().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
  /** `refuse`: the file is not read. `quarantine`: the row is set aside. `warning`: kept, but look. */
  severity: z.enum(['refuse', 'quarantine', 'warning']),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

/**
 * What became of one file, or of one table in a file that holds several: then its name is that of the file with the
 * table's behind it, as in `case.xlsx/People` and `case.gexf/links`. Rows = kept + unchanged + quarantined.
 */
export const FileReport = z.strictObject({
  name: z.string(),
  /** Profile that recognised it; null: not read (not a table). */
  profile: z.string().nullable(),
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.int(),
  kept: z.int(),
  unchanged: z.int(),
  quarantined: z.int(),
  problems: z.array(ImportProblem),
  /** Problems beyond those listed. */
  moreProblems: z.int(),
  /** First rows, as received, for the preview. */
  sample: z.array(z.strictObject({ row: z.int(), cells: z.array(z.string()) })),
});
export type FileReport = z.infer<typeof FileReport>;

/** What an import did, or (dry run) would do. */
export const ImportReport = z.strictObject({
  batchId: Id.nullable(),
  sourceName: z.string(),
  isDryRun: z.boolean(),
  /** Every row was already in the case: nothing was written. */
  isUnchanged: z.boolean(),
  files: z.array(FileReport),
  /** Kept records by kind and kept relations by type as received. */
  entities: z.record(z.string(), z.int()),
  relations: z.record(z.string(), z.int()),
  totals: z.strictObject({
    rows: z.int(),
    kept: z.int(),
    unchanged: z.int(),
    quarantined: z.int(),
    absent: z.int(),
    /** Rows that speak of records or links that somebody deleted. They stay deleted unless they are brought back. */
    deleted: z.int(),
  }),
  /** Kind given to nodes whose file says none; null when every node had one. */
  assumedKind: z.string().nullable(),
  /** Labels that no kind claims, kept as kind `other`, with how many. */
  unclaimedLabels: z.record(z.string(), z.int()),
  elapsedMs: z.number(),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** How an import is to be taken. Everything has a sensible default. */
export const ImportOptions = z.strictObject({
  /** Null: from the file or folder name. The same source again is a new edition of it. */
  sourceName: z.string().trim().min(1).max(200).nullable().default(null),
  ownerAgency: z.string().trim().min(1).max(200).nullable().default(null),
  basis: Basis.default('intelligence'),
  /** Default grade of rows that carry none. Ungraded stays visible as ungraded. */
  grade: Grade.default({ source: null, information: null, handling: null, conditions: null }),
  /** Protective marking of the source; null: as the case says for imports. A newer edition never lowers it. */
  marking: Marking.nullable().default(null),
  /** Kind of nodes whose file says none. */
  kind: z.string().max(60).nullable().default(null),
  purpose: z.string().max(500).nullable().default(null),
  regime: z.enum(['law-enforcement', 'general']).nullable().default(null),
  sharingAgreement: z.string().max(200).nullable().default(null),
  observedOn: PartialDate.nullable().default(null),
  reviewOn: PartialDate.nullable().default(null),
  /** Keep good rows and store the faulty ones in quarantine; otherwise faults refuse the import. */
  acceptQuarantine: z.boolean().default(false),
  isDryRun: z.boolean().default(false),
  /** Title or id of the one profile that tables are read by; null: the first that knows their headers. */
  profile: z.string().trim().min(1).max(80).nullable().default(null),
  /** What people deleted comes back where a row of this edition speaks of it; otherwise it stays deleted. */
  bringsBack: z.boolean().default(false),
  /** How tables that no profile knows are read, by their name. */
  mappings: z.array(TableMapping).max(500).default([]),
  /** Which rows are headers, where the product guesses another. */
  headers: z.array(TableHeader).max(500).default([]),
  /** In which encoding text files are read that do not say their own, where the product guesses another. */
  encodings: z.array(TableEncoding).max(500).default([]),
  /** Cells corrected before rows are read. What was received stays beside them. */
  fixes: z.array(CellFix).max(10_000).default([]),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** What is known of one table before it is imported. */
export const TableOutlook = z.strictObject({
  name: z.string(),
  /** Profile that knows its headers; null: none does. */
  profile: z.strictObject({ id: z.string(), title: z.string() }).nullable(),
  /** Whether people should look at its columns: nothing, or too little, is known of them. */
  needsMapping: z.boolean(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      /** Different values, first met first. */
      samples: z.array(z.string()),
      guess: z.strictObject({
        kind: z.string().nullable(),
        field: z.string().nullable(),
        confidence: z.number().min(0).max(1),
        reasons: z.array(z.string()),
      }),
    }),
  ),
  /**
   * Which row is its header (0: none), why, and which could be; null: its format leaves no choice. With a `problem`,
   * the row that cannot be read as a header.
   */
  header: z
    .strictObject({
      row: z.int(),
      reason: z.string().nullable(),
      choices: z.array(z.strictObject({ row: z.int(), cells: z.array(z.string()) })),
    })
    .nullable(),
  /** Encoding that it is read in, where the file does not say it; null: it says it, or needs none. */
  guessedEncoding: z.string().nullable(),
  /** First rows as received. */
  rows: z.array(z.array(z.string())),
  /** The mapping it is read by, or the one that is guessed; null: its rows are not to be mapped. */
  mapping: Mapping.nullable(),
  /** Why it cannot be read; null: it can. */
  problem: z.string().nullable(),
});
export type TableOutlook = z.infer<typeof TableOutlook>;

const Chosen = z.strictObject({
  files: z.array(FileHandle).min(1).max(500),
  options: ImportOptions,
});

/** A fault of a cell (or, column null, of a row) in the preview; `at` counts the rows of the table from 0. */
export const PreviewFault = z.strictObject({
  at: z.int(),
  row: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
  severity: z.enum(['quarantine', 'warning']),
  /** What the cell says. */
  value: z.string(),
});
export type PreviewFault = z.infer<typeof PreviewFault>;

/** A row in the preview, with transforms and corrections done. */
export const PreviewRow = z.strictObject({
  at: z.int(),
  row: z.int(),
  cells: z.array(z.string()),
  /** Columns that people corrected, with what they would have said. */
  fixed: z.record(z.string(), z.string()),
});
export type PreviewRow = z.infer<typeof PreviewRow>;

export const importFile = {
  /**
   * Reads, checks and (unless a dry run) commits files in one transaction. Streams progress; the last event
   * carries the report. Stops, leaving nothing behind, when the caller aborts.
   * @throws import-refused, import-has-quarantine (with every problem), import-cancelled
   */
  run: call('collection')
    .input(z.strictObject({ files: z.array(FileHandle).min(1).max(500), options: ImportOptions }))
    .output(
      eventIterator(
        z.strictObject({ progress: Progress.nullable(), report: ImportReport.nullable() }),
      ),
    ),
  /** Imports of this case, newest first. */
  list: call('consultation').output(
    z.array(
      z.strictObject({
        id: Id,
        sourceName: z.string(),
        profile: z.string(),
        importedAt: z.string(),
        importedBy: z.string(),
        withdrawnAt: z.string().nullable(),
        files: z.array(
          FileReport.pick({
            name: true,
            rows: true,
            kept: true,
            unchanged: true,
            quarantined: true,
          }),
        ),
      }),
    ),
  ),
  /** Takes an import back whole. Undoable. */
  withdraw: call('alteration')
    .input(z.strictObject({ id: Id }))
    .output(z.strictObject({ id: Id })),
  /** The tables of files: what knows their headers, else a guessed mapping with its reasons. Nothing is kept. */
  tables: call('collection').input(Chosen).output(z.array(TableOutlook)),
  /** The faults of a table, row by row and cell by cell, as far as each row tells by itself. */
  preview: call('collection')
    .input(Chosen.extend({ table: z.string().max(2000) }))
    .output(
      z.strictObject({
        columns: z.array(z.string()),
        rows: z.int(),
        /** False: the table is longer than what is looked at here; all of it is checked on import. */
        isWhole: z.boolean(),
        faults: z.array(PreviewFault),
        moreFaults: z.int(),
      }),
    ),
  /** Rows of a table by their places, for the preview. */
  rows: call('collection')
    .input(
      Chosen.extend({
        table: z.string().max(2000),
        places: z.array(z.int().min(0)).max(500),
      }),
    )
    .output(z.array(PreviewRow)),
  /** Ends the looking at files of an import that is not gone on with, and lets go of their rows. */
  leave: call('none').output(z.strictObject({})),
  ...importProfile,
};
