import type { ImportProblem } from '../../shared/api/import.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import type {
  CellFix,
  TableEncoding,
  TableHeader,
  TableMapping,
} from '../../shared/import/mapping.ts';
import { openAnx } from './anx.ts';
import { openArchive, type UnpackBudget, unpackBudget } from './archive.ts';
import { openDelimited } from './delimited.ts';
import { refuseUnlessZip } from './encoding.ts';
import { holdsFtm, openFtm } from './ftm.ts';
import { openGexf } from './gexf.ts';
import { openGraphml } from './graphml.ts';
import { type HeaderRules, tableOf } from './grid.ts';
import { type ImportFile, readWhole } from './import-file.ts';
import { openJson } from './json-table.ts';
import { type Layout, recognise } from './layout.ts';
import type { ImportLimits } from './limits.ts';
import { mappedProfile, type Profile } from './profile.ts';
import { FileRefusal } from './refusal.ts';
import { type HeaderChoice, HeaderRefusal, type Table } from './table.ts';
import { openWorkbook } from './workbook.ts';
import { corrected, transformed } from './working-table.ts';
import { openXml } from './xml.ts';
import { openXmlTables } from './xml-table.ts';

/** Not a table: left out, and said so. */
export interface LeftOut {
  readonly status: 'left-out';
  readonly problem: ImportProblem;
  /** Where it is a table after all, of which nothing is known. */
  readonly table: Table | null;
}

/** Cannot be imported; the table as far as it could be read. */
export interface Refused {
  readonly status: 'refused';
  readonly problem: ImportProblem;
  readonly table: Table | null;
  /** Where its header cannot be read: the rows that people may say are the header. */
  readonly header: HeaderChoice | null;
}

/** A file, or a table in it, and what it is. */
export interface OpenedFile {
  readonly name: string;
  readonly outcome:
    | { readonly status: 'open'; readonly table: Table; readonly layout: Layout }
    | LeftOut
    | Refused;
}

export interface OpenOptions {
  readonly ontology: Ontology;
  readonly profiles: readonly Profile[];
  readonly limits: ImportLimits;
  /** How people mapped tables of this import, by the table's name. */
  readonly mappings?: readonly TableMapping[];
  /** Which rows people say are headers, by the table's name. */
  readonly headers?: readonly TableHeader[];
  /** In which encoding people say text files are that do not say it. */
  readonly encodings?: readonly TableEncoding[];
  /** Cells that people corrected. */
  readonly fixes?: readonly CellFix[];
}

/** A file, and the chosen file that it is or lies in. */
interface Opening extends OpenOptions {
  readonly origin: string;
  readonly budget: UnpackBudget;
}

type Format = 'delimited' | 'note' | 'json' | 'json-lines' | 'xml' | 'workbook' | 'archive';

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ...['', 'csv', 'tsv', 'tab', 'psv', 'asc', 'dat'].map((suffix): [string, Format] => [
    suffix,
    'delimited',
  ]),
  // A text file may be a table, but does not claim to be one.
  ['txt', 'note'],
  ['json', 'json'],
  ['jsonl', 'json-lines'],
  ['ijson', 'json-lines'],
  ['ndjson', 'json-lines'],
  ['xml', 'xml'],
  ['gexf', 'xml'],
  ['graphml', 'xml'],
  ['anx', 'xml'],
  ['xlsx', 'workbook'],
  ['zip', 'archive'],
]);

/** Tables in formats that are not read, with what to do about it: leaving them out would lose what was meant to be taken. */
const UNREAD: ReadonlyMap<string, string> = new Map([
  ...['xlsm', 'xltm', 'xlam'].map((suffix): [string, string] => [
    suffix,
    'this workbook may hold macros (programs): save it as XLSX without them',
  ]),
  ...['xls', 'xlt', 'xlsb', 'ods', 'fods', 'numbers'].map((suffix): [string, string] => [
    suffix,
    'workbooks of this format are not read: save it as XLSX',
  ]),
]);

