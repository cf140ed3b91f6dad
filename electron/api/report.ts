import { AppError } from '../../shared/api/errors.ts';
import { highestMarking } from '../../shared/domain/marking.ts';
import { sourceOf } from '../db/hand-source.ts';
import { markingOfEntity } from '../db/marking.ts';
import {
  hasReport,
  insertReport,
  itemRecords,
  itemRelations,
  listReports,
  readReport,
  reportItems,
  withdrawReport,
} from '../db/report.ts';
import { withdrawRecords, withdrawRelations } from '../db/withdrawal.ts';
import { fieldProblem } from './field-value.ts';
import { dateProblems, refuseProblems, runHandWork, writableCase } from './hand-work.ts';
import { os } from './os.ts';
import { writeEdit } from './report-edit.ts';
import { reportProblems, writeItems } from './report-items.ts';
import { detailOf, REPORT_SOURCE, sourceNames, summaryOfReport } from './report-read.ts';

/** Handlers of `report`. */
export const reportHandlers = {
  list: os.report.list.handler(({ context }) => {
    const open = context.session.open();
    const rows = listReports(open.connection.db);
    context.touch(rows.map(({ id }) => id));
    const names = sourceNames(open);
    return rows.map((row) => summaryOfReport(row, names));
  }),

  get: os.report.get.handler(({ input, context }) => {
    const open = context.session.open();
    const row = readReport(open.connection.db, input.id);
    context.touch([row.id]);
    if (input.revealReason !== null) context.because(input.revealReason);
    const detail = detailOf(context.session, open, row, input.revealReason !== null);
    context.touch(detail.items.flatMap((item) => item.mentions.map(({ entity }) => entity.id)));
    return detail;
  }),

  create: os.report.create.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    refuseProblems([
      ...(hasReport(db, input.reference)
        ? [fieldProblem('reference', 'A report of this reference is there already.')]
        : []),
      ...dateProblems({ reportedOn: input.reportedOn, reviewOn: input.reviewOn }),
      ...reportProblems(session, open, input),
    ]);
    const known = input.entities.flatMap(({ id }) =>
      id === null ? [] : [open.entities.get(id).id],
    );
    const id = runHandWork(session, open, {
      reason: input.reason,
      about: known,
      work: () => {
        const at = new Date().toISOString();
        const source = input.source ?? REPORT_SOURCE;
        const sourceId = sourceOf(db, source, { at, basis: 'intelligence' });
        const reportId = insertReport(db, {
          ...input,
          sourceId,
          createdAt: at,
          createdBy: open.user,
        });
        const making = {
          reason: input.reason,
          at,
          marking: input.marking,
          reviewOn: input.reviewOn,
          sourceId,
        };
        return { recordIds: writeItems(open, reportId, input, making), result: reportId };
      },
      nameOf: () => `Add report ${input.reference}`,
    });
    context.touch([id, ...known]);
    context.because(input.reason);
    return detailOf(session, open, readReport(db, id), false);
  }),

  edit: os.report.edit.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readReport(db, input.id);
    // What cannot be read cannot be changed: the form would write nothing in its place.
    if (input.revealReason === null && detailOf(session, open, row, false).isWithheld)
      throw new AppError(
        'protected-person',
        'Some of this report is withheld. Reveal it with a reason, then edit it.',
      );
    const { reference } = input;
    const isTaken =
      reference.toLowerCase() !== row.reference.toLowerCase() && hasReport(db, reference);
    refuseProblems([
      ...(isTaken
        ? [fieldProblem('reference', 'A report of this reference is there already.')]
        : []),
      ...dateProblems({ reportedOn: input.reportedOn, reviewOn: input.reviewOn }),
      ...reportProblems(session, open, input),
    ]);
    const about = input.entities.flatMap(({ id }) =>
      id === null ? [] : [open.entities.get(id).id],
    );
    runHandWork(session, open, {
      reason: input.reason,
      about,
      work: () => ({ recordIds: writeEdit(open, row, input), result: null }),
      nameOf: () => `Edit report ${reference}`,
    });
    context.touch([row.id, ...about]);
    context.because(
      input.revealReason === null ? input.reason : `${input.reason} (${input.revealReason})`,
    );
    return detailOf(session, open, readReport(db, row.id), input.revealReason !== null);
  }),

  print: os.report.print.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const { db } = open.connection;
    const detail = detailOf(session, open, readReport(db, input.id), false);
    const numbered = detail.items.map((item, index) => ({ ...item, number: index + 1 }));
    const coded = numbered.filter(({ grade }) => grade.handling === 'C');
    if (coded.length > 0 && !input.leavesOutC)
      throw new AppError(
        'not-permitted',
        `${coded.length === 1 ? 'An item of this report is' : `${coded.length} items of this report are`} coded C. Ask the owner before you share it, or leave ${coded.length === 1 ? 'it' : 'them'} out.`,
      );
    const uncoded = numbered.filter(({ grade }) => grade.handling !== 'C');
    const items = uncoded.filter(({ text }) => text !== null);
    const ids = items.flatMap(({ mentions }) => mentions.map(({ entity }) => entity.id));
    context.touch([detail.summary.id, ...ids]);
    context.because(input.reason);
    return {
      summary: detail.summary,
      marking: highestMarking(detail.summary.marking, ...ids.map((id) => markingOfEntity(db, id))),
      items,
      leftOutC: coded.length,
      withheld: uncoded.length - items.length,
      printedAt: new Date(context.now()).toISOString(),
      printedBy: open.user,
    };
  }),

  remove: os.report.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readReport(db, input.id);
    const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
    const records = reportItems(db, row.id)
      .flatMap(({ id }) => itemRecords(db, id))
      .filter(({ isLive }) => isLive);
    runHandWork(session, open, {
      reason: input.reason,
      about: [],
      work: () => {
        const recordIds = records.map(({ id }) => id);
        const relations = reportItems(db, row.id).flatMap(({ id }) => itemRelations(db, id));
        withdrawRecords(db, recordIds, by);
        withdrawRelations(
          db,
          relations.map(({ id }) => id),
          by,
        );
        withdrawReport(db, row.id, by.at);
        return { recordIds, result: null };
      },
      nameOf: () => `Delete report ${row.reference}`,
    });
    context.touch([row.id]);
    context.because(input.reason);
    return { id: row.id };
  }),
};
