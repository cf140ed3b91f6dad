import type { TaskAnswers } from '../../shared/analysis/analysis-task.ts';
import { daysOf } from '../../shared/analysis/claim-columns.ts';
import { type SuggestedRole, suggestRole } from '../../shared/analysis/community-role.ts';
import { DEFAULT_STRENGTH_POLICY } from '../../shared/analysis/link-strength.ts';
import { told } from '../../shared/analysis/measure-names.ts';
import type {
  AnalysisProgress,
  CommunitiesAnswer,
  Community,
  CommunityName,
} from '../../shared/api/analysis.ts';
import { kindOf, type Ontology, relationTypeOf, termFor } from '../../shared/domain/ontology.ts';
import { type CaseGraph, headOf } from './analysis-index.ts';
import { inParts, remembered } from './analysis-stream.ts';
import { freeTextMask } from './protected-name.ts';
import type { OpenCase } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

/** How communities are looked for. */
export interface CommunityQuestion {
  readonly resolution: number;
  readonly runs: number;
  readonly isWeighted: boolean;
  readonly seed: number;
}

/** Communities by default: what key players are said to join. */
export const USUAL_COMMUNITIES = { resolution: 1, runs: 100, isWeighted: false } as const;

/** The communities of a graph, with those members that are told of. */
export interface FoundCommunities {
  readonly consensus: TaskAnswers['consensus'];
  /** By community: nodes that are told of, in order. */
  readonly members: readonly (readonly number[])[];
  /** Communities of at least two of them, the largest first. */
  readonly order: readonly number[];
  /** What each seems to do. */
  readonly roles: ReadonlyMap<number, SuggestedRole>;
}

/** Runs that a thread does at a time. */
const AT_A_TIME = 5;
const MOST_BRIDGES = 3;
const MOST_OCGS = 3;
/** Share of two groups' members together that are in both, from which on a name is still that of the other. */
const SAME_NAME = 0.5;

/** Finds communities, telling how far it is. */
export async function* findCommunities(
  { analysis }: OpenCase,
  graph: CaseGraph,
  question: CommunityQuestion,
  signal: AbortSignal,
): AsyncGenerator<AnalysisProgress, FoundCommunities> {
  const { resolution, runs, isWeighted, seed } = question;
  const key = `communities ${resolution} ${runs} ${isWeighted} ${seed}`;
  const chunks = Array.from({ length: Math.ceil(runs / AT_A_TIME) }, (_, chunk) => ({
    from: chunk * AT_A_TIME,
    to: Math.min(runs, (chunk + 1) * AT_A_TIME),
  }));
  return yield* inParts({ phase: 'communities', total: chunks.length }, (onDone) =>
    remembered(graph, key, signal, async () => {
      const parts = await Promise.all(
        chunks.map(async (chunk) => {
          const found = await analysis.pool.run(
            graph.task,
            { task: 'partitions', resolution, isWeighted, seed, ...chunk },
            signal,
          );
          onDone();
          return found;
        }),
      );
      const consensus = await analysis.pool.run(
        graph.task,
        { task: 'consensus', partitions: parts.flat(), resolution, isWeighted, seed },
        signal,
      );
      // Others may wait for it too: it is not left half way, short as it is.
      return inSlices(() => withMembers(graph, consensus), { version: () => null });
    }),
  );
}

function* withMembers(
  graph: CaseGraph,
  consensus: TaskAnswers['consensus'],
): Generator<void, FoundCommunities> {
  const members = Array.from(consensus.stability, (): number[] => []);
  for (const node of graph.toldNodes) members[consensus.groupOf[node]!]!.push(node);
  const order = Array.from(members.keys())
    .filter((group) => members[group]!.length > 1)
    .sort((one, other) => members[other]!.length - members[one]!.length || one - other);
  const found = { consensus, members, order };
  yield;
  return { ...found, roles: yield* suggestedRoles(graph, found) };
}

/** What a community is called: by people, else after the member of most links. Null: nobody in it is told of. */
export function communityNamer(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  found: FoundCommunities,
): (group: number) => (CommunityName & { readonly nameId: string | null }) | null {
  const own = ownNames(open, graph, found);
  const mask = freeTextMask(ontology, open);
  return (group) => {
    const members = found.members[group]!;
    if (members.length < 2) return null;
    const named = own.get(group);
    return {
      key: graph.ids[members[0]!]!,
      name: named
        ? mask(named.name)
        : `Around ${labelOf(ontology, open, graph, centreOf(graph, members))}`,
      role: found.roles.get(group)?.role ?? null,
      size: members.length,
      nameId: named?.id ?? null,
    };
  };
}

function degreeOf({ plain }: CaseGraph, node: number): number {
  return plain.both.offsets[node + 1]! - plain.both.offsets[node]!;
}

/** The member of most links. */
export function centreOf(graph: CaseGraph, members: readonly number[]): number {
  return members.reduce((best, node) =>
    degreeOf(graph, node) > degreeOf(graph, best) ? node : best,
  );
}

