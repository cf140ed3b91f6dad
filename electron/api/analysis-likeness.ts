import { withoutNodes } from '../../shared/analysis/graph.ts';
import { similarNodes } from '../../shared/analysis/similarity.ts';
import type { Position, SimilarRecord } from '../../shared/api/analysis-likeness.ts';
import type { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { kindOf, type Ontology, termFor } from '../../shared/domain/ontology.ts';
import { countsAsEvidence, type EntityFacts } from '../../shared/levers/facts.ts';
import { groupsOf } from '../../shared/signs/nominal.ts';
import { readAnalysisSettings } from '../db/analysis-setting.ts';
import type { CaseGraph } from './analysis-index.ts';
import { createSignSource } from './analysis-sign-source.ts';
import { assertStillTold } from './analysis-told.ts';
import { os } from './os.ts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

const SEED = 1;
/** What a member of a group brings where nobody has set it. Source: analytics.md 1.13. */
const USUAL_RESOURCE = 0.2;
/** Neighbours that are listed of those that both have. */
const LISTED_SHARED = 12;
const MISSING_CAUTION =
  'Nobody has seen these links. They are questions for collection, not findings, and nothing is added to the case.';
const CALLS_CAUTION =
  'Among calls, shared contacts tell next to nothing of missing links: none are suggested.';

/** Handlers of `analysis` that find what is alike, what is missing and what is worth most. */
export const analysisLikenessHandlers = {
  similar: os.analysis.similar.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const row = session.open().entities.get(input.id);
    context.touch([row.id]);
    const record = summaryOf(session.ontology, row, session.open());
    if (row.isProtected) return { record, items: [], isWithheld: true };
    await session.open().levers.ready('facts');
    const graph = await session.open().analysis.graph(input.scope);
    const found = await inSlices(
      () => similarTo(session, graph, { ...input, id: row.id, kind: row.kind }),
      { version: session.revision, signal },
    );
    assertStillTold(session, graph);
    context.touch(found.items.map((item) => item.record.id));
    return { record, ...found };
  }),

  missing: os.analysis.missing.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const open = session.open();
    const graph = await open.analysis.graph(input.scope);
    const protectedLeftOut = graph.ids.length - graph.toldNodes.length;
    if (input.scope.projection === 'flow-call')
      return { items: [], caution: CALLS_CAUTION, protectedLeftOut };
    const found = await open.analysis.pool.run(
      graph.task,
      {
        task: 'missing',
        isTold: graph.isProtected.map((is) => 1 - is),
        count: input.count,
        seed: SEED,
      },
      signal,
    );
    assertStillTold(session, graph);
    const summary = (node: number) =>
      summaryOf(session.ontology, session.open().entities.get(graph.ids[node]!), session.open());
    const items = found.map((link) => ({
      a: summary(link.a),
      b: summary(link.b),
      likeliness: link.likeliness,
      shared: link.shared.slice(0, LISTED_SHARED).map(summary),
      moves: link.moves.map(({ node, before, after }) => ({
        record: summary(node),
        before,
        after,
      })),
      topKept: link.topKept,
      communityAgreement: link.communityAgreement,
      joinsParts: link.joinsParts,
    }));
    context.touch(items.flatMap(({ a, b }) => [a.id, b.id]));
    return { items, caution: MISSING_CAUTION, protectedLeftOut };
  }),

  positions: os.analysis.positions.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const open = session.open();
    const graph = await open.analysis.graph(input.scope);
    const protectedLeftOut = graph.ids.length - graph.toldNodes.length;
    const positionOf = await open.analysis.pool.run(graph.task, { task: 'positions' }, signal);
    if (!positionOf) return { positions: null, protectedLeftOut };
    assertStillTold(session, graph);
    context.touch(Array.from(graph.toldNodes, (node) => graph.ids[node]!));
    return { positions: positionsOf(session, graph, positionOf), protectedLeftOut };
  }),

  capital: os.analysis.capital.handler(async ({ input, context, signal }) => {
    const { session } = context;
    await session.open().levers.ready('facts');
    const scope: AnalysisScope = { ...input.scope, weighting: 'existence' };
    const graph = await session.open().analysis.graph(scope);
    const { resources, isSet } = await inSlices(() => resourcesOf(session, graph), {
      version: session.revision,
      signal,
    });
    const { capital, importance } = await session
      .open()
      .analysis.pool.run(graph.task, { task: 'capital', resources }, signal);
    assertStillTold(session, graph);
    const open = session.open();
    const nodes = [...graph.toldNodes]
      .filter((node) => importance[node]! > 0)
      .sort((a, b) => importance[b]! - importance[a]! || a - b);
    const items = nodes.slice(0, input.limit).map((node) => ({
      record: summaryOf(session.ontology, open.entities.get(graph.ids[node]!), open),
      rank: 1 + nodes.filter((other) => importance[other]! > importance[node]!).length,
      resource: resources[node]!,
      isSet: isSet.has(node),
      importance: importance[node]!,
    }));
    context.touch(items.map(({ record }) => record.id));
    return {
      capital,
      usualResource: USUAL_RESOURCE,
      items,
      protectedLeftOut: graph.ids.length - graph.toldNodes.length,
    };
  }),
};

