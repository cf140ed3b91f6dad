import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import iconv from 'iconv-lite';
import { type ArchiveEntry, openArchive, type UnpackBudget } from './archive.ts';
import { builtInFormat, type CellFormat, readFormat } from './cell-format.ts';
import { type Grid, HEADER_ROWS } from './grid.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';
import { readSheet, unescapeText, type WorkbookContext } from './sheet.ts';
import { createXmlParser, type XmlEvents } from './xml.ts';

type Attributes = ReadonlyMap<string, string>;

/** Files of a workbook by their names in it. */
type Parts = ReadonlyMap<string, ArchiveEntry>;

interface Relationship {
  readonly id: string;
  /** Last word of its type: `worksheet`, `styles`. */
  readonly type: string;
  /** Name of the part; null: it leads outside the workbook. */
  readonly target: string | null;
}

interface SheetEntry {
  readonly name: string;
  readonly part: ArchiveEntry;
  readonly isHidden: boolean;
}

const MACROS =
  /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml|macrosheets\/.*|intlMacrosheets\/.*)$/i;

/**
 * The sheets of an XLSX workbook: their values alone. Nothing is worked out and nothing outside it is followed.
 * @throws {FileRefusal} when it has macros, a password, or is no workbook
 */
export function openWorkbook(
  file: { readonly name: string; readonly bytes: Uint8Array },
  origin: string,
  how: { readonly limits: ImportLimits; readonly budget: UnpackBudget },
): Grid[] {
  const { limits } = how;
  const parts = new Map(
    openArchive(file.bytes, how.budget, limits).map((entry) => [entry.name, entry]),
  );
  refuseMacros(parts, limits);
  const main = mainPart(parts, limits);
  const relationships = readRelationships(parts, main, limits);
  const { sheets, dateSystem } = readSheetList(parts, { main, relationships, limits });
  const partOf = (type: string) =>
    parts.get(relationships.find((relationship) => relationship.type === type)?.target ?? '');
  const context: WorkbookContext = {
    sharedStrings: readSharedStrings(partOf('sharedStrings'), limits),
    formats: readFormats(partOf('styles'), limits),
    dateSystem,
    limits,
  };
  const external = relationships.filter(({ type }) => type === 'externalLink').length;
  const notes =
    external > 0
      ? [`links to other workbooks, which are not followed: ${displayCount(external)}`]
      : [];
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return sheets.map(({ name, part, isHidden }): Grid => {
    const read: Grid['read'] = (onRow) => ({
      hasBrokenText: true,
      notes: readSheet(textOf(part), context, onRow),
    });
    return {
      name: sheets.length === 1 ? file.name : `${file.name}/${name}`,
      origin,
      sha256,
      encoding: null,
      separator: null,
      isLossy: false,
      isOpenEnded: true,
      notes: isHidden
        ? [...notes, 'the sheet is hidden in the workbook: look whether it was meant to be given']
        : notes,
      firstRows: firstRows(read),
      read,
    };
  });
}

const ENOUGH = Symbol('enough');

