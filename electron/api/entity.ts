import { AppError } from '../../shared/api/errors.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import { maskCommandNames } from '../db/command.ts';
import { addCorrection } from '../db/correction.ts';
import { entityBulkHandlers } from './entity-bulk.ts';
import { entityCompareHandlers } from './entity-compare.ts';
import { detailOf } from './entity-detail.ts';
import { entityEditHandlers } from './entity-edit.ts';
import { entityExportHandlers } from './entity-export.ts';
import { entityQueryHandlers } from './entity-query.ts';
import { searchEntities } from './entity-search.ts';
import { readFieldValue } from './field-value.ts';
import { os } from './os.ts';
import { referenceFor, summaryOf } from './summary.ts';

/** Handlers of `entity`. */
export const entityHandlers = {
  ...entityQueryHandlers,
  ...entityEditHandlers,
  ...entityBulkHandlers,
  ...entityExportHandlers,
  ...entityCompareHandlers,

  list: os.entity.list.handler(async ({ input, context }) => {
    const open = context.session.open();
    // Worked out now where it was not yet: a list without its levers would be read as having none.
    await open.levers.ready('counts');
    const { total, items } = open.entities.list(input.kind, input.limit, input.offset);
    context.touch(items.map((row) => row.id));
    return { total, items: items.map((row) => summaryOf(context.session.ontology, row, open)) };
  }),

  get: os.entity.get.handler(({ input, context }) => {
    const open = context.session.open();
    const row = open.entities.get(input.id);
    context.touch([row.id]);
    return detailOf(context.session, open, row, { isRevealed: false });
  }),

  search: os.entity.search.handler(({ input, context }) => {
    const open = context.session.open();
    const found = searchEntities(context.session.ontology, open, input);
    context.touch(found.items.map((item) => item.id));
    return found;
  }),

  correct: os.entity.correct.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const row = open.entities.get(input.id);
    const kind = kindOf(session.ontology, row.kind);
    const field = kind?.fields.find((candidate) => candidate.id === input.field);
    if (!kind || !field)
      throw new AppError(
        'invalid-value',
        `A ${kind?.label.toLowerCase() ?? 'record'} has no field “${input.field}”.`,
      );
    const value = readFieldValue(session.ontology, field, input.value);
    addCorrection(open.connection.db, {
      entityId: row.id,
      kind: row.kind,
      field: field.id,
      value,
      grade: input.grade,
      observedOn: input.observedOn,
      author: open.user,
      reason: input.reason,
      name: `Edit ${field.label.toLowerCase()} of ${row.isProtected ? referenceFor(session.ontology, row) : row.label}`.slice(
        0,
        120,
      ),
      project(ids) {
        open.projection.projectRecords(ids);
        // Whoever becomes protected by it leaves the names of what was done before, and of this too.
        if (!row.isProtected && open.entities.find(row.id)?.isProtected)
          maskCommandNames(open.connection.db, row.label, referenceFor(session.ontology, row));
      },
    });
    context.touch([row.id]);
    context.because(input.reason);
    session.changed();
    return detailOf(session, open, open.entities.get(row.id), { isRevealed: false });
  }),

  reveal: os.entity.reveal.handler(({ input, context }) => {
    const open = context.session.open();
    const row = open.entities.get(input.id);
    context.touch([row.id]);
    context.because(input.reason);
    return detailOf(context.session, open, row, { isRevealed: true });
  }),
};
