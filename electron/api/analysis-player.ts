import type { CaseMeasure } from '../../shared/analysis/case-measure.ts';
import { cutOff } from '../../shared/analysis/cut-off.ts';
import { told } from '../../shared/analysis/measure-names.ts';
import type {
  AnalysisProgress,
  CommunityName,
  KeyPlayer,
  KeyPlayersAnswer,
  ReasonPart,
} from '../../shared/api/analysis.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import {
  centreOf,
  communityNamer,
  type FoundCommunities,
  findCommunities,
  labelOf,
  USUAL_COMMUNITIES,
} from './analysis-community.ts';
import { type CaseGraph, headOf } from './analysis-index.ts';
import { type MeasuredRecords, measuredRecords } from './analysis-measure.ts';
import type { OpenCase } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

export interface PlayerQuestion {
  readonly measure: CaseMeasure;
  readonly withLever: boolean;
  readonly offset: number;
  readonly limit: number;
  readonly seed: number;
}

/** Measures that tell who is near to many, and who stands in the way of money. */
const REACH: ReadonlySet<CaseMeasure> = new Set(['harmonic', 'closeness', 'eccentricity']);
const FLOW: ReadonlySet<CaseMeasure> = new Set([
  'pagerank',
  'hubs',
  'authorities',
  'in_degree',
  'out_degree',
  'in_strength',
  'out_strength',
]);
const REACH_STEPS = 2;
const MOST_NAMED = 3;
/** Least share of the routes that is worth telling beside other reasons. */
const LEAST_SHARE = 0.01;

/** Who stands highest, and why; tells how far it is meanwhile. */
export async function* keyPlayers(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  asked: { readonly question: PlayerQuestion; readonly signal: AbortSignal },
): AsyncGenerator<AnalysisProgress, KeyPlayersAnswer> {
  const { question, signal } = asked;
  const { measure, seed } = question;
  const measuring = measuredRecords(open, graph, measure, { seed, signal });
  measuring.catch(() => {});
  const found = yield* findCommunities(open, graph, { ...USUAL_COMMUNITIES, seed }, signal);
  const records = await measuring;
  await open.levers.ready('counts');
  return await inSlices(
    () => playersAnswer(ontology, open, graph, { question, found, records }),
    // All of it is of a graph that is kept as it was.
    { version: () => null, signal },
  );
}

/** Those who stand highest, with a pause after each for others. */
function* playersAnswer(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  of: {
    readonly question: PlayerQuestion;
    readonly found: FoundCommunities;
    readonly records: MeasuredRecords;
  },
): Generator<void, KeyPlayersAnswer> {
  const { question, found, records } = of;
  const { measure, seed } = question;
  const ranked = Array.from(records.ranks.keys())
    .filter((place) => !Number.isNaN(records.ranks[place]!))
    .sort((one, other) => records.ranks[one]! - records.ranks[other]! || one - other);
  const idAt = (place: number) => graph.ids[graph.toldNodes[place]!]!;
  // Before the first pause: a change meanwhile would have all levers worked out again at once.
  const levers = new Map(ranked.map((place) => [place, open.levers.counts(idAt(place))]));
  const listed = ranked.filter((place) => {
    const { strong, indicative } = levers.get(place)!;
    return !question.withLever || strong + indicative > 0;
  });
  yield;
  const reasons = createReasons(ontology, open, graph, { found, measure });
  const players: KeyPlayer[] = [];
  for (const place of listed.slice(question.offset, question.offset + question.limit)) {
    yield;
    players.push({
      rank: records.ranks[place]!,
      entity: summaryOf(ontology, open.entities.get(idAt(place)), open),
      value: told(records.values[place]!) ?? 0,
      levers: levers.get(place)!,
      reason: reasons.of(graph.toldNodes[place]!, records.values[place]!),
    });
  }
  return {
    type: 'answer',
    head: headOf(graph, seed),
    measure,
    sampled: records.sampled,
    caution: records.caution,
    ranked: ranked.length,
    found: listed.length,
    players,
  };
}

