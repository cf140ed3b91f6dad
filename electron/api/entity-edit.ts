import type { FieldChange } from '../../shared/api/entity-edit.ts';
import { AppError, notFound } from '../../shared/api/errors.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { mergeRecords } from '../../shared/domain/merge.ts';
import type { KindDefinition } from '../../shared/domain/ontology.ts';
import { insertHandRecord, type Making } from '../db/hand-record.ts';
import { readRecord } from '../db/record.ts';
import {
  liveRecordIds,
  liveRelationIds,
  withdrawRecords,
  withdrawRelations,
} from '../db/withdrawal.ts';
import { detailOf } from './entity-detail.ts';
import { entityEvents } from './entity-history.ts';
import { similarEntities } from './entity-similar.ts';
import {
  fieldProblems,
  kindNamed,
  originProblems,
  refuseProblems,
  runHandWork,
  safeLabel,
  writableCase,
} from './hand-work.ts';
import { addLink, linkProblems } from './new-link.ts';
import { os } from './os.ts';
import type { OpenCase } from './session.ts';

/** Handlers of `entity` that make, change and take back. */
export const entityEditHandlers = {
  create: os.entity.create.handler(({ input, context }) => {
    const { session } = context;
    const { ontology } = session;
    const open = writableCase(session);
    const kind = kindNamed(ontology, input.kind);
    refuseProblems([
      ...fieldProblems(ontology, kind, input.fields),
      ...originProblems(input.origin),
      ...linkProblems(ontology, open, kind.id, input.links),
    ]);
    const making = { origin: input.origin, reason: input.reason, at: new Date().toISOString() };
    const id = runHandWork(session, open, {
      reason: input.reason,
      work: () => {
        const { db } = open.connection;
        const made = insertHandRecord(db, {
          ...making,
          kind: kind.id,
          fields: input.fields,
          category: input.category,
          subjectId: null,
          isStatement: false,
        });
        for (const link of input.links) addLink(open, made, link, making);
        return { recordIds: [made], result: made };
      },
      nameOf: (made) => `Add ${kind.label.toLowerCase()} ${safeLabel(session, open, made)}`,
    });
    context.touch([id, ...input.links.map(({ otherId }) => otherId)]);
    context.because(input.reason);
    return detailOf(session, open, open.entities.get(id), { isRevealed: false });
  }),

  edit: os.entity.edit.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const row = open.entities.get(input.id);
    const kind = kindNamed(session.ontology, row.kind);
    refuseProblems([
      ...fieldProblems(session.ontology, kind, fieldsOf(input.changes)),
      ...originProblems(input.origin),
    ]);
    if (input.changes.length === 0 && input.category === null && input.origin.reviewOn === null)
      throw new AppError('invalid-value', 'Nothing was changed. Change a field, then save.');
    const making = { origin: input.origin, reason: input.reason, at: new Date().toISOString() };
    runHandWork(session, open, {
      reason: input.reason,
      about: [row.id],
      work: () => ({
        recordIds: writeChanges(open, { ...input, id: row.id, kind }, making),
        result: row.id,
      }),
      nameOf: (id) => `Edit ${editWords(kind, input.changes)} of ${safeLabel(session, open, id)}`,
    });
    context.touch([row.id]);
    context.because(input.reason);
    return detailOf(session, open, open.entities.get(row.id), { isRevealed: false });
  }),

  similar: os.entity.similar.handler(({ input, context }) => {
    const { session } = context;
    const kind = kindNamed(session.ontology, input.kind);
    const found = similarEntities(session.ontology, session.open(), { kind, fields: input.fields });
    context.touch(found.map(({ id }) => id));
    return [...found];
  }),

  removalEffect: os.entity.removalEffect.handler(async ({ input, context }) => {
    const open = context.session.open();
    await open.levers.ready('counts');
    const ids = [...new Set(input.ids.map((id) => open.entities.get(id).id))];
    context.touch(ids);
    return {
      records: ids.length,
      links: linksOf(open, ids).size,
      leverFlags: ids.reduce((sum, id) => {
        const { strong, indicative } = open.levers.counts(id);
        return sum + strong + indicative;
      }, 0),
    };
  }),

  remove: os.entity.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const ids = [...new Set(input.ids.map((id) => open.entities.get(id).id))];
    const [first] = ids;
    const name =
      ids.length === 1 && first !== undefined
        ? `Delete ${safeLabel(session, open, first)}`
        : `Delete ${ids.length} records`;
    const links = linksOf(open, ids);
    const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
    runHandWork(session, open, {
      reason: input.reason,
      work: () => {
        const { db } = open.connection;
        const recordIds = ids.flatMap((id) => liveRecordIds(db, id));
        withdrawRecords(db, recordIds, by);
        withdrawRelations(db, links, by);
        return { recordIds, result: null };
      },
      nameOf: () => name,
    });
    context.touch([...ids, ...links]);
    context.because(input.reason);
    return { records: ids.length, links: links.size };
  }),

  withdrawRecord: os.entity.withdrawRecord.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const row = open.entities.find(input.recordId);
    const { db } = open.connection;
    if (!row || !liveRecordIds(db, row.id).includes(input.recordId)) throw notFound('record');
    const name = `Take back a record of ${safeLabel(session, open, row.id)}`;
    const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
    runHandWork(session, open, {
      reason: input.reason,
      work: () => {
        withdrawRecords(db, [input.recordId], by);
        return { recordIds: [input.recordId], result: null };
      },
      nameOf: () => name,
    });
    context.touch([row.id, input.recordId]);
    context.because(input.reason);
    return { entityId: open.entities.find(row.id)?.id ?? null };
  }),

  history: os.entity.history.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const row = open.entities.get(input.id);
    context.touch([row.id]);
    if (input.reason !== null) context.because(input.reason);
    if (row.isProtected === 1 && input.reason === null) return { isWithheld: true, events: [] };
    return { isWithheld: false, events: entityEvents(session, open, row) };
  }),
};

