import type { TableOutlook } from '../../shared/api/import.ts';
import { fieldFor, kindOf } from '../../shared/domain/ontology.ts';
import { type Guess, guessMapping } from '../../shared/import/guess.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import type { ImportFile } from './import-file.ts';
import type { Layout } from './layout.ts';
import { type OpenedFile, type OpenOptions, openFile } from './open-file.ts';
import type { Row } from './row.ts';
import type { HeaderChoice, Table } from './table.ts';

/** Rows that a guess is made from. */
const GUESS_ROWS = 200;
const SHOWN_ROWS = 20;
const SHOWN_SAMPLES = 6;
const SAMPLE_CHARACTERS = 200;

/** Thrown to stop a reading when enough was read. */
class EnoughRead extends Error {}

/** Reads rows of a table until `onRow` says that there were enough. */
export function readUntil(table: Table, onRow: (row: Row) => 'more' | 'enough'): void {
  try {
    table.read((row) => {
      if (onRow(row) === 'enough') throw new EnoughRead();
    });
  } catch (error) {
    if (!(error instanceof EnoughRead)) throw error;
  }
}

/** The first rows of a table that can be read at all. */
function firstRows(table: Table, count: number): Row[] {
  const rows: Row[] = [];
  readUntil(table, (row) => {
    if (row.faults.length === 0) rows.push(row);
    return rows.length < count ? 'more' : 'enough';
  });
  return rows;
}

export interface OutlookOptions extends OpenOptions {
  /** Kind that rows are taken for when their table says none. */
  readonly assumedKind: string;
}

/** What is known of the tables of files, with a guessed mapping for those whose columns are not. */
export function tableOutlooks(
  files: readonly ImportFile[],
  options: OutlookOptions,
): TableOutlook[] {
  return files
    .flatMap((file) => openFile(file, options))
    .flatMap((opened) => {
      const outlook = outlookOf(opened, options);
      return outlook ? [outlook] : [];
    });
}

function outlookOf({ name, outcome }: OpenedFile, options: OutlookOptions): TableOutlook | null {
  const { table } = outcome;
  if (!table) {
    if (outcome.status !== 'refused') return null;
    const { problem, header } = outcome;
    return {
      name,
      profile: null,
      // Where another row may be the header, people are asked before the file is refused.
      needsMapping: header !== null,
      columns: [],
      header: headerOf(header),
      guessedEncoding: null,
      rows: [],
      mapping: null,
      problem: problem.reason,
    };
  }
  const layout = outcome.status === 'open' ? outcome.layout : null;
  const headers = layout?.rows === 'mapped' ? layout.mapping.columns : table.headers;
  const rows = firstRows(table, GUESS_ROWS).map((row) => row.received ?? row.cells);
  const columns = headers.map((header, index) => ({
    name: header,
    values: rows.map((cells) => cells[index] ?? ''),
  }));
  const guess = guessMapping(options.ontology, name.slice(name.lastIndexOf('/') + 1), columns);
  const profile = layout && layout.profile.id !== 'mapped' ? layout.profile : null;
  return {
    name,
    profile: profile && { id: profile.id, title: profile.title },
    // A part of a file of which another part is known may well be meant to be left out.
    needsMapping: outcome.status !== 'left-out' && needsMapping(layout, guess, options),
    columns: guess.columns.map(({ column, samples: _, ...told }, index) => ({
      name: column,
      samples: samplesOf(columns[index]?.values ?? []),
      guess: { ...told, reasons: [...told.reasons] },
    })),
    header: headerOf(table.header),
    guessedEncoding: table.isEncodingOpen ? table.encoding : null,
    rows: rows
      .slice(0, SHOWN_ROWS)
      .map((cells) => cells.map((cell) => cell.slice(0, SAMPLE_CHARACTERS))),
    mapping: mappingOf(layout, guess),
    problem: null,
  };
}

function headerOf(header: HeaderChoice | null): TableOutlook['header'] {
  if (!header) return null;
  const choices = header.choices.map(({ row, cells }) => ({ row, cells: [...cells] }));
  return { ...header, choices };
}

function samplesOf(values: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const value of values) {
    if (value.trim() !== '') kept.add(value.slice(0, SAMPLE_CHARACTERS));
    if (kept.size === SHOWN_SAMPLES) break;
  }
  return [...kept];
}

/** Typed headers and graph files say themselves what they hold. */
function mappingOf(layout: Layout | null, guess: Guess): Mapping | null {
  if (layout?.rows === 'mapped') return layout.mapping;
  return layout && layout.profile.headers !== 'plain' ? null : guess.mapping;
}

/** Whether the profile that took a table knows too little of it to go by. */
function needsMapping(
  layout: Layout | null,
  { mapping }: Guess,
  { ontology, assumedKind }: OutlookOptions,
): boolean {
  if (layout === null) return true;
  if (layout.rows !== 'entities' || layout.profile.headers !== 'plain') return false;
  // A table with ids, or one that names the kind of its rows, says enough.
  if (layout.key || layout.kind || layout.kindUnlessChosen || layout.kindWhenClaimed) return false;
  const kind = kindOf(ontology, assumedKind);
  const known = layout.columns.filter((column) => kind && fieldFor(kind, column.name)).length;
  const isOtherKind = mapping.parts[0]?.kind !== assumedKind;
  return isOtherKind || mapping.parts.length > 1 || known * 2 < layout.columns.length;
}
