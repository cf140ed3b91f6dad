import { weakComponents } from '../../shared/analysis/components.ts';
import type { Graph } from '../../shared/analysis/graph.ts';
import type { GivenGraph } from '../../shared/analysis/measure-context.ts';
import { type MeasureOptions, measureGraph } from '../../shared/analysis/measure-graph.ts';
import type { Answer, Answers } from '../../shared/analysis/measure-names.ts';
import type { AnalysisScope } from '../../shared/api/analysis-scope.ts';
import { appendAudit } from '../db/audit.ts';
import { type CaseGraph, headOf } from './analysis-index.ts';
import { refusing } from './graph-file.ts';
import type { Session } from './session.ts';

/** Measures that rest on weights: they are of the links that can be weighed. */
const OF_WEIGHTS = /strength|weighted|barrat|onnela|1_over_w/;
/** Blocks whose values are beside the nodes. */
const BESIDE_NODES: ReadonlySet<string> = new Set([
  'best_known_modularity_unweighted',
  'best_known_modularity_weighted',
]);

/**
 * Measures the open case as `measureFile` measures a file: the same blocks, of ids. Protected people are computed with
 * and in none of them, nor in what is counted of the whole; links are guessed without them. For whoever has no window:
 * it keeps others waiting.
 */
export async function measureCase(
  session: Session,
  wanted: Pick<MeasureOptions, 'measures' | 'seed'> & { readonly scope: AnalysisScope },
): Promise<Answers> {
  const open = session.open();
  const graph = await open.analysis.graph(wanted.scope);
  const answer = refusing(() => {
    const plain = measureGraph(givenOf(graph, graph.plain, false), {}, wanted);
    const weighted = measureGraph(givenOf(graph, graph.weighted, true), {}, wanted);
    const answer = masked(graph, joined(plain, weighted));
    // What two records share with somebody protected would tell who that is.
    if (!('linkpred' in answer)) return answer;
    return {
      ...answer,
      ...measureGraph(toldOnly(graph), {}, { ...wanted, measures: ['linkpred'] }),
    };
  });
  const ids = Array.from(graph.toldNodes, (node) => graph.ids[node]!);
  appendAudit(open.connection.db, open.keys.auditKey, {
    author: open.user,
    role: open.role,
    category: 'consultation',
    method: 'analysis.measure',
    recordIds: ids.slice(0, 5000),
    detail: null,
    reason: open.reason,
  });
  const head = headOf(graph, wanted.seed);
  return { head: { ...head }, protected_left_out: head.protectedLeftOut, ids, ...answer };
}

function givenOf({ ids }: CaseGraph, graph: Graph, isWeighted: boolean): GivenGraph {
  return {
    ids,
    isDirected: graph.isDirected,
    isWeighted,
    sources: Array.from(graph.sources),
    targets: Array.from(graph.targets),
    weights: Array.from(graph.weights),
  };
}

/** The graph as if nobody protected were in it. */
function toldOnly(graph: CaseGraph): GivenGraph {
  const { plain, toldNodes, isProtected } = graph;
  const numberOf = new Int32Array(plain.nodeCount).fill(-1);
  toldNodes.forEach((node, number) => {
    numberOf[node] = number;
  });
  const links = Array.from({ length: plain.linkCount }, (_, link) => link).filter(
    (link) => !isProtected[plain.sources[link]!] && !isProtected[plain.targets[link]!],
  );
  return {
    ids: Array.from(toldNodes, (node) => graph.ids[node]!),
    isDirected: plain.isDirected,
    isWeighted: false,
    sources: links.map((link) => numberOf[plain.sources[link]!]!),
    targets: links.map((link) => numberOf[plain.targets[link]!]!),
    weights: links.map((link) => plain.weights[link]!),
  };
}

/** What is counted of the whole, over those that are told of. */
function toldCounts(graph: CaseGraph): Readonly<Record<string, Answer>> {
  const { componentOf, sizes } = weakComponents(graph.plain.both);
  const counts = Array.from(sizes, () => 0);
  for (const node of graph.toldNodes) counts[componentOf[node]!]!++;
  const told = counts.filter((count) => count > 0).sort((one, other) => other - one);
  const { records, links } = headOf(graph, null);
  return {
    n: records,
    m_input: links,
    m_simple: links,
    components: told.length,
    component_sizes: told,
    lcc: told[0] ?? 0,
  };
}

/** What rests on links alone of the one, and what rests on weights of the other. */
function joined(plain: Answers, weighted: Answers): Answers {
  const answer: { [name: string]: Answer } = {};
  for (const [name, value] of Object.entries(weighted)) {
    const other = plain[name];
    if (isGroup(value) && name !== 'edges')
      answer[name] = Object.fromEntries(
        Object.entries(value).map(([inner, of]) => [
          inner,
          OF_WEIGHTS.test(inner) || !isGroup(other) ? of : (other[inner] ?? of),
        ]),
      );
    else answer[name] = OF_WEIGHTS.test(name) ? value : (other ?? value);
  }
  return answer;
}

function isGroup(value: Answer | undefined): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The answer without whoever is protected: no value, no name, no pair. */
function masked(graph: CaseGraph, answer: Answers): Answers {
  const { plain, isProtected, ids } = graph;
  const hidden = new Set(ids.filter((_, node) => isProtected[node] === 1));
  const isToldNode = (_: unknown, node: number) => isProtected[node] === 0;
  const isToldLink = (_: unknown, link: number) =>
    isProtected[plain.sources[link]!] === 0 && isProtected[plain.targets[link]!] === 0;
  const columns = (group: Answers, isTold: (value: unknown, at: number) => boolean) =>
    Object.fromEntries(
      Object.entries(group).map(([name, values]) => [
        name,
        Array.isArray(values) ? values.filter(isTold) : values,
      ]),
    );
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]): [string, Answer] => {
      if (name === 'nodes' && isGroup(value)) return [name, columns(value, isToldNode)];
      if (name === 'edges' && isGroup(value)) return [name, columns(value, isToldLink)];
      if (BESIDE_NODES.has(name) && isGroup(value)) return [name, columns(value, isToldNode)];
      if (name === 'scalars' && isGroup(value)) {
        const counts = toldCounts(graph);
        const told = Object.entries(value).map(([inner, of]) => [inner, counts[inner] ?? of]);
        return [name, Object.fromEntries(told)];
      }
      if (name === 'components' && Array.isArray(value)) {
        const groups = value.map((group: Answer) =>
          Array.isArray(group) ? group.filter((id) => !hidden.has(id)) : [],
        );
        return [name, groups.filter((group) => group.length > 0)];
      }
      return [name, withoutHidden(value, hidden)];
    }),
  );
}

/** A list of names without those hidden; a pair or more that holds one of them is left out whole. */
function withoutHidden(value: Answer, hidden: ReadonlySet<string>): Answer {
  if (isGroup(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withoutHidden(inner, hidden)]),
    );
  if (!Array.isArray(value)) return value;
  return value.flatMap((item: Answer): Answer[] => {
    if (typeof item === 'string') return hidden.has(item) ? [] : [item];
    if (!Array.isArray(item)) return [item];
    // Pairs and weighed pairs name two.
    const isPair = item.length <= 3 && item.slice(0, 2).every((end) => typeof end === 'string');
    if (isPair && item.some((end) => typeof end === 'string' && hidden.has(end))) return [];
    const left = withoutHidden(item, hidden);
    return Array.isArray(left) && left.length === 0 ? [] : [left];
  });
}
