import type { HistoryEntry } from '../../shared/api/history.ts';
import { VIEW_TABLES } from '../db/change-triggers.ts';
import { historyState, listHistory, redo, undo } from '../db/command.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';

/** Handlers of `history`. */
export const historyHandlers = {
  state: os.history.state.handler(({ context }) => {
    const open = context.session.open();
    return historyState(open.connection.db, open.user);
  }),
  list: os.history.list.handler(({ input, context }) =>
    listHistory(context.session.open().connection.db, input.limit),
  ),
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

/** One step through history, with the entities it touched computed anew in the same transaction. */
function step(session: Session, open: OpenCase, move: typeof undo): HistoryEntry {
  const { db } = open.connection;
  const moved = db.transaction(() => {
    const done = move(db, open.user);
    for (const { table, rowId } of done.touched)
      if (table === 'batch') open.projection.projectBatch(rowId);
    open.projection.projectRecords(
      done.touched
        .filter(({ table }) => table === 'record' || table === 'record_withdrawal')
        .map(({ rowId }) => rowId),
    );
    return done;
  })();
  session.changed(moved.touched.every(({ table }) => VIEW_TABLES.has(table)) ? 'view' : 'records');
  return moved.entry;
}
