import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';
import type { Basis, Grade } from '../../shared/domain/grade.ts';
import type { SourceChoice } from '../../shared/domain/origin.ts';
import { readMarkingDefaults } from './case-setting.ts';
import { prepared } from './statement.ts';

/** Name of the source that hand-made records come from when they name no other. */
export const HAND_SOURCE = 'Entered by hand';

/** Id of the source that was chosen, made where it is new. Must run within a command. @throws {AppError} `not-found` */
export function sourceOf(
  db: Database,
  choice: SourceChoice | null,
  { at, basis = 'assessment' }: { readonly at: string; readonly basis?: Basis },
): string {
  if (choice && 'id' in choice) {
    const known = prepared<[string], string>(db, 'SELECT id FROM source WHERE id = ?').pluck();
    const id = known.get(choice.id);
    if (!id) throw notFound('source');
    return id as string;
  }
  const { name, ownerAgency } = choice ?? { name: HAND_SOURCE, ownerAgency: null };
  const known = prepared<[string], string>(
    db,
    'SELECT id FROM source WHERE name = ? AND profile IS NULL ORDER BY id LIMIT 1',
  )
    .pluck()
    .get(name);
  return (known as string | undefined) ?? insertHandSource(db, { name, ownerAgency, basis, at });
}

function insertHandSource(
  db: Database,
  source: {
    readonly name: string;
    readonly ownerAgency: string | null;
    readonly basis: Basis;
    readonly at: string;
  },
): string {
  const id = uuidv7();
  prepared(
    db,
    'INSERT INTO source (id, name, basis, owner_agency, marking, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    id,
    source.name,
    source.basis,
    source.ownerAgency,
    readMarkingDefaults(db).window,
    source.at,
  );
  return id;
}

/** A source as the forms offer it. */
export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly ownerAgency: string | null;
  readonly basis: Basis;
  readonly gradeSource: Grade['source'];
  readonly gradeInformation: Grade['information'];
  readonly handling: Grade['handling'];
  readonly handlingConditions: string | null;
  readonly marking: 'OFFICIAL' | 'OFFICIAL-SENSITIVE';
  readonly reviewOn: string | null;
  readonly isHandMade: number;
  readonly records: number;
}

const SOURCE_COLUMNS = `s.id AS id, s.name AS name, s.owner_agency AS ownerAgency, s.basis AS basis,
  s.grade_source AS gradeSource, s.grade_information AS gradeInformation, s.handling AS handling,
  s.handling_conditions AS handlingConditions, s.marking AS marking, s.review_on AS reviewOn, s.profile IS NULL AS isHandMade,
  (SELECT COUNT(*) FROM record r LEFT JOIN batch b ON b.id = r.batch_id
   WHERE r.source_id = s.id AND b.withdrawn_at IS NULL) AS records`;

/** Sources that something rests on, by name: those of undone work stay in the table, and are not offered. */
export function listSources(db: Database): readonly SourceRow[] {
  return prepared<[], SourceRow>(
    db,
    `SELECT * FROM (SELECT ${SOURCE_COLUMNS} FROM source s) WHERE records > 0 ORDER BY name COLLATE NOCASE, id`,
  ).all();
}

/** What every source is called, those of undone work too. */
export function sourceLabels(
  db: Database,
): readonly { readonly id: string; readonly name: string }[] {
  return prepared<[], { id: string; name: string }>(db, 'SELECT id, name FROM source').all();
}

/** Sets when a source is due to be looked at again. Must run within a command. @throws {AppError} `not-found` */
export function setSourceReview(db: Database, id: string, reviewOn: string | null): string {
  const name = prepared<[string], string>(db, 'SELECT name FROM source WHERE id = ?')
    .pluck()
    .get(id);
  if (name === undefined) throw notFound('source');
  prepared(db, 'UPDATE source SET review_on = ? WHERE id = ?').run(reviewOn, id);
  return name as string;
}