/** Says why a record ranks where it does, from the numbers. */
function createReasons(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  of: { readonly found: FoundCommunities; readonly measure: CaseMeasure },
) {
  const { plain, isProtected } = graph;
  const { found, measure } = of;
  const namedOf = communityNamer(ontology, open, graph, found);
  const toldOf = graph.toldNodes.length;
  const { offsets, targets } = plain.both;
  const cutCounts = cutOff(
    plain.both,
    isProtected.map((is) => 1 - is),
  );

  /** Neighbours that are told of. */
  function toldNeighbours(node: number): number[] {
    return Array.from(targets.subarray(offsets[node]!, offsets[node + 1]!)).filter(
      (other) => !isProtected[other],
    );
  }

  function joins(node: number): ReasonPart[] {
    const { groupOf } = found.consensus;
    const counts = new Map<number, number>();
    for (const other of toldNeighbours(node))
      counts.set(groupOf[other]!, (counts.get(groupOf[other]!) ?? 0) + 1);
    const own = groupOf[node]!;
    // Without a link of its own that may be told of, it joins nothing to its community.
    if (!counts.has(own)) return [];
    const [most] = [...counts]
      .filter(([group]) => group !== own && found.members[group]!.length > 1)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const [one, other] = [namedOf(own), most ? namedOf(most[0]) : null];
    if (!one || !other) return [];
    // Whoever a community is called after is not said to join those around itself by name.
    const isCentre = one.nameId === null && centreOf(graph, found.members[own]!) === node;
    return [
      {
        kind: 'joins',
        one: { ...nameOf(one), ...(isCentre && { name: 'Around it' }) },
        other: nameOf(other),
      },
    ];
  }

  /** Records that are told of and hang on the rest by this one alone. */
  function cutsOff(node: number): ReasonPart[] {
    if (cutCounts[node] === 0) return [];
    const pieces = piecesWithout(graph, node).map((piece) =>
      piece.filter((other) => !isProtected[other]),
    );
    const largest = pieces.reduce(
      (best, piece, at) => (piece.length > pieces[best]!.length ? at : best),
      0,
    );
    const cut = pieces.flatMap((piece, at) => (at === largest ? [] : piece));
    const degree = (other: number) => offsets[other + 1]! - offsets[other]!;
    const records = cut
      .sort((one, other) => degree(other) - degree(one) || one - other)
      .slice(0, MOST_NAMED)
      .map((other) => ({ id: graph.ids[other]!, label: labelOf(ontology, open, graph, other) }));
    return [{ kind: 'cuts-off', count: cut.length, records }];
  }

  function reaches(node: number): ReasonPart {
    const seen = new Set([node]);
    let ring = [node];
    for (let step = 0; step < REACH_STEPS; step++) {
      const next: number[] = [];
      // Along the direction of links, as the measure goes.
      for (const at of ring)
        for (let entry = plain.out.offsets[at]!; entry < plain.out.offsets[at + 1]!; entry++) {
          const other = plain.out.targets[entry]!;
          if (seen.has(other)) continue;
          seen.add(other);
          next.push(other);
        }
      ring = next;
    }
    seen.delete(node);
    const count = [...seen].filter((other) => !isProtected[other]).length;
    return { kind: 'reaches', count, of: Math.max(0, toldOf - 1), steps: REACH_STEPS };
  }

  function flow(node: number): ReasonPart {
    const count = (rows: typeof plain.out) =>
      Array.from(rows.targets.subarray(rows.offsets[node]!, rows.offsets[node + 1]!)).filter(
        (other) => !isProtected[other],
      ).length;
    const what = graph.scope.projection === 'flow-call' ? 'calls' : 'money';
    return { kind: 'flow', what, from: count(plain.in), to: count(plain.out) };
  }

  return {
    of(node: number, value: number): ReasonPart[] {
      if (plain.isDirected && FLOW.has(measure)) return [flow(node), ...cutsOff(node)];
      if (REACH.has(measure)) return [reaches(node), ...joins(node)];
      const parts = [...joins(node), ...cutsOff(node)];
      // A share that is hardly any says less than what it joins or holds.
      if (measure === 'betweenness' && value > (parts.length > 0 ? LEAST_SHARE : 0))
        parts.push({ kind: 'routes', share: told(value) ?? 0 });
      if (parts.length === 0)
        parts.push({
          kind: 'links',
          count: toldNeighbours(node).length,
          of: Math.max(0, toldOf - 1),
        });
      return parts;
    },
  };
}

function nameOf({ key, name, role, size }: CommunityName): CommunityName {
  return { key, name, role, size };
}

/** The pieces into which the component of a node falls without it. */
function piecesWithout({ plain }: CaseGraph, removed: number): number[][] {
  const { offsets, targets } = plain.both;
  const seen = new Set([removed]);
  const pieces: number[][] = [];
  for (let entry = offsets[removed]!; entry < offsets[removed + 1]!; entry++) {
    const start = targets[entry]!;
    if (seen.has(start)) continue;
    seen.add(start);
    const piece = [start];
    for (const node of piece)
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const other = targets[at]!;
        if (seen.has(other)) continue;
        seen.add(other);
        piece.push(other);
      }
    pieces.push(piece);
  }
  return pieces;
}
