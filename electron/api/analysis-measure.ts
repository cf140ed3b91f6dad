import {
  type CaseMeasure,
  DIRECTED_MEASURES,
  ONE_KIND_MEASURES,
} from '../../shared/analysis/case-measure.ts';
import { told } from '../../shared/analysis/measure-names.ts';
import { competitionRanks } from '../../shared/analysis/ranking-doubt.ts';
import { type ReplicateRanks, shareAbove } from '../../shared/analysis/ranking-sample.ts';
import { rankingValues } from '../../shared/analysis/record-measure.ts';
import type { MeasureCaution, MeasureEvent, Sampled } from '../../shared/api/analysis.ts';
import { shared } from '../jobs/analysis-pool.ts';
import { type CaseGraph, headOf } from './analysis-index.ts';
import { inParts, remembered } from './analysis-stream.ts';
import type { OpenCase } from './session.ts';

/** Steps along links for which an exact answer is waited for. */
const EXACT_STEPS = 300_000_000;
/** Steps that all replicates of a ranking may take together. */
const REPLICATE_STEPS = 800_000_000;
/** Replicates that a thread does at a time. */
const AT_A_TIME = 10;
/** Places of a ranking whose order is looked at. */
const ORDERED = 20;
/** Share of the replicates from which on an order is safe to assert. */
const SAFE_SHARE = 0.9;

/** A measure of the records of a graph that are told of, beside `toldNodes`. */
export interface MeasuredRecords {
  readonly measure: CaseMeasure;
  /** NaN: not defined. */
  readonly values: Float64Array;
  /** NaN: not ranked. */
  readonly ranks: Float64Array;
  readonly sampled: Sampled | null;
  readonly caution: MeasureCaution | null;
  /** Steps along links that one exact answer takes. */
  readonly steps: number;
}

/** Measures the records of a graph. */
export function measuredRecords(
  { analysis }: OpenCase,
  graph: CaseGraph,
  measure: CaseMeasure,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<MeasuredRecords> {
  return remembered(graph, `measure ${measure} ${seed}`, signal, async () => {
    const found = await analysis.pool.run(
      graph.task,
      { task: 'measure', measure, seed, mostSteps: EXACT_STEPS },
      signal,
    );
    const values = Float64Array.from(graph.toldNodes, (node) => found.values[node]!);
    const ranks = competitionRanks(rankingValues(measure, values)).map((rank, place) =>
      Number.isNaN(values[place]!) ? Number.NaN : rank,
    );
    const sampled = found.pivots === null ? null : { pivots: found.pivots, error: found.error };
    const caution = cautionOf(graph, measure);
    return { measure, values, ranks, sampled, caution, steps: found.steps };
  });
}

function cautionOf({ kinds, plain }: CaseGraph, measure: CaseMeasure): MeasureCaution | null {
  if (DIRECTED_MEASURES.has(measure) && !plain.isDirected) return 'needs-direction';
  const isMixed = kinds.some((kind) => kind !== kinds[0]);
  return isMixed && ONE_KIND_MEASURES.has(measure) ? 'mixed-kinds' : null;
}

const toldColumn = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : told(value)));

