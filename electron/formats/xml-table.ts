import { type KeyedSink, keyedTables, keyOf, treeColumns } from './keyed-table.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';
import type { XmlFile } from './xml.ts';

/** Places of elements beyond this are no table. */
const MOST_PLACES = 10_000;
const BLANK = /^[ \t\r\n]*$/;

/**
 * Tables of an XML file: elements that stand several times in one other are rows, and what lies in them their cells.
 * Where nothing repeats, what lies in the outermost element is one row each.
 * @throws {FileRefusal}
 */
export function openXmlTables(xml: XmlFile, origin: string, limits: ImportLimits): Table[] {
  const rowPlaces = findRows(xml);
  const { file, bytes } = xml;
  return keyedTables(
    {
      name: file.name,
      origin,
      sha256: bytes.sha256,
      encoding: bytes.encoding,
      isLossy: bytes.isLossy,
      notes: bytes.guess === null ? [] : [bytes.guess],
      columns: (_table, keys) => treeColumns(keys),
      holds: () => null,
      read: (sink) => readRows(xml, rowPlaces, sink),
    },
    limits,
  );
}

/** Elements of one place: those with these names from the outermost inwards. */
interface Place {
  isRepeated: boolean;
  hasParts: boolean;
}

/** Places of rows, each with the name of its table. */
function findRows(xml: XmlFile): ReadonlyMap<string, string> {
  const places = new Map<string, Place>();
  const stack: { readonly path: string; readonly children: Map<string, number> }[] = [];
  xml.read({
    open(name, attributes) {
      const parent = stack.at(-1);
      const path = parent ? `${parent.path}/${name}` : name;
      const before = parent?.children.get(name) ?? 0;
      parent?.children.set(name, before + 1);
      const place = places.get(path) ?? { isRepeated: false, hasParts: false };
      if (before > 0) place.isRepeated = true;
      if (attributes.size > 0) place.hasParts = true;
      const above = parent && places.get(parent.path);
      if (above) above.hasParts = true;
      places.set(path, place);
      if (places.size > MOST_PLACES)
        throw new FileRefusal(
          `the file has more than ${displayCount(MOST_PLACES)} sorts of elements: it is not a table`,
        );
      stack.push({ path, children: new Map() });
    },
    close() {
      stack.pop();
    },
    text() {},
  });
  const repeated = [...places].filter(([, place]) => place.isRepeated && place.hasParts);
  const paths = repeated.map(([path]) => path);
  const rows = paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
  const single = [...places].filter(
    ([path, place]) => path.split('/').length === 2 && place.hasParts,
  );
  const chosen = rows.length > 0 ? rows : single.map(([path]) => path);
  // The only table of a file is called by the file.
  if (chosen.length === 1) return new Map(chosen.map((path) => [path, '']));
  return new Map(chosen.map((path) => [path, path.slice(path.indexOf('/') + 1)]));
}

function readRows(xml: XmlFile, rowPlaces: ReadonlyMap<string, string>, sink: KeyedSink): void {
  const firstTable = [...rowPlaces.values()][0] ?? '';
  let path = '';
  let row: { readonly table: string; readonly depth: number } | null = null;
  let keys: string[] = [];
  let values = new Map<string, string>();
  let text = '';
  let isLeaf = false;
  let outside = 0;

  function add(key: string, value: string): void {
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before}; ${value}`);
  }

  /** Takes the text met so far: that of an element with nothing else in it is kept as it is. */
  function takeText(isWhole: boolean): void {
    const isIndent = !isWhole && BLANK.test(text);
    if (text !== '' && !isIndent) {
      if (row) add(keys.at(-1) || 'text', text);
      else if (!BLANK.test(text)) outside++;
    }
    text = '';
  }

  xml.read({
    open(name, attributes) {
      takeText(false);
      isLeaf = true;
      path = path === '' ? name : `${path}/${name}`;
      const table = rowPlaces.get(path);
      if (row) keys.push(keyOf(keys.at(-1) ?? '', name));
      else if (table !== undefined) {
        row = { table, depth: 0 };
        keys = [''];
        values = new Map();
      } else outside += attributes.size;
      if (!row) return;
      for (const [attribute, value] of attributes)
        add(keyOf(keys.at(-1) ?? '', `@${attribute}`), value);
    },
    close(name) {
      takeText(isLeaf);
      isLeaf = false;
      path = path.slice(0, Math.max(0, path.length - name.length - 1));
      if (!row) return;
      keys.pop();
      if (keys.length > 0) return;
      sink.row(row.table, { values });
      row = null;
    },
    text(piece) {
      text += piece;
    },
  });
  if (outside > 0)
    sink.note(firstTable, `values that stand outside the rows, left out: ${displayCount(outside)}`);
}
