import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadSampleLists } from '../../../electron/db/resources.ts';
import { membersOf, weakComponents } from '../../../shared/analysis/components.ts';
import { buildGraph, type Graph } from '../../../shared/analysis/graph.ts';
import { generateCounty } from '../../../shared/synthetic/county.ts';
import { createRandom } from '../../../shared/synthetic/random.ts';
import { sharedData } from '../../shared-data.ts';

/** A graph that is measured, and its links in a file for others to read. */
export interface Network {
  readonly name: string;
  readonly graph: Graph;
  readonly file: string;
}

function networkOf(folder: string, name: string, graph: Graph): Network {
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.txt`);
  const lines = Array.from(graph.sources, (source, link) => `${source} ${graph.targets[link]!}`);
  writeFileSync(file, `${[graph.nodeCount, ...lines].join('\n')}\n`);
  return { name, graph, file };
}

/** As many different links between any two nodes. */
export function randomNetwork(folder: string, nodeCount: number, linkCount: number): Network {
  const random = createRandom(nodeCount);
  const taken = new Set<number>();
  while (taken.size < linkCount) {
    const [a, b] = [random.integer(0, nodeCount - 1), random.integer(0, nodeCount - 1)];
    if (a !== b) taken.add(Math.min(a, b) * nodeCount + Math.max(a, b));
  }
  const keys = [...taken];
  const graph = buildGraph(nodeCount, false, {
    sources: keys.map((key) => Math.floor(key / nodeCount)),
    targets: keys.map((key) => key % nodeCount),
    weights: null,
  });
  return networkOf(folder, `random ${nodeCount / 1000}k/${linkCount / 1000}k`, graph);
}

/** People of an invented nation and their ties, by the recipe of the sample data: its largest component. */
export function nationalNetwork(folder: string): Network {
  const lists = loadSampleLists(join(resolve(import.meta.dirname, '../../..'), 'resources'));
  const { truth } = generateCounty({
    seed: 1,
    scale: 'national',
    referenceDate: '2026-11-01',
    lists,
  });
  const numberOf = new Map(truth.nominals.map((key, number) => [key, number]));
  const ends = truth.ties.flatMap(({ fromKey, toKey }) => {
    const [from, to] = [numberOf.get(fromKey), numberOf.get(toKey)];
    return from === undefined || to === undefined ? [] : [[from, to] as const];
  });
  const whole = buildGraph(truth.nominals.length, false, {
    sources: ends.map(([from]) => from),
    targets: ends.map(([, to]) => to),
    weights: null,
  });
  const [members = []] = membersOf(weakComponents(whole.both));
  const placeOf = new Map(members.map((node, place) => [node, place]));
  const inside = ends.flatMap(([from, to]) => {
    const [a, b] = [placeOf.get(from), placeOf.get(to)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  const graph = buildGraph(members.length, false, {
    sources: inside.map(([a]) => a),
    targets: inside.map(([, b]) => b),
    weights: null,
  });
  return networkOf(folder, 'national', graph);
}

/** Co-authorship of 21,363 people; null where it is not on this machine. */
export function coauthorNetwork(folder: string): Network | null {
  const data = sharedData('scale_ca_condmat');
  if (!data) return null;
  const rows = gunzipSync(readFileSync(join(data, 'edges.csv.gz'))).toString('utf8');
  const ends = rows
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',').map(Number));
  const names = [...new Set(ends.flatMap(([a = 0, b = 0]) => [a, b]))].sort((a, b) => a - b);
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const graph = buildGraph(names.length, false, {
    sources: ends.map(([a = 0]) => numberOf.get(a)!),
    targets: ends.map(([, b = 0]) => numberOf.get(b)!),
    weights: null,
  });
  return networkOf(folder, 'scale_ca_condmat', graph);
}
