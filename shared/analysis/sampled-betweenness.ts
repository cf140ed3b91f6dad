import { createRandom } from '../synthetic/random.ts';
import { type Graph, GraphRefusal } from './graph.ts';
import { createPathDraw } from './path-draw.ts';

export interface SamplingOptions {
  readonly seed: number;
  /** How far a value may be from the exact one; 0.01 by default. */
  readonly error?: number;
  /** How sure it is that none is further from it; 0.95 by default. */
  readonly confidence?: number;
  /** Told how many paths were drawn, and how many were thought to be enough. */
  readonly onProgress?: (done: number, thought: number) => void;
}

/** Betweenness by a sample of shortest paths. */
export interface SampledBetweenness {
  /** Of each node: share of the pairs of others, 0 to 1. */
  readonly nodes: Float64Array;
  /** No value is further from the exact one, as sure as `confidence` says. */
  readonly error: number;
  readonly confidence: number;
  /** How many paths were drawn. */
  readonly samples: number;
}

/** Paths by which doubt is divided, before those that count. */
const FIRST_SAMPLES = 1500;
/** How many more paths are drawn before the next look at what they say. */
const GROWTH = 1.15;
/** Part of the doubt that nodes share alike. */
const SMALL_PART = 0.02;

/**
 * Betweenness of nodes to within an error, from as many shortest paths as it takes: few where no node is on many.
 *
 * A first sample tells about how many paths it will take, and divides the doubt: nodes on many paths are given more of
 * it. A second one is drawn until the count of every node says that the exact value is not further off, looked at now
 * and then; each look may be wrong half as likely as the one before.
 *
 * Unit: share of pairs of other nodes, as `normaliseNodes` gives it; links are of length 1.
 * Complexity: O(log(n / doubt) / error²) paths at the most, each as `createPathDraw` says.
 * Source: in the manner of KADABRA, Borassi and Natale (2016), 24th European Symposium on Algorithms, 20; when to stop
 * by the bound of Chernoff in the form of Hoeffding (1963), Journal of the American Statistical Association 58, 13–30,
 * theorem 1, which asks for no bound on the longest path.
 */
export function sampledBetweenness(
  graph: Graph,
  { seed, error = 0.01, confidence = 0.95, onProgress = () => undefined }: SamplingOptions,
): SampledBetweenness {
  if (!(error > 0 && error < 1 && confidence > 0 && confidence < 1))
    throw new GraphRefusal('Error and confidence are numbers between 0 and 1.');
  const { nodeCount } = graph;
  const nothing = { nodes: new Float64Array(nodeCount), error, confidence, samples: 0 };
  if (nodeCount < 3 || graph.linkCount === 0) return nothing;
  // Paths are drawn between all pairs, and shares are told of the pairs of others.
  const scale = nodeCount / (nodeCount - 2);
  const drawPath = createPathDraw(graph);
  const random = createRandom(seed).next;
  const counts = new Uint32Array(nodeCount);
  for (let sample = 0; sample < FIRST_SAMPLES; sample++) drawPath(random, counts);
  const plan = divideDoubt(counts, { error: error / scale, doubt: 1 - confidence });

  // What was drawn to divide the doubt does not count.
  counts.fill(0);
  let samples = 0;
  let wanted = plan.samples;
  for (let look = 1; ; look++, wanted = Math.ceil(wanted * GROWTH)) {
    for (; samples < wanted; samples++) drawPath(random, counts);
    onProgress(samples, wanted);
    if (isEnough(counts, samples, { ...plan, look })) break;
  }
  return {
    ...nothing,
    nodes: Float64Array.from(counts, (count) => Math.min(1, (scale * count) / samples)),
    samples,
  };
}

/** By how much counts of a share `p` speak against a share `q`, a draw. Source: Kullback and Leibler (1951). */
function evidence(p: number, q: number): number {
  if (q <= 0 || q >= 1) return Number.POSITIVE_INFINITY;
  const there = p === 0 ? 0 : p * Math.log(p / q);
  const not = p === 1 ? 0 : (1 - p) * Math.log((1 - p) / (1 - q));
  return there + not;
}

/** By how much a count speaks against every share that is further off than the error, a draw. */
function leastEvidence(share: number, error: number): number {
  return Math.min(evidence(share, share + error), evidence(share, share - error));
}

interface DoubtPlan {
  readonly error: number;
  /** How many paths are likely to be enough. */
  readonly samples: number;
  /** Of each node: the evidence that is asked for. */
  readonly asked: Float64Array;
}

/** Finds the fewest paths at which all nodes together are within their doubt, and what that gives to each. */
function divideDoubt(
  counts: Uint32Array,
  { error, doubt }: { readonly error: number; readonly doubt: number },
): DoubtPlan {
  // A little more than was seen: the next sample must not ask for more than this one.
  const perDraw = Float64Array.from(counts, (count) =>
    leastEvidence(Math.min(1, (count + Math.sqrt(count) + 0.5) / FIRST_SAMPLES), error),
  );
  // Nodes on few paths are not asked for more than they need, or chance would keep them from giving it.
  const most = Math.log((2 * counts.length) / (SMALL_PART * doubt));
  const doubtAt = (samples: number) => {
    let sum = 0;
    for (const each of perDraw) sum += 2 * Math.exp(-Math.min(most, each * samples));
    return sum;
  };
  let [low, high] = [1, most / (2 * error ** 2)];
  while (high - low > 0.001 * high) {
    const middle = (low + high) / 2;
    // The first look takes half of the doubt.
    if (doubtAt(middle) > doubt / 2) low = middle;
    else high = middle;
  }
  const samples = Math.ceil(high);
  return { error, samples, asked: perDraw.map((each) => Math.min(most, each * samples)) };
}

/** Whether the exact value of every node is within the error on either side. */
function isEnough(
  counts: Uint32Array,
  samples: number,
  { error, asked, look }: DoubtPlan & { readonly look: number },
): boolean {
  const more = (look - 1) * Math.LN2;
  return asked.every(
    (evidenceOfNode, node) =>
      leastEvidence(counts[node]! / samples, error) * samples >= evidenceOfNode + more,
  );
}
