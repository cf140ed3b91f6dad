import type { RelationDetail, Sighting } from '../../shared/api/relation.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { certaintyOf, credibilityOf } from '../../shared/domain/grade.ts';
import { isOwnField, relationTypeOf } from '../../shared/domain/ontology.ts';
import { insertHandRelation } from '../db/hand-record.ts';
import { gradeOf } from '../db/record.ts';
import {
  disputesOf,
  insertDispute,
  type LinkDetailRow,
  linksBetween,
  readLink,
  relationOfDispute,
  withdrawDispute,
} from '../db/relation-detail.ts';
import { withdrawRelations } from '../db/withdrawal.ts';
import { relationWords } from './entity-detail.ts';
import {
  originProblems,
  refuseProblems,
  runHandWork,
  safeLabel,
  writableCase,
} from './hand-work.ts';
import { linkFieldProblems, ownFieldsOf, withFields } from './link-field.ts';
import { periodProblems, typeProblems } from './new-link.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

const MS_PER_DAY = 24 * 3600 * 1000;

/** Handlers of `relation`. */
export const relationHandlers = {
  get: os.relation.get.handler(({ input, context }) => {
    const open = context.session.open();
    const row = readLink(open.connection.db, input.id);
    context.touch([row.id, row.fromId, row.toId]);
    return detailOf(context.session, open, row);
  }),

  create: os.relation.create.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const from = open.entities.get(input.fromId);
    const to = open.entities.get(input.toId);
    refuseProblems([
      ...(from.id === to.id
        ? [
            {
              file: '',
              row: null,
              column: 'other',
              reason: 'Choose another record: this is the same one.',
            },
          ]
        : typeProblems(session.ontology, {
            type: input.type,
            fromKind: from.kind,
            toKind: to.kind,
          })),
      ...periodProblems(input),
      ...linkFieldProblems(session.ontology, input.type, input.fields),
      ...originProblems(input.origin),
    ]);
    const id = runHandWork(session, open, {
      reason: input.reason,
      work: () => ({
        recordIds: [],
        result: insertHandRelation(open.connection.db, {
          origin: input.origin,
          reason: input.reason,
          at: new Date().toISOString(),
          fromId: from.id,
          toId: to.id,
          type: input.type,
          sourceType: input.type,
          fields: withFields({}, input.fields),
          startedOn: input.startedOn,
          endedOn: input.endedOn,
          supersedesId: null,
        }),
      }),
      nameOf: () =>
        `Link ${safeLabel(session, open, from.id)} and ${safeLabel(session, open, to.id)}`,
    });
    context.touch([id, from.id, to.id]);
    context.because(input.reason);
    return detailOf(session, open, readLink(open.connection.db, id));
  }),

  edit: os.relation.edit.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readLink(db, input.id);
    const origin = {
      source: { id: row.sourceId },
      basis: input.basis,
      grade: input.grade,
      observedOn: input.observedOn,
      reviewOn: null,
      marking: null,
    };
    const fromKind = open.entities.get(row.fromId).kind;
    const toKind = open.entities.get(row.toId).kind;
    const type = input.type ?? row.type;
    refuseProblems([
      ...(input.type === null || input.type === row.type
        ? []
        : typeProblems(session.ontology, { type: input.type, fromKind, toKind })),
      ...periodProblems(input),
      ...linkFieldProblems(session.ontology, type, input.fields),
      ...originProblems(origin),
    ]);
    const id = runHandWork(session, open, {
      reason: input.reason,
      work: () => ({
        recordIds: [],
        result: insertHandRelation(db, {
          origin,
          reason: input.reason,
          at: new Date().toISOString(),
          fromId: row.fromRecordId,
          toId: row.toRecordId,
          type,
          sourceType: input.type === null ? row.sourceType : input.type,
          fields: withFields(JSON.parse(row.fields), input.fields),
          startedOn: input.startedOn,
          endedOn: input.endedOn,
          supersedesId: row.id,
        }),
      }),
      nameOf: () => `Change ${linkName(session, open, row)}`,
    });
    context.touch([row.id, id, row.fromId, row.toId]);
    context.because(input.reason);
    return detailOf(session, open, readLink(db, id));
  }),

  remove: os.relation.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const rows = [...new Set(input.ids)].map((id) => readLink(db, id));
    const [first] = rows;
    const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
    runHandWork(session, open, {
      reason: input.reason,
      work: () => {
        withdrawRelations(
          db,
          rows.map(({ id }) => id),
          by,
        );
        return { recordIds: [], result: null };
      },
      nameOf: () =>
        rows.length === 1 && first
          ? `Delete ${linkName(session, open, first)}`
          : `Delete ${rows.length} links`,
    });
    context.touch(rows.map(({ id }) => id));
    context.because(input.reason);
    return { links: rows.length };
  }),

  dispute: os.relation.dispute.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readLink(db, input.id);
    refuseProblems(originProblems(input.origin));
    runHandWork(session, open, {
      reason: input.reason,
      work: () => ({
        recordIds: [],
        result: insertDispute(db, {
          relationId: row.id,
          text: input.text,
          origin: input.origin,
          at: new Date().toISOString(),
          author: open.user,
        }),
      }),
      nameOf: () => `Dispute ${linkName(session, open, row)}`,
    });
    context.touch([row.id]);
    context.because(input.reason);
    return detailOf(session, open, readLink(db, row.id));
  }),

  withdrawDispute: os.relation.withdrawDispute.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readLink(db, relationOfDispute(db, input.id));
    runHandWork(session, open, {
      reason: input.reason,
      work: () => {
        const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
        withdrawDispute(db, input.id, by);
        return { recordIds: [], result: null };
      },
      nameOf: () => `Take back the dispute of ${linkName(session, open, row)}`,
    });
    context.touch([row.id, input.id]);
    context.because(input.reason);
    return detailOf(session, open, readLink(db, row.id));
  }),
};

