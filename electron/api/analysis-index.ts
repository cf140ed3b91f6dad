import { createHash } from 'node:crypto';
import type { TaskGraph } from '../../shared/analysis/analysis-task.ts';
import {
  ASSET_KINDS,
  PROJECTED_KINDS,
  type ScopedGraph,
  scopedGraph,
} from '../../shared/analysis/case-graph.ts';
import { DIRECTED_PROJECTIONS } from '../../shared/analysis/case-measure.ts';
import { type ClaimColumns, daysOf } from '../../shared/analysis/claim-columns.ts';
import { DEFAULT_STRENGTH_POLICY } from '../../shared/analysis/link-strength.ts';
import type { AnalysisHead, AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { notFound } from '../../shared/api/errors.ts';
import { baseKindOf, kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { type ClaimReader, createClaimReader } from '../db/claim.ts';
import type { EntityColumns } from '../db/entity-column.ts';
import type { CaseConnection } from '../db/open.ts';
import { type AnalysisPool, createAnalysisPool, shareGraph } from '../jobs/analysis-pool.ts';
import { createGradual } from './gradual.ts';
import type { LeverIndex } from './lever-index.ts';
import type { QueryIndex } from './query-index.ts';
import { inSlices } from './slices.ts';

/** The graph of a scope of the open case. Nodes are in the order of their ids. */
export interface CaseGraph extends ScopedGraph {
  readonly scope: AnalysisScope;
  readonly scopeKey: string;
  readonly revision: number;
  readonly asOf: string;
  readonly claims: ClaimColumns;
  readonly columns: EntityColumns;
  /** Entity of each node, its kind, and whether it is computed with and never told of. */
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
  readonly isProtected: Uint8Array;
  /** Nodes that may be told of, in order. */
  readonly toldNodes: Int32Array;
  readonly nodePlaces: Int32Array;
  /** Entity of each asset. */
  readonly assetIds: readonly string[];
  /** What threads are given of it. */
  readonly task: TaskGraph;
  /** Whatever was worked out of this graph, by what was asked. */
  readonly results: Map<string, unknown>;
}

/** Graphs of the open case, kept until records change. */
export interface AnalysisIndex {
  /** @throws {AppError} `invalid-value` for a filter that cannot be read, `not-found` for a group that is none */
  graph(scope: AnalysisScope): Promise<CaseGraph>;
  readonly claims: ClaimReader;
  readonly pool: AnalysisPool;
  invalidate(): void;
  /** The case is left: nothing more is read. */
  stop(): void;
}

/** Graphs kept at a time: what is drawn, listed and compared beside each other. */
const KEPT_GRAPHS = 6;
const POLICY = DEFAULT_STRENGTH_POLICY;

/** Prepares graphs of a case; nothing is read before one is asked for. */
export function createAnalysisIndex(
  parts: {
    readonly connection: CaseConnection;
    readonly queries: QueryIndex;
    readonly levers: LeverIndex;
  },
  options: {
    readonly ontology: Ontology;
    /** ISO date. */
    readonly today: string;
    /** Rises whenever records change. */
    readonly revision: () => number;
  },
): AnalysisIndex {
  const { ontology, today, revision } = options;
  const reader = createClaimReader(parts.connection.db, { ontology, policy: POLICY });
  const claims = createGradual(function* () {
    const columns = yield* parts.queries.reading();
    const read = yield* reader.read((recordId) => columns.placeOf(recordId));
    return { columns, claims: read };
  });
  const kept = new Map<string, Promise<CaseGraph>>();
  const pool = createAnalysisPool();

  async function make(scope: AnalysisScope, scopeKey: string): Promise<CaseGraph> {
    if (/lever/i.test(scope.filter)) await parts.levers.ready('counts');
    return inSlices(
      function* () {
        const madeAt = revision();
        const read = yield* claims.steps();
        const answer = scope.filter === '' ? null : yield* parts.queries.asking(scope.filter);
        const among = amongPlaces(scope, read.columns);
        const near = nearOcg(scope, read.columns, ontology);
        yield;
        const isInScope = (place: number) =>
          (among === null || among[place] === 1) &&
          (near === null || near[place] === 1) &&
          (answer === null || answer.holds(read.columns.ids[place]!));
        const nodes = yield* nodesOf(read.columns, ontology, scope, isInScope);
        const asOf = scope.asOf ?? today;
        const graph = yield* scopedGraph(read.claims, {
          projection: scope.projection,
          weighting: scope.weighting,
          leastExistence: scope.leastExistence,
          leastCredibility: POLICY.leastCredibility,
          ungradedCredibility: POLICY.ungradedCredibility,
          asOfDay: daysOf(asOf)![1],
          fromDay: scope.window?.from ? daysOf(scope.window.from)![0] : null,
          toDay: scope.window?.to ? daysOf(scope.window.to)![1] : null,
          placeCount: read.columns.count,
          ...nodes,
        });
        const toldNodes = Int32Array.from(
          Array.from(nodes.ids.keys()).filter((node) => nodes.isWithheld[node] === 0),
        );
        return {
          ...graph,
          ...nodes,
          scope,
          scopeKey,
          revision: madeAt,
          asOf,
          claims: read.claims,
          columns: read.columns,
          isProtected: nodes.isWithheld,
          toldNodes,
          task: shareGraph({ ...graph, toldNodes }),
          results: new Map(),
        };
      },
      { version: revision },
    );
  }

  return {
    claims: reader,
    pool,
    graph(scope) {
      const scopeKey = keyOf(scope, today);
      let graph = kept.get(scopeKey);
      if (!graph) {
        graph = make(scope, scopeKey);
        kept.set(scopeKey, graph);
        // Whoever waits is told; nobody asks again for what failed.
        graph.catch(() => kept.delete(scopeKey));
        const [oldest] = kept.keys();
        if (kept.size > KEPT_GRAPHS && oldest !== undefined) kept.delete(oldest);
      }
      return graph;
    },
    invalidate() {
      claims.forget();
      kept.clear();
    },
    stop() {
      claims.stop();
      pool.stop();
      kept.clear();
    },
  };
}

function keyOf(scope: AnalysisScope, today: string): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, scope.asOf ?? today]))
    .digest('hex')
    .slice(0, 24);
}