/** What a record is called. */
export function labelOf(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  node: number,
): string {
  return summaryOf(ontology, open.entities.get(graph.ids[node]!), open).label;
}

/** Names that people gave, each to the community that is most like the one they named. */
function ownNames(open: OpenCase, graph: CaseGraph, found: FoundCommunities) {
  const nodeOfPlace = new Map(Array.from(graph.nodePlaces, (place, node) => [place, node]));
  const matches = open.communityNames.list().flatMap((named) => {
    const nodes = named.members.flatMap((id) => {
      const node = nodeOfPlace.get(graph.columns.placeOf(id) ?? -1);
      return node === undefined || graph.isProtected[node] ? [] : [node];
    });
    const shared = new Map<number, number>();
    for (const node of nodes) {
      const group = found.consensus.groupOf[node]!;
      shared.set(group, (shared.get(group) ?? 0) + 1);
    }
    return [...shared].map(([group, both]) => ({
      named,
      group,
      likeness: both / (nodes.length + found.members[group]!.length - both),
    }));
  });
  const names = new Map<number, { readonly id: string; readonly name: string }>();
  const taken = new Set<string>();
  for (const { named, group, likeness } of matches.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness < SAME_NAME || names.has(group) || taken.has(named.id)) continue;
    names.set(group, named);
    taken.add(named.id);
  }
  return names;
}

/** Communities told of between two pauses. */
const TOLD_PER_PAUSE = 20;
/** Records or links gone through between two pauses. */
const SIGNS_PER_PAUSE = 1000;

/** What each community seems to do, by signs such as `kind:account` of records and links that are told of. */
function* suggestedRoles(
  graph: CaseGraph,
  { consensus, members, order }: Omit<FoundCommunities, 'roles'>,
): Generator<void, ReadonlyMap<number, SuggestedRole>> {
  const { columns, claims, from, plain, tieOf } = graph;
  const everywhere = new Map<string, number>();
  const within = members.map(() => new Map<string, number>());
  const add = (group: number, sign: string) => {
    for (const counts of [everywhere, within[group]!])
      counts.set(sign, (counts.get(sign) ?? 0) + 1);
  };
  for (const [at, node] of graph.toldNodes.entries()) {
    if (at % SIGNS_PER_PAUSE === 0) yield;
    const group = consensus.groupOf[node]!;
    const place = graph.nodePlaces[node]!;
    add(group, `kind:${graph.kinds[node]}`);
    for (const [what, column] of [
      ['role', columns.role],
      ['sector', columns.sector],
    ] as const) {
      const word = column.words[column.codes[place]!];
      if (word) add(group, `${what}:${word}`);
    }
  }
  for (let link = 0; link < plain.linkCount; link++) {
    if (link % SIGNS_PER_PAUSE === 0) yield;
    const [a, b] = [plain.sources[link]!, plain.targets[link]!];
    const pair = from.pairOf[tieOf[link]!]!;
    if (pair < 0 || graph.isProtected[a] || graph.isProtected[b]) continue;
    if (consensus.groupOf[a] !== consensus.groupOf[b]) continue;
    for (let at = from.pairs.claimStarts[pair]!; at < from.pairs.claimStarts[pair + 1]!; at++)
      add(
        consensus.groupOf[a]!,
        `link:${claims.types[claims.typeCode[from.pairs.claims[at]!]!]!.id}`,
      );
  }
  const roles = new Map<number, SuggestedRole>();
  for (const [at, group] of order.entries()) {
    if (at % TOLD_PER_PAUSE === 0) yield;
    const share = members[group]!.length / Math.max(1, graph.toldNodes.length);
    const role = suggestRole(within[group]!, everywhere, share);
    if (role) roles.set(group, role);
  }
  return roles;
}

/** A sign in words. */
function signWords(ontology: Ontology, sign: string): string {
  const [what, word = ''] = sign.split(':');
  switch (what) {
    case 'kind':
      return kindOf(ontology, word)?.plural ?? word;
    case 'link':
      return relationTypeOf(ontology, word)?.label ?? word;
    case 'role':
      return termFor(ontology, 'roles', word)?.label ?? word;
    default:
      return termFor(ontology, 'sectors', word)?.label ?? word;
  }
}

