import { AppError } from '../../shared/api/errors.ts';
import type { NewReportItem, ReportEntity } from '../../shared/api/report.ts';
import type { Origin } from '../../shared/domain/origin.ts';
import { insertHandRecord, insertHandRelation, type Making } from '../db/hand-record.ts';
import { sourceOf } from '../db/hand-source.ts';
import { gradeOf } from '../db/record.ts';
import {
  itemRecords,
  itemRelations,
  type ReportItemRow,
  type ReportRow,
  reportItems,
} from '../db/report.ts';
import {
  insertReportEdit,
  type ReportHead,
  removeReportItem,
  updateReport,
  updateReportItem,
} from '../db/report-edit.ts';
import { withdrawRecords, withdrawRelations } from '../db/withdrawal.ts';
import { stateOf } from './report-history.ts';
import { type NewReport, unknownKey, writeItem, writeMention } from './report-items.ts';
import { REPORT_SOURCE } from './report-read.ts';
import type { OpenCase } from './session.ts';

/** An item as it should be; without an id it is new. */
export type EditedItem = NewReportItem & { readonly id: string | null };

/** A report as it should be. */
export interface EditedReport extends Omit<ReportHead, 'sourceId'>, Omit<NewReport, 'items'> {
  readonly source: Origin['source'];
  readonly items: readonly EditedItem[];
  readonly reason: string;
}

/** What one edit works with. */
interface Editing {
  readonly open: OpenCase;
  readonly report: EditedReport;
  readonly at: string;
  /** Entities by their keys within the report. */
  readonly ids: Map<string, string>;
  /** Records to project. */
  readonly written: string[];
  /** The report itself says otherwise where everything comes from. */
  readonly isRestated: boolean;
  readonly origin: Pick<Origin, 'source' | 'reviewOn' | 'marking'>;
}

/** Changes a report, item by item, and gives the records to project. Must run within a command. */
export function writeEdit(open: OpenCase, row: ReportRow, report: EditedReport): readonly string[] {
  const { db } = open.connection;
  const at = new Date().toISOString();
  const { reference, reportedOn, ownerAgency, marking, reviewOn, reason } = report;
  insertReportEdit(db, {
    reportId: row.id,
    at,
    author: open.user,
    reason,
    before: stateOf(open, row),
  });
  const sourceId = sourceOf(db, report.source ?? REPORT_SOURCE, { at, basis: 'intelligence' });
  const head = { sourceId, reference, reportedOn, ownerAgency, marking, reviewOn };
  if (Object.entries(head).some(([name, value]) => row[name as keyof ReportHead] !== value))
    updateReport(db, row.id, head);
  const editing: Editing = {
    open,
    report,
    at,
    ids: new Map(
      report.entities.flatMap(({ key, id }) =>
        id === null ? [] : [[key, open.entities.get(id).id] as const],
      ),
    ),
    written: [],
    isRestated: row.sourceId !== sourceId || row.marking !== marking || row.reviewOn !== reviewOn,
    origin: { source: { id: sourceId }, reviewOn, marking },
  };
  const before = reportItems(db, row.id);
  for (const item of before)
    if (!report.items.some(({ id }) => id === item.id)) leaveOut(editing, item);
  for (const [position, item] of report.items.entries()) {
    const was = item.id === null ? null : before.find(({ id }) => id === item.id);
    if (was === undefined) throw gone();
    if (was) changeItem(editing, was, { ...item, position });
    else
      editing.written.push(
        ...writeItem(open, {
          reportId: row.id,
          position,
          item,
          entities: report.entities,
          ids: editing.ids,
          common: { reason, at, marking, reviewOn, sourceId },
        }),
      );
  }
  return editing.written;
}

function gone(): AppError {
  return new AppError(
    'invalid-value',
    'An item of the report is no longer there. Close the form and open the report again.',
  );
}

function takeBack({ open, report, at }: Editing) {
  const by = { at, author: open.user, reason: report.reason };
  return {
    records: (ids: readonly string[]) => withdrawRecords(open.connection.db, ids, by),
    relations: (ids: readonly string[]) => withdrawRelations(open.connection.db, ids, by),
  };
}

