import { basename } from 'node:path';
import {
  askChange,
  askCommunities,
  askKeyPlayers,
  askPaths,
} from '../../../shared/analysis/graph-question.ts';
import type { KeyPlayerGoal } from '../../../shared/analysis/key-players.ts';
import { reasonWords } from '../../../shared/analysis/reason-words.ts';
import type { ChangeAnswer } from '../../../shared/api/analysis-change.ts';
import {
  type CommandContext,
  type CommandInput,
  choiceOption,
  defineCommand,
  numberOption,
  textOption,
  UsageError,
} from '../command.ts';
import {
  answerOf,
  isCase,
  labelsOf,
  leftOutWords,
  SCOPE_DETAILS,
  SCOPE_OPTIONS,
  SCOPE_USAGE,
  scopeOption,
} from './analysis-scope.ts';
import {
  askChangeOfCase,
  askPathsOfCase,
  type PathsOfCase,
  wordsOfCaseChange,
  wordsOfRoutes,
} from './case-questions.ts';

type PathsOfFile = ReturnType<typeof askPaths>;
type ChangeOfFiles = ReturnType<typeof askChange>;

const FILES =
  'FILE is JSON, GEXF, GraphML or a table of links. No case is opened, nothing is kept.';

function filesOf({ positionals, resolvePath }: CommandContext) {
  return positionals.map((word) => ({ name: basename(word), path: resolvePath(word) }));
}

/** A number above 0 of an option. @throws {UsageError} */
function positiveOption(values: CommandInput['values'], name: string, fallback: number): number {
  const text = textOption(values, name);
  const value = text === null ? fallback : Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new UsageError(`--${name} takes a number above 0.`);
  return value;
}

function wordsOf(text: string | null): string[] {
  return text === null ? [] : text.split(',').map((word) => word.trim());
}

interface ToldCommunities extends Omit<ReturnType<typeof askCommunities>, 'communities'> {
  readonly communities: readonly {
    readonly size: number;
    readonly stability: number | null;
    readonly members: readonly (string | number)[];
  }[];
  /** Of a case. */
  readonly protectedLeftOut?: number;
}

/** `achilles communities`: groups with more links among them than chance would give. */
export const communitiesCommand = defineCommand({
  name: 'communities',
  usage: `communities FILE|CASE.achilles [--resolution R] [--runs N] [--seed N] ${SCOPE_USAGE} [--json]`,
  summary: 'Finds the communities of a graph file or a case, and how sure each is.',
  details: [
    'Of a file weights count where links have them; directions do not.',
    '--resolution R  above 1 for more and smaller communities, below for fewer; 1 by default',
    '--runs N        how often they are looked for; 100 by default',
    '--seed N        the same seed gives the same answer',
    FILES,
    ...SCOPE_DETAILS,
  ],
  options: {
    resolution: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    ...SCOPE_OPTIONS,
  },
  words: [1, 1],
  async run(context): Promise<ToldCommunities> {
    const { backend, values, positionals } = context;
    const question = {
      resolution: positiveOption(values, 'resolution', 1),
      runs: Math.max(1, numberOption(values, 'runs', 100)),
      seed: numberOption(values, 'seed', 1),
    };
    if (isCase(positionals[0])) return communitiesOfCase(context, question);
    return backend.askGraphFiles(filesOf(context), (graph) => askCommunities(graph!, question));
  },
  text: ({ communities, modularity, agreement, protectedLeftOut }) =>
    [
      ...communities.map(
        ({ size, stability, members }) =>
          `${size}  ${stability?.toFixed(2)}  ${members.join(', ')}`,
      ),
      `${communities.length} communities; modularity ${modularity?.toFixed(3)}; runs agree by ${agreement?.toFixed(2)}`,
      ...(protectedLeftOut === undefined ? [] : [leftOutWords({ protectedLeftOut })]),
    ].join('\n'),
});