/** All that is told of the communities of a graph, with a pause now and then for others. */
export function* communitiesAnswer(
  ontology: Ontology,
  open: OpenCase,
  graph: CaseGraph,
  { found, question }: { readonly found: FoundCommunities; readonly question: CommunityQuestion },
): Generator<void, CommunitiesAnswer> {
  const { consensus, members, order, roles } = found;
  const nameOf = communityNamer(ontology, open, graph, found);
  yield;
  const placeOf = new Map(order.map((group, place) => [group, place]));
  const crossing = crossingLinks(graph, consensus.groupOf);
  yield;
  const ocgs = ocgMembers(graph);
  yield;
  const communities: Community[] = [];
  for (const [at, group] of order.entries()) {
    if (at % TOLD_PER_PAUSE === 0) yield;
    const name = nameOf(group);
    if (name === null) continue;
    const ends = crossing.within[group]! * 2 + crossing.leaving[group]!;
    communities.push({
      ...name,
      because: (roles.get(group)?.because ?? []).map(({ sign, count }) => ({
        what: signWords(ontology, sign),
        count,
      })),
      kinds: kindCounts(graph, members[group]!),
      cohesion: ends === 0 ? null : told((crossing.within[group]! * 2) / ends),
      foundIn: consensus.foundIn[group]!,
      bridges: members[group]!.filter((node) => crossing.ofNode[node]! > 0)
        .sort((one, other) => crossing.ofNode[other]! - crossing.ofNode[one]! || one - other)
        .slice(0, MOST_BRIDGES)
        .map((node) => summaryOf(ontology, open.entities.get(graph.ids[node]!), open)),
      ocgs: countOcgs(members[group]!, ocgs)
        .slice(0, MOST_OCGS)
        .map(([place, count]) => ({
          entity: summaryOf(ontology, open.entities.get(graph.columns.ids[place]!), open),
          members: count,
        })),
      memberIds: members[group]!.map((node) => graph.ids[node]!),
    });
  }
  const links = [...crossing.between.values()].flatMap(({ groups: [one, other], count }) => {
    const [a, b] = [placeOf.get(one), placeOf.get(other)];
    return a === undefined || b === undefined
      ? []
      : [{ a: Math.min(a, b), b: Math.max(a, b), count }];
  });
  return {
    type: 'answer',
    head: headOf(graph, question.seed),
    resolution: question.resolution,
    runs: question.runs,
    modularity: told(consensus.modularity) ?? 0,
    agreement: told(consensus.agreement) ?? 0,
    communities,
    links: links.sort((one, other) => one.a - other.a || one.b - other.b),
    alone: graph.toldNodes.length - communities.reduce((sum, { size }) => sum + size, 0),
  };
}

/** How many records there are of each kind, most first. */
export function kindCounts(graph: CaseGraph, nodes: Iterable<number>) {
  const counts = new Map<string, number>();
  for (const node of nodes)
    counts.set(graph.kinds[node]!, (counts.get(graph.kinds[node]!) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1));
}

/** Links within communities and between them, those of protected people left out. */
function crossingLinks({ plain, isProtected }: CaseGraph, groupOf: Int32Array) {
  const count = groupOf.reduce((most, group) => Math.max(most, group), -1) + 1;
  const within = new Int32Array(count);
  const leaving = new Int32Array(count);
  const ofNode = new Int32Array(plain.nodeCount);
  const between = new Map<number, { groups: readonly [number, number]; count: number }>();
  for (let link = 0; link < plain.linkCount; link++) {
    const [a, b] = [plain.sources[link]!, plain.targets[link]!];
    if (isProtected[a] || isProtected[b]) continue;
    const [one, other] = [groupOf[a]!, groupOf[b]!];
    if (one === other) {
      within[one]!++;
      continue;
    }
    for (const group of [one, other]) leaving[group]!++;
    for (const node of [a, b]) ofNode[node]!++;
    const key = Math.min(one, other) * count + Math.max(one, other);
    const known = between.get(key) ?? { groups: [one, other] as const, count: 0 };
    known.count++;
    between.set(key, known);
  }
  return { within, leaving, ofNode, between };
}

const LEAST_CREDIBILITY = DEFAULT_STRENGTH_POLICY.leastCredibility;
const MEMBERSHIP: ReadonlySet<string | null> = new Set(['member-of', 'leads']);

/** The OCGs of each node, by place. */
function ocgMembers({
  claims,
  nodePlaces,
  asOf,
}: CaseGraph): ReadonlyMap<number, ReadonlySet<number>> {
  const day = daysOf(asOf)![1];
  const nodeAt = new Map(Array.from(nodePlaces, (place, node) => [place, node]));
  const ocgs = new Map<number, Set<number>>();
  for (let claim = 0; claim < claims.count; claim++) {
    if (!MEMBERSHIP.has(claims.types[claims.typeCode[claim]!]!.id)) continue;
    // Suspected to be false, or first heard of later than the day that is asked about.
    if (claims.credibility[claim]! < LEAST_CREDIBILITY || claims.firstDay[claim]! > day) continue;
    const node = nodeAt.get(claims.from[claim]!);
    if (node === undefined) continue;
    const known = ocgs.get(node);
    if (known) known.add(claims.to[claim]!);
    else ocgs.set(node, new Set([claims.to[claim]!]));
  }
  return ocgs;
}

function countOcgs(
  members: readonly number[],
  ocgs: ReadonlyMap<number, ReadonlySet<number>>,
): [place: number, members: number][] {
  const counts = new Map<number, number>();
  for (const node of members)
    for (const ocg of ocgs.get(node) ?? []) counts.set(ocg, (counts.get(ocg) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
}