/** Members of each position that may be told of; whoever is tied to nobody has none. */
function positionsOf(session: Session, graph: CaseGraph, positionOf: Int32Array): Position[] {
  const open = session.open();
  const { offsets } = graph.plain.both;
  const degree = (node: number) => offsets[node + 1]! - offsets[node]!;
  const members = new Map<number, number[]>();
  for (const node of graph.toldNodes) {
    if (degree(node) === 0) continue;
    const known = members.get(positionOf[node]!);
    if (known) known.push(node);
    else members.set(positionOf[node]!, [node]);
  }
  return [...members.values()]
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!)
    .map((nodes) => ({
      members: nodes
        .sort((a, b) => degree(b) - degree(a) || a - b)
        .map((node) => summaryOf(session.ontology, open.entities.get(graph.ids[node]!), open)),
      degree: nodes.reduce((sum, node) => sum + degree(node), 0) / nodes.length,
    }));
}

const PER_PAUSE = 20;

/** What everyone brings; nobody protected brings anything. */
function* resourcesOf(
  session: Session,
  graph: CaseGraph,
): Generator<void, { readonly resources: Float64Array; readonly isSet: ReadonlySet<number> }> {
  const open = session.open();
  const facts = open.levers.facts();
  const source = createSignSource(session, open);
  const set = new Map(
    readAnalysisSettings(open.connection.db).resources.map(({ id, weight }) => [
      open.entities.find(id)?.id ?? id,
      weight,
    ]),
  );
  const resources = new Float64Array(graph.ids.length);
  const isSet = new Set<number>();
  for (const [node, id] of graph.ids.entries()) {
    if (node % PER_PAUSE === 0) yield;
    const entity = facts.get(id);
    if (graph.isProtected[node] || !entity) continue;
    const weight = set.get(id);
    if (weight !== undefined) isSet.add(node);
    resources[node] = weight ?? (groupsOf(entity, source).length > 0 ? USUAL_RESOURCE : 0);
  }
  return { resources, isSet };
}

interface SimilarQuestion {
  readonly id: string;
  readonly kind: string;
  readonly by: 'links' | 'fields' | 'both';
  readonly limit: number;
}

interface Likeness {
  byLinks: number;
  shared: readonly number[];
  byFields: number | null;
  alike: readonly Feature[];
}

