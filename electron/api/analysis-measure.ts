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
/** Replicates that a thread does at a time, and measures of replicates: others wait for no more than that. */
const AT_A_TIME = 10;
const MEASURED_AT_A_TIME = 50;
/** Values that the replicates of measures may have together while they are ranked. */
const VALUES_TOGETHER = 8_000_000;
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
  if (asked.replicates > 0) yield* doubtsOf(open, graph, found, asked);
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

/** Measures of which the same replicates are drawn. */
interface Together {
  readonly measures: readonly MeasuredRecords[];
  readonly replicates: number;
  /** From which replicate to which a thread does them at a time. */
  readonly chunks: readonly { readonly from: number; readonly to: number }[];
}

/** Measures whose replicates are drawn and measured in one go, as many as there is room for. */
function together(
  found: readonly MeasuredRecords[],
  { wanted, nodes }: { readonly wanted: number; readonly nodes: number },
): Together[] {
  const byReplicates = new Map<number, MeasuredRecords[]>();
  for (const records of found) {
    const replicates = replicatesFor(records, wanted);
    if (replicates === 0 || records.caution === 'needs-direction') continue;
    const known = byReplicates.get(replicates);
    if (known) known.push(records);
    else byReplicates.set(replicates, [records]);
  }
  return [...byReplicates].flatMap(([replicates, all]) => {
    const most = Math.max(1, Math.floor(VALUES_TOGETHER / Math.max(1, nodes * replicates)));
    return Array.from({ length: Math.ceil(all.length / most) }, (_, part) => {
      const measures = all.slice(part * most, (part + 1) * most);
      const each = Math.max(
        1,
        Math.min(AT_A_TIME, Math.floor(MEASURED_AT_A_TIME / measures.length)),
      );
      const chunks = Array.from({ length: Math.ceil(replicates / each) }, (__, chunk) => ({
        from: chunk * each,
        to: Math.min(replicates, (chunk + 1) * each),
      }));
      return { measures, replicates, chunks };
    });
  });
}

type DoubtEvent = Extract<MeasureEvent, { readonly type: 'doubt' }>;

async function* doubtsOf(
  { analysis }: OpenCase,
  graph: CaseGraph,
  found: readonly MeasuredRecords[],
  asked: { readonly seed: number; readonly replicates: number; readonly signal: AbortSignal },
): AsyncGenerator<MeasureEvent> {
  const { seed, signal } = asked;
  const nodes = graph.toldNodes.length;
  const parts = together(found, { wanted: asked.replicates, nodes });
  const total = parts.reduce((sum, { chunks }) => sum + chunks.length, 0);
  let before = 0;
  for (const { measures, replicates, chunks } of parts) {
    const sampled = measures.map(({ measure }) => ({
      measure,
      values: shared(new Float64Array(nodes * replicates)),
    }));
    const mostSteps = Math.floor(REPLICATE_STEPS / replicates);
    const pivots = yield* inParts({ phase: 'intervals', total, before }, (onDone) =>
      Promise.all(
        chunks.map(async (chunk) => {
          const sampledFrom = await analysis.pool.run(
            graph.task,
            { task: 'sample', measures: sampled, seed, mostSteps, ...chunk, replicates },
            signal,
          );
          onDone();
          return sampledFrom;
        }),
      ),
    );
    before += chunks.length;
    const ranking = sampled.map((one) =>
      analysis.pool.run(graph.task, { task: 'ranks', ...one, replicates }, signal),
    );
    // Whoever leaves before the last is ranked asks for none of them.
    for (const one of ranking) one.catch(() => {});
    for (const [at, records] of measures.entries()) {
      const followed = pivots.map((some) => some[at] ?? Number.POSITIVE_INFINITY);
      yield doubtOf(graph, records, {
        doubt: await ranking[at]!,
        replicates,
        pivots: Math.min(...followed),
      });
    }
  }
}

function doubtOf(
  graph: CaseGraph,
  records: MeasuredRecords,
  of: {
    readonly doubt: ReplicateRanks;
    readonly replicates: number;
    /** Infinite: paths were followed from all nodes. */
    readonly pivots: number;
  },
): DoubtEvent {
  const { doubt, replicates, pivots } = of;
  const isDefined = (place: number) => !Number.isNaN(records.values[place]!);
  const ranked = (column: Float64Array) =>
    toldColumn(column).map((value, place) => (isDefined(place) ? value : null));
  return {
    type: 'doubt',
    measure: records.measure,
    replicates,
    low: toldColumn(doubt.low),
    high: toldColumn(doubt.high),
    bestRank: ranked(doubt.bestRank),
    worstRank: ranked(doubt.worstRank),
    shareInTop: ranked(doubt.shareInTop),
    labels: doubt.labels.map((label, place) => (isDefined(place) ? label : null)),
    unsafe: unsafeOrder(graph, records, { doubt, replicates }),
    sampled: Number.isFinite(pivots) ? { pivots, error: null } : null,
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
