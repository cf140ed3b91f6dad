import type {
  HistoryEntry,
  HistoryLine,
  HistoryState,
  TouchedKind,
} from '../../shared/api/history.ts';
import { historyState, type ListedCommand, listHistory, wayTo, weighSteps } from '../db/command.ts';
import { readCaseOntology } from '../db/own-type.ts';
import { createProjection } from '../db/projection.ts';
import { type HistoryMove, type HistoryMoved, moveThroughHistory } from '../jobs/history-job.ts';
import { startHistoryMove } from '../jobs/start-history-move.ts';
import { type CallContext, os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { refuseBrokenTypes } from './type-guard.ts';

/** So many rows are written sooner than a thread starts. */
const FEW_ROWS = 400;

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
  stepTo: os.history.stepTo.handler(async ({ input, context }) => {
    const { kind, steps } = await move(context, 'history.stepTo', ({ connection, user }) =>
      wayTo(connection.db, user, input.id),
    );
    const [undone, redone] = kind === 'undo' ? [steps, 0] : [0, steps];
    return { undone, redone, state: stateNow(context) };
  }),
  undo: os.history.undo.handler(async ({ context }) => {
    const { moved } = await move(context, 'history.undo', () => ({ kind: 'undo', steps: 1 }));
    return { undone: onlyEntry(moved), state: stateNow(context) };
  }),
  redo: os.history.redo.handler(async ({ context }) => {
    const { moved } = await move(context, 'history.redo', () => ({ kind: 'redo', steps: 1 }));
    return { redone: onlyEntry(moved), state: stateNow(context) };
  }),
};

function stateNow({ session }: CallContext): HistoryState {
  const open = session.open();
  return historyState(open.connection.db, open.user);
}

function onlyEntry(moved: HistoryMoved | null): HistoryEntry {
  const [entry] = moved?.entries ?? [];
  if (!entry) throw new Error('The step was not taken.');
  return entry;
}

type Way = Omit<HistoryMove, 'author'>;

/**
 * Steps through history; many rows in a thread of their own, so that the backend goes on answering what needs no row of
 * the log, and can be locked.
 */
async function move(
  context: CallContext,
  method: string,
  wayOf: (open: OpenCase) => Way,
): Promise<Way & { readonly moved: HistoryMoved | null }> {
  const { session } = context;
  await session.untilFree();
  const open = session.open();
  const { db } = open.connection;
  const way = wayOf(open);
  if (way.steps === 0) return { ...way, moved: null };
  const { rows, hasTypes } = weighSteps(db, open.user, way);
  const moved =
    rows > FEW_ROWS && !hasTypes && !open.connection.isReadOnly
      ? await moveInThread(context, method, open, way)
      : moveAtOnce(session, open, way);
  if (session.current() !== open) return { ...way, moved };
  if (moved.what === 'types') session.retype();
  else session.changed(moved.what);
  return { ...way, moved };
}

function moveAtOnce(session: Session, open: OpenCase, way: Way): HistoryMoved {
  const { db } = open.connection;
  return moveThroughHistory(
    db,
    { ...way, author: open.user },
    {
      projectionFor(isRetyped) {
        if (!isRetyped) return open.projection;
        refuseBrokenTypes(session, db);
        // Records that come back with their kind are described by what it says, which nobody else reads yet.
        return createProjection(db, readCaseOntology(db, session.shippedOntology), session.today());
      },
    },
  );
}

async function moveInThread(
  { session, audited }: CallContext,
  method: string,
  open: OpenCase,
  way: Way,
): Promise<HistoryMoved> {
  const work = await session.beginWork();
  try {
    const moved = await startHistoryMove(
      { ...open.connection, keys: open.keys },
      {
        ...way,
        author: open.user,
        role: open.role,
        reason: open.reason,
        method,
        ontology: session.ontology,
        today: session.today(),
      },
      work.signal,
    );
    // Its row of the log is in its own transaction.
    audited();
    return moved;
  } finally {
    work.end();
  }
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
