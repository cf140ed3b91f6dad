import type { Truth } from '../../../shared/synthetic/truth.ts';

/** Measures of a person network, plainly worked out: what analytics.md 5.3 says it should look like. */
export interface NetworkShape {
  readonly nodes: number;
  readonly links: number;
  readonly meanDegree: number;
  readonly degrees: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly most: number;
  };
  readonly components: number;
  readonly largestShare: number;
  readonly clustering: number;
  readonly modularity: number;
  readonly meanPath: number;
  readonly articulationShare: number;
}

/** Shape of the true person network. `pathSources`: breadth-first searches behind the mean path. */
export function shapeOf(
  truth: Pick<Truth, 'nominals' | 'ties'>,
  pathSources: number,
): NetworkShape {
  const index = new Map(truth.nominals.map((key, place) => [key, place]));
  const sets: Set<number>[] = truth.nominals.map(() => new Set<number>());
  for (const { fromKey, toKey } of truth.ties) {
    const from = index.get(fromKey);
    const to = index.get(toKey);
    if (from === undefined || to === undefined || from === to) continue;
    sets[from]?.add(to);
    sets[to]?.add(from);
  }
  const neighbours = sets.map((set) => [...set]);
  const degrees = neighbours.map((each) => each.length).sort((a, b) => a - b);
  const links = degrees.reduce((sum, degree) => sum + degree, 0) / 2;
  const parts = componentsOf(neighbours);
  const largest = parts.reduce(
    (best, part) => (part.length > best.length ? part : best),
    [] as number[],
  );
  const quantile = (share: number) => degrees[Math.ceil(share * degrees.length) - 1] ?? 0;
  return {
    nodes: neighbours.length,
    links,
    meanDegree: (2 * links) / neighbours.length,
    degrees: { p50: quantile(0.5), p90: quantile(0.9), p99: quantile(0.99), most: quantile(1) },
    components: parts.length,
    largestShare: largest.length / neighbours.length,
    clustering: meanClustering(neighbours, sets),
    modularity: louvainModularity(neighbours),
    meanPath: meanPathOf(neighbours, largest, pathSources),
    articulationShare: articulationCount(neighbours, largest[0] ?? 0) / Math.max(1, largest.length),
  };
}

type Adjacency = readonly (readonly number[])[];

function componentsOf(neighbours: Adjacency): number[][] {
  const seen = new Uint8Array(neighbours.length);
  const parts: number[][] = [];
  for (let start = 0; start < neighbours.length; start++) {
    if (seen[start]) continue;
    const part = [start];
    seen[start] = 1;
    for (let at = 0; at < part.length; at++) {
      for (const next of neighbours[part[at] as number] ?? []) {
        if (seen[next]) continue;
        seen[next] = 1;
        part.push(next);
      }
    }
    parts.push(part);
  }
  return parts;
}

function meanClustering(neighbours: Adjacency, sets: readonly ReadonlySet<number>[]): number {
  let sum = 0;
  for (const each of neighbours) {
    if (each.length < 2) continue;
    let closed = 0;
    for (const [place, a] of each.entries())
      for (const b of each.slice(0, place)) if (sets[a]?.has(b)) closed++;
    sum += (2 * closed) / (each.length * (each.length - 1));
  }
  return sum / neighbours.length;
}

function meanPathOf(neighbours: Adjacency, part: readonly number[], sources: number): number {
  const step = Math.max(1, Math.floor(part.length / sources));
  let sum = 0;
  let pairs = 0;
  for (let place = 0; place < part.length; place += step) {
    const distance = new Int32Array(neighbours.length).fill(-1);
    const queue = [part[place] as number];
    distance[part[place] as number] = 0;
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] as number;
      for (const next of neighbours[node] ?? []) {
        if (distance[next] !== -1) continue;
        distance[next] = (distance[node] ?? 0) + 1;
        queue.push(next);
      }
    }
    for (const node of queue) sum += distance[node] ?? 0;
    pairs += queue.length - 1;
  }
  return sum / pairs;
}

