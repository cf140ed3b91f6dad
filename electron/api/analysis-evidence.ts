import type { CaseMeasure } from '../../shared/analysis/case-measure.ts';
import { told } from '../../shared/analysis/measure-names.ts';
import type { EvidenceAnswer, EvidenceTie } from '../../shared/api/analysis.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { type CaseGraph, headOf } from './analysis-index.ts';
import { type MeasuredRecords, measuredRecords } from './analysis-measure.ts';
import { remembered } from './analysis-stream.ts';
import type { OpenCase } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

export interface EvidenceQuestion {
  readonly id: string;
  readonly measure: CaseMeasure;
  readonly seed: number;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** Measures that add up over a record's links, and of those with a direction, over which. */
const OVER_LINKS: Partial<Record<CaseMeasure, 'both' | 'in' | 'out'>> = {
  degree: 'both',
  strength: 'both',
  in_degree: 'in',
  in_strength: 'in',
  out_degree: 'out',
  out_strength: 'out',
  eigenvector: 'in',
  katz: 'in',
  pagerank: 'in',
  betweenness: 'both',
};

/** The ties and claims under a number. Ties with protected people are not among them; that there are any is said. */
export async function evidenceOf(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  asked: EvidenceQuestion,
): Promise<EvidenceAnswer> {
  const place = graph.columns.placeOf(asked.id);
  const node = place === undefined ? -1 : graph.nodePlaces.indexOf(place);
  const records = await measuredRecords(open, graph, asked.measure, asked);
  const ties = node < 0 ? [] : tiesOf(graph, node);
  const toldTies = ties.filter(({ other }) => !graph.isProtected[other]);
  const shares = await sharesOf(open, graph, {
    ...{ node, ties: toldTies, values: records.values, asked },
  });
  return await inSlices(
    () =>
      evidenceAnswer(ontology, open, graph, {
        ...{ node, records, toldTies, shares, asked },
        isWithheld: toldTies.length < ties.length,
      }),
    // All of it is of a graph that is kept as it was.
    { version: () => null, signal: asked.signal },
  );
}

/** Everything that is told of the ties, with a pause now and then for others. */
function* evidenceAnswer(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  of: {
    readonly node: number;
    readonly records: MeasuredRecords;
    readonly toldTies: readonly NodeTie[];
    readonly shares: readonly number[] | null;
    readonly isWithheld: boolean;
    readonly asked: EvidenceQuestion;
  },
): Generator<void, EvidenceAnswer> {
  const { node, records, toldTies, shares, isWithheld, asked } = of;
  const at = graph.toldNodes.indexOf(node);
  const order = toldTies
    .map((tie, index) => ({ ...tie, share: shares?.[index] ?? null }))
    .sort(
      (one, other) =>
        (other.share ?? 0) - (one.share ?? 0) ||
        graph.ties.existence[other.tie]! - graph.ties.existence[one.tie]! ||
        one.other - other.other,
    );
  yield;
  const origins = yield* originsOf(
    open,
    graph,
    toldTies.map(({ tie }) => tie),
  );
  const listed: EvidenceTie[] = [];
  for (const { tie, other, share } of order.slice(0, asked.limit)) {
    yield;
    listed.push({
      other: summaryOf(ontology, open.entities.get(graph.ids[other]!), open),
      existence: told(graph.ties.existence[tie]!) ?? 0,
      strength: told(graph.ties.strength[tie]!) ?? 0,
      share: told(share),
      relationIds: claimsOf(graph, tie).flatMap((number) => origins.get(number)?.id ?? []),
      assets: assetsOf(ontology, open, graph, { tie, node, other }),
    });
  }
  return {
    head: headOf(graph, asked.seed),
    measure: asked.measure,
    entity: summaryOf(ontology, open.entities.get(asked.id), open),
    value: at < 0 || Number.isNaN(records.values[at]!) ? null : told(records.values[at]!),
    rank: at < 0 || Number.isNaN(records.ranks[at]!) ? null : records.ranks[at]!,
    ranked: records.ranks.filter((rank) => !Number.isNaN(rank)).length,
    sampled: records.sampled,
    ties: listed,
    total: toldTies.length,
    isWithheld,
    sources: countSources(origins.values()),
  };
}

interface NodeTie {
  readonly other: number;
  /** Number among the ties of the graph, and among its links. */
  readonly tie: number;
  readonly link: number;
}

function tiesOf({ plain, tieOf }: CaseGraph, node: number): NodeTie[] {
  const seen = new Map<number, NodeTie>();
  for (const rows of [plain.out, plain.in])
    for (let entry = rows.offsets[node]!; entry < rows.offsets[node + 1]!; entry++) {
      const link = rows.linkOf[entry]!;
      seen.set(link, { other: rows.targets[entry]!, link, tie: tieOf[link]! });
    }
  return [...seen.values()];
}

/** What each tie adds to the number, as a share of what those told add; null: the measure does not add up over ties. */
async function sharesOf(
  open: OpenCase,
  graph: CaseGraph,
  of: {
    readonly node: number;
    readonly ties: readonly NodeTie[];
    readonly values: Float64Array;
    readonly asked: EvidenceQuestion;
  },
): Promise<number[] | null> {
  const { measure, signal } = of.asked;
  const way = OVER_LINKS[measure];
  if (way === undefined) return null;
  const { plain } = graph;
  const partOf = await partFinder(open, graph, { measure, values: of.values, signal });
  if (partOf === null) return null;
  const parts = of.ties.map((tie) => {
    const comesIn = plain.targets[tie.link] === of.node;
    const counts = !plain.isDirected || way === 'both' || (way === 'in') === comesIn;
    return counts ? partOf(tie) : 0;
  });
  const sum = parts.reduce((total, part) => total + part, 0);
  return sum === 0 ? null : parts.map((part) => part / sum);
}

/** What a tie adds to a measure, in any unit; null: there are too many routes to follow. */
async function partFinder(
  open: OpenCase,
  graph: CaseGraph,
  of: {
    readonly measure: CaseMeasure;
    readonly values: Float64Array;
    readonly signal: AbortSignal;
  },
): Promise<((tie: NodeTie) => number) | null> {
  const { plain, scope, ties } = graph;
  const worthOf = (node: number) => of.values[graph.toldNodes.indexOf(node)] || 0;
  switch (of.measure) {
    case 'betweenness': {
      const links = await remembered(graph, 'link-routes', of.signal, () =>
        open.analysis.pool.run(graph.task, { task: 'link-routes' }, of.signal),
      );
      return links && (({ link }) => links[link]!);
    }
    case 'strength':
    case 'in_strength':
    case 'out_strength': {
      const weights = {
        count: ties.counts,
        strength: ties.strength,
        existence: ties.gradedExistence,
      };
      return ({ tie }) => weights[scope.weighting][tie]!;
    }
    case 'eigenvector':
      return ({ other }) => worthOf(other);
    case 'katz':
      return ({ other }) => 1 + worthOf(other);
    case 'pagerank':
      return ({ other }) =>
        worthOf(other) / Math.max(1, plain.out.offsets[other + 1]! - plain.out.offsets[other]!);
    default:
      return () => 1;
  }
}

/** Numbers of the claims of a tie. */
function claimsOf({ claims, from }: CaseGraph, tie: number): number[] {
  const pair = from.pairOf[tie]!;
  if (pair < 0) return [];
  return Array.from(
    from.pairs.claims.subarray(from.pairs.claimStarts[pair]!, from.pairs.claimStarts[pair + 1]!),
    (claim) => claims.number[claim]!,
  );
}

type Origin = ReturnType<OpenCase['analysis']['claims']['origins']>[number];

/** Claims whose origin is read between two pauses. */
const READ_PER_PAUSE = 200;

function* originsOf(
  open: OpenCase,
  graph: CaseGraph,
  ties: readonly number[],
): Generator<void, ReadonlyMap<number, Origin>> {
  const numbers = ties.flatMap((tie) => claimsOf(graph, tie));
  const origins = new Map<number, Origin>();
  for (let at = 0; at < numbers.length; at += READ_PER_PAUSE) {
    yield;
    for (const origin of open.analysis.claims.origins(numbers.slice(at, at + READ_PER_PAUSE)))
      origins.set(origin.number, origin);
  }
  return origins;
}

function countSources(origins: Iterable<Origin>): EvidenceAnswer['sources'] {
  const counts = new Map<string, number>();
  for (const { source } of origins) counts.set(source, (counts.get(source) ?? 0) + 1);
  return [...counts]
    .map(([name, claims]) => ({ name, claims }))
    .sort((one, other) => other.claims - one.claims || (one.name < other.name ? -1 : 1));
}

/** What both share, with the links of either to it. */
function assetsOf(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  { tie, node, other }: { readonly tie: number; readonly node: number; readonly other: number },
): EvidenceTie['assets'] {
  const people = new Set([graph.ids[node]!, graph.ids[other]!]);
  return graph.from.assetsOf[tie]!.map((asset) => {
    const id = graph.assetIds[asset]!;
    return {
      entity: summaryOf(ontology, open.entities.get(id), open),
      relationIds: open.relations
        .neighbours(id)
        .filter(({ otherId }) => people.has(otherId))
        .map(({ relationId }) => relationId),
    };
  });
}
