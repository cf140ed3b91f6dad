import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { ImportOptions } from '../../shared/api/import.ts';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { BatchDefaults } from './batch-writer.ts';
import { type EarlierEdition, noEarlierEdition, readEarlierEdition } from './edition.ts';

/** What is said of a source: the defaults of its rows. */
export type SourceDetails = Pick<
  ImportOptions,
  | 'ownerAgency'
  | 'basis'
  | 'grade'
  | 'marking'
  | 'purpose'
  | 'regime'
  | 'sharingAgreement'
  | 'reviewOn'
> & { readonly name: string; readonly profile: string };

interface SourceRow {
  readonly id: string;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly purpose: string | null;
  readonly regime: string | null;
  readonly sharingAgreement: string | null;
  readonly reviewOn: string | null;
}

/** A source that the case may know already, and the rows of its earlier edition. */
export interface KnownSource {
  readonly row: SourceRow | null;
  readonly earlier: EarlierEdition;
}

/** Rows say nothing that their source does not say for them. */
export const NO_DEFAULTS: BatchDefaults = {
  basis: null,
  grade: null,
  purpose: null,
  regime: null,
  sharingAgreement: null,
  reviewOn: null,
  observedOn: null,
};

/** Finds a source by name and profile, with what it said before. */
export function findSource(db: Database, name: string, profile: string): KnownSource {
  const row =
    db
      .prepare<[string, string], SourceRow>(
        `SELECT id, basis, grade_source AS gradeSource, grade_information AS gradeInformation, handling,
           handling_conditions AS handlingConditions, purpose, regime, sharing_agreement AS sharingAgreement, review_on AS reviewOn
         FROM source WHERE name = ? AND profile = ? ORDER BY id LIMIT 1`,
      )
      .get(name, profile) ?? null;
  return { row, earlier: row ? readEarlierEdition(db, row.id) : noEarlierEdition() };
}

/** Keeps a new source and gives its id. */
export function insertSource(db: Database, source: SourceDetails, createdAt: string): string {
  const id = uuidv7();
  const { grade } = source;
  db.prepare(
    `INSERT INTO source (id, name, profile, basis, owner_agency, grade_source, grade_information, handling, handling_conditions,
       purpose, regime, sharing_agreement, review_on, marking, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    source.name,
    source.profile,
    source.basis,
    source.ownerAgency,
    grade.source,
    grade.information,
    grade.handling,
    grade.conditions,
    source.purpose,
    source.regime,
    source.sharingAgreement,
    source.reviewOn,
    source.marking ?? 'OFFICIAL-SENSITIVE',
    createdAt,
  );
  return id;
}

/** Raises the marking of a source to that of a newer edition. Needs a command. */
export function raiseMarking(
  db: Database,
  sourceId: string,
  marking: SourceDetails['marking'],
): void {
  if (marking !== 'OFFICIAL-SENSITIVE') return;
  db.prepare(
    `UPDATE source SET marking = 'OFFICIAL-SENSITIVE' WHERE id = ? AND marking = 'OFFICIAL'`,
  ).run(sourceId);
}

/** What this edition says otherwise than its source: the rows carry it themselves, the source stays as it was. */
export function differences(source: SourceDetails, row: SourceRow): BatchDefaults {
  const { grade } = source;
  const isSameGrade =
    source.basis === row.basis &&
    grade.source === row.gradeSource &&
    grade.information === row.gradeInformation &&
    grade.handling === row.handling &&
    grade.conditions === row.handlingConditions;
  const ifOther = <T>(value: T, before: T) => (value === before ? null : value);
  return {
    basis: isSameGrade ? null : source.basis,
    grade: isSameGrade ? null : grade,
    purpose: ifOther(source.purpose, row.purpose),
    regime: ifOther(source.regime, row.regime),
    sharingAgreement: ifOther(source.sharingAgreement, row.sharingAgreement),
    reviewOn: ifOther(source.reviewOn, row.reviewOn),
    observedOn: null,
  };
}
