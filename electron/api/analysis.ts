import type { CaseMeasure } from '../../shared/analysis/case-measure.ts';
import type { KeyPlayerGoal } from '../../shared/analysis/key-players.ts';
import { told } from '../../shared/analysis/measure-names.ts';
import type {
  CommunitiesEvent,
  KeyPlayerSetsEvent,
  KeyPlayersEvent,
} from '../../shared/api/analysis.ts';
import type { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { AppError } from '../../shared/api/errors.ts';
import { runCommand } from '../db/command.ts';
import { communitiesAnswer, findCommunities, kindCounts } from './analysis-community.ts';
import { evidenceOf } from './analysis-evidence.ts';
import { type CaseGraph, headOf } from './analysis-index.ts';
import { measureStream } from './analysis-measure.ts';
import { keyPlayers } from './analysis-player.ts';
import { ending, inParts, remembered } from './analysis-stream.ts';
import { assertStillTold } from './analysis-told.ts';
import { type CallContext, guardStream, os } from './os.ts';
import { freeTextMask } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

/** The graph of a scope; whoever may be told of is noted as consulted. */
async function graphOf(
  context: CallContext,
  scope: AnalysisScope,
): Promise<{ readonly open: OpenCase; readonly graph: CaseGraph }> {
  const open = context.session.open();
  const graph = await open.analysis.graph(scope);
  context.touch(Array.from(graph.toldNodes, (node) => graph.ids[node]!));
  return { open, graph };
}

interface Asked {
  readonly open: OpenCase;
  readonly graph: CaseGraph;
  readonly signal: AbortSignal | undefined;
}

/** Tells events while their case is open, and while nobody of their graph is protected who was not. */
function streaming<T>(
  session: Session,
  { open, graph, signal }: Asked,
  make: (signal: AbortSignal) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  return guardStream(
    ending(
      signal,
      () => session.current() === open,
      async function* (own) {
        for await (const event of make(own)) {
          if (session.current() === open) assertStillTold(session, graph);
          yield event;
        }
      },
    ),
  );
}

/** Handlers of `analysis`. */
export const analysisHandlers = {
  scope: os.analysis.scope.handler(async ({ input, context }) => {
    const { open, graph } = await graphOf(context, input.scope);
    return {
      head: headOf(graph, null),
      kinds: kindCounts(graph, graph.toldNodes),
      leftOut: Object.entries(graph.leftOut)
        .map(([reason, claims]) => ({ reason: reason as keyof typeof graph.leftOut, claims }))
        .filter(({ claims }) => claims > 0),
      hubs: graph.hubs.map((asset) =>
        summaryOf(context.session.ontology, open.entities.get(graph.assetIds[asset]!), open),
      ),
      undatedTies: graph.undatedTies,
    };
  }),

  measure: os.analysis.measure.handler(async ({ input, context, signal }) => {
    const { open, graph } = await graphOf(context, input.scope);
    return streaming(context.session, { open, graph, signal }, (own) =>
      measureStream(open, graph, { ...input, signal: own }),
    );
  }),

  keyPlayers: os.analysis.keyPlayers.handler(async ({ input, context, signal }) => {
    const { open, graph } = await graphOf(context, input.scope);
    const { ontology } = context.session;
    return streaming(
      context.session,
      { open, graph, signal },
      async function* (own): AsyncGenerator<KeyPlayersEvent> {
        yield yield* keyPlayers(ontology, open, graph, { question: input, signal: own });
      },
    );
  }),

  keyPlayerSets: os.analysis.keyPlayerSets.handler(async ({ input, context, signal }) => {
    const { open, graph } = await graphOf(context, input.scope);
    const { ontology } = context.session;
    return streaming(
      context.session,
      { open, graph, signal },
      async function* (own): AsyncGenerator<KeyPlayerSetsEvent> {
        const { goal, size, seed } = input;
        const of: KeyPlayerGoal =
          goal === 'reach' ? { kind: 'reach', steps: input.steps } : { kind: goal };
        const key = `sets ${JSON.stringify(of)} ${size} ${seed}`;
        const found = yield* inParts({ phase: 'sets', total: 1 }, () =>
          remembered(graph, key, own, () =>
            open.analysis.pool.run(graph.task, { task: 'sets', goal: of, size, seed }, own),
          ),
        );
        yield {
          type: 'answer',
          head: headOf(graph, seed),
          goal,
          size,
          value: told(found.value),
          isExact: found.optimalCount !== null,
          bestCount: found.optimalCount,
          sets: found.sets.map((set) =>
            set.map((node) => summaryOf(ontology, open.entities.get(graph.ids[node]!), open)),
          ),
        };
      },
    );
  }),

  communities: os.analysis.communities.handler(async ({ input, context, signal }) => {
    const { open, graph } = await graphOf(context, input.scope);
    const { ontology } = context.session;
    return streaming(
      context.session,
      { open, graph, signal },
      async function* (own): AsyncGenerator<CommunitiesEvent> {
        const found = yield* findCommunities(open, graph, input, own);
        yield await inSlices(
          () => communitiesAnswer(ontology, open, graph, { found, question: input }),
          { version: () => null, signal: own },
        );
      },
    );
  }),

  evidence: os.analysis.evidence.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const open = session.open();
    const row = open.entities.get(input.id);
    if (row.isProtected)
      throw new AppError(
        'protected-person',
        'Protected people are never ranked, so there is no number to look into.',
      );
    const graph = await open.analysis.graph(input.scope);
    const measure: CaseMeasure = input.measure;
    const answer = await evidenceOf(session.ontology, open, graph, {
      ...input,
      id: row.id,
      measure,
      signal: signal ?? new AbortController().signal,
    });
    assertStillTold(session, graph);
    context.touch([row.id, ...answer.ties.map(({ other }) => other.id)]);
    return answer;
  }),

  nameCommunity: os.analysis.nameCommunity.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const members = [
      ...new Set(
        input.memberIds.flatMap((id) => {
          const row = open.entities.find(id);
          return row && !row.isProtected ? [row.id] : [];
        }),
      ),
    ];
    if (members.length < 2)
      throw new AppError(
        'invalid-value',
        'A community has two records at least. Find communities again, then name one.',
      );
    context.touch(members);
    const told = freeTextMask(session.ontology, open)(input.name);
    const { id, name } = change(session, `Name community ${told}`, (author) =>
      open.communityNames.save({ id: input.id, name: input.name, members }, author),
    );
    return { id, name };
  }),

  forgetCommunityName: os.analysis.forgetCommunityName.handler(({ input, context }) => {
    const { session } = context;
    const open = session.open();
    const { communityNames } = open;
    // History is read by everyone.
    const told = freeTextMask(session.ontology, open)(communityNames.get(input.id).name);
    change(session, `Forget the name of community ${told}`, () => communityNames.remove(input.id));
    return input;
  }),
};

/** Runs one named, undoable change to the names of communities and tells of it. */
function change<T>(
  session: Session,
  name: string,
  work: (author: { readonly user: string; readonly at: string }) => T,
): T {
  const open = session.open();
  const author = { user: open.user, at: new Date().toISOString() };
  const result = runCommand(open.connection.db, { name, author: open.user }, () => work(author));
  session.changed('view');
  return result;
}
