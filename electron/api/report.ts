import type { ReportDetail, ReportItem, ReportSummary } from '../../shared/api/report.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { certaintyOf } from '../../shared/domain/grade.ts';
import { kindOf, relationTypeOf } from '../../shared/domain/ontology.ts';
import { listSources, sourceOf } from '../db/hand-source.ts';
import { gradeOf } from '../db/record.ts';
import {
  hasReport,
  insertReport,
  itemRecords,
  itemRelations,
  listReports,
  type ReportItemRow,
  type ReportRow,
  readReport,
  reportItems,
  withdrawReport,
} from '../db/report.ts';
import { withdrawRecords, withdrawRelations } from '../db/withdrawal.ts';
import { displayOf, fieldProblem } from './field-value.ts';
import { dateProblems, refuseProblems, runHandWork, writableCase } from './hand-work.ts';
import { os } from './os.ts';
import { reportProblems, writeItems } from './report-items.ts';
import type { OpenCase, Session } from './session.ts';
import { shownLabel, summaryOf } from './summary.ts';

/** Source of reports that name none. */
const REPORT_SOURCE = { name: 'Intelligence reports', ownerAgency: null };

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

  remove: os.report.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readReport(db, input.id);
    const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
    const records = reportItems(db, row.id).flatMap(({ id }) => itemRecords(db, id));
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

function sourceNames(open: OpenCase): ReadonlyMap<string, string> {
  return new Map(listSources(open.connection.db).map(({ id, name }) => [id, name]));
}

function summaryOfReport(row: ReportRow, names: ReadonlyMap<string, string>): ReportSummary {
  return {
    id: row.id,
    reference: row.reference,
    sourceName: names.get(row.sourceId) ?? REPORT_SOURCE.name,
    reportedOn: row.reportedOn,
    ownerAgency: row.ownerAgency,
    marking: row.marking,
    reviewOn: row.reviewOn,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    items: row.items,
  };
}

function detailOf(
  session: Session,
  open: OpenCase,
  row: ReportRow,
  isRevealed: boolean,
): ReportDetail {
  const items = reportItems(open.connection.db, row.id).map((item) =>
    itemOf(session, open, item, isRevealed),
  );
  // A name that one item tells may stand in another that does not speak of its bearer.
  const names = isRevealed ? [] : protectedNames(open, items);
  const shown = items.map((item) =>
    item.text !== null && names.some((name) => holds(item.text ?? '', name))
      ? { ...item, text: null }
      : item,
  );
  return {
    summary: summaryOfReport(row, sourceNames(open)),
    items: shown,
    isWithheld: shown.some(({ text }) => text === null),
  };
}

function itemOf(
  session: Session,
  open: OpenCase,
  row: ReportItemRow,
  isRevealed: boolean,
): ReportItem {
  const { ontology } = session;
  const { db } = open.connection;
  const mentions = itemRecords(db, row.id).flatMap(({ id, fields }) => {
    const entity = open.entities.find(id);
    if (!entity) return [];
    const isHidden = entity.isProtected === 1 && !isRevealed;
    const kind = kindOf(ontology, entity.kind);
    const said = JSON.parse(fields) as Fields;
    return [
      {
        entity: summaryOf(ontology, entity, open),
        says: isHidden
          ? []
          : (kind?.fields ?? [])
              .filter((field) => Object.hasOwn(said, field.id))
              .map((field) => ({
                label: field.label,
                words: displayOf(ontology, field, said[field.id] ?? null),
              })),
      },
    ];
  });
  const isWithheld = !isRevealed && mentions.some(({ entity }) => entity.isProtected);
  return {
    id: row.id,
    text: isWithheld ? null : row.text,
    basis: row.basis,
    grade: gradeOf(row),
    certainty: certaintyOf(row.basis, gradeOf(row)),
    observedFrom: row.observedFrom,
    observedTo: row.observedTo,
    mentions,
    links: itemRelations(db, row.id).flatMap(({ id, type, fromRecordId, toRecordId }) => {
      const from = open.entities.find(fromRecordId);
      const to = open.entities.find(toRecordId);
      if (!from || !to) return [];
      const words = (type === null ? null : relationTypeOf(ontology, type)?.label) ?? 'linked to';
      return [{ id, words: `${shownLabel(ontology, from)} ${words} ${shownLabel(ontology, to)}` }];
    }),
  };
}

const SHORTEST_NAME = 3;

/** What the protected people of a report are called, wherever it is written, and those of the case. */
function protectedNames(open: OpenCase, items: readonly ReportItem[]): readonly string[] {
  const ids = new Set(
    items.flatMap(({ mentions }) =>
      mentions.filter(({ entity }) => entity.isProtected).map(({ entity }) => entity.id),
    ),
  );
  // Of everyone else who is protected the whole name: one word of it may be anybody's.
  const others = open.entities.protectedPeople().map(({ label }) => label);
  const whole = others.filter((label) => /\S\s+\S/.test(label));
  const spokenOf = [...ids].flatMap((id) => [
    open.entities.get(id).label,
    ...open.entities
      .fields(id)
      .flatMap((fields) => [fields.name, fields.givenName, fields.surname, fields.aliases])
      .flat()
      .filter((name) => typeof name === 'string'),
  ]);
  return [...spokenOf, ...whole];
}

function holds(text: string, name: string): boolean {
  return (
    name.trim().length >= SHORTEST_NAME &&
    text.toLocaleLowerCase('en-GB').includes(name.trim().toLocaleLowerCase('en-GB'))
  );
}