/** Tarjan (1972), with a stack of its own: long chains are deeper than the call stack. */
function articulationCount(neighbours: Adjacency, root: number): number {
  const order = new Int32Array(neighbours.length).fill(-1);
  const low = new Int32Array(neighbours.length);
  const next = new Int32Array(neighbours.length);
  const parent = new Int32Array(neighbours.length).fill(-1);
  const cut = new Set<number>();
  let time = 0;
  let rootChildren = 0;
  const stack = [root];
  order[root] = low[root] = time++;
  while (stack.length > 0) {
    const node = stack[stack.length - 1] as number;
    const each = neighbours[node] ?? [];
    const at = next[node] as number;
    if (at < each.length) {
      next[node] = at + 1;
      const other = each[at] as number;
      if (order[other] === -1) {
        parent[other] = node;
        order[other] = low[other] = time++;
        stack.push(other);
      } else if (other !== parent[node])
        low[node] = Math.min(low[node] as number, order[other] as number);
      continue;
    }
    stack.pop();
    const up = parent[node] as number;
    if (up === -1) continue;
    low[up] = Math.min(low[up] as number, low[node] as number);
    if (up === root) rootChildren++;
    else if ((low[node] as number) >= (order[up] as number)) cut.add(up);
  }
  return cut.size + (rootChildren > 1 ? 1 : 0);
}

/** Modularity that the Louvain method reaches (Blondel et al. 2008), in node order. */
function louvainModularity(neighbours: Adjacency): number {
  let weights: Map<number, number>[] = neighbours.map(
    (each) => new Map(each.map((other) => [other, 1])),
  );
  const total = neighbours.reduce((sum, each) => sum + each.length, 0);
  for (;;) {
    const { community, count } = moveNodes(weights, total);
    if (count === weights.length) return modularityOf(weights, total);
    const joined: Map<number, number>[] = Array.from({ length: count }, () => new Map());
    for (const [node, each] of weights.entries()) {
      const target = joined[community[node] as number] as Map<number, number>;
      for (const [other, weight] of each) {
        const key = community[other] as number;
        target.set(key, (target.get(key) ?? 0) + weight);
      }
    }
    weights = joined;
  }
}

function moveNodes(weights: readonly ReadonlyMap<number, number>[], total: number) {
  const community = weights.map((_, node) => node);
  const strength = weights.map((each) =>
    [...each.values()].reduce((sum, weight) => sum + weight, 0),
  );
  const sums = [...strength];
  for (let hasMoved = true; hasMoved; ) {
    hasMoved = false;
    for (const [node, each] of weights.entries()) {
      const own = community[node] as number;
      const mine = strength[node] as number;
      const towards = new Map<number, number>([[own, 0]]);
      for (const [other, weight] of each) {
        if (other === node) continue;
        const key = community[other] as number;
        towards.set(key, (towards.get(key) ?? 0) + weight);
      }
      sums[own] = (sums[own] as number) - mine;
      let best = own;
      let bestGain = (towards.get(own) ?? 0) - (mine * (sums[own] as number)) / total;
      for (const [key, weight] of towards) {
        const gain = weight - (mine * (sums[key] as number)) / total;
        if (gain > bestGain + 1e-9) [best, bestGain] = [key, gain];
      }
      sums[best] = (sums[best] as number) + mine;
      if (best === own) continue;
      community[node] = best;
      hasMoved = true;
    }
  }
  const ids = new Map<number, number>();
  for (const key of community) if (!ids.has(key)) ids.set(key, ids.size);
  return { community: community.map((key) => ids.get(key) as number), count: ids.size };
}

function modularityOf(weights: readonly ReadonlyMap<number, number>[], total: number): number {
  let sum = 0;
  for (const [node, each] of weights.entries()) {
    const strength = [...each.values()].reduce((all, weight) => all + weight, 0);
    sum += (each.get(node) ?? 0) / total - (strength / total) ** 2;
  }
  return sum;
}
