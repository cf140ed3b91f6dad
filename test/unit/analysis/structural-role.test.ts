import { expect, test } from 'vitest';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import { measureJson } from '../../../shared/analysis/measure-file.ts';
import { structuralRoles } from '../../../shared/analysis/structural-role.ts';

function graphOf(
  nodeCount: number,
  links: readonly (readonly [number, number])[],
  isDirected = false,
): Graph {
  return buildGraph(nodeCount, isDirected, {
    sources: links.map(([source]) => source),
    targets: links.map(([, target]) => target),
    weights: null,
  });
}

test('those who are linked to the same others have one role, though nothing links them', () => {
  // Two organisers, each linked to the same four runners; a supplier is linked to both organisers.
  const links = [0, 1].flatMap((organiser) =>
    [2, 3, 4, 5, 6].map((other) => [organiser, other] as const),
  );
  const roles = structuralRoles(graphOf(7, links), { splits: 1 })!;
  expect([...roles]).toEqual([0, 0, 1, 1, 1, 1, 1]);
});

test('the hub of a star and its leaves have two roles, and who is linked to nobody a third', () => {
  const roles = structuralRoles(
    graphOf(7, [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [0, 5],
    ]),
  )!;
  expect([...roles]).toEqual([0, 1, 1, 1, 1, 1, 2]);
});

test('in a chain of command each rank is a role', () => {
  const links: [number, number][] = [];
  for (const boss of [0, 1]) for (const middle of [2, 3]) links.push([boss, middle]);
  for (const middle of [2, 3]) for (const runner of [4, 5, 6]) links.push([middle, runner]);
  const roles = structuralRoles(graphOf(7, links, true))!;
  expect(new Set([roles[0], roles[2], roles[4]]).size).toBe(3);
  expect([roles[1], roles[3], roles[5], roles[6]]).toEqual([
    roles[0],
    roles[2],
    roles[4],
    roles[4],
  ]);
});

test('who knows everybody alike has the role of everybody, and no more than is asked for is parted', () => {
  const clique = [0, 1, 2, 3, 4].flatMap((a) =>
    [0, 1, 2, 3, 4].filter((b) => b > a).map((b) => [a, b] as const),
  );
  expect([...structuralRoles(graphOf(5, clique))!]).toEqual([0, 0, 0, 0, 0]);
  expect(structuralRoles(graphOf(0, []))).toHaveLength(0);
  expect(structuralRoles(graphOf(601, []))).toBeNull();
});

test('Katz and roles are told where they are asked for by name, and not else', () => {
  const file = {
    nodes: ['a', 'b', 'c'],
    edges: [
      ['a', 'b'],
      ['b', 'c'],
    ],
  };
  const asked = measureJson(file, { measures: ['katz', 'structural_role'], seed: 1 });
  expect(asked).toEqual({
    nodes: {
      katz: [expect.any(Number), expect.any(Number), expect.any(Number)],
      structural_role: [0, 1, 0],
    },
  });
  const all = measureJson(file, { measures: null, seed: 1 });
  expect(Object.keys(all.nodes ?? {})).not.toContain('katz');
});