/** Communities of a case, each share of runs in which it was found, members by their labels. */
async function communitiesOfCase(
  { api, values, unlock }: CommandContext,
  question: { readonly resolution: number; readonly runs: number; readonly seed: number },
) {
  const scope = scopeOption(values);
  await unlock();
  const { head, communities, modularity, agreement } = await answerOf(
    await api.analysis.communities({ scope, ...question }),
  );
  const labels = await labelsOf(
    api,
    communities.flatMap(({ memberIds }) => memberIds),
  );
  return {
    ...question,
    modularity,
    agreement,
    communities: communities.map(({ name, role, size, foundIn, cohesion, memberIds }) => ({
      name,
      role,
      size,
      stability: foundIn / question.runs,
      cohesion,
      ids: memberIds,
      members: memberIds.map((id) => labels.get(id) ?? id),
    })),
    protectedLeftOut: head.protectedLeftOut,
  };
}

const GOALS = ['fragment', 'fragment-distance', 'reach', 'reach-distance'] as const;

interface ToldKeyPlayers extends Omit<ReturnType<typeof askKeyPlayers>, 'goal'> {
  readonly goal: KeyPlayerGoal;
  /** Of a case: who stands highest by brokerage, and why. */
  readonly players?: readonly {
    readonly rank: number;
    readonly id: string;
    readonly label: string;
    readonly value: number;
    readonly why: string;
  }[];
  readonly protectedLeftOut?: number;
}

/** `achilles key-players`: the set of nodes that does most together. */
export const keyPlayersCommand = defineCommand({
  name: 'key-players',
  usage: `key-players FILE|CASE.achilles [--size K] [--goal ${GOALS.join('|')}] [--steps M] [--seed N] ${SCOPE_USAGE} [--json]`,
  summary: 'Finds who holds a graph file or a case together, alone and in sets.',
  details: [
    '--size K   how many together; 3 by default',
    '--goal G   fragment (the default), fragment-distance, reach (within --steps links, 2 by default), reach-distance',
    '--seed N   where not every set can be tried; the same seed gives the same answer',
    FILES,
    ...SCOPE_DETAILS,
  ],
  options: {
    size: { type: 'string' },
    goal: { type: 'string' },
    steps: { type: 'string' },
    seed: { type: 'string' },
    ...SCOPE_OPTIONS,
  },
  words: [1, 1],
  async run(context): Promise<ToldKeyPlayers> {
    const { backend, values, positionals } = context;
    const kind = choiceOption(values, 'goal', GOALS) ?? 'fragment';
    const steps = numberOption(values, 'steps', 2);
    const question = {
      goal: kind === 'reach' ? ({ kind, steps } as const) : ({ kind } as const),
      size: numberOption(values, 'size', 3),
      seed: numberOption(values, 'seed', 1),
    };
    if (isCase(positionals[0])) return keyPlayersOfCase(context, question, steps);
    return backend.askGraphFiles(filesOf(context), (graph) => askKeyPlayers(graph!, question));
  },
  text: ({ value, sets, isExact, players = [], protectedLeftOut }) =>
    [
      ...players.map(
        ({ rank, label, value: of, why }) => `${rank}  ${of.toFixed(4)}  ${label}: ${why}`,
      ),
      ...(value === null
        ? ['There is no set of this size.']
        : [
            ...sets.map((members) => members.join(', ')),
            `${isExact ? 'best of all sets' : 'best that was found; not every set was tried'}: ${value.toFixed(4)}`,
          ]),
      ...(protectedLeftOut === undefined ? [] : [leftOutWords({ protectedLeftOut })]),
    ].join('\n'),
});

/** How many of a case are told of one by one. */
const LISTED = 10;

async function keyPlayersOfCase(
  { api, values, unlock }: CommandContext,
  question: { readonly goal: KeyPlayerGoal; readonly size: number; readonly seed: number },
  steps: number,
) {
  const scope = scopeOption(values);
  await unlock();
  const { seed, size, goal } = question;
  const ranked = await answerOf(await api.analysis.keyPlayers({ scope, seed, limit: LISTED }));
  const found = await answerOf(
    await api.analysis.keyPlayerSets({ scope, seed, size, steps, goal: goal.kind }),
  );
  return {
    ...question,
    value: found.value,
    isExact: found.isExact,
    optimalSets: found.bestCount,
    sets: found.sets.map((set) => set.map(({ label }) => label)),
    players: ranked.players.map(({ rank, entity, value, reason }) => ({
      rank,
      id: entity.id,
      label: entity.label,
      value,
      why: reasonWords(reason),
    })),
    protectedLeftOut: ranked.head.protectedLeftOut,
  };
}

