import { runCommand } from '../db/command.ts';
import { os } from './os.ts';

/** Handlers of `view`. */
export const viewHandlers = {
  getWorking: os.view.getWorking.handler(({ context }) => context.session.open().views.working()),
  saveWorking: os.view.saveWorking.handler(({ input, context }) => {
    const open = context.session.open();
    runCommand(open.connection.db, { name: input.name, author: open.user }, () => {
      open.views.saveWorking(input.state, new Date().toISOString());
    });
    context.session.changed('view');
    return input.state;
  }),
};