function fieldsOf(changes: readonly FieldChange[]): Fields {
  return Object.fromEntries(changes.map(({ field, value }) => [field, value]));
}

/** What an edit is about, in a few words. */
function editWords(kind: KindDefinition, changes: readonly FieldChange[]): string {
  const labels = changes.map(
    ({ field }) => kind.fields.find(({ id }) => id === field)?.label.toLowerCase() ?? field,
  );
  if (labels.length === 0) return 'details';
  return labels.length > 2 ? `${labels.length} fields` : labels.join(' and ');
}

/** Writes the changes as at most two records: what is corrected, and what is said beside the rest. */
function writeChanges(
  open: OpenCase,
  edit: {
    readonly id: string;
    readonly kind: KindDefinition;
    readonly changes: readonly FieldChange[];
    readonly category: Parameters<typeof insertHandRecord>[1]['category'];
  },
  making: Making,
): readonly string[] {
  const { db } = open.connection;
  const corrected: Fields = {};
  const stated: Fields = {};
  for (const { field, mode, value } of edit.changes) {
    if (mode === 'replace') corrected[field] = value;
    else if (Array.isArray(value) && listCorrected(open, edit.id, field)) {
      // An earlier correction set the list whole: entries join it there, or they would not count.
      const now = listCorrected(open, edit.id, field) ?? [];
      corrected[field] = [...new Set([...now, ...value])];
    } else stated[field] = value;
  }
  const common = { ...making, kind: edit.kind.id, subjectId: edit.id };
  const ids: string[] = [];
  const hasStated = Object.keys(stated).length > 0;
  if (Object.keys(corrected).length > 0 || !hasStated)
    ids.push(
      insertHandRecord(db, {
        ...common,
        fields: corrected,
        category: edit.category,
        isStatement: false,
      }),
    );
  if (hasStated)
    ids.push(
      insertHandRecord(db, {
        ...common,
        fields: stated,
        category: ids.length === 0 ? edit.category : null,
        isStatement: true,
      }),
    );
  return ids;
}

/** The entries of a list as an earlier correction set it; null where none did. */
function listCorrected(open: OpenCase, id: string, field: string): readonly string[] | null {
  const values = mergeRecords(open.entities.records(id).map(readRecord)).get(field) ?? [];
  const current = values.filter(({ isCurrent }) => isCurrent);
  if (!current.some(({ records }) => records.some((record) => record.isCorrection))) return null;
  return current.flatMap(({ value }) => (Array.isArray(value) ? value : []));
}

function linksOf(open: OpenCase, ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.flatMap((id) => liveRelationIds(open.connection.db, id)));
}