/** `achilles paths`: how two nodes are joined. */
export const pathsCommand = defineCommand({
  name: 'paths',
  usage:
    'paths FILE|CASE.achilles --from ID --to ID [--by links|strength|credibility] [--count K] [--avoid A,B,…] [--json]',
  summary:
    'Finds the shortest paths between two nodes of a graph file or case, and their weakest links.',
  details: [
    '--by B      links (the default of files); strength: strong links are short; credibility: weights are likelihoods',
    '            (the default of cases)',
    '--count K   how many paths; 3 by default',
    '--avoid A   nodes that no path may pass',
    'In a case a node is named by its id or reference. What leads through protected people is withheld.',
    '--most-links N  of a case: no longer than that; 6 by default',
    '--in-time-order of a case: no step is over before the one before it began',
    FILES,
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    by: { type: 'string' },
    count: { type: 'string' },
    avoid: { type: 'string' },
    'most-links': { type: 'string' },
    'in-time-order': { type: 'boolean' },
  },
  words: [1, 1],
  async run(context): Promise<PathsOfFile | PathsOfCase> {
    const { backend, values, positionals } = context;
    const [from, to] = [textOption(values, 'from'), textOption(values, 'to')];
    if (from === null || to === null) throw new UsageError('Name both ends: --from ID --to ID.');
    if (isCase(positionals[0])) return askPathsOfCase(context, { from, to });
    return backend.askGraphFiles(filesOf(context), (graph) =>
      askPaths(graph!, {
        from,
        to,
        by: choiceOption(values, 'by', ['links', 'strength', 'credibility']) ?? 'links',
        count: numberOption(values, 'count', 3),
        avoid: wordsOf(textOption(values, 'avoid')),
      }),
    );
  },
  text: (answer) => ('pairs' in answer ? wordsOfRoutes(answer) : wordsOfPaths(answer)),
});

/** `achilles compare`: what changed from one graph to the next. */
export const compareCommand = defineCommand({
  name: 'compare',
  usage: `compare BEFORE AFTER | CASE.achilles [--from DATE] [--to DATE] ${SCOPE_USAGE} [--json]`,
  summary:
    'Compares two graph files, or two dates of a case: who came, left, rose and fell, and what newly holds it together.',
  details: [
    'Nodes of files are the same where their ids are.',
    '--from DATE  of a case, as 2026-01-31; by default the day of the last review',
    '--to DATE    today by default',
    FILES,
    ...SCOPE_DETAILS,
  ],
  options: { from: { type: 'string' }, to: { type: 'string' }, ...SCOPE_OPTIONS },
  words: [1, 2],
  async run(context): Promise<ChangeOfFiles | ChangeAnswer> {
    const { positionals } = context;
    if (positionals.length === 1 && isCase(positionals[0])) return askChangeOfCase(context);
    if (positionals.length !== 2) throw new UsageError('Name two files, or one case.');
    return context.backend.askGraphFiles(filesOf(context), (before, after) =>
      askChange(before!, after!),
    );
  },
  text: (answer) => ('came' in answer ? wordsOfCaseChange(answer) : wordsOfFileChange(answer)),
});

function wordsOfPaths({ paths }: PathsOfFile): string {
  if (paths.length === 0) return 'There is no path between them.';
  return paths
    .map(({ nodes, length, weakest }) => {
      const told = weakest ? `; weakest ${weakest.link.join(' – ')} (${weakest.weight})` : '';
      return `${nodes.join(' – ')}  (length ${length}${told})`;
    })
    .join('\n');
}

function wordsOfFileChange(change: ChangeOfFiles): string {
  const { entered, left, rose, fell, newBridges, newArticulationNodes } = change;
  return [
    `came: ${entered.join(', ') || 'nobody'}`,
    `left: ${left.join(', ') || 'nobody'}`,
    `more neighbours: ${rose.map(({ id, before, after }) => `${id} (${before} to ${after})`).join(', ') || 'nobody'}`,
    `fewer neighbours: ${fell.map(({ id, before, after }) => `${id} (${before} to ${after})`).join(', ') || 'nobody'}`,
    `newly hold it together: ${newArticulationNodes.join(', ') || 'nobody'}`,
    `new bridges: ${newBridges.map((bridge) => bridge.join(' – ')).join(', ') || 'none'}`,
  ].join('\n');
}
