import { GraphRefusal } from '../../shared/analysis/graph.ts';
import type { NodeId } from '../../shared/analysis/measure-context.ts';
import type { NamedGraph } from '../../shared/analysis/measure-file.ts';
import { openDelimited } from './delimited.ts';
import { openGexf } from './gexf.ts';
import { openGraphml } from './graphml.ts';
import { tableOf } from './grid.ts';
import type { ImportFile } from './import-file.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';
import { openXml } from './xml.ts';

type Edge = NamedGraph['edges'][number];

const FROM = new Set(['source', 'from']);
const TO = new Set(['target', 'to']);
/** Words with which a file says that a link goes both ways, or that it does not. */
const BOTH_WAYS = new Set(['undirected', 'mutual', 'false']);
const ONE_WAY = new Set(['directed', 'true']);

/**
 * Reads a graph from GEXF, GraphML or a table of links with the columns `source` and `target`, and `weight` where
 * they have one. A link without a weight weighs 1; a link both ways in a directed graph is two.
 * @throws {FileRefusal}
 */
export function readGraphFile(file: ImportFile, limits: ImportLimits): NamedGraph {
  return /\.(?:gexf|graphml|xml)$/i.test(file.name)
    ? readXml(file, limits)
    : readLinkTable(file, limits);
}

function readXml(file: ImportFile, limits: ImportLimits): NamedGraph {
  const xml = openXml(file, limits);
  if (xml.root !== 'gexf' && xml.root !== 'graphml')
    throw new FileRefusal(`the file holds no graph: its first element is “${xml.root}”`);
  let direction = xml.root === 'gexf' ? 'undirected' : 'directed';
  xml.read({
    open(name, attributes) {
      if (name !== 'graph') return;
      const said = attributes.get('defaultedgetype') ?? attributes.get('edgedefault');
      direction = said?.toLowerCase() ?? direction;
    },
    close() {},
    text() {},
  });
  const open = xml.root === 'gexf' ? openGexf : openGraphml;
  const tables = open(xml, file.name, limits);
  const nodes = tables.find(({ holds }) => holds === 'nodes');
  const links = tables.find(({ holds }) => holds === 'links');
  const read = links ? readLinks(links, !BOTH_WAYS.has(direction)) : NO_LINKS;
  return graphOf(nodes ? readIds(nodes) : [], read);
}

function readLinkTable(file: ImportFile, limits: ImportLimits): NamedGraph {
  const grid = openDelimited(file, { origin: file.name, limits, chosenEncoding: null });
  const isKnown = (headers: readonly string[]) =>
    columnOf(headers, FROM) !== -1 && columnOf(headers, TO) !== -1;
  const table = tableOf(grid, { limits, isKnown, chosenRow: null });
  return graphOf([], readLinks(table, false));
}

interface LinksRead {
  readonly edges: readonly Edge[];
  readonly oneWay: readonly boolean[];
  readonly isWeighted: boolean;
}

const NO_LINKS: LinksRead = { edges: [], oneWay: [], isWeighted: false };

function graphOf(listed: readonly string[], { edges, oneWay, isWeighted }: LinksRead): NamedGraph {
  const isDirected = oneWay.some((is) => is);
  const ids = new Set<NodeId>(listed);
  // A file may leave out nodes that its links name.
  for (const [source, target] of edges) ids.add(source).add(target);
  return {
    ids: [...ids],
    isDirected,
    isWeighted,
    edges: edges.flatMap((edge, at): Edge[] => {
      const [source, target, weight] = edge;
      return isDirected && !oneWay[at] ? [edge, [target, source, weight ?? null]] : [edge];
    }),
  };
}

function columnOf(headers: readonly string[], names: ReadonlySet<string>): number {
  return headers.findIndex((header) => names.has(header.trim().toLowerCase()));
}

function readIds(table: Table): string[] {
  const column = columnOf(table.headers, new Set(['id']));
  const ids: string[] = [];
  const seen = new Set<string>();
  table.read(({ cells, rowNumber }) => {
    const id = cells[column] ?? '';
    if (seen.has(id)) throw new GraphRefusal(`Two nodes are called “${id}” (node ${rowNumber}).`);
    seen.add(id);
    ids.push(id);
  });
  return ids;
}

function readLinks(table: Table, isOneWayUnlessSaid: boolean): LinksRead {
  const { headers } = table;
  const [from, to] = [columnOf(headers, FROM), columnOf(headers, TO)];
  if (from === -1 || to === -1)
    throw new FileRefusal(
      'the file is no graph: give it the columns “source” and “target”, and “weight” where links have one',
    );
  const weightColumn = columnOf(headers, new Set(['weight']));
  const wayColumns = ['directed', 'type'].map((name) => columnOf(headers, new Set([name])));
  const edges: Edge[] = [];
  const oneWay: boolean[] = [];
  let isWeighted = false;
  table.read(({ cells, rowNumber, faults }) => {
    const [fault] = faults;
    if (fault) throw new FileRefusal(fault.reason, { row: rowNumber });
    const weight = readWeight(cells[weightColumn] ?? '', rowNumber);
    if (weight !== null) isWeighted = true;
    edges.push([cells[from] ?? '', cells[to] ?? '', weight]);
    const said = wayColumns.map((column) => (cells[column] ?? '').trim().toLowerCase());
    oneWay.push(
      said.some((word) => ONE_WAY.has(word)) ||
        (isOneWayUnlessSaid && !said.some((word) => BOTH_WAYS.has(word))),
    );
  });
  return { edges, oneWay, isWeighted };
}

/** A weight; null: the link has none. Number() alone would take a blank for 0. */
function readWeight(text: string, rowNumber: number): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const weight = Number(trimmed);
  if (!Number.isFinite(weight))
    throw new FileRefusal(
      `the weight “${trimmed.slice(0, 40)}” in row ${displayCount(rowNumber)} is no finite number`,
      { row: rowNumber, column: 'weight' },
    );
  return weight;
}
