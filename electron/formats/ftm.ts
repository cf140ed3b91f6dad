import { FTM_OWN } from '../../shared/export/ftm.ts';
import {
  FTM_EDGES,
  FTM_POINTERS,
  FTM_READ_AS,
  FTM_SCHEMATA,
  type FtmEdge,
  KIND_OF_FTM,
} from '../../shared/export/ftm-schema.ts';
import { inspectBytes, readSameText, readText } from './encoding.ts';
import { LINKS, NODES } from './graph-file.ts';
import type { ImportFile } from './import-file.ts';
import { createJsonReader, type JsonObject, type JsonValue } from './json.ts';
import { type KeyedSink, keyedTables } from './keyed-table.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';

const HEAD_CHARACTERS = 256 * 1024;

/** Whether a file of JSON holds entities of FollowTheMoney, one a line: its first line says so. */
export function holdsFtm(file: ImportFile, given: ImportLimits): boolean {
  const limits = { ...given, fileBytes: given.structuredBytes };
  let head = '';
  const { encoding } = inspectBytes(file, limits);
  readText(file, { encoding, limits }, (text) => {
    head += text;
    return head.length < HEAD_CHARACTERS && !head.includes('\n');
  });
  const [first = ''] = head.trimStart().split('\n');
  return (
    /^\{/.test(first) && /"schema"\s*:\s*"\w+"/.test(first) && /"properties"\s*:\s*\{/.test(first)
  );
}

/**
 * Things and ties of a file of FollowTheMoney entities, one a line. What our own exports keep beside the properties
 * is read too; properties that no field takes are columns as received.
 * @throws {FileRefusal}
 */
export function openFtm(file: ImportFile, origin: string, given: ImportLimits): Table[] {
  const limits = { ...given, fileBytes: given.structuredBytes };
  const bytes = inspectBytes(file, limits);
  return keyedTables(
    {
      name: file.name,
      origin,
      sha256: bytes.sha256,
      encoding: bytes.encoding,
      isLossy: bytes.isLossy,
      notes: bytes.guess === null ? [] : [bytes.guess],
      columns: (_table, keys) => keys.map((name) => ({ name, type: null })),
      holds: (table) => (table === NODES ? 'nodes' : 'links'),
      read: (sink) => readLines(file, { bytes, limits }, sink),
    },
    limits,
  );
}

type Reading = Parameters<typeof readSameText>[1];

function readLines(file: ImportFile, reading: Reading, sink: KeyedSink): void {
  let partial = '';
  let rowNumber = 0;
  const readLine = (line: string) => {
    rowNumber++;
    if (line.trim() !== '') readEntity(entityOf(line, rowNumber, reading), rowNumber, sink);
  };
  readSameText(file, reading, (text) => {
    const lines = (partial + text).split('\n');
    partial = lines.pop() ?? '';
    if (partial.length > reading.limits.rowCharacters)
      throw new FileRefusal(
        `the line is longer than ${displayCount(reading.limits.rowCharacters)} characters`,
        { row: rowNumber + 1 },
      );
    for (const line of lines) readLine(line);
  });
  readLine(partial);
}

/** An entity as its line gives it. */
interface Entity {
  readonly id: string;
  readonly schema: string;
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** What our own exports keep; empty in files of others. */
  readonly own: ReadonlyMap<string, JsonValue>;
}

function entityOf(line: string, row: number, { limits }: Reading): Entity {
  try {
    const reader = createJsonReader(line, limits);
    const value = reader.value();
    reader.end();
    if (isObject(value)) {
      const properties = value.properties.get('properties');
      const own = value.properties.get(FTM_OWN);
      return {
        id: textOf(value.properties.get('id')),
        schema: textOf(value.properties.get('schema')),
        properties: isObject(properties) ? propertiesOf(properties) : new Map(),
        own: isObject(own) ? own.properties : new Map(),
      };
    }
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    throw new FileRefusal(error.message.replace(/ \(line 1\)$/, ''), { row });
  }
  throw new FileRefusal('the line is not an object', { row });
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && value.kind === 'object';
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  return value.kind === 'array' ? value.items.map(textOf).join('; ') : value.text;
}

function propertiesOf({ properties }: JsonObject): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of properties) {
    const isList = typeof value === 'object' && value !== null && value.kind === 'array';
    const texts = (isList ? value.items : [value]).map(textOf).filter((text) => text !== '');
    values.set(name, texts);
  }
  return values;
}

function readEntity(entity: Entity, rowNumber: number, sink: KeyedSink): void {
  const edge = Object.hasOwn(FTM_EDGES, entity.schema) ? FTM_EDGES[entity.schema] : undefined;
  if (edge) readTie(entity, edge, { rowNumber, sink });
  else readThing(entity, { rowNumber, sink });
}

