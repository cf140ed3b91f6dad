import {
  type ExportedGraph,
  type ExportedLink,
  type ExportedNode,
  fieldsUsed,
  firstDay,
  gradeText,
  headLines,
  isWholeDate,
  lastDay,
  spanOf,
  type ValueType,
  valueText,
  valueType,
} from './exported.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/** What nodes say beside their fields. Names that no field of any kind answers to, but where that is meant. */
const NODE_ATTRIBUTES: readonly Attribute<ExportedNode>[] = [
  text('kind', ({ kind }) => kind),
  text('achillesReference', ({ reference }) => reference),
  text('subjectCategory', ({ category }) => category),
  text('observedOn', ({ observedOn }) => observedOn),
  text('basis', ({ basis }) => basis),
  text('grade', gradeText),
  text('protectiveMarking', ({ marking }) => marking),
];

const LINK_ATTRIBUTES: readonly Attribute<ExportedLink>[] = [
  // A day of a month or year that is not known is not made up: these say what is known where start and end cannot.
  text('startedOn', ({ startedOn }) => (isWholeDate(startedOn) ? null : startedOn)),
  text('endedOn', ({ endedOn }) => (isWholeDate(endedOn) ? null : endedOn)),
  text('observedOn', ({ observedOn }) => observedOn),
  text('certainty', ({ certainty }) => certainty),
  text('basis', ({ basis }) => basis),
  text('grade', gradeText),
  text('protectiveMarking', ({ marking }) => marking),
];

interface Attribute<T> {
  readonly title: string;
  readonly type: ValueType;
  readonly of: (item: T) => string | null;
}

function text<T>(title: string, of: (item: T) => string | null): Attribute<T> {
  return { title, type: 'string', of };
}

/** Fields that are always declared: readers then know that what is blank is not known. */
const ALWAYS = ['name', 'reference'];
/** The format has a place of its own for it. */
const WEIGHT = 'weight';

/**
 * A graph as GEXF 1.3, with the periods of links and of records as dates, and where records lie on the map.
 *
 * Links that say the same of the same two records but for their period are one edge of several spells. Dates that
 * name no day stand in `startedOn` and `endedOn`; `start` and `end` hold the days that they may span.
 *
 * Source: GEXF 1.3 schema, gexf.net/1.3 (2022): gexf, meta, graph mode="dynamic" timeformat="date", attributes,
 * spells, kind of parallel edges, viz:position.
 */
export function* writeGexf({ head, nodes, links }: ExportedGraph): Generator<string, void> {
  const nodeAttributes = [...NODE_ATTRIBUTES, ...fieldAttributes<ExportedNode>(nodes, ALWAYS, [])];
  const linkAttributes = [
    ...LINK_ATTRIBUTES,
    ...fieldAttributes<ExportedLink>(links, [], [WEIGHT]),
  ];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n';
  yield `  <meta lastmodifieddate="${head.madeAt.slice(0, 10)}">\n    <creator>${xmlText(head.application)}</creator>\n    <description>${xmlText([head.title, ...headLines(head)].join('\n'))}</description>\n    <keywords>${head.marking}</keywords>\n  </meta>\n`;
  yield '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n';
  yield* declarations('node', nodeAttributes);
  yield* declarations('edge', linkAttributes);
  yield `    <nodes count="${nodes.length}">\n`;
  for (const node of nodes) yield nodeElement(node, nodeAttributes);
  const edges = edgesOf(links, linkAttributes);
  yield `    </nodes>\n    <edges count="${edges.length}">\n`;
  for (const edge of edges) yield edgeElement(edge, linkAttributes);
  yield '    </edges>\n  </graph>\n</gexf>\n';
}

function fieldAttributes<T extends ExportedNode | ExportedLink>(
  items: readonly T[],
  always: readonly string[],
  without: readonly string[],
): Attribute<T>[] {
  const ids = new Set([...always, ...fieldsUsed(items)]);
  return [...ids]
    .filter((id) => !without.includes(id))
    .map((id) => ({
      title: id,
      type: valueType(items, id),
      of: ({ fields }) => valueText(fields[id]),
    }));
}

