import type { LeverEvaluation } from '../../shared/domain/lever.ts';
import { readUnknownLevers } from '../db/case-levers.ts';
import { os } from './os.ts';

/** Handlers of `lever`. */
export const leverHandlers = {
  forEntity: os.lever.forEntity.handler(async ({ input, context }) => {
    const open = context.session.open();
    await open.levers.ready('facts');
    const { id } = open.entities.get(input.id);
    context.touch([id]);
    return [...open.levers.forEntity(id)];
  }),

  evaluate: os.lever.evaluate.handler(async ({ input, context }) => {
    const open = context.session.open();
    const startedAt = performance.now();
    await open.levers.ready('facts');
    const id = input.entityId === null ? null : open.entities.get(input.entityId).id;
    const items: LeverEvaluation[] = [];
    for (const entry of id === null ? open.levers.all() : open.levers.forEntity(id)) {
      if (input.answer !== null && entry.answer !== input.answer) continue;
      if (items.length >= input.limit) break;
      items.push(entry);
    }
    context.touch(items.map((entry) => entry.entityId));
    return {
      items,
      entities: id === null ? open.entities.count() : 1,
      levers: context.session.catalogue.length,
      elapsedMs: Math.round(performance.now() - startedAt),
    };
  }),

  counts: os.lever.counts.handler(async ({ input, context }) => {
    const open = context.session.open();
    await open.levers.ready('counts');
    context.touch(input.ids);
    return input.ids.map((id) => ({ id, ...open.levers.counts(id) }));
  }),

  unknown: os.lever.unknown.handler(({ context }) => {
    const { db } = context.session.open().connection;
    return readUnknownLevers(db, context.session.leverCatalogue);
  }),

  catalogue: os.lever.catalogue.handler(({ context }) => {
    const { edition, levers, council, problems } = context.session.leverCatalogue;
    return {
      ...edition,
      levers: [...levers],
      contacts: [...council.contacts],
      problems: [...problems],
    };
  }),
};
