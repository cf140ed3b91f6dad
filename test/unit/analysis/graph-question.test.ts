import { expect, test } from 'vitest';
import {
  askChange,
  askCommunities,
  askKeyPlayers,
  askPaths,
} from '../../../shared/analysis/graph-question.ts';
import { givenGraph } from '../../../shared/analysis/measure-file.ts';

function given(isWeighted: boolean, ...edges: (readonly [string, string, number])[]) {
  const ids = [
    ...new Set(edges.map(([source]) => source).concat(edges.map(([, target]) => target))),
  ];
  return givenGraph({ ids, isDirected: false, isWeighted, edges });
}

const SQUARE = [
  ['a', 'b', 1],
  ['b', 'c', 1],
  ['c', 'd', 1],
  ['d', 'a', 1],
] as const;
const PATHS = { from: 'a', to: 'c', by: 'links', count: 5, avoid: [] } as const;

test('without weights no link is the weakest, and none is likely', () => {
  expect(askPaths(given(false, ...SQUARE), PATHS).paths).toEqual([
    { nodes: ['a', 'b', 'c'], length: 2, credibility: null, weakest: null },
    { nodes: ['a', 'd', 'c'], length: 2, credibility: null, weakest: null },
  ]);
  const avoiding = askPaths(given(false, ...SQUARE), { ...PATHS, avoid: ['b'] });
  expect(avoiding.paths.map(({ nodes }) => nodes.join(''))).toEqual(['adc']);
});

test('what cannot be asked is refused in words', () => {
  const heavy = given(true, ['a', 'b', 3], ['b', 'c', 1]);
  expect(() => askPaths(heavy, { ...PATHS, by: 'credibility' })).toThrow('from 0 to 1');
  expect(() => askPaths(heavy, { ...PATHS, to: 'z' })).toThrow('no node “z”');
});

test('by strength the strong way is the short one', () => {
  const graph = given(true, ['a', 'c', 1], ['a', 'b', 4], ['b', 'c', 4]);
  const [first] = askPaths(graph, { ...PATHS, by: 'strength' }).paths;
  expect(first).toMatchObject({ nodes: ['a', 'b', 'c'], length: 0.5 });
});

test('graphs of nothing have answers', () => {
  const nothing = given(false);
  expect(askCommunities(nothing, { resolution: 1, runs: 3, seed: 1 })).toMatchObject({
    modularity: 0,
    communities: [],
  });
  expect(askKeyPlayers(nothing, { goal: { kind: 'fragment' }, size: 1, seed: 1 })).toMatchObject({
    value: null,
    sets: [],
  });
  expect(askChange(nothing, nothing)).toMatchObject({ nodeJaccard: null, degreeTauB: null });
  expect(askChange(nothing, given(false, ...SQUARE))).toMatchObject({
    entered: ['a', 'b', 'c', 'd'],
    newBridges: [],
  });
});