function firstRows(read: Grid['read']): Row[] {
  const rows: Row[] = [];
  try {
    read((row) => {
      if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
      if (rows.length >= HEADER_ROWS) throw ENOUGH;
    });
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
  return rows;
}

/** The text of a part: UTF-8, or UTF-16 where it says so. */
function textOf(part: ArchiveEntry): string {
  const bytes = Buffer.from(part.read());
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return iconv.decode(bytes, 'utf-16');
  if (!isUtf8(bytes)) throw new FileRefusal('the workbook is damaged: its text is not UTF-8');
  return iconv.decode(bytes, 'utf-8');
}

function readPart(
  part: ArchiveEntry | undefined,
  limits: ImportLimits,
  events: Partial<XmlEvents>,
): void {
  if (!part) return;
  const parser = createXmlParser({ open() {}, close() {}, text() {}, ...events }, limits);
  parser.write(textOf(part));
  parser.end();
}

function refuseMacros(parts: Parts, limits: ImportLimits): void {
  const types = parts.get('[Content_Types].xml');
  if (!types) {
    const isOpenDocument = parts.has('mimetype') && parts.has('content.xml');
    throw new FileRefusal(
      isOpenDocument
        ? 'this is an OpenDocument workbook: save it as XLSX'
        : 'this is no workbook, though its name says so',
    );
  }
  let hasMacros = [...parts.keys()].some((name) => MACROS.test(name));
  let isBinary = false;
  readPart(types, limits, {
    open(_name, attributes) {
      const type = attributes.get('ContentType') ?? '';
      if (/macroEnabled|vbaProject|macrosheet/i.test(type)) hasMacros = true;
      if (/sheet\.binary/i.test(type)) isBinary = true;
    },
  });
  if (hasMacros)
    throw new FileRefusal('the workbook holds macros (programs): save it as XLSX without them');
  if (isBinary) throw new FileRefusal('this is a binary workbook: save it as XLSX');
}

function mainPart(parts: Parts, limits: ImportLimits): string {
  const [main] = readRelationships(parts, '', limits).filter(
    ({ type }) => type === 'officeDocument',
  );
  if (!main?.target || !parts.has(main.target))
    throw new FileRefusal('this is no workbook, though its name says so');
  return main.target;
}

/** What a part refers to. */
function readRelationships(parts: Parts, part: string, limits: ImportLimits): Relationship[] {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relationships: Relationship[] = [];
  readPart(parts.get(name), limits, {
    open(element, attributes) {
      if (element !== 'Relationship') return;
      const target = attributes.get('Target') ?? '';
      const isOutside = attributes.get('TargetMode') === 'External';
      relationships.push({
        id: attributes.get('Id') ?? '',
        type: (attributes.get('Type') ?? '').replace(/^.*\//, ''),
        // Only names of parts come of it: whatever it says, it is looked up in this archive and nowhere else.
        target: isOutside ? null : posix.resolve('/', folder, target).slice(1),
      });
    },
  });
  return relationships;
}

function readSheetList(
  parts: Parts,
  {
    main,
    relationships,
    limits,
  }: {
    readonly main: string;
    readonly relationships: readonly Relationship[];
    readonly limits: ImportLimits;
  },
): { readonly sheets: readonly SheetEntry[]; readonly dateSystem: 1900 | 1904 } {
  const sheets: SheetEntry[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  readPart(parts.get(main), limits, {
    open(element, attributes) {
      if (element === 'workbookPr') dateSystem = isTrue(attributes, 'date1904') ? 1904 : 1900;
      if (element !== 'sheet') return;
      const relationship = relationships.find(({ id }) => id === attributes.get('id'));
      // Charts and dialogs have sheets too, but no cells.
      if (relationship?.type !== 'worksheet') return;
      const part = parts.get(relationship.target ?? '');
      if (!part) throw new FileRefusal('the workbook is damaged: one of its sheets is missing');
      const name = (attributes.get('name') ?? '').replaceAll('/', ' ');
      sheets.push({ name, part, isHidden: (attributes.get('state') ?? 'visible') !== 'visible' });
    },
  });
  if (sheets.length === 0) throw new FileRefusal('the workbook has no sheets with cells');
  return { sheets, dateSystem };
}

function isTrue(attributes: Attributes, name: string): boolean {
  return ['1', 'true'].includes(attributes.get(name) ?? '');
}

function readSharedStrings(part: ArchiveEntry | undefined, limits: ImportLimits): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  readPart(part, limits, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') isText = phonetic === 0;
    },
    close(name) {
      if (name === 'si') strings.push(unescapeText(text));
      else if (name === 'rPh') phonetic--;
      else if (name === 't') isText = false;
    },
    text(piece) {
      if (isText) text += piece;
    },
  });
  return strings;
}

/** Formats by number of style. */
function readFormats(part: ArchiveEntry | undefined, limits: ImportLimits): CellFormat[] {
  const own = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let isCellStyles = false;
  readPart(part, limits, {
    open(name, attributes) {
      if (name === 'numFmt')
        own.set(Number(attributes.get('numFmtId')), readFormat(attributes.get('formatCode') ?? ''));
      else if (name === 'cellXfs') isCellStyles = true;
      else if (name === 'xf' && isCellStyles) {
        const id = Number(attributes.get('numFmtId') ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false;
    },
  });
  return formats;
}
