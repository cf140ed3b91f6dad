import type { Database } from 'better-sqlite3';
import type { Progress } from '../../shared/api/case.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { HistoryEntry } from '../../shared/api/history.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { type AuditInput, appendAudit } from '../db/audit.ts';
import { notingCommands } from '../db/call-command.ts';
import { VIEW_TABLES } from '../db/change-triggers.ts';
import { redo, type TouchedRow, undo } from '../db/command.ts';
import { createProjection, type Projection } from '../db/projection.ts';

/** Steps through one person's history. */
export interface HistoryMove {
  readonly kind: 'undo' | 'redo';
  readonly steps: number;
  readonly author: string;
}

/** What steps through history did. */
export interface HistoryMoved {
  readonly entries: readonly HistoryEntry[];
  /** What answers rest on, as far as it changed. */
  readonly what: 'view' | 'records' | 'types';
}

/** Takes the steps in one transaction, with the entities that they touched computed anew once at the end. */
export function moveThroughHistory(
  db: Database,
  { kind, steps, author }: HistoryMove,
  how: {
    /** By what touched entities are computed; told whether the case's types changed, and may refuse it. */
    readonly projectionFor: (isRetyped: boolean) => Projection;
    /** Told how many of the touched entities are computed; throws to leave all as it was. */
    readonly onStep?: (done: number, total: number) => void;
    /** Runs at the end, in the same transaction. */
    readonly atEnd?: () => void;
  },
): HistoryMoved {
  return db
    .transaction(() => {
      const move = kind === 'undo' ? undo : redo;
      const moved = Array.from({ length: steps }, () => {
        const step = move(db, author);
        how.onStep?.(0, steps);
        return step;
      });
      const touched = moved.flatMap((one) => one.touched);
      const isRetyped = touched.some(({ table }) => table === 'own_type');
      const projection = how.projectionFor(isRetyped);
      const batches = touched.filter(({ table }) => table === 'batch').map(({ rowId }) => rowId);
      for (const id of new Set(batches)) projection.projectBatch(id);
      const records = touched
        .filter(({ table }) => table === 'record' || table === 'record_withdrawal')
        .map(({ rowId }) => rowId);
      projection.projectRecords(new Set(records), how.onStep);
      how.atEnd?.();
      const what: HistoryMoved['what'] = isRetyped
        ? 'types'
        : touched.every(isAboutViews)
          ? 'view'
          : 'records';
      return { entries: moved.map(({ entry }) => entry), what };
    })
    .immediate();
}

/** Whether no answer rests on a row. The area of a case decides which levers run. */
function isAboutViews({ table, rowId }: TouchedRow): boolean {
  return VIEW_TABLES.has(table) && !(table === 'case_setting' && rowId === 'area');
}

/** Steps through history as a thread takes them: they write their own row of the log. */
export interface LoggedMove extends HistoryMove {
  readonly audit: Pick<AuditInput, 'role' | 'reason' | 'method'> & { readonly auditKey: Buffer };
  readonly ontology: Ontology;
  /** ISO date on which ages are reckoned. */
  readonly today: string;
}

const TOLD_EVERY = 50;

/**
 * The same with its row of the log in the one transaction, for a thread. Types of a case are not changed by it.
 * @throws {AppError} `import-cancelled`: nothing was changed
 */
export function runHistoryMove(
  db: Database,
  { audit, ontology, today, ...move }: LoggedMove,
  told: {
    readonly onProgress: (progress: Progress) => void;
    readonly isCancelled: () => boolean;
  },
): HistoryMoved {
  const commands: string[] = [];
  return notingCommands(commands, () =>
    moveThroughHistory(db, move, {
      projectionFor: () => createProjection(db, ontology, today),
      onStep(done, total) {
        if (told.isCancelled())
          throw new AppError('import-cancelled', 'This was stopped. Nothing was changed.');
        if (done % TOLD_EVERY === 0)
          told.onProgress({ phase: 'Updating lists and search', done, total });
      },
      atEnd() {
        const { auditKey, ...row } = audit;
        appendAudit(db, auditKey, {
          ...row,
          author: move.author,
          category: 'alteration',
          recordIds: [],
          detail: { commands },
        });
      },
    }),
  );
}
