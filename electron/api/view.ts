import { runCommand } from '../db/command.ts';
import type { ViewAuthor } from '../db/view.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { pictureOf } from './view-picture.ts';

/** Letters of a name that a view can have. */
const LONGEST_NAME = 80;

/** Runs one named, undoable change to views and tells of it. */
function change<T>(
  session: Session,
  name: string,
  work: (open: OpenCase, author: ViewAuthor) => T,
): T {
  const open = session.open();
  const author = { user: open.user, at: new Date().toISOString() };
  const result = runCommand(open.connection.db, { name, author: open.user }, () =>
    work(open, author),
  );
  session.changed('view');
  return result;
}

/** Handlers of `view`. */
export const viewHandlers = {
  getWorking: os.view.getWorking.handler(({ context }) => context.session.open().views.working()),
  saveWorking: os.view.saveWorking.handler(({ input, context }) => {
    change(context.session, input.name, ({ views }, author) =>
      views.saveWorking(input.state, author),
    );
    return input.state;
  }),
  list: os.view.list.handler(({ context }) => context.session.open().views.list()),
  get: os.view.get.handler(({ input, context }) => context.session.open().views.stateOf(input.id)),
  save: os.view.save.handler(({ input, context }) => {
    const act = input.id === null ? 'Save view' : 'Update view';
    return change(context.session, `${act} ${input.name}`, (open, author) =>
      open.views.save({ ...input, picture: pictureOf(open, input.state) }, author),
    );
  }),
  rename: os.view.rename.handler(({ input, context }) => {
    const { name } = context.session.open().views.get(input.id);
    return change(context.session, `Rename view ${name}`, ({ views }, author) =>
      views.rename(input.id, input.name, author),
    );
  }),
  duplicate: os.view.duplicate.handler(({ input, context }) => {
    const { name } = context.session.open().views.get(input.id);
    return change(context.session, `Duplicate view ${name}`, ({ views }, author) => {
      const [{ picture }, state] = [views.get(input.id), views.stateOf(input.id)];
      const copy = { id: null, name: views.copyName(name, LONGEST_NAME), state, picture };
      return views.save(copy, author);
    });
  }),
  remove: os.view.remove.handler(({ input, context }) => {
    const { name } = context.session.open().views.get(input.id);
    return change(context.session, `Delete view ${name}`, ({ views }) => views.remove(input.id));
  }),
  restore: os.view.restore.handler(({ input, context }) => {
    const { name } = context.session.open().views.get(input.id);
    return change(context.session, `Open view ${name}`, ({ views }, author) => {
      const state = views.stateOf(input.id);
      views.saveWorking(state, author);
      return state;
    });
  }),
};
