import { basename } from 'node:path';
import {
  askChange,
  askCommunities,
  askKeyPlayers,
  askPaths,
} from '../../../shared/analysis/graph-question.ts';
import {
  type CommandContext,
  type CommandInput,
  choiceOption,
  defineCommand,
  numberOption,
  textOption,
  UsageError,
} from '../command.ts';

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

/** `achilles communities`: groups with more links among them than chance would give. */
export const communitiesCommand = defineCommand({
  name: 'communities',
  usage: 'communities FILE [--resolution R] [--runs N] [--seed N] [--json]',
  summary: 'Finds the communities of a graph file, and how sure each is.',
  details: [
    'Weights count where links have them; directions do not.',
    '--resolution R  above 1 for more and smaller communities, below for fewer; 1 by default',
    '--runs N        how often they are looked for; 100 by default',
    '--seed N        the same seed gives the same answer',
    FILES,
  ],
  isOnFiles: true,
  options: {
    resolution: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
  },
  words: [1, 1],
  async run(context) {
    const { backend, values } = context;
    return backend.askGraphFiles(filesOf(context), (graph) =>
      askCommunities(graph!, {
        resolution: positiveOption(values, 'resolution', 1),
        runs: Math.max(1, numberOption(values, 'runs', 100)),
        seed: numberOption(values, 'seed', 1),
      }),
    );
  },
  text: ({ communities, modularity, agreement }) =>
    [
      ...communities.map(
        ({ size, stability, members }) =>
          `${size}  ${stability?.toFixed(2)}  ${members.join(', ')}`,
      ),
      `${communities.length} communities; modularity ${modularity?.toFixed(3)}; runs agree by ${agreement?.toFixed(2)}`,
    ].join('\n'),
});

const GOALS = ['fragment', 'fragment-distance', 'reach', 'reach-distance'] as const;

/** `achilles key-players`: the set of nodes that does most together. */
export const keyPlayersCommand = defineCommand({
  name: 'key-players',
  usage: `key-players FILE [--size K] [--goal ${GOALS.join('|')}] [--steps M] [--seed N] [--json]`,
  summary: 'Finds the set of nodes of a graph file without which it breaks, or that reaches most.',
  details: [
    '--size K   how many together; 3 by default',
    '--goal G   fragment (the default), fragment-distance, reach (within --steps links, 2 by default), reach-distance',
    '--seed N   where not every set can be tried; the same seed gives the same answer',
    FILES,
  ],
  isOnFiles: true,
  options: {
    size: { type: 'string' },
    goal: { type: 'string' },
    steps: { type: 'string' },
    seed: { type: 'string' },
  },
  words: [1, 1],
  async run(context) {
    const { backend, values } = context;
    const kind = choiceOption(values, 'goal', GOALS) ?? 'fragment';
    const steps = numberOption(values, 'steps', 2);
    return backend.askGraphFiles(filesOf(context), (graph) =>
      askKeyPlayers(graph!, {
        goal: kind === 'reach' ? { kind, steps } : { kind },
        size: numberOption(values, 'size', 3),
        seed: numberOption(values, 'seed', 1),
      }),
    );
  },
  text: ({ value, sets, isExact }) =>
    value === null
      ? 'There is no set of this size.'
      : [
          ...sets.map((members) => members.join(', ')),
          `${isExact ? 'best of all sets' : 'best that was found; not every set was tried'}: ${value.toFixed(4)}`,
        ].join('\n'),
});

/** `achilles paths`: how two nodes are joined. */
export const pathsCommand = defineCommand({
  name: 'paths',
  usage:
    'paths FILE --from ID --to ID [--by links|strength|credibility] [--count K] [--avoid A,B,…] [--json]',
  summary: 'Finds the shortest paths between two nodes of a graph file, and their weakest links.',
  details: [
    '--by B      links (the default); strength: strong links are short; credibility: weights are likelihoods',
    '--count K   how many paths, shortest first; 3 by default',
    '--avoid A   nodes that no path may pass',
    FILES,
  ],
  isOnFiles: true,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    by: { type: 'string' },
    count: { type: 'string' },
    avoid: { type: 'string' },
  },
  words: [1, 1],
  async run(context) {
    const { backend, values } = context;
    const [from, to] = [textOption(values, 'from'), textOption(values, 'to')];
    if (from === null || to === null) throw new UsageError('Name both ends: --from ID --to ID.');
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
  text: ({ paths }) =>
    paths.length === 0
      ? 'There is no path between them.'
      : paths
          .map(({ nodes, length, weakest }) => {
            const told = weakest ? `; weakest ${weakest.link.join(' – ')} (${weakest.weight})` : '';
            return `${nodes.join(' – ')}  (length ${length}${told})`;
          })
          .join('\n'),
});

/** `achilles compare`: what changed from one graph to the next. */
export const compareCommand = defineCommand({
  name: 'compare',
  usage: 'compare BEFORE AFTER [--json]',
  summary:
    'Compares two graph files: who came, left, rose and fell, and what newly holds it together.',
  details: ['Nodes are the same where their ids are.', FILES],
  isOnFiles: true,
  options: {},
  words: [2, 2],
  async run(context) {
    return context.backend.askGraphFiles(filesOf(context), (before, after) =>
      askChange(before!, after!),
    );
  },
  text: ({ entered, left, rose, fell, newBridges, newArticulationNodes }) =>
    [
      `came: ${entered.join(', ') || 'nobody'}`,
      `left: ${left.join(', ') || 'nobody'}`,
      `more neighbours: ${rose.map(({ id, before, after }) => `${id} (${before} to ${after})`).join(', ') || 'nobody'}`,
      `fewer neighbours: ${fell.map(({ id, before, after }) => `${id} (${before} to ${after})`).join(', ') || 'nobody'}`,
      `newly hold it together: ${newArticulationNodes.join(', ') || 'nobody'}`,
      `new bridges: ${newBridges.map((bridge) => bridge.join(' – ')).join(', ') || 'none'}`,
    ].join('\n'),
});
