import type { Database } from 'better-sqlite3';
import type { FieldValue } from '../../shared/domain/field.ts';
import { type Grade, UNGRADED } from '../../shared/domain/grade.ts';
import { runCommand } from './command.ts';
import { insertHandRecord } from './hand-record.ts';

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
      const id = insertHandRecord(db, {
        kind: correction.kind,
        fields: { [correction.field]: correction.value },
        category: null,
        subjectId: correction.entityId,
        isStatement: false,
        origin: {
          source: null,
          basis: correction.grade ? 'intelligence' : 'assessment',
          grade: correction.grade ?? UNGRADED,
          observedOn: correction.observedOn,
          reviewOn: null,
          marking: null,
        },
        reason: correction.reason,
        at: new Date().toISOString(),
      });
      correction.project([id]);
      return id;
    },
  );
}