interface Place {
  readonly rowNumber: number;
  readonly sink: KeyedSink;
}

/** Puts a value under a key that has none yet. */
function put(values: Map<string, string>, key: string, value: string): void {
  if (value !== '' && !values.has(key)) values.set(key, value);
}

function readThing(entity: Entity, { rowNumber, sink }: Place): void {
  const { id, schema, properties, own } = entity;
  const kind = textOf(own.get('kind')) || (KIND_OF_FTM[schema] ?? schema);
  // Both are there in every row: a table without them would be read otherwise.
  const values = new Map([
    ['id', id],
    ['kind', kind],
    ['name', ''],
    ['reference', ''],
  ]);
  const fieldOf = fieldsByProperty(kind, schema, own.size > 0);
  const isNameMade = own.get('isNameMade') === true;
  for (const [property, texts] of properties) {
    const field = fieldOf.get(property);
    const [first = '', ...more] = property === 'name' && isNameMade ? [] : texts;
    if (field === 'aliases') {
      values.set(field, [values.get(field), ...texts].filter(Boolean).join('; '));
    } else if (field === undefined) put(values, property, texts.join('; '));
    else {
      if (values.get(field) === '') values.set(field, first);
      else put(values, field, first);
      if (more.length === 0) continue;
      if (property === 'name' && kind === 'person')
        values.set('aliases', [values.get('aliases'), ...more].filter(Boolean).join('; '));
      else put(values, `${property} (more)`, more.join('; '));
    }
  }
  putOwn(values, own);
  put(values, 'subjectcategory', textOf(own.get('category')));
  sink.row(NODES, { values, rowNumber });
  for (const [property, { type, isReversed }] of Object.entries(FTM_POINTERS))
    for (const other of properties.get(property) ?? []) {
      const [source, target] = isReversed ? [other, id] : [id, other];
      const tie = new Map([
        ['source', source],
        ['target', target],
        ['type', type],
      ]);
      sink.row(LINKS, { values: tie, rowNumber });
    }
}

/** Which field each property of a schema is read as. */
function fieldsByProperty(
  kind: string,
  schema: string,
  isOwn: boolean,
): ReadonlyMap<string, string> {
  const readAs = FTM_READ_AS[schema];
  if (readAs && !isOwn) return new Map([...Object.entries(readAs), ['name', 'name']]);
  const known = Object.hasOwn(FTM_SCHEMATA, kind)
    ? FTM_SCHEMATA[kind]
    : Object.values(FTM_SCHEMATA).findLast(({ name }) => name === schema);
  return new Map(
    Object.entries(known?.properties ?? { name: 'name' }).map(([field, property]) => [
      property,
      field,
    ]),
  );
}

function putOwn(values: Map<string, string>, own: Entity['own']): void {
  for (const name of ['basis', 'grade', 'observedOn']) put(values, name, textOf(own.get(name)));
  const fields = own.get('fields');
  if (!isObject(fields)) return;
  for (const [field, value] of fields.properties) {
    if (values.get(field) === '') values.set(field, textOf(value));
    else put(values, field, textOf(value));
  }
}

function readTie(entity: Entity, edge: FtmEdge, { rowNumber, sink }: Place): void {
  const { properties, own, schema } = entity;
  const first = (property: string): string => properties.get(property)?.[0] ?? '';
  const words = properties.get(edge.words)?.join('; ') ?? '';
  const isReversed = own.get('isReversed') === true;
  // A tie of several owners is one for each.
  for (const source of properties.get(edge.source) ?? [''])
    for (const target of properties.get(edge.target) ?? ['']) {
      const values = new Map([
        ['source', isReversed ? target : source],
        ['target', isReversed ? source : target],
        ['type', textOf(own.get('type')) || (edge.readAs ?? (words || schema))],
      ]);
      put(values, 'startedOn', first('startDate'));
      put(values, 'endedOn', first('endDate'));
      put(values, 'observedOn', first('date'));
      put(values, 'amount', first('amount'));
      putOwn(values, own);
      // What others call the tie is not lost where its schema says what it is.
      if (own.size === 0 && edge.readAs !== null) put(values, 'notes', words);
      for (const [property, texts] of properties)
        if (!TAKEN.has(property) && property !== edge.source && property !== edge.target)
          put(values, property, texts.join('; '));
      sink.row(LINKS, { values, rowNumber });
    }
}

const TAKEN: ReadonlySet<string> = new Set([
  'startDate',
  'endDate',
  'date',
  'amount',
  'role',
  'relationship',
  'purpose',
]);