function* similarTo(
  session: Session,
  graph: CaseGraph,
  { id, kind, by, limit }: SimilarQuestion,
): Generator<void, { readonly items: SimilarRecord[]; readonly isWithheld: boolean }> {
  const open = session.open();
  const found = new Map<string, Likeness>();
  const likenessOf = (other: string): Likeness => {
    const known = found.get(other) ?? { byLinks: 0, shared: [], byFields: null, alike: [] };
    found.set(other, known);
    return known;
  };
  const node = graph.ids.indexOf(id);
  let isWithheld = false;
  if (by !== 'fields' && node >= 0) {
    const { both } = graph.plain;
    const near = both.targets.subarray(both.offsets[node]!, both.offsets[node + 1]!);
    isWithheld = near.some((other) => graph.isProtected[other] === 1);
    // What two records share with somebody protected would tell who that is.
    const told = withoutNodes(graph.plain, (other) => graph.isProtected[other] === 1);
    yield;
    for (const { node: other, similarity, shared } of similarNodes(
      told.both,
      node,
      graph.ids.length,
    )) {
      if (graph.kinds[other] !== kind || graph.isProtected[other]) continue;
      const likeness = likenessOf(graph.ids[other]!);
      likeness.byLinks = similarity;
      likeness.shared = shared;
    }
  }
  if (by !== 'links') yield* addFieldLikeness(session, { id, kind }, likenessOf);
  const items = [...found]
    .map(([other, likeness]) => ({ other, likeness, similarity: meanLikeness(likeness, by) }))
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || (a.other < b.other ? -1 : 1))
    .slice(0, limit)
    .map(({ other, likeness, similarity }): SimilarRecord => {
      const summary = (each: string) => summaryOf(session.ontology, open.entities.get(each), open);
      return {
        record: summary(other),
        similarity,
        byLinks: by === 'fields' ? null : likeness.byLinks,
        byFields: by === 'links' ? null : likeness.byFields,
        shared: likeness.shared.slice(0, LISTED_SHARED).map((each) => summary(graph.ids[each]!)),
        alike: likeness.alike.map(({ field, label, display }) => ({ field, label, display })),
      };
    });
  return { items, isWithheld };
}

function meanLikeness({ byLinks, byFields }: Likeness, by: SimilarQuestion['by']): number {
  if (by === 'links') return byLinks;
  return by === 'fields' ? (byFields ?? 0) : (byLinks + (byFields ?? 0)) / 2;
}

/** Something that is recorded, to be told as both have it. */
interface Feature {
  readonly key: string;
  readonly field: string;
  readonly label: string;
  readonly display: string;
}

/**
 * Facts by which records are compared: what somebody does and how a place is used. Never sex, age, names, origin,
 * vulnerability or convictions.
 */
const COMPARED_FACTS: readonly string[] = [
  'role',
  'sector',
  'premisesType',
  'tenure',
  'councilSupplier',
  'disqualified',
];

function* addFieldLikeness(
  session: Session,
  { id, kind }: { readonly id: string; readonly kind: string },
  likenessOf: (other: string) => Likeness,
): Generator<void> {
  const { ontology } = session;
  const open = session.open();
  const facts = open.levers.facts();
  const own = facts.get(id);
  if (!own) return;
  const features = featuresOf(ontology, own, kind);
  if (features.length === 0) return;
  let looked = 0;
  for (const other of facts.entities()) {
    if (++looked % (50 * PER_PAUSE) === 0) yield;
    if (other.id === id || other.kind !== own.kind || other.protection !== 'none') continue;
    const theirs = new Set(featuresOf(ontology, other, kind).map(({ key }) => key));
    const alike = features.filter(({ key }) => theirs.has(key));
    if (alike.length === 0) continue;
    const row = open.entities.find(other.id);
    if (!row || row.isProtected || row.kind !== kind) continue;
    const likeness = likenessOf(other.id);
    likeness.byFields = alike.length / (features.length + theirs.size - alike.length);
    likeness.alike = alike;
  }
}

/** What is recorded of an entity by graded information. */
function featuresOf(ontology: Ontology, entity: EntityFacts, kind: string): Feature[] {
  const definitions = kindOf(ontology, kind)?.fields ?? [];
  const labelOf = (field: string) => definitions.find((one) => one.id === field)?.label ?? field;
  const facts = COMPARED_FACTS.flatMap((field) => {
    const vocabulary = definitions.find((one) => one.id === field)?.vocabulary;
    return (entity.attributes.get(field) ?? [])
      .filter(({ grade, value }) => countsAsEvidence(grade) && typeof value !== 'object')
      .map(({ value }) => ({
        key: `${field}=${String(value)}`,
        field,
        label: labelOf(field),
        display:
          (vocabulary && termFor(ontology, vocabulary, String(value))?.label) ??
          (value === true ? 'Yes' : value === false ? 'No' : String(value)),
      }));
  });
  const indicators = [...entity.indicators]
    .filter(([, evidence]) => evidence.some(({ grade }) => countsAsEvidence(grade)))
    .map(([indicator]) => ({
      key: `indicator=${indicator}`,
      field: 'indicators',
      label: labelOf('indicators'),
      display: termFor(ontology, 'indicators', indicator)?.label ?? indicator,
    }));
  return [...new Map([...facts, ...indicators].map((one) => [one.key, one])).values()];
}