function leaveOut(editing: Editing, item: ReportItemRow): void {
  const { db } = editing.open.connection;
  const records = itemRecords(db, item.id).filter(({ isLive }) => isLive);
  const back = takeBack(editing);
  back.records(records.map(({ id }) => id));
  back.relations(itemRelations(db, item.id).map(({ id }) => id));
  editing.written.push(...records.map(({ id }) => id));
  removeReportItem(db, item.id, editing.at);
}

function rowOf(item: EditedItem & { readonly position: number }, id: string) {
  const { grade } = item;
  return {
    id,
    position: item.position,
    text: item.text,
    basis: item.basis,
    gradeSource: grade.source,
    gradeInformation: grade.information,
    handling: grade.handling,
    handlingConditions: grade.handling === 'C' ? grade.conditions : null,
    observedFrom: item.observedFrom,
    observedTo: item.observedTo,
  };
}

function changeItem(
  editing: Editing,
  was: ReportItemRow,
  item: EditedItem & { readonly position: number },
): void {
  const { report, at, origin } = editing;
  const is = rowOf(item, was.id);
  updateReportItem(editing.open.connection.db, is);
  const isRegraded =
    editing.isRestated ||
    was.basis !== is.basis ||
    was.observedFrom !== is.observedFrom ||
    was.observedTo !== is.observedTo ||
    JSON.stringify(gradeOf(was)) !== JSON.stringify(gradeOf(is));
  const making: Making = {
    origin: {
      ...origin,
      basis: item.basis,
      grade: item.grade,
      observedOn: item.observedTo ?? item.observedFrom,
    },
    reason: report.reason,
    at,
    reportItemId: was.id,
  };
  changeMentions(editing, item, { making, isRegraded });
  changeLinks(editing, item, { making, isRegraded });
}

interface Restating {
  readonly making: Making;
  /** Everything the item says is said anew, with another grade, date or source. */
  readonly isRegraded: boolean;
}

function changeMentions(
  editing: Editing,
  item: EditedItem,
  { making, isRegraded }: Restating,
): void {
  const { open, report, ids, written } = editing;
  const { db } = open.connection;
  const live = itemRecords(db, making.reportItemId ?? '').filter(({ isLive }) => isLive);
  const kept = new Set<string>();
  for (const mention of item.mentions) {
    const entity = report.entities.find(({ key }) => key === mention.key);
    if (!entity) throw unknownKey();
    const known = ids.get(entity.key);
    const record = live.find(
      ({ id }) => known !== undefined && open.entities.find(id)?.id === known,
    );
    if (!record || known === undefined) {
      written.push(writeMention(open, { entity, fields: mention.fields, ids }, making));
      continue;
    }
    kept.add(record.id);
    if (!isRegraded && isSame(record.fields, mention.fields)) continue;
    written.push(
      insertHandRecord(db, {
        ...making,
        kind: record.kind,
        fields: mention.fields,
        // Whom the item made a victim of stays one.
        category: record.category,
        subjectId: known,
        isStatement: true,
        supersedesId: record.id,
      }),
    );
  }
  const dropped = live.map(({ id }) => id).filter((id) => !kept.has(id));
  takeBack(editing).records(dropped);
  written.push(...dropped);
}

function isSame(fields: string, other: ReportEntity['fields']): boolean {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).toSorted());
  return sorted(JSON.parse(fields)) === sorted(other);
}

function changeLinks(editing: Editing, item: EditedItem, { making, isRegraded }: Restating): void {
  const { open, ids } = editing;
  const { db } = open.connection;
  const left = itemRelations(db, making.reportItemId ?? '').map((relation) => ({
    ...relation,
    fromId: open.entities.find(relation.fromRecordId)?.id,
    toId: open.entities.find(relation.toRecordId)?.id,
  }));
  for (const { fromKey, toKey, type } of item.links) {
    const [fromId, toId] = [ids.get(fromKey), ids.get(toKey)];
    if (fromId === undefined || toId === undefined || fromId === toId) throw unknownKey();
    const place = left.findIndex(
      (one) => one.type === type && one.fromId === fromId && one.toId === toId,
    );
    const [was] = place < 0 ? [] : left.splice(place, 1);
    if (was && !isRegraded) continue;
    insertHandRelation(db, {
      ...making,
      fromId,
      toId,
      type,
      sourceType: type,
      fields: {},
      startedOn: item.observedFrom,
      endedOn: null,
      supersedesId: was?.id ?? null,
    });
  }
  takeBack(editing).relations(left.map(({ id }) => id));
}
