import { listSources, setSourceReview } from '../db/hand-source.ts';
import { gradeOf } from '../db/record.ts';
import { dateProblems, refuseProblems, runHandWork, writableCase } from './hand-work.ts';
import { os } from './os.ts';

/** Handlers of `source`. */
export const sourceHandlers = {
  list: os.source.list.handler(({ context }) =>
    listSources(context.session.open().connection.db).map((row) => ({
      id: row.id,
      name: row.name,
      ownerAgency: row.ownerAgency,
      basis: row.basis,
      grade: gradeOf(row),
      marking: row.marking,
      reviewOn: row.reviewOn,
      isHandMade: row.isHandMade === 1,
      records: row.records,
    })),
  ),

  setReview: os.source.setReview.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    refuseProblems(dateProblems({ reviewOn: input.reviewOn }));
    runHandWork(session, open, {
      reason: input.reason,
      work: () => ({
        recordIds: [],
        result: setSourceReview(open.connection.db, input.id, input.reviewOn),
      }),
      nameOf: (name) => `Set the review date of ${name}`,
    });
    context.touch([input.id]);
    context.because(input.reason);
    return { id: input.id };
  }),
};