function linkName(session: Session, open: OpenCase, row: LinkDetailRow): string {
  return `the link of ${safeLabel(session, open, row.fromId)} and ${safeLabel(session, open, row.toId)}`;
}

function detailOf(session: Session, open: OpenCase, row: LinkDetailRow): RelationDetail {
  const { ontology } = session;
  const { db } = open.connection;
  const between = linksBetween(db, row.fromId, row.toId);
  const isSame = (other: LinkDetailRow) =>
    other.type === row.type &&
    other.fromId === row.fromId &&
    (row.type !== null || other.sourceType === row.sourceType);
  const others = between.filter((other) => other.id !== row.id);
  const alike = [row, ...others.filter(isSame).sort(newestFirst)];
  const ends = [open.entities.get(row.fromId), open.entities.get(row.toId)];
  // What was written of the link may name whom its ends do not.
  const isWithheld = ends.some((end) => end.isProtected === 1);
  return {
    id: row.id,
    type: row.type,
    sourceType: row.sourceType,
    words: relationWords(ontology, { ...row, direction: 'out' }),
    inverseWords: relationWords(ontology, { ...row, direction: 'in' }),
    isDirected: row.type === null || (relationTypeOf(ontology, row.type)?.isDirected ?? true),
    from: summaryOf(ontology, open.entities.get(row.fromId), open),
    to: summaryOf(ontology, open.entities.get(row.toId), open),
    certainty: certaintyOf(row.basis, gradeOf(row)),
    strength: strengthOf(session, row, alike),
    sightings: alike.map((one) => ({
      ...sightingOf(one),
      ...(isWithheld ? { reason: null } : {}),
    })),
    against: disputesOf(db, row.id).map((dispute) => ({
      id: dispute.id,
      sourceName: dispute.sourceName,
      basis: dispute.basis,
      grade: gradeOf(dispute),
      observedOn: dispute.observedOn,
      text: isWithheld ? 'Withheld: it speaks of a protected person.' : dispute.text,
      recordedAt: dispute.recordedAt,
      recordedBy: dispute.recordedBy,
    })),
    parallel: others
      .filter((other) => !isSame(other))
      .map((other) => ({
        id: other.id,
        words: relationWords(ontology, {
          ...other,
          direction: other.fromId === row.fromId ? 'out' : 'in',
        }),
        certainty: certaintyOf(other.basis, gradeOf(other)),
      })),
    ownFields: isWithheld
      ? []
      : ownFieldsOf(ontology, { type: row.type, fields: JSON.parse(row.fields) }),
    fields: isWithheld ? [] : fieldsOf(row),
  };
}

function newestFirst(a: LinkDetailRow, b: LinkDetailRow): number {
  const [one, other] = [a.observedOn ?? a.recordedAt, b.observedOn ?? b.recordedAt];
  return one < other ? 1 : one > other ? -1 : a.id < b.id ? 1 : -1;
}

function sightingOf(row: LinkDetailRow): Sighting {
  const files: readonly { readonly name: string }[] = row.files ? JSON.parse(row.files) : [];
  const grade = gradeOf(row);
  return {
    relationId: row.id,
    sourceName: row.sourceName,
    ownerAgency: row.ownerAgency,
    basis: row.basis,
    grade,
    certainty: certaintyOf(row.basis, grade),
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    observedOn: row.observedOn,
    recordedAt: row.recordedAt,
    fileName: row.fileIndex === null ? null : (files[row.fileIndex]?.name ?? null),
    rowNumber: row.rowNumber,
    isHandMade: row.batchId === null,
    reason: row.reason,
    reviewOn: row.reviewOn,
    reportId: row.reportId,
    reportReference: row.reportReference,
  };
}

function strengthOf(
  session: Session,
  row: LinkDetailRow,
  alike: readonly LinkDetailRow[],
): RelationDetail['strength'] {
  const today = session.today();
  const qualities = alike
    .map((one) => credibilityOf(one.basis, gradeOf(one)))
    .filter((quality) => quality !== null);
  const days = alike
    .flatMap(({ startedOn, endedOn, observedOn }) => [endedOn, observedOn, startedOn])
    .filter((date) => date !== null && date <= today)
    .sort();
  const lastSeenOn = days.at(-1) ?? null;
  const halfLife =
    row.type === null ? null : (relationTypeOf(session.ontology, row.type)?.halfLifeDays ?? null);
  return {
    timesSeen: alike.length,
    sourceQuality: qualities.length === 0 ? null : Math.max(...qualities),
    lastSeenOn,
    recency:
      lastSeenOn === null || halfLife === null
        ? null
        : 0.5 ** (daysBetween(lastSeenOn, today) / halfLife),
  };
}

/** Days from a whole or partial date, taken at its end, to another day. */
function daysBetween(date: string, today: string): number {
  const end = date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-28` : date;
  return Math.max(0, (Date.parse(today) - Date.parse(end)) / MS_PER_DAY);
}

function fieldsOf(row: LinkDetailRow): RelationDetail['fields'] {
  return Object.entries(JSON.parse(row.fields) as Fields)
    .filter(([id, value]) => !isOwnField(id) && value !== null && value !== '')
    .map(([name, value]) => ({
      name,
      value: Array.isArray(value) ? value.join(', ') : String(value),
    }));
}
