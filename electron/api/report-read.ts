import type { ReportDetail, ReportItem, ReportSummary } from '../../shared/api/report.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { certaintyOf } from '../../shared/domain/grade.ts';
import {
  baseKindOf,
  kindOf,
  protectedRolesOf,
  relationTypeOf,
} from '../../shared/domain/ontology.ts';
import { isProtectedPerson } from '../../shared/domain/person.ts';
import { listSources } from '../db/hand-source.ts';
import { ageOf } from '../db/projection.ts';
import { gradeOf } from '../db/record.ts';
import {
  everSaidOf,
  itemRecords,
  itemRelations,
  type ReportItemRow,
  type ReportRow,
  reportItems,
} from '../db/report.ts';
import { displayOf } from './field-value.ts';
import { editsOf } from './report-history.ts';
import type { OpenCase, Session } from './session.ts';
import { shownLabel, summaryOf } from './summary.ts';

/** Source of reports that name none. */
export const REPORT_SOURCE = { name: 'Intelligence reports', ownerAgency: null };

/** What the sources of a case are called, by id. */
export function sourceNames(open: OpenCase): ReadonlyMap<string, string> {
  return new Map(listSources(open.connection.db).map(({ id, name }) => [id, name]));
}

/** A report in a list. */
export function summaryOfReport(row: ReportRow, names: ReadonlyMap<string, string>): ReportSummary {
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

/** A whole report, with what speaks of protected people withheld unless it is revealed. */
export function detailOf(
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
  const sources = sourceNames(open);
  const sourceName = sources.get(row.sourceId);
  const isWithheld = shown.some(({ text }) => text === null);
  return {
    summary: summaryOfReport(row, sources),
    items: shown,
    isWithheld,
    sourceId: sourceName === undefined || sourceName === REPORT_SOURCE.name ? null : row.sourceId,
    edits: editsOf(session, open, row, {
      // Words of then may name whoever is protected now, so all of them go with any that is withheld.
      maySay: (text) => !isWithheld && !names.some((name) => holds(text, name)),
    }),
  };
}

function itemOf(
  session: Session,
  open: OpenCase,
  row: ReportItemRow,
  isRevealed: boolean,
): ReportItem {
  const { ontology } = session;
  const records = itemRecords(open.connection.db, row.id);
  const mentions = records.flatMap(({ id, fields, isLive }) => {
    const entity = open.entities.find(id);
    if (!entity || !isLive) return [];
    const isHidden = entity.isProtected === 1 && !isRevealed;
    const kind = kindOf(ontology, entity.kind);
    const said = isHidden ? {} : (JSON.parse(fields) as Fields);
    return [
      {
        entity: summaryOf(ontology, entity, open),
        fields: said,
        says: (kind?.fields ?? [])
          .filter((field) => Object.hasOwn(said, field.id))
          .map((field) => ({
            label: field.label,
            words: displayOf(ontology, field, said[field.id] ?? null),
          })),
      },
    ];
  });
  // Whom it no longer lists may still stand in its text.
  const isOfProtected = records.some(({ id }) => {
    const entity = open.entities.find(id);
    return entity ? entity.isProtected === 1 : wasProtected(session, open, id);
  });
  return {
    id: row.id,
    text: isOfProtected && !isRevealed ? null : row.text,
    basis: row.basis,
    grade: gradeOf(row),
    certainty: certaintyOf(row.basis, gradeOf(row)),
    observedFrom: row.observedFrom,
    observedTo: row.observedTo,
    mentions,
    links: linksOf(session, open, row.id),
  };
}

/** Whether a person of whom no record is left was protected: taking the last one back does not open the text. */
function wasProtected(session: Session, { connection }: OpenCase, recordId: string): boolean {
  const { ontology } = session;
  const said = everSaidOf(connection.db, recordId);
  if (!said.some(({ kind }) => baseKindOf(ontology, kind) === 'person')) return false;
  const fields = said.map((one) => JSON.parse(one.fields) as Fields);
  const ages = fields.map((one) => ageOf(one, session.today())).filter((age) => age !== null);
  return isProtectedPerson({
    categories: said.map(({ category }) => category),
    roles: fields.map(({ role }) => role).filter((role) => typeof role === 'string'),
    age: ages.length > 0 ? Math.min(...ages) : null,
    isVulnerable: fields.some(({ vulnerable }) => vulnerable === true),
    protectedRoles: protectedRolesOf(ontology),
  });
}

function linksOf(session: Session, open: OpenCase, itemId: string): ReportItem['links'] {
  const { ontology } = session;
  return itemRelations(open.connection.db, itemId).flatMap(
    ({ id, type, fromRecordId, toRecordId }) => {
      const from = open.entities.find(fromRecordId);
      const to = open.entities.find(toRecordId);
      if (!from || !to) return [];
      const words = (type === null ? null : relationTypeOf(ontology, type)?.label) ?? 'linked to';
      return [
        {
          id,
          fromId: from.id,
          toId: to.id,
          type,
          words: `${shownLabel(ontology, from)} ${words} ${shownLabel(ontology, to)}`,
        },
      ];
    },
  );
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
