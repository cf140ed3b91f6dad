import type { RoutesBetween } from '../../shared/api/analysis-path.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { EntityRow } from '../db/entity.ts';
import { egoAnswer } from './analysis-ego.ts';
import { countUndated, routesBetween } from './analysis-route.ts';
import { type RouteGraph, routeGraphOf } from './analysis-route-graph.ts';
import { tiesAnswer } from './analysis-tie.ts';
import { assertStillTold } from './analysis-told.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';

/** Pairs that are answered at a time. */
const MOST_PAIRS = 66;

/** Handlers of `analysis` that tell how records are tied. */
export const analysisPathHandlers = {
  paths: os.analysis.paths.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const pairs = pairsOf(session.open(), input.from, input.to);
    const routes = await routeGraphOf(session, input.links, signal);
    const answers = await inSlices(() => routesOfPairs(session, routes, pairs, input), {
      version: session.revision,
      signal,
    });
    assertStillTold(session, routes);
    context.touch([
      ...input.from,
      ...input.to,
      ...answers.flatMap((pair) => pair.routes.flatMap(({ records }) => records.map(idOf))),
    ]);
    return {
      asOf: routes.asOf,
      by: input.by,
      pairs: answers,
      ungraded: input.by === 'links' || input.isInTimeOrder ? 0 : routes.ungraded,
      undated: input.isInTimeOrder ? countUndated(routes) : 0,
    };
  }),

  ties: os.analysis.ties.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const answer = await tiesAnswer(session, input, signal);
    context.touch([
      ...answer.records.map(idOf),
      ...[...answer.groups, ...answer.assets, ...answer.neighbours].map(({ other }) => other.id),
      ...answer.routes.flatMap((pair) => pair.routes.flatMap(({ records }) => records.map(idOf))),
    ]);
    return answer;
  }),

  ego: os.analysis.ego.handler(async ({ input, context, signal }) => {
    const answer = await egoAnswer(context.session, input, signal);
    context.touch([answer.centre.id, ...answer.rings.flatMap(({ ids }) => ids)]);
    return answer;
  }),
};

function idOf({ id }: { readonly id: string }): string {
  return id;
}

type Pair = { readonly from: EntityRow; readonly to: EntityRow };

function pairsOf(open: OpenCase, from: readonly string[], to: readonly string[]): readonly Pair[] {
  const rowsOf = (ids: readonly string[]) => [
    ...new Map(ids.map((id) => open.entities.get(id)).map((row) => [row.id, row])).values(),
  ];
  const [starts, ends] = [rowsOf(from), rowsOf(to)];
  const pairs =
    ends.length > 0
      ? starts.flatMap((one) => ends.map((other) => ({ from: one, to: other })))
      : starts.flatMap((one, at) =>
          starts.slice(at + 1).map((other) => ({ from: one, to: other })),
        );
  const different = pairs.filter((pair) => pair.from.id !== pair.to.id);
  if (different.length === 0)
    throw new AppError('invalid-value', 'Both ends are one and the same record. Choose another.');
  if (different.length > MOST_PAIRS)
    throw new AppError('invalid-value', 'That is too many pairs at a time. Choose fewer ends.');
  return different;
}

/** Routes of each pair, with a pause now and then for others. */
export function* routesOfPairs(
  session: Session,
  routes: RouteGraph,
  pairs: readonly Pair[],
  wish: Parameters<typeof routesBetween>[3],
): Generator<void, RoutesBetween[]> {
  const answers: RoutesBetween[] = [];
  for (const pair of pairs) {
    answers.push(yield* routesBetween(session, routes, pair, wish));
    yield;
  }
  return answers;
}