function amongPlaces({ among }: AnalysisScope, columns: EntityColumns): Uint8Array | null {
  if (among === null) return null;
  const isAmong = new Uint8Array(columns.count);
  for (const id of among) {
    const place = columns.placeOf(id);
    if (place !== undefined) isAmong[place] = 1;
  }
  return isAmong;
}

/**
 * Places within some links of a group. Of nobody else: who is near a protected person is not told, and so no way leads
 * on through one.
 */
function nearOcg(
  { ocg }: AnalysisScope,
  columns: EntityColumns,
  ontology: Ontology,
): Uint8Array | null {
  if (ocg === null) return null;
  const group = columns.placeOf(ocg.id);
  const kind = group === undefined ? null : columns.type.words[columns.type.codes[group]!];
  if (group === undefined || !kind || baseKindOf(ontology, kind) !== 'ocg') throw notFound('group');
  const isNear = new Uint8Array(columns.count);
  isNear[group] = 1;
  const { linkEnds } = columns;
  for (let link = 0; link < ocg.links; link++) {
    const before = isNear.map((is, place) => (columns.isProtected[place] ? 0 : is));
    for (let at = 0; at + 1 < linkEnds.length; at += 2) {
      const [a, b] = [linkEnds[at]!, linkEnds[at + 1]!];
      if (before[a]) isNear[b] = 1;
      if (before[b]) isNear[a] = 1;
    }
  }
  return isNear;
}

/** Places looked at between two pauses. */
const PER_PAUSE = 5000;

function* nodesOf(
  columns: EntityColumns,
  ontology: Ontology,
  { projection }: AnalysisScope,
  isInScope: (place: number) => boolean,
) {
  const wanted = PROJECTED_KINDS[projection];
  const bases = columns.type.words.map((kind) => (kind === null ? '' : baseKindOf(ontology, kind)));
  const isNodeKind = columns.type.words.map(
    (kind, code) =>
      kind !== null &&
      (wanted?.has(bases[code]!) ??
        (bases[code] !== 'ocg' && kindOf(ontology, kind)?.isOnMap === true)),
  );
  const hasAssets = projection === 'person-all';
  const nodes: number[] = [];
  const assets: number[] = [];
  for (let place = 0; place < columns.count; place++) {
    if (place % PER_PAUSE === 0) yield;
    const code = columns.type.codes[place]!;
    const isNode = isNodeKind[code];
    const isAsset = hasAssets && !isNode && ASSET_KINDS.has(bases[code]!);
    if ((!isNode && !isAsset) || !isInScope(place)) continue;
    if (isNode) nodes.push(place);
    else assets.push(place);
  }
  const byId = (one: number, other: number) => (columns.ids[one]! < columns.ids[other]! ? -1 : 1);
  nodes.sort(byId);
  assets.sort(byId);
  yield;
  const kindAt = (place: number) => columns.type.words[columns.type.codes[place]!] ?? '';
  return {
    nodePlaces: Int32Array.from(nodes),
    assetPlaces: Int32Array.from(assets),
    ids: nodes.map((place) => columns.ids[place]!),
    kinds: nodes.map(kindAt),
    assetIds: assets.map((place) => columns.ids[place]!),
    assetKind: (asset: number) => bases[columns.type.codes[assets[asset]!]!]!,
    isWithheld: Uint8Array.from(nodes, (place) => columns.isProtected[place]!),
  };
}

/** What an answer rests on. */
export function headOf(graph: CaseGraph, seed: number | null): AnalysisHead {
  const { plain, isProtected } = graph;
  let links = 0;
  for (let link = 0; link < plain.linkCount; link++)
    if (!isProtected[plain.sources[link]!] && !isProtected[plain.targets[link]!]) links++;
  return {
    revision: graph.revision,
    scopeKey: graph.scopeKey,
    seed,
    asOf: graph.asOf,
    policy: POLICY.version,
    isDirected: DIRECTED_PROJECTIONS.has(graph.scope.projection),
    records: graph.toldNodes.length,
    links,
    protectedLeftOut: graph.ids.length - graph.toldNodes.length,
  };
}
