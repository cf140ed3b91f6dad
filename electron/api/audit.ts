import { listAudit, verifyAudit } from '../db/audit.ts';
import { os } from './os.ts';

/** Handlers of `audit`. */
export const auditHandlers = {
  list: os.audit.list.handler(({ input, context }) =>
    listAudit(context.session.open().connection.db, input.limit),
  ),
  verify: os.audit.verify.handler(({ context }) => {
    const open = context.session.open();
    return verifyAudit(open.connection.db, open.keys.auditKey);
  }),
};
