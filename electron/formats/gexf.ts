import {
  attributeKey,
  coordinateDoubt,
  type GraphAttribute,
  graphColumns,
  graphFile,
  isKnownType,
  LINKS,
  NODES,
} from './graph-file.ts';
import { type KeyedSink, type KeyFault, keyedTables } from './keyed-table.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';
import type { XmlFile } from './xml.ts';

type Attributes = ReadonlyMap<string, string>;

/** What is declared before the nodes: attributes by their ids, and how times are written. */
interface Declared {
  readonly node: Map<string, GraphAttribute>;
  readonly edge: Map<string, GraphAttribute>;
  /** Whether times are numbers, of which no date can be made. */
  hasNumberTimes: boolean;
}

/** One node or edge while it is read. */
interface Element {
  readonly table: typeof NODES | typeof LINKS;
  readonly values: Map<string, string>;
  readonly doubts: KeyFault[];
  readonly spells: Attributes[];
}

const TIMES = new Set(['start', 'end', 'startopen', 'endopen', 'timestamp']);
const COORDINATES = new Set(['x', 'y', 'z']);
const OWN_TYPES: ReadonlyMap<string, string> = new Map(
  ['weight', 'viz.x', 'viz.y', 'viz.z', 'viz.size', 'viz.thickness'].map((key) => [key, 'float']),
);

/**
 * Nodes and edges of a GEXF file (1.1 to 1.3), each with its attributes, dates and looks as received.
 * An edge of several periods is one link for each: a link that lasts from the first to the last would say too much.
 * @throws {FileRefusal}
 */
export function openGexf(xml: XmlFile, origin: string, limits: ImportLimits): Table[] {
  const declared = readDeclarations(xml);
  return keyedTables(
    graphFile(xml, origin, {
      read: (sink) => readGraph(xml, declared, sink),
      columns: (table, keys) =>
        graphColumns(keys, table === NODES ? declared.node : declared.edge, OWN_TYPES),
    }),
    limits,
  );
}

function readDeclarations(xml: XmlFile): Declared {
  const declared: Declared = { node: new Map(), edge: new Map(), hasNumberTimes: false };
  let hasGraph = false;
  let group: 'node' | 'edge' = 'node';
  let current: string | null = null;
  let fallback: string | null = null;
  xml.read({
    open(name, attributes) {
      if (name === 'graph') {
        hasGraph = true;
        const format = attributes.get('timeformat') ?? attributes.get('timetype') ?? '';
        declared.hasNumberTimes = /^(?:integer|double|float)$/i.test(format);
      } else if (name === 'attributes') {
        group = attributes.get('class') === 'edge' ? 'edge' : 'node';
      } else if (name === 'attribute') {
        current = attributes.get('id') ?? '';
        fallback = null;
        const type = attributes.get('type')?.toLowerCase() ?? null;
        declared[group].set(current, { name: attributes.get('title') ?? '', type, fallback });
      } else if (name === 'default' && current !== null) fallback = '';
    },
    close(name) {
      const attribute = current === null ? undefined : declared[group].get(current);
      if (name === 'default' && attribute && current !== null)
        declared[group].set(current, { ...attribute, fallback });
      if (name === 'attribute') current = null;
    },
    text(text) {
      if (current !== null && fallback !== null) fallback += text;
    },
  });
  if (!hasGraph) throw new FileRefusal('the file holds no graph');
  return declared;
}

function readGraph(xml: XmlFile, declared: Declared, sink: KeyedSink): void {
  // Nodes may lie in nodes.
  const stack: Element[] = [];
  let severalPeriods = 0;
  noteTypes(declared, sink);

  function openElement(table: Element['table'], attributes: Attributes): void {
    const values = new Map(
      table === NODES
        ? [['id', '']]
        : [
            ['source', ''],
            ['target', ''],
          ],
    );
    setOwn(values, attributes, declared);
    const known = table === NODES ? declared.node : declared.edge;
    stack.push({ table, values, doubts: [], spells: [] });
    for (const [id, { fallback }] of known)
      if (fallback !== null) values.set(attributeKey(id), fallback);
  }

  function closeElement(): void {
    const element = stack.pop();
    if (!element) return;
    const { table, values, doubts, spells } = element;
    const rows =
      spells.length === 0 ? [values] : spells.map((spell) => withSpell(values, spell, declared));
    if (spells.length > 1) severalPeriods++;
    for (const [index, row] of rows.entries()) {
      // A node is one thing, whatever its periods.
      if (table === NODES && index > 0) break;
      sink.row(table, doubts.length > 0 ? { values: row, doubts } : { values: row });
    }
  }

  xml.read({
    open(name, attributes) {
      if (name === 'node') openElement(NODES, attributes);
      else if (name === 'edge') openElement(LINKS, attributes);
      else {
        const element = stack.at(-1);
        if (element) readPart(name, attributes, { element, declared, sink });
      }
    },
    close(name) {
      if (name === 'node' || name === 'edge') closeElement();
    },
    text() {},
  });
  if (severalPeriods > 0)
    sink.note(
      LINKS,
      `edges of several periods, kept as one link for each: ${displayCount(severalPeriods)}`,
    );
  if (declared.hasNumberTimes)
    sink.note(LINKS, 'the times of this file are numbers and no dates: kept as received only');
}

