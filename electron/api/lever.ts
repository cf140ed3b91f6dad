import type { LeverEvaluation } from '../../shared/domain/lever.ts';
import { readUnknownLevers } from '../db/case-levers.ts';
import { scopeOf } from './lever-question.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';

/** Handlers of `lever`. */
export const leverHandlers = {
  forEntity: os.lever.forEntity.handler(async ({ input, context }) => {
    const open = context.session.open();
    await open.levers.ready('facts');
    const { id } = open.entities.get(input.id);
    context.touch([id]);
    if (input.revealReason !== null) context.because(input.revealReason);
    const answers = open.levers.forEntity(id);
    if (input.revealReason !== null) return [...answers];
    return answers.map((entry) => toldOf(open, entry));
  }),

  evaluate: os.lever.evaluate.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const startedAt = performance.now();
    await open.levers.ready('facts');
    const id = input.entityId === null ? null : open.entities.get(input.entityId).id;
    const isNear = await nearGroup(session, input);
    const services = ({ leverId }: LeverEvaluation) =>
      open.openings.levers.get(leverId)?.serviceIds ?? [];
    const items: LeverEvaluation[] = [];
    for (const entry of id === null ? open.levers.all() : open.levers.forEntity(id)) {
      if (input.answer !== null && entry.answer !== input.answer) continue;
      if (input.service !== null && !services(entry).includes(input.service)) continue;
      if (!isNear(entry)) continue;
      if (items.length >= input.limit) break;
      items.push(toldOf(open, entry));
    }
    context.touch(items.map((entry) => entry.entityId));
    return {
      items,
      entities: id === null ? open.entities.count() : 1,
      levers: session.catalogue.length,
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

/** An answer as it may be told: on a protected person without why, which would tell what was done to them. */
function toldOf(open: OpenCase, entry: LeverEvaluation): LeverEvaluation {
  if (open.levers.facts().get(entry.entityId)?.protection === 'none') return entry;
  return { ...entry, triggers: [], missing: [], ruledOutBy: [], weakestGrade: null };
}

/** Whether an answer is of a group: of whatever is near it, and on protected people only what protects them. */
async function nearGroup(
  session: Session,
  { ocgId, links }: { readonly ocgId: string | null; readonly links: number },
): Promise<(entry: LeverEvaluation) => boolean> {
  if (ocgId === null) return () => true;
  const { open, scoped } = await scopeOf(session, { ocgId, links });
  const near = new Set([...scoped.network.ways.keys()].map(({ id }) => id));
  const protecting = new Set(
    scoped.protective.map(({ finding }) => `${finding.entity.id} ${finding.lever.id}`),
  );
  return ({ entityId, leverId }) => {
    const isProtected = open.levers.facts().get(entityId)?.protection !== 'none';
    return isProtected ? protecting.has(`${entityId} ${leverId}`) : near.has(entityId);
  };
}
