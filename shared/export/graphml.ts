import {
  type ExportedGraph,
  type ExportedLink,
  type ExportedNode,
  fieldsUsed,
  gradeText,
  headLines,
  type ValueType,
  valueText,
  valueType,
} from './exported.ts';
import { xmlAttributes, xmlText } from './xml.ts';

interface Key<T> {
  readonly name: string;
  readonly type: ValueType;
  readonly of: (item: T) => string | null;
}

const NODE_KEYS: readonly Key<ExportedNode>[] = [
  text('label', ({ label }) => label),
  text('kind', ({ kind }) => kind),
  text('achillesReference', ({ reference }) => reference),
  text('subjectCategory', ({ category }) => category),
  text('observedOn', ({ observedOn }) => observedOn),
  text('basis', ({ basis }) => basis),
  text('grade', gradeText),
  text('protectiveMarking', ({ marking }) => marking),
  { name: 'x', type: 'double', of: ({ position }) => position?.[0].toFixed(3) ?? null },
  { name: 'y', type: 'double', of: ({ position }) => position?.[1].toFixed(3) ?? null },
];

const LINK_KEYS: readonly Key<ExportedLink>[] = [
  text('label', ({ label }) => label),
  text('relation', ({ type }) => type),
  { name: 'isDirected', type: 'boolean', of: ({ isDirected }) => String(isDirected) },
  text('startedOn', ({ startedOn }) => startedOn),
  text('endedOn', ({ endedOn }) => endedOn),
  text('observedOn', ({ observedOn }) => observedOn),
  text('certainty', ({ certainty }) => certainty),
  text('basis', ({ basis }) => basis),
  text('grade', gradeText),
  text('protectiveMarking', ({ marking }) => marking),
];

function text<T>(name: string, of: (item: T) => string | null): Key<T> {
  return { name, type: 'string', of };
}

/** Fields that are always declared: readers then know that what is blank is not known. */
const ALWAYS = ['name', 'reference'];

/**
 * A graph as GraphML. Links without a direction say so in their data: readers refuse a graph that mixes both. Dates, grades and fields are data under keys; what the file says of itself is data of the graph.
 *
 * Source: GraphML 1.0 (Brandes et al. 2002), graphml.graphdrawing.org/xmlns/1.0/graphml.xsd: key, graph, node, edge,
 * data; identifiers are attr.name within node, edge and graph.
 */
export function* writeGraphml({ head, nodes, links }: ExportedGraph): Generator<string, void> {
  const nodeKeys = [...NODE_KEYS, ...fieldKeys<ExportedNode>(nodes, ALWAYS)];
  const linkKeys = [...LINK_KEYS, ...fieldKeys<ExportedLink>(links, [])];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
  yield `  <desc>${xmlText([head.title, ...headLines(head)].join('\n'))}</desc>\n`;
  yield '  <key id="g0" for="graph" attr.name="title" attr.type="string"/>\n';
  yield '  <key id="g1" for="graph" attr.name="protectiveMarking" attr.type="string"/>\n';
  yield '  <key id="g2" for="graph" attr.name="about" attr.type="string"/>\n';
  yield* declarations('n', 'node', nodeKeys);
  yield* declarations('e', 'edge', linkKeys);
  const direction = links.some(({ isDirected }) => isDirected) ? 'directed' : 'undirected';
  yield `  <graph id="G" edgedefault="${direction}">\n`;
  yield `    <data key="g0">${xmlText(head.title)}</data>\n    <data key="g1">${head.marking}</data>\n    <data key="g2">${xmlText(headLines(head).join('\n'))}</data>\n`;
  for (const node of nodes)
    yield `    <node${xmlAttributes({ id: node.id })}>${data('n', node, nodeKeys)}</node>\n`;
  for (const link of links) {
    const own = xmlAttributes({ id: link.id, source: link.fromId, target: link.toId });
    yield `    <edge${own}>${data('e', link, linkKeys)}</edge>\n`;
  }
  yield '  </graph>\n</graphml>\n';
}

function fieldKeys<T extends ExportedNode | ExportedLink>(
  items: readonly T[],
  always: readonly string[],
): Key<T>[] {
  const ids = new Set([...always, ...fieldsUsed(items)]);
  return [...ids].map((id) => ({
    name: id,
    type: valueType(items, id),
    of: ({ fields }) => valueText(fields[id]),
  }));
}

function* declarations(
  prefix: string,
  domain: 'node' | 'edge',
  keys: readonly Pick<Key<never>, 'name' | 'type'>[],
): Generator<string, void> {
  for (const [index, { name, type }] of keys.entries())
    yield `  <key${xmlAttributes({ id: `${prefix}${index}`, for: domain, 'attr.name': name, 'attr.type': type })}/>\n`;
}

function data<T>(prefix: string, item: T, keys: readonly Key<T>[]): string {
  let written = '';
  for (const [index, { of }] of keys.entries()) {
    const value = of(item);
    if (value !== null) written += `<data key="${prefix}${index}">${xmlText(value)}</data>`;
  }
  return written;
}
