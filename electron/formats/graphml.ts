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
import type { ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';
import type { XmlFile } from './xml.ts';

/** A key that the file declares, and what it is for. */
interface Key extends GraphAttribute {
  readonly isForNodes: boolean;
  readonly isForLinks: boolean;
}

/** One node or edge while it is read. */
interface Element {
  readonly table: typeof NODES | typeof LINKS;
  readonly values: Map<string, string>;
  readonly faults: KeyFault[];
  readonly doubts: KeyFault[];
}

/**
 * Nodes and edges of a GraphML file, each with its data as received and the defaults of the file.
 * A hyperedge joins more than two nodes, which no link here can say: it is set aside.
 * @throws {FileRefusal}
 */
export function openGraphml(xml: XmlFile, origin: string, limits: ImportLimits): Table[] {
  const keys = readKeys(xml);
  return keyedTables(
    graphFile(xml, origin, {
      read: (sink) => readGraph(xml, keys, sink),
      columns: (_table, columns) => graphColumns(columns, keys, new Map()),
    }),
    limits,
  );
}

function readKeys(xml: XmlFile): ReadonlyMap<string, Key> {
  const keys = new Map<string, Key>();
  let hasGraph = false;
  let current: string | null = null;
  let fallback: string | null = null;
  xml.read({
    open(name, attributes) {
      if (name === 'graph') hasGraph = true;
      else if (name === 'key') {
        current = attributes.get('id') ?? '';
        fallback = null;
        const domain = attributes.get('for') ?? 'all';
        keys.set(current, {
          name: attributes.get('attr.name') ?? '',
          type: attributes.get('attr.type')?.toLowerCase() ?? null,
          fallback,
          isForNodes: domain === 'node' || domain === 'all',
          isForLinks: domain === 'edge' || domain === 'all',
        });
      } else if (name === 'default' && current !== null) fallback = '';
    },
    close(name) {
      const key = current === null ? undefined : keys.get(current);
      if (name === 'default' && key && current !== null) keys.set(current, { ...key, fallback });
      if (name === 'key') current = null;
    },
    text(text) {
      if (current !== null && fallback !== null) fallback += text;
    },
  });
  if (!hasGraph) throw new FileRefusal('the file holds no graph');
  return keys;
}

function readGraph(xml: XmlFile, keys: ReadonlyMap<string, Key>, sink: KeyedSink): void {
  // Nodes may hold graphs.
  const stack: Element[] = [];
  let data: { readonly key: string; text: string; label: string | null } | null = null;
  let labelDepth = 0;
  noteTypes(keys, sink);

  function openElement(
    table: Element['table'],
    own: readonly string[],
    attributes: ReadonlyMap<string, string>,
  ): Element {
    const values = new Map(own.map((name) => [name, '']));
    for (const [name, value] of attributes) values.set(name, value);
    for (const [id, key] of keys) {
      const isFor = table === NODES ? key.isForNodes : key.isForLinks;
      if (isFor && key.fallback !== null) values.set(attributeKey(id), key.fallback);
    }
    const element = { table, values, faults: [], doubts: [] };
    stack.push(element);
    return element;
  }

  function closeElement(): void {
    const element = stack.pop();
    if (!element) return;
    const { table, values, faults, doubts } = element;
    sink.row(table, {
      values,
      ...(faults.length > 0 && { faults }),
      ...(doubts.length > 0 && { doubts }),
    });
  }

  function closeData(): void {
    const element = stack.at(-1);
    if (element && data) {
      // Drawing programs keep what a node is called within what it looks like.
      if (data.label !== null) element.values.set('label', data.label.trim());
      else readData(data.key, data.text, { element, keys, sink });
    }
    data = null;
  }

  xml.read({
    open(name, attributes) {
      if (name === 'node') openElement(NODES, ['id'], attributes);
      else if (name === 'edge') openElement(LINKS, ['source', 'target'], attributes);
      else if (name === 'hyperedge') {
        const { faults } = openElement(LINKS, ['source', 'target'], attributes);
        faults.push({ key: null, reason: 'a hyperedge joins several nodes: a link joins two' });
      } else if (name === 'endpoint') addEnd(stack.at(-1), attributes.get('node') ?? '');
      else if (name === 'data' && stack.length > 0)
        data = { key: attributes.get('key') ?? '', text: '', label: null };
      else if (data && (name === 'NodeLabel' || name === 'EdgeLabel')) {
        labelDepth++;
        data.label ??= '';
      }
    },
    close(name) {
      if (name === 'node' || name === 'edge' || name === 'hyperedge') closeElement();
      else if (name === 'data') closeData();
      else if (data && (name === 'NodeLabel' || name === 'EdgeLabel')) labelDepth--;
    },
    text(text) {
      if (!data) return;
      if (labelDepth > 0) data.label += text;
      else data.text += text;
    },
  });
}

function addEnd(hyperedge: Element | undefined, node: string): void {
  const before = hyperedge?.values.get('endpoints');
  hyperedge?.values.set('endpoints', before === undefined ? node : `${before}; ${node}`);
}

interface DataContext {
  readonly element: Element;
  readonly keys: ReadonlyMap<string, Key>;
  readonly sink: KeyedSink;
}

function readData(id: string, text: string, { element, keys, sink }: DataContext): void {
  const known = keys.get(id);
  if (!known) sink.note(element.table, `the key “${id}” is nowhere declared: kept as text`);
  const key = attributeKey(id);
  element.values.set(key, text);
  if (!/^[xyz]$/i.test(known?.name ?? '')) return;
  const reason = coordinateDoubt(text);
  if (reason) element.doubts.push({ key, reason });
}

function noteTypes(keys: ReadonlyMap<string, Key>, sink: KeyedSink): void {
  for (const { name, type, isForNodes, isForLinks } of keys.values()) {
    if (type === null || isKnownType(type)) continue;
    const reason = `the type “${type}” of “${name}” is not known: kept as text`;
    if (isForNodes) sink.note(NODES, reason);
    if (isForLinks) sink.note(LINKS, reason);
  }
}