function* declarations(
  group: 'node' | 'edge',
  attributes: readonly Pick<Attribute<never>, 'title' | 'type'>[],
): Generator<string, void> {
  yield `    <attributes class="${group}" mode="static">\n`;
  for (const [index, { title, type }] of attributes.entries())
    yield `      <attribute${xmlAttributes({ id: index, title, type })}/>\n`;
  yield '    </attributes>\n';
}

function values<T>(item: T, attributes: readonly Attribute<T>[]): string {
  let written = '';
  for (const [index, { of }] of attributes.entries()) {
    const value = of(item);
    if (value !== null) written += `<attvalue${xmlAttributes({ for: index, value })}/>`;
  }
  return written === '' ? '' : `<attvalues>${written}</attvalues>`;
}

function nodeElement(node: ExportedNode, attributes: readonly Attribute<ExportedNode>[]): string {
  const { start, end } = spanOf(node);
  const own = xmlAttributes({
    id: node.id,
    label: node.label,
    start: firstDay(start),
    end: lastDay(end),
  });
  const place = node.position
    ? `<viz:position${xmlAttributes({ x: decimal(node.position[0]), y: decimal(node.position[1]), z: '0.0' })}/>`
    : '';
  return `      <node${own}>${values(node, attributes)}${place}</node>\n`;
}

/** A number as XML Schema has it, never with an exponent. */
function decimal(value: number): string {
  return value.toFixed(3);
}

/** A link, with the others that say the same of other periods. */
interface Edge {
  readonly link: ExportedLink;
  readonly periods: readonly (readonly [start: string | null, end: string | null])[];
}

function edgesOf(
  links: readonly ExportedLink[],
  attributes: readonly Attribute<ExportedLink>[],
): Edge[] {
  const edges: Edge[] = [];
  const sameAs = new Map<string, [string | null, string | null][]>();
  for (const link of links) {
    const period: [string | null, string | null] = [
      firstDay(link.startedOn),
      lastDay(link.endedOn),
    ];
    const isExact = isExactOrNone(link.startedOn) && isExactOrNone(link.endedOn);
    // Without a period it is true of any time, and no spell of another.
    if (!isExact || (period[0] === null && period[1] === null)) {
      edges.push({ link, periods: [period] });
      continue;
    }
    const key = JSON.stringify([
      link.fromId,
      link.toId,
      link.isDirected,
      link.label,
      link.type,
      link.fields[WEIGHT] ?? null,
      ...attributes.map(({ of }) => of(link)),
    ]);
    const known = sameAs.get(key);
    if (known && !known.some(([start, end]) => start === period[0] && end === period[1])) {
      known.push(period);
      continue;
    }
    const periods = [period];
    if (!known) sameAs.set(key, periods);
    edges.push({ link, periods });
  }
  return edges;
}

function isExactOrNone(date: string | null): boolean {
  return date === null || isWholeDate(date);
}

function edgeElement(
  { link, periods }: Edge,
  attributes: readonly Attribute<ExportedLink>[],
): string {
  const [only] = periods;
  const isOne = periods.length === 1;
  const own = xmlAttributes({
    id: link.id,
    source: link.fromId,
    target: link.toId,
    type: link.isDirected ? 'directed' : 'undirected',
    label: link.label,
    // What tells parallel edges of the same two nodes apart.
    kind: link.type,
    weight: valueText(link.fields[WEIGHT]),
    start: isOne ? (only?.[0] ?? null) : null,
    end: isOne ? (only?.[1] ?? null) : null,
  });
  const spells = isOne
    ? ''
    : `<spells>${periods.map(([start, end]) => `<spell${xmlAttributes({ start, end })}/>`).join('')}</spells>`;
  return `      <edge${own}>${values(link, attributes)}${spells}</edge>\n`;
}
