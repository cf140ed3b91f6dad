import { inspectBytes, readSameText, readText } from './encoding.ts';
import type { ImportFile } from './import-file.ts';
import { createJsonReader, type JsonObject, type JsonReader, type JsonValue } from './json.ts';
import { type KeyedSink, type KeyFault, keyedTables, keyOf, treeColumns } from './keyed-table.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';

/** Two lines that are each an object: JSON lines, though the file may be called JSON. */
const LINES = /^\s*\{[^\n]*\}[ \t\r]*\n\s*\{/;
const HEAD_CHARACTERS = 1024 * 1024;

/**
 * Tables of a JSON file: every list of objects that lies in no other list. A file may hold one object a line.
 * @throws {FileRefusal}
 */
export function openJson(
  file: ImportFile,
  origin: string,
  options: { readonly isLines: boolean; readonly limits: ImportLimits },
): Table[] {
  const limits = { ...options.limits, fileBytes: options.limits.structuredBytes };
  const bytes = inspectBytes(file, limits);
  const isLines = options.isLines || holdsLines(file, bytes.encoding, limits);
  const reading = { bytes, limits };
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
      read: (sink) => (isLines ? readLines(file, reading, sink) : readWhole(file, reading, sink)),
    },
    limits,
  );
}

function holdsLines(file: ImportFile, encoding: string, limits: ImportLimits): boolean {
  let head = '';
  readText(file, { encoding, limits }, (text) => {
    head += text;
    return head.length < HEAD_CHARACTERS;
  });
  return LINES.test(head);
}

type Reading = Parameters<typeof readSameText>[1];

function readWhole(file: ImportFile, reading: Reading, sink: KeyedSink): void {
  const reader = createJsonReader(wholeText(file, reading), reading.limits);
  readTables(reader, '', sink);
  reader.end();
}

function wholeText(file: ImportFile, reading: Reading): string {
  const pieces: string[] = [];
  readSameText(file, reading, (text) => pieces.push(text));
  return pieces.join('');
}

/** Finds lists of objects: they may lie in objects, but not in other lists. */
function readTables(reader: JsonReader, path: string, sink: KeyedSink): void {
  const next = reader.next();
  if (next === 'object') {
    reader.object((name) =>
      readTables(reader, path === '' ? tableName(name) : `${path}/${tableName(name)}`, sink),
    );
    return;
  }
  if (next !== 'array') {
    reader.value();
    return;
  }
  let isTable = false;
  reader.array((index) => {
    const value = reader.value();
    const isObject = typeof value === 'object' && value?.kind === 'object';
    if (index === 0) isTable = isObject;
    else if (isTable !== isObject)
      throw new FileRefusal('a list has objects and other things in it: a table has only objects', {
        row: index + 1,
      });
    if (isObject) sink.row(path, rowOf(value));
  });
}

/** A property's name as the name of a table: never more than one folder. */
function tableName(name: string): string {
  return name.replaceAll('/', ' ').trim() || '?';
}

function readLines(file: ImportFile, reading: Reading, sink: KeyedSink): void {
  let partial = '';
  let rowNumber = 0;
  const readLine = (line: string) => {
    rowNumber++;
    if (line.trim() !== '') sink.row('', { ...readObject(line, rowNumber, reading), rowNumber });
  };
  readSameText(file, reading, (text) => {
    const lines = (partial + text).split('\n');
    partial = lines.pop() ?? '';
    if (partial.length > reading.limits.rowCharacters) {
      const counts = `longer than ${displayCount(reading.limits.rowCharacters)} characters`;
      throw new FileRefusal(`the line is ${counts}`, { row: rowNumber + 1 });
    }
    for (const line of lines) readLine(line);
  });
  readLine(partial);
}

function readObject(line: string, row: number, { limits }: Reading) {
  try {
    const reader = createJsonReader(line, limits);
    const value = reader.value();
    reader.end();
    if (typeof value === 'object' && value?.kind === 'object') return rowOf(value);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    throw new FileRefusal(error.message.replace(/ \(line 1\)$/, ''), { row });
  }
  throw new FileRefusal('the line is not an object', { row });
}

/** Values of an object, those of objects within it too. */
function rowOf(object: JsonObject) {
  const values = new Map<string, string>();
  const faults: KeyFault[] = [];
  const flatten = ({ properties }: JsonObject, path: string) => {
    for (const [name, value] of properties) {
      const key = keyOf(path, name);
      if (typeof value === 'object' && value?.kind === 'object') flatten(value, key);
      else {
        if (hasLongNumber(value)) faults.push({ key, reason: LONG_NUMBER });
        if (values.has(key)) faults.push({ key, reason: 'two properties read the same' });
        values.set(key, cellOf(value));
      }
    }
  };
  flatten(object, '');
  return faults.length > 0 ? { values, faults } : { values };
}

const LONG_NUMBER =
  'the number has more digits than a number holds exactly: give it as text, in quotes';

function hasLongNumber(value: JsonValue): boolean {
  if (value === null || typeof value !== 'object') return false;
  switch (value.kind) {
    case 'number':
      return /^-?\d+$/.test(value.text) && !Number.isSafeInteger(Number(value.text));
    case 'array':
      return value.items.some(hasLongNumber);
    case 'object':
      return [...value.properties.values()].some(hasLongNumber);
  }
}

/** A value as a cell: numbers as they are written, lists of words joined, anything deeper as JSON. */
function cellOf(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  switch (value.kind) {
    case 'number':
      return value.text;
    case 'object':
      return value.text;
    case 'array': {
      const isPlain = value.items.every(
        (item) => item === null || typeof item !== 'object' || item.kind === 'number',
      );
      const cells = isPlain ? value.items.map(cellOf) : [];
      return isPlain && cells.every((cell) => !/[;|\n]/.test(cell)) ? cells.join('; ') : value.text;
    }
  }
}
