import { suggestPassphrase } from '../db/passphrase-words.ts';
import { addUser, changePassphrase, listUsers, mayChangeUsers, removeUser } from '../db/user.ts';
import { os } from './os.ts';

/** Handlers of `user`. */
export const userHandlers = {
  list: os.user.list.handler(({ context }) => {
    const open = context.session.open();
    return {
      users: listUsers(open.connection.path).map(({ user, role, createdAt }) => ({
        user,
        role,
        since: createdAt,
        isYou: user === open.user,
      })),
      mayChange: mayChangeUsers(open.role),
    };
  }),

  suggestPassphrase: os.user.suggestPassphrase.handler(() => ({
    passphrase: suggestPassphrase(),
  })),

  changePassphrase: os.user.changePassphrase.handler(async ({ input, context }) => {
    // An import holds the write lock to its end, and this writes to the log.
    await context.session.workEnded();
    await changePassphrase(context.session.open(), { ...input, clock: context.now });
  }),

  add: os.user.add.handler(async ({ input, context }) => {
    await context.session.workEnded();
    await addUser(context.session.open(), input);
  }),

  remove: os.user.remove.handler(async ({ input, context }) => {
    await context.session.workEnded();
    removeUser(context.session.open(), input);
  }),
};
