import { AppError } from '../../shared/api/errors.ts';
import type { RecordList } from '../../shared/api/record-list.ts';
import { runCommand } from '../db/command.ts';
import type { KeptRecordList } from '../db/record-list.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';

type Author = { readonly user: string; readonly at: string };

/** Runs one named, undoable change to saved lists and tells of it. */
function change<T>(session: Session, name: string, work: (open: OpenCase, author: Author) => T): T {
  const open = session.open();
  const author = { user: open.user, at: new Date().toISOString() };
  const result = runCommand(open.connection.db, { name, author: open.user }, () =>
    work(open, author),
  );
  session.changed('view');
  return result;
}

function counted(open: OpenCase, list: KeptRecordList): RecordList {
  try {
    return { ...list, count: open.queries.ask(list.state.filter).total };
  } catch (error) {
    // What was saved may ask of a word that the ontology no longer has.
    if (error instanceof AppError) return { ...list, count: null };
    throw error;
  }
}

/** Handlers of `recordList`. */
export const recordListHandlers = {
  list: os.recordList.list.handler(async ({ context }) => {
    const open = context.session.open();
    const lists = open.recordLists.list();
    if (lists.length > 0) await open.queries.ready();
    if (lists.some(({ state }) => /levers?[:<>=]/i.test(state.filter)))
      await open.levers.ready('counts');
    return lists.map((list) => counted(open, list));
  }),
  save: os.recordList.save.handler(async ({ input, context }) => {
    const { session } = context;
    await session.open().queries.ready();
    const act = input.id === null ? 'Save list' : 'Update list';
    const list = change(session, `${act} ${input.name}`, ({ recordLists }, author) =>
      recordLists.save(input, author),
    );
    return counted(session.open(), list);
  }),
  duplicate: os.recordList.duplicate.handler(async ({ input, context }) => {
    const { session } = context;
    await session.open().queries.ready();
    const { name, state } = session.open().recordLists.get(input.id);
    const list = change(session, `Duplicate list ${name}`, ({ recordLists }, author) =>
      recordLists.save({ id: null, name: recordLists.copyName(name), state }, author),
    );
    return counted(session.open(), list);
  }),
  remove: os.recordList.remove.handler(({ input, context }) => {
    const { name } = context.session.open().recordLists.get(input.id);
    change(context.session, `Delete list ${name}`, ({ recordLists }) =>
      recordLists.remove(input.id),
    );
    return input;
  }),
};
