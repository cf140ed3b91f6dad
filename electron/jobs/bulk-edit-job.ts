import type { Database } from 'better-sqlite3';
import type { Progress } from '../../shared/api/case.ts';
import type { BulkResult } from '../../shared/api/entity-bulk.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import { currentFields, mergeRecords } from '../../shared/domain/merge.ts';
import { kindOf, type Ontology, referenceOf } from '../../shared/domain/ontology.ts';
import { type BulkChange, valueAfter } from '../../shared/records/bulk-change.ts';
import { maskCommandNames, nameCommand, runCommand } from '../db/command.ts';
import { createEntityRepository, type EntityRow } from '../db/entity.ts';
import { insertHandRecord, type Making } from '../db/hand-record.ts';
import { createProjection } from '../db/projection.ts';
import { readRecord } from '../db/record.ts';

/** Records to be changed together, how, and on whose behalf. */
export interface BulkEditRequest {
  /** Entities whose kind takes the value. */
  readonly ids: readonly string[];
  readonly change: BulkChange;
  readonly making: Making;
  /** What is done, in words: *Edit status*. */
  readonly act: string;
  readonly author: string;
  readonly audit: { readonly auditKey: Buffer; readonly role: string };
  readonly ontology: Ontology;
  /** ISO date on which ages are reckoned. */
  readonly today: string;
}

/** Ids that the audit row lists at the most; beyond it the row tells how many more. */
const AUDIT_IDS = 5000;
const CHANGED_PER_STEP = 50;

/**
 * Changes one field of many records in one transaction, as one command. Protected people are left out, whoever asks.
 * @throws {AppError} `import-cancelled`: nothing was written
 */
export function runBulkEdit(
  db: Database,
  request: BulkEditRequest,
  told: {
    readonly onProgress: (progress: Progress) => void;
    /** Asked at each step: true stops the work and leaves nothing behind. */
    readonly isCancelled: () => boolean;
  },
): BulkResult {
  const { author, making, act, ids, audit, ontology, today } = request;
  const listed = ids.slice(0, AUDIT_IDS);
  return runCommand(
    db,
    {
      name: act,
      author,
      reason: making.reason,
      audit: {
        auditKey: audit.auditKey,
        role: audit.role,
        category: 'alteration',
        method: 'entity.bulkEdit',
        recordIds: listed,
        detail: ids.length > listed.length ? { more: ids.length - listed.length } : null,
      },
    },
    (commandId) => {
      const entities = createEntityRepository(db);
      const result = { changed: 0, same: 0, left: 0 };
      const step = (phase: string, done: number, total: number) => {
        if (done % CHANGED_PER_STEP !== 0 && done < total) return;
        if (told.isCancelled())
          throw new AppError('import-cancelled', 'This was stopped. Nothing was changed.');
        told.onProgress({ phase, done, total });
      };
      const made: string[] = [];
      const changed: EntityRow[] = [];
      for (const [index, id] of ids.entries()) {
        step('Changing records', index, ids.length);
        const row = entities.find(id);
        const record = row && changeRecord(db, entities, row, request);
        result[record === 'same' ? 'same' : record ? 'changed' : 'left']++;
        if (!row || !record || record === 'same') continue;
        made.push(record.madeId);
        changed.push(row);
      }
      // All together at the end: a record written between two words of the search index has it written out each time.
      createProjection(db, ontology, today).projectRecords(made, (done, total) =>
        step('Updating lists and search', done, total),
      );
      for (const row of changed)
        if (entities.find(row.id)?.isProtected === 1) maskName(db, ontology, row);
      const count = result.changed.toLocaleString('en-GB');
      nameCommand(
        db,
        commandId,
        `${act} of ${count} ${result.changed === 1 ? 'record' : 'records'}`,
      );
      return result;
    },
  );
}

/** Writes the change of one record; null: it is not to be changed by anyone here. */
function changeRecord(
  db: Database,
  entities: ReturnType<typeof createEntityRepository>,
  row: EntityRow,
  { change, making }: BulkEditRequest,
): { readonly madeId: string } | 'same' | null {
  if (row.isProtected === 1) return null;
  const merged = mergeRecords(entities.records(row.id).map(readRecord));
  const after = valueAfter(change, currentFields(merged)[change.field]);
  if (!after) return 'same';
  const isCorrected = (merged.get(change.field) ?? []).some(
    ({ isCurrent, records }) => isCurrent && records.some((record) => record.isCorrection),
  );
  // Entries that join a list are another source's word, unless an earlier correction set the list whole.
  const isStatement = change.mode === 'add' && !isCorrected;
  const madeId = insertHandRecord(db, {
    ...making,
    kind: row.kind,
    fields: fieldsOf(change, isStatement ? change.value : after.value),
    subjectId: row.id,
    category: null,
    isStatement,
  });
  return { madeId };
}

function fieldsOf({ field }: BulkChange, value: FieldValue): Fields {
  return { [field]: value };
}

/** Whoever becomes protected by a change leaves the names of earlier commands. */
function maskName(db: Database, ontology: Ontology, row: EntityRow): void {
  const kind = kindOf(ontology, row.kind);
  maskCommandNames(db, row.label, kind ? referenceOf(kind, row.id) : row.id);
}
