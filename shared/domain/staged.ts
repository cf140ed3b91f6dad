import type { Fields } from './field.ts';
import type { Basis, Grade } from './grade.ts';
import type { SubjectCategory } from './person.ts';

/** A cell that was corrected on its way in. */
export interface StagedFix {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A record read from a file or made by the generator, before it enters a case.
 * Where `grade`, `basis` and `category` are absent, the source's defaults hold.
 */
export interface StagedRecord {
  /** Names the row within its source, so that a later edition of it is recognised. */
  readonly naturalKey: string;
  readonly kind: string;
  /** The kind as the source called it, when no kind claims it. */
  readonly sourceLabel?: string;
  readonly fields: Fields;
  /** Cells exactly as received, in column order. */
  readonly raw: readonly string[];
  /** Cells that people corrected before the row was read; `raw` stays as it was received. */
  readonly fixes?: readonly StagedFix[];
  readonly fileIndex: number;
  /** As a spreadsheet counts: the header is row 1. In formats without a header the first item is row 1. */
  readonly rowNumber: number;
  /** Natural key of another record of the same import that speaks of the same entity. */
  readonly subjectKey?: string;
  readonly grade?: Grade;
  readonly basis?: Basis;
  readonly category?: SubjectCategory;
  readonly observedOn?: string;
}

/** A relation read from a file or made by the generator: it joins two staged records by natural key. */
export interface StagedRelation {
  readonly naturalKey: string;
  readonly fromKey: string;
  readonly toKey: string;
  /** Type as received. */
  readonly sourceType: string;
  /** Ontology type; null when none claims it. */
  readonly type: string | null;
  readonly fields: Fields;
  readonly raw: readonly string[];
  /** Cells that people corrected before the row was read; `raw` stays as it was received. */
  readonly fixes?: readonly StagedFix[];
  readonly fileIndex: number;
  readonly rowNumber: number;
  readonly grade?: Grade;
  readonly basis?: Basis;
  readonly startedOn?: string;
  readonly endedOn?: string;
  readonly observedOn?: string;
}

/** One source with its rows, as the generator hands it to the import's commit. */
export interface StagedSource {
  readonly name: string;
  readonly ownerAgency: string | null;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly regime: 'law-enforcement' | 'general' | null;
  readonly purpose: string | null;
  /** Column names of each file: `raw` cells are in this order. */
  readonly files: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly records: readonly StagedRecord[];
  /** Keys may name records of sources that come earlier in the same set. */
  readonly relations: readonly StagedRelation[];
}