/** Values of measures, and then how far their ranks can be relied on. */
export async function* measureStream(
  open: OpenCase,
  graph: CaseGraph,
  asked: {
    readonly measures: readonly CaseMeasure[];
    readonly seed: number;
    readonly replicates: number;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<MeasureEvent> {
  const { seed, signal } = asked;
  const measures = [...new Set(asked.measures)];
  yield {
    type: 'records',
    head: headOf(graph, seed),
    ids: Array.from(graph.toldNodes, (node) => graph.ids[node]!),
  };
  const all = measures.map((measure) => measuredRecords(open, graph, measure, { seed, signal }));
  // Whoever leaves before the last is measured asks for none of them.
  for (const one of all) one.catch(() => {});
  const found: MeasuredRecords[] = [];
  for (const [at, one] of all.entries()) {
    const records = await one;
    found.push(records);
    const { measure, values, ranks, sampled, caution } = records;
    yield {
      type: 'values',
      measure,
      values: toldColumn(values),
      ranks: toldColumn(ranks),
      sampled,
      caution,
    };
    yield { type: 'progress', phase: 'measures', done: at + 1, total: all.length };
  }
  if (asked.replicates > 0)
    for (const records of found) yield* doubtOf(open, graph, records, asked);
}

/** Measures that follow every shortest path, and of which no estimate is made. */
const NOT_ESTIMATED: ReadonlySet<CaseMeasure> = new Set([
  'closeness',
  'eccentricity',
  'betweenness_weighted',
  'participation',
  'within_module',
]);

function replicatesFor({ measure, steps }: MeasuredRecords, wanted: number): number {
  if (!NOT_ESTIMATED.has(measure) || steps === 0) return wanted;
  const affordable = Math.floor(REPLICATE_STEPS / steps);
  return affordable < AT_A_TIME ? 0 : Math.min(wanted, affordable);
}

async function* doubtOf(
  { analysis }: OpenCase,
  graph: CaseGraph,
  records: MeasuredRecords,
  asked: { readonly seed: number; readonly replicates: number; readonly signal: AbortSignal },
): AsyncGenerator<MeasureEvent> {
  const { measure } = records;
  const { seed, signal } = asked;
  const replicates = replicatesFor(records, asked.replicates);
  if (replicates === 0 || records.caution === 'needs-direction') return;
  const nodes = graph.toldNodes.length;
  const values = shared(new Float64Array(nodes * replicates));
  const chunks = Array.from({ length: Math.ceil(replicates / AT_A_TIME) }, (_, chunk) => ({
    from: chunk * AT_A_TIME,
    to: Math.min(replicates, (chunk + 1) * AT_A_TIME),
  }));
  const mostSteps = Math.floor(REPLICATE_STEPS / replicates);
  const pivots = yield* inParts({ phase: 'intervals', total: chunks.length }, (onDone) =>
    Promise.all(
      chunks.map(async (chunk) => {
        const sampledFrom = await analysis.pool.run(
          graph.task,
          { task: 'sample', measure, seed, mostSteps, ...chunk, values, replicates },
          signal,
        );
        onDone();
        return sampledFrom;
      }),
    ),
  );
  const doubt = await analysis.pool.run(
    graph.task,
    { task: 'ranks', measure, values, replicates },
    signal,
  );
  const followed = Math.min(...pivots.map((some) => some ?? Number.POSITIVE_INFINITY));
  const isDefined = (place: number) => !Number.isNaN(records.values[place]!);
  const ranked = (column: Float64Array) =>
    toldColumn(column).map((value, place) => (isDefined(place) ? value : null));
  yield {
    type: 'doubt',
    measure,
    replicates,
    low: toldColumn(doubt.low),
    high: toldColumn(doubt.high),
    bestRank: ranked(doubt.bestRank),
    worstRank: ranked(doubt.worstRank),
    shareInTop: ranked(doubt.shareInTop),
    labels: doubt.labels.map((label, place) => (isDefined(place) ? label : null)),
    unsafe: unsafeOrder(graph, records, { doubt, replicates }),
    sampled: Number.isFinite(followed) ? { pivots: followed, error: null } : null,
  };
}

/** Neighbours in the ranking, among the first, of whom it is not safe to say who stands higher. */
function unsafeOrder(
  graph: CaseGraph,
  { ranks }: MeasuredRecords,
  { doubt, replicates }: { readonly doubt: ReplicateRanks; readonly replicates: number },
) {
  const order = Array.from(ranks.keys())
    .filter((place) => ranks[place]! <= ORDERED)
    .sort((one, other) => ranks[one]! - ranks[other]! || one - other)
    .slice(0, ORDERED);
  return order.slice(1).flatMap((below, at) => {
    const above = order[at]!;
    const share = shareAbove(doubt.ranks, replicates, [above, below]);
    return share >= SAFE_SHARE
      ? []
      : [{ aboveId: idAt(graph, above), belowId: idAt(graph, below), share: told(share) ?? 0 }];
  });
}

function idAt({ ids, toldNodes }: CaseGraph, place: number): string {
  return ids[toldNodes[place]!]!;
}
