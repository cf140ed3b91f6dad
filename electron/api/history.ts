import type { HistoryEntry, HistoryLine, TouchedKind } from '../../shared/api/history.ts';
import { VIEW_TABLES } from '../db/change-triggers.ts';
import {
  type HistoryStep,
  historyState,
  type ListedCommand,
  listHistory,
  redo,
  type TouchedRow,
  undo,
  wayTo,
} from '../db/command.ts';
import { readCaseOntology } from '../db/own-type.ts';
import { createProjection } from '../db/projection.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { refuseBrokenTypes } from './type-guard.ts';

/** Handlers of `history`. */
export const historyHandlers = {
  state: os.history.state.handler(({ context }) => {
    const open = context.session.open();
    return historyState(open.connection.db, open.user);
  }),
  list: os.history.list.handler(({ input, context }) => {
    const open = context.session.open();
    return listHistory(open.connection.db, input).map((command) => lineOf(command, open.user));
  }),
  stepTo: os.history.stepTo.handler(({ input, context }) => {
    const open = context.session.open();
    const { db } = open.connection;
    const { kind, steps } = wayTo(db, open.user, input.id);
    if (steps > 0) {
      moveThrough(context.session, open, () =>
        Array.from({ length: steps }, () => (kind === 'undo' ? undo : redo)(db, open.user)),
      );
    }
    const [undone, redone] = kind === 'undo' ? [steps, 0] : [0, steps];
    return { undone, redone, state: historyState(db, open.user) };
  }),
  undo: os.history.undo.handler(({ context }) => {
    const open = context.session.open();
    const undone = step(context.session, open, undo);
    return { undone, state: historyState(open.connection.db, open.user) };
  }),
  redo: os.history.redo.handler(({ context }) => {
    const open = context.session.open();
    const redone = step(context.session, open, redo);
    return { redone, state: historyState(open.connection.db, open.user) };
  }),
};

/** One step through history. */
function step(session: Session, open: OpenCase, move: typeof undo): HistoryEntry {
  const [moved] = moveThrough(session, open, () => [move(open.connection.db, open.user)]);
  if (!moved) throw new Error('The step was not taken.');
  return moved.entry;
}

/** Steps through history in one transaction, with the entities that they touched computed anew once at the end. */
function moveThrough(
  session: Session,
  open: OpenCase,
  move: () => readonly HistoryStep[],
): readonly HistoryStep[] {
  const { db } = open.connection;
  let touched: readonly TouchedRow[] = [];
  let isRetyped = false;
  const steps = db
    .transaction(() => {
      const moved = move();
      touched = moved.flatMap((one) => one.touched);
      isRetyped = touched.some(({ table }) => table === 'own_type');
      if (isRetyped) refuseBrokenTypes(session, db);
      // Records that come back with their kind are described by what it says, which nobody else reads yet.
      const projection = isRetyped
        ? createProjection(db, readCaseOntology(db, session.shippedOntology), session.today())
        : open.projection;
      const batches = touched.filter(({ table }) => table === 'batch').map(({ rowId }) => rowId);
      for (const id of new Set(batches)) projection.projectBatch(id);
      const records = touched
        .filter(({ table }) => table === 'record' || table === 'record_withdrawal')
        .map(({ rowId }) => rowId);
      projection.projectRecords([...new Set(records)]);
      return moved;
    })
    .immediate();
  if (isRetyped) session.retype();
  else session.changed(touched.every(isAboutViews) ? 'view' : 'records');
  return steps;
}

/** Whether no answer rests on a row. The area of a case decides which levers run. */
function isAboutViews({ table, rowId }: TouchedRow): boolean {
  return VIEW_TABLES.has(table) && !(table === 'case_setting' && rowId === 'area');
}

const KINDS: Readonly<Record<string, TouchedKind>> = {
  record: 'record',
  record_withdrawal: 'record',
  relation: 'link',
  relation_withdrawal: 'link',
  relation_dispute: 'link',
  batch: 'import',
  source: 'source',
  report: 'report',
  report_item: 'report',
  report_edit: 'report',
  attachment: 'attachment',
  view: 'view',
  view_part: 'view',
  case_setting: 'setting',
  record_list: 'view',
  own_type: 'type',
  lever_assessment: 'assessment',
  lever_evidence: 'assessment',
  safeguarding_decision: 'decision',
};

/** A change as it is listed. Parts of a view are the view, and the source that an import made is the import. */
function lineOf({ rows, ...command }: ListedCommand, user: string): HistoryLine {
  const counts = new Map<TouchedKind, number>();
  const isImport = rows.some(({ table }) => table === 'batch');
  for (const { table, count } of rows) {
    const kind = KINDS[table] ?? 'other';
    if (isImport && kind === 'source') continue;
    counts.set(kind, kind === 'view' ? 1 : Math.max(counts.get(kind) ?? 0, count));
  }
  return {
    ...command,
    isYours: command.author === user,
    touched: [...counts].map(([kind, count]) => ({ kind, count })),
  };
}