/** The column of a time that is a number is not called as one of dates is. */
function timeKey(name: string, declared: Declared): string {
  return declared.hasNumberTimes && TIMES.has(name) ? `${name} (number)` : name;
}

function withSpell(values: Attributes, spell: Attributes, declared: Declared): Map<string, string> {
  const row = new Map(values);
  setOwn(row, spell, declared);
  return row;
}

function setOwn(values: Map<string, string>, attributes: Attributes, declared: Declared): void {
  for (const [name, value] of attributes) values.set(timeKey(name, declared), value);
  // A period that begins just after a day, or ends just before one, has no other date to be known by.
  for (const name of ['start', 'end']) {
    const open = attributes.get(`${name}open`);
    if (open !== undefined && !attributes.has(name)) values.set(timeKey(name, declared), open);
  }
}

interface PartContext {
  readonly element: Element;
  readonly declared: Declared;
  readonly sink: KeyedSink;
}

/** Takes an element that lies in a node or an edge. */
function readPart(name: string, attributes: Attributes, context: PartContext): void {
  const { element, sink } = context;
  switch (name) {
    case 'attvalue':
      readValue(attributes, context);
      return;
    case 'spell':
    case 'slice':
      element.spells.push(attributes);
      return;
    case 'position':
    case 'color':
    case 'size':
    case 'thickness':
    case 'shape':
      readLook(name, attributes, element);
      return;
    case 'attvalues':
    case 'spells':
    case 'slices':
    case 'nodes':
    case 'edges':
    case 'parents':
    case 'graph':
      return;
    case 'parent':
      addValue(element.values, 'parent', attributes.get('for') ?? '');
      return;
    default:
      sink.note(element.table, `elements called “${name}” are not read`);
  }
}

function addValue(values: Map<string, string>, key: string, value: string): void {
  const before = values.get(key);
  values.set(key, before === undefined ? value : `${before}; ${value}`);
}

function readValue(attributes: Attributes, { element, declared, sink }: PartContext): void {
  const id = attributes.get('for') ?? attributes.get('id') ?? '';
  const known = (element.table === NODES ? declared.node : declared.edge).get(id);
  if (!known) sink.note(element.table, `the attribute “${id}” is nowhere declared: kept as text`);
  const key = attributeKey(id);
  const value = attributes.get('value') ?? '';
  const period = ['start', 'end'].map((name) => attributes.get(name) ?? '');
  if (period.every((time) => time === '')) {
    element.values.set(key, value);
    return;
  }
  // A value that changes over time is told with its periods: which of them holds now is not for the import to say.
  const before = element.values.get(key);
  const told = `${value} [${period.join(' to ')}]`;
  const isFirst = before === undefined || before === known?.fallback;
  element.values.set(key, isFirst ? told : `${before}; ${told}`);
}

function readLook(name: string, attributes: Attributes, { values, doubts }: Element): void {
  if (name !== 'position') {
    const color = ['r', 'g', 'b', 'a'].flatMap((part) => attributes.get(part) ?? []).join(',');
    values.set(`viz.${name}`, attributes.get('hex') ?? attributes.get('value') ?? color);
    return;
  }
  for (const [axis, value] of attributes) {
    if (!COORDINATES.has(axis)) continue;
    const key = `viz.${axis}`;
    values.set(key, value);
    const reason = coordinateDoubt(value);
    if (reason) doubts.push({ key, reason });
  }
}

function noteTypes(declared: Declared, sink: KeyedSink): void {
  for (const [table, attributes] of [
    [NODES, declared.node],
    [LINKS, declared.edge],
  ] as const) {
    for (const { name, type } of attributes.values()) {
      if (type !== null && !isKnownType(type))
        sink.note(table, `the type “${type}” of “${name}” is not known: kept as text`);
    }
  }
}
