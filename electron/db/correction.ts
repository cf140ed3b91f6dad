import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { FieldValue } from '../../shared/domain/field.ts';
import type { Grade } from '../../shared/domain/grade.ts';
import { runCommand } from './command.ts';

/** Name of the source that hand-made records come from. */
const HAND_SOURCE = 'Entered by hand';

/**
 * Adds a record that corrects one field of an entity: what was received stays as it was.
 * Ungraded corrections are an analyst's assessment; graded ones are intelligence.
 */
export function addCorrection(
  db: Database,
  correction: {
    readonly entityId: string;
    readonly kind: string;
    readonly field: string;
    readonly value: FieldValue;
    readonly grade: Grade | null;
    readonly observedOn: string | null;
    readonly author: string;
    readonly reason: string;
    readonly name: string;
    readonly project: (recordIds: readonly string[]) => void;
  },
): string {
  return runCommand(
    db,
    { name: correction.name, author: correction.author, reason: correction.reason },
    () => {
      const at = new Date().toISOString();
      const id = uuidv7();
      db.prepare(
        `INSERT INTO record (id, source_id, kind, fields, subject_record_id, basis, grade_source, grade_information,
         handling, handling_conditions, observed_on, recorded_at, reason)
       VALUES (@id, @sourceId, @kind, @fields, @entityId, @basis, @gradeSource, @gradeInformation,
         @handling, @conditions, @observedOn, @at, @reason)`,
      ).run({
        id,
        sourceId: handSource(db, at),
        kind: correction.kind,
        fields: JSON.stringify({ [correction.field]: correction.value }),
        entityId: correction.entityId,
        basis: correction.grade ? 'intelligence' : 'assessment',
        gradeSource: correction.grade?.source ?? null,
        gradeInformation: correction.grade?.information ?? null,
        handling: correction.grade?.handling ?? null,
        conditions: correction.grade?.conditions ?? null,
        observedOn: correction.observedOn,
        at,
        reason: correction.reason,
      });
      correction.project([id]);
      return id;
    },
  );
}

function handSource(db: Database, at: string): string {
  const known = db
    .prepare<[string], string>('SELECT id FROM source WHERE name = ? AND profile IS NULL')
    .pluck()
    .get(HAND_SOURCE);
  if (known) return known;
  const id = uuidv7();
  db.prepare(`INSERT INTO source (id, name, basis, created_at) VALUES (?, ?, 'assessment', ?)`).run(
    id,
    HAND_SOURCE,
    at,
  );
  return id;
}
