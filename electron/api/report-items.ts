import { AppError } from '../../shared/api/errors.ts';
import type { NewReportItem, ReportEntity, ReportSummary } from '../../shared/api/report.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { insertHandRecord, insertHandRelation, type Making } from '../db/hand-record.ts';
import { insertReportItem } from '../db/report.ts';
import { fieldProblem } from './field-value.ts';
import { fieldProblems, kindNamed, originProblems } from './hand-work.ts';
import { periodProblems, typeProblems } from './new-link.ts';
import type { OpenCase, Session } from './session.ts';

/** A report as it is entered: what its items say, and the entities they speak of. */
export interface NewReport {
  readonly entities: readonly ReportEntity[];
  readonly items: readonly NewReportItem[];
}

/** What is wrong with the items of a report, each fault named by its place. */
export function reportProblems(session: Session, open: OpenCase, report: NewReport) {
  const { ontology } = session;
  const kinds = new Map(
    report.entities.map((entity) => [
      entity.key,
      entity.id === null ? (entity.kind ?? '') : open.entities.get(entity.id).kind,
    ]),
  );
  const at = (place: string, problems: readonly ReturnType<typeof fieldProblem>[]) =>
    problems.map((problem) => ({ ...problem, column: `${place}.${problem.column}` }));
  const kindOfKey = (key: string) => kindNamed(ontology, kinds.get(key) ?? '');
  return [
    ...report.entities.flatMap((entity, index) =>
      entity.id === null
        ? at(`entities.${index}`, fieldProblems(ontology, kindOfKey(entity.key), entity.fields))
        : [],
    ),
    ...report.items.flatMap((item, index) => [
      ...at(`items.${index}`, [
        ...(item.text.trim() === '' ? [fieldProblem('text', 'Write what the item says.')] : []),
        ...(item.text.includes('\u0000')
          ? [fieldProblem('text', 'Leave out control characters.')]
          : []),
        ...originProblems({
          source: null,
          basis: item.basis,
          grade: item.grade,
          observedOn: null,
          reviewOn: null,
          marking: null,
        }),
        ...periodProblems({ startedOn: item.observedFrom, endedOn: item.observedTo }),
      ]),
      ...item.mentions.flatMap(({ key, fields }) =>
        at(`items.${index}.${key}`, fieldProblems(ontology, kindOfKey(key), fields)),
      ),
      ...item.links.flatMap(({ fromKey, toKey, type }, link) =>
        at(
          `items.${index}.links.${link}`,
          typeProblems(ontology, {
            type,
            fromKind: kinds.get(fromKey) ?? '',
            toKind: kinds.get(toKey) ?? '',
          }),
        ),
      ),
    ]),
  ];
}

/** What every item of a report has in common. */
interface Common {
  readonly reason: string;
  readonly at: string;
  readonly marking: ReportSummary['marking'];
  readonly reviewOn: string | null;
  readonly sourceId: string;
}

/** Writes the items and everything they say; gives the records to project. Must run within a command. */
export function writeItems(
  open: OpenCase,
  reportId: string,
  { entities, items }: NewReport,
  common: Common,
): readonly string[] {
  const ids = new Map<string, string>();
  for (const { key, id } of entities) if (id !== null) ids.set(key, open.entities.get(id).id);
  return items.flatMap((item, position) =>
    writeItem(open, { reportId, position, item, entities, ids, common }),
  );
}

/** Writes one item; entities that it makes join those that are known by key. Must run within a command. */
export function writeItem(
  open: OpenCase,
  what: {
    readonly reportId: string;
    readonly position: number;
    readonly item: NewReportItem;
    readonly entities: readonly ReportEntity[];
    readonly ids: Map<string, string>;
    readonly common: Common;
  },
): readonly string[] {
  const { db } = open.connection;
  const { reportId, position, item, entities, ids, common } = what;
  const reportItemId = insertReportItem(db, {
    reportId,
    position,
    text: item.text,
    basis: item.basis,
    gradeSource: item.grade.source,
    gradeInformation: item.grade.information,
    handling: item.grade.handling,
    handlingConditions: item.grade.conditions,
    observedFrom: item.observedFrom,
    observedTo: item.observedTo,
  });
  const making: Making = {
    origin: {
      source: { id: common.sourceId },
      basis: item.basis,
      grade: item.grade,
      observedOn: item.observedTo ?? item.observedFrom,
      reviewOn: common.reviewOn,
      marking: common.marking,
    },
    reason: common.reason,
    at: common.at,
    reportItemId,
  };
  const written = item.mentions.map((mention) => {
    const entity = entities.find(({ key }) => key === mention.key);
    if (!entity) throw unknownKey();
    return writeMention(open, { entity, fields: mention.fields, ids }, making);
  });
  for (const { fromKey, toKey, type } of item.links) {
    const [fromId, toId] = [ids.get(fromKey), ids.get(toKey)];
    if (fromId === undefined || toId === undefined || fromId === toId) throw unknownKey();
    insertHandRelation(db, {
      ...making,
      fromId,
      toId,
      type,
      sourceType: type,
      fields: {},
      startedOn: item.observedFrom,
      endedOn: null,
      supersedesId: null,
    });
  }
  return written;
}

/** An item speaks of somebody whom the report does not list. */
export function unknownKey(): AppError {
  return new AppError(
    'invalid-value',
    'An item speaks of a record that the report does not list. Choose it again.',
  );
}

/** Keeps what an item says of one entity, which it begins where it is new and was not spoken of before. */
export function writeMention(
  open: OpenCase,
  mention: {
    readonly entity: ReportEntity;
    readonly fields: Fields;
    readonly ids: Map<string, string>;
  },
  making: Making,
): string {
  const { entity, ids } = mention;
  const known = ids.get(entity.key) ?? null;
  const kind = entity.id === null ? (entity.kind ?? '') : open.entities.get(entity.id).kind;
  const id = insertHandRecord(open.connection.db, {
    ...making,
    kind,
    fields: known === null ? { ...entity.fields, ...mention.fields } : mention.fields,
    category: known === null ? entity.category : null,
    subjectId: known,
    isStatement: true,
  });
  if (known === null) ids.set(entity.key, id);
  return id;
}