function suffixOf(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return dot === -1 ? '' : base.slice(dot + 1).toLowerCase();
}

function isHidden(name: string): boolean {
  return name.slice(name.lastIndexOf('/') + 1).startsWith('.');
}

/** Opens a file as what it says it is by its name; it may hold several tables. What refuses it is told, not thrown. */
export function openFile(file: ImportFile, options: OpenOptions): OpenedFile[] {
  return open(file, { ...options, origin: file.name, budget: unpackBudget(options.limits) });
}

function open(file: ImportFile, opening: Opening): OpenedFile[] {
  const suffix = suffixOf(file.name);
  const unread = UNREAD.get(suffix);
  if (unread !== undefined)
    return [{ name: file.name, outcome: refused(new FileRefusal(unread), null) }];
  const format = isHidden(file.name) ? undefined : FORMATS.get(suffix);
  if (!format) return [{ name: file.name, outcome: leftOut('not a table: left out') }];
  try {
    return openAs(format, file, opening);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    const isNote = format === 'note';
    const outcome = isNote
      ? leftOut(`not a table: left out (${error.message})`)
      : refused(error, null);
    return [{ name: file.name, outcome }];
  }
}

function openAs(format: Format, file: ImportFile, opening: Opening): OpenedFile[] {
  const { origin, limits } = opening;
  switch (format) {
    case 'delimited':
    case 'note': {
      const opened = recognised([delimitedTable(file, opening)], file.name, opening);
      return format === 'note' ? opened.map(withoutRefusal) : opened;
    }
    case 'json':
    case 'json-lines':
      return recognised(
        holdsFtm(file, limits)
          ? openFtm(file, origin, limits)
          : openJson(file, origin, { isLines: format === 'json-lines', limits }),
        file.name,
        opening,
      );
    case 'xml':
      return recognised(xmlTables(file, opening), file.name, opening);
    case 'workbook':
      return recognised(workbookTables(file, opening), file.name, opening);
    case 'archive':
      return openArchived(file, opening);
  }
}

function layoutOf(
  { headers, ...declared }: Pick<Table, 'headers' | 'types' | 'holds'>,
  { profiles, ontology, mappings }: OpenOptions,
  name: string | null,
): Layout | null {
  // What people said of this very table goes before every profile.
  const mapped = (mappings ?? []).filter(({ table }) => name === null || table === name);
  const own = mapped.map(({ mapping }) => mappedProfile(mapping));
  return recognise(headers, [...own, ...profiles], ontology, declared);
}

/** A table as it is to be read: transformed where it was mapped, with what was corrected. */
function working(table: Table, layout: Layout, { fixes }: OpenOptions): Table {
  const mapped = layout.rows === 'mapped' ? transformed(table, layout.mapping) : table;
  return corrected(mapped, fixes ?? []);
}

function headerRules(name: string, opening: Opening): HeaderRules {
  return {
    limits: opening.limits,
    isKnown: (headers) => layoutOf({ headers, types: null, holds: null }, opening, null) !== null,
    chosenRow: opening.headers?.find(({ table }) => table === name)?.row ?? null,
  };
}

function delimitedTable(file: ImportFile, opening: Opening): Table {
  const chosen = opening.encodings?.find(({ table }) => table === file.name);
  const grid = openDelimited(file, { ...opening, chosenEncoding: chosen?.encoding ?? null });
  return tableOf(grid, headerRules(grid.name, opening));
}

function xmlTables(file: ImportFile, { origin, limits }: Opening): Table[] {
  const xml = openXml(file, limits);
  if (xml.root === 'gexf') return openGexf(xml, origin, limits);
  if (xml.root === 'graphml') return openGraphml(xml, origin, limits);
  if (xml.root === 'Chart') return openAnx(xml, origin, limits);
  const suffix = suffixOf(file.name);
  if (suffix !== 'xml')
    throw new FileRefusal(
      `this is no ${suffix.toUpperCase()} file, though its name says so: its first element is “${xml.root}”`,
    );
  return openXmlTables(xml, origin, limits);
}

