import { AppError } from '../../shared/api/errors.ts';
import type { SafeguardingDecision } from '../../shared/api/safeguarding.ts';
import { baseKindOf } from '../../shared/domain/ontology.ts';
import { liftsHold, safeguardingFaults } from '../../shared/domain/safeguarding.ts';
import { runCommand } from '../db/command.ts';
import {
  insertSafeguarding,
  readSafeguarding,
  safeguardingOf,
  withdrawSafeguarding,
} from '../db/safeguarding.ts';
import { sayingOf } from './assessment-read.ts';
import { fieldProblem } from './field-value.ts';
import { refuseProblems, safeLabel, writableCase } from './hand-work.ts';
import { os } from './os.ts';
import { freeTextMask } from './protected-name.ts';

const LONGEST_NAME = 120;
const WITHHELD = 'Withheld';

/** Handlers of `safeguarding`. */
export const safeguardingHandlers = {
  forEntity: os.safeguarding.forEntity.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const entity = open.entities.get(input.id);
    const say = sayingOf(session, open, entity, input.revealReason);
    const mask = freeTextMask(session.ontology, open);
    const rows = safeguardingOf(open.connection.db, entity.id);
    const inForce = rows.find(({ withdrawnAt }) => withdrawnAt === null) ?? null;
    context.touch([entity.id, ...rows.map(({ id }) => id)]);
    if (input.revealReason !== null) context.because(input.revealReason);
    return {
      isWithheld: rows.some(({ reason }) => say(reason) === null),
      decisions: rows.map(
        (row): SafeguardingDecision => ({
          id: row.id,
          decision: row.decision,
          // Whoever decides does it in an office: that is told, whomever it is about.
          decidedBy: mask(row.decidedBy),
          decidedByRole: mask(row.decidedByRole),
          decidedOn: row.decidedOn,
          reason: say(row.reason) ?? WITHHELD,
          reviewOn: row.reviewOn,
          recordedAt: row.recordedAt,
          recordedBy: row.recordedBy,
          withdrawnAt: row.withdrawnAt,
          withdrawnBy: row.withdrawnBy,
          withdrawalReason:
            row.withdrawalReason === null ? null : (say(row.withdrawalReason) ?? WITHHELD),
          isInForce: row === inForce,
          liftsHold: row === inForce && liftsHold(row, session.today()),
        }),
      ),
    };
  }),

  record: os.safeguarding.record.handler(async ({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    await open.levers.ready('facts');
    const entity = open.entities.get(input.entityId);
    if (baseKindOf(session.ontology, entity.kind) !== 'person')
      throw new AppError('invalid-value', 'Safeguarding decisions are about people.');
    if (open.levers.facts().get(entity.id)?.protection === 'full')
      throw new AppError(
        'not-permitted',
        'This person is recorded as a victim, a witness or at risk: only levers that protect can be used, whatever is decided. Change that record first if it is wrong.',
      );
    refuseProblems(
      Object.entries(safeguardingFaults(input.fields, session.today())).map(([field, reason]) =>
        fieldProblem(field, reason),
      ),
    );
    const { db } = open.connection;
    const name = `Record a safeguarding decision for ${safeLabel(session, open, entity.id)}`;
    const id = runCommand(db, { name: name.slice(0, LONGEST_NAME), author: open.user }, () =>
      insertSafeguarding(db, entity.id, input.fields, {
        user: open.user,
        at: new Date().toISOString(),
      }),
    );
    session.changed();
    // Its reason tells of the person, and stays with the decision: the log holds ids alone.
    context.touch([entity.id, id]);
    return { id };
  }),

  withdraw: os.safeguarding.withdraw.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readSafeguarding(db, input.id);
    const name = `Withdraw a safeguarding decision for ${safeLabel(session, open, row.recordId)}`;
    runCommand(
      db,
      { name: name.slice(0, LONGEST_NAME), author: open.user, reason: input.reason },
      () =>
        withdrawSafeguarding(db, row.id, {
          user: open.user,
          at: new Date().toISOString(),
          reason: input.reason,
        }),
    );
    session.changed();
    context.touch([open.entities.find(row.recordId)?.id ?? row.recordId, row.id]);
    return { id: row.id };
  }),
};
