import type { KeyedColumn, KeyedFile } from './keyed-table.ts';
import type { XmlFile } from './xml.ts';

/** The two tables of a graph file. */
export const NODES = 'nodes';
export const LINKS = 'links';

/** An attribute of nodes or links as the file declares it. */
export interface GraphAttribute {
  readonly name: string;
  /** As declared, in lower case; null: none. */
  readonly type: string | null;
  /** Value where an element gives none; null: there is none. */
  readonly fallback: string | null;
}

/** Types of attributes, and what their values are checked as; null: as text. */
const TYPES: ReadonlyMap<string, 'integer' | 'double' | null> = new Map([
  ['integer', 'integer'],
  ['int', 'integer'],
  ['long', 'integer'],
  ['short', 'integer'],
  ['byte', 'integer'],
  ['biginteger', 'integer'],
  ['float', 'double'],
  ['double', 'double'],
  ['bigdecimal', 'double'],
  ['boolean', null],
  ['string', null],
  ['char', null],
  ['anyuri', null],
  ['date', null],
  ['datetime', null],
]);

/** Whether a type is one that graph files have. */
export function isKnownType(type: string): boolean {
  return TYPES.has(type) || type.startsWith('list');
}

/** Coordinates beyond this are no place on any map. */
const MOST_COORDINATE = 1e9;

/** A doubt about a coordinate; null: none. */
export function coordinateDoubt(value: string): string | null {
  const coordinate = Number(value);
  return Number.isFinite(coordinate) && Math.abs(coordinate) > MOST_COORDINATE
    ? 'the coordinate is beyond any map: kept as received only'
    : null;
}

/** Key of a declared attribute, apart from the keys that the format itself has. */
export function attributeKey(id: string): string {
  return `attribute:${id}`;
}

/** Columns of nodes or links: keys that the format has are called by themselves, attributes by their names. */
export function graphColumns(
  keys: readonly string[],
  attributes: ReadonlyMap<string, GraphAttribute>,
  ownTypes: ReadonlyMap<string, string>,
): KeyedColumn[] {
  const taken = new Set(keys.filter((key) => !key.startsWith('attribute:')));
  return keys.map((key) => {
    if (!key.startsWith('attribute:')) return { name: key, type: ownTypes.get(key) ?? null };
    const id = key.slice('attribute:'.length);
    const attribute = attributes.get(id);
    const name = uniqueName((attribute?.name ?? '').trim() || id.trim() || 'attribute', id, taken);
    taken.add(name);
    return { name, type: TYPES.get(attribute?.type ?? '') ?? null };
  });
}

function uniqueName(name: string, id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const longer = `${name} (${id})`;
  if (!taken.has(longer)) return longer;
  let count = 2;
  while (taken.has(`${longer} ${count}`)) count++;
  return `${longer} ${count}`;
}

/** What every graph file has in common as a file of tables. */
export function graphFile(
  xml: XmlFile,
  origin: string,
  rest: Pick<KeyedFile, 'read' | 'columns'>,
): KeyedFile {
  const { file, bytes } = xml;
  return {
    name: file.name,
    origin,
    sha256: bytes.sha256,
    encoding: bytes.encoding,
    isLossy: bytes.isLossy,
    notes: bytes.guess === null ? [] : [bytes.guess],
    holds: (table) => (table === NODES ? 'nodes' : 'links'),
    ...rest,
  };
}