function workbookTables(file: ImportFile, opening: Opening): (Table | UnreadSheet)[] {
  const { limits } = opening;
  const bytes = readZip(file, limits);
  const grids = openWorkbook({ name: file.name, bytes }, opening.origin, opening);
  return grids.flatMap((grid) => {
    // Workbooks come with sheets that nobody has used.
    if (grid.firstRows.length === 0 && grids.length > 1) return [];
    try {
      return tableOf(grid, headerRules(grid.name, opening));
    } catch (error) {
      return { name: grid.name, outcome: refused(error, null) };
    }
  });
}

/** A sheet in which no header can be read. */
interface UnreadSheet {
  readonly name: string;
  readonly outcome: Refused;
}

const WANTED = 'name one id, name, address, registration and so on, or source and target for links';

/** Tables with their layouts. Where a file holds several, those that nothing is known of are left out, and said so. */
function recognised(
  tables: readonly (Table | UnreadSheet)[],
  name: string,
  opening: Opening,
): OpenedFile[] {
  if (tables.length === 0) return [{ name, outcome: leftOut('there is no table in it: left out') }];
  const opened = tables.map((table): OpenedFile => {
    if ('outcome' in table) return { name: table.name, outcome: table.outcome };
    const layout = layoutOf(table, opening, table.name);
    if (layout) {
      const read = working(table, layout, opening);
      return { name: table.name, outcome: { status: 'open', table: read, layout } };
    }
    const refusal = new FileRefusal(`none of its columns is known: ${WANTED}`, {
      row: table.headerRow,
    });
    return { name: table.name, outcome: refused(refusal, table) };
  });
  const isOneKnown = opened.some(({ outcome }) => outcome.status === 'open');
  return isOneKnown ? opened.map(withoutRefusal) : opened;
}

function withoutRefusal({ name, outcome }: OpenedFile): OpenedFile {
  if (outcome.status !== 'refused') return { name, outcome };
  return {
    name,
    outcome: leftOut(`not a table: left out (${outcome.problem.reason})`, outcome.table),
  };
}

function readZip(file: ImportFile, limits: ImportLimits): Uint8Array {
  const bytes = readWhole(file, { ...limits, fileBytes: limits.structuredBytes });
  if (bytes.byteLength === 0) throw new FileRefusal('the file is empty');
  refuseUnlessZip(bytes);
  return bytes;
}

function openArchived(file: ImportFile, opening: Opening): OpenedFile[] {
  const { limits, budget, origin } = opening;
  if (file.name !== origin)
    throw new FileRefusal('this is an archive within an archive: unpack it first');
  const bytes = readZip(file, limits);
  const entries = openArchive(bytes, budget, limits);
  if (entries.length === 0) throw new FileRefusal('the archive holds no files');
  return entries.flatMap((entry) => {
    const name = `${file.name}/${entry.name}`;
    const isRead = FORMATS.has(suffixOf(name)) && !isHidden(name);
    return open({ name, bytes: isRead ? entry.read() : new Uint8Array() }, opening);
  });
}

/** A file that is left out, and why. */
export function leftOut(reason: string, table: Table | null = null): LeftOut {
  const problem = { row: null, column: null, reason, severity: 'warning' as const };
  return { status: 'left-out', problem, table };
}

/** A file that is refused; anything but a refusal is thrown on. */
export function refused(error: unknown, table: Table | null): Refused {
  if (!(error instanceof FileRefusal)) throw error;
  return {
    status: 'refused',
    table,
    header: error instanceof HeaderRefusal ? error.header : null,
    problem: { row: error.row, column: error.column, reason: error.message, severity: 'refuse' },
  };
}
