import type { ImportProblem } from '../../shared/api/import.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { openDelimited } from './delimited.ts';
import { tableOf } from './grid.ts';
import type { ImportFile } from './import-file.ts';
import { type Layout, recognise } from './layout.ts';
import type { ImportLimits } from './limits.ts';
import type { Profile } from './profile.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';

/** Not a table: left out, and said so. */
export interface LeftOut {
  readonly status: 'left-out';
  readonly problem: ImportProblem;
}

/** Cannot be imported; the table as far as it could be read. */
export interface Refused {
  readonly status: 'refused';
  readonly problem: ImportProblem;
  readonly table: Table | null;
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
}

const TABLE_SUFFIXES = new Set(['csv', 'tsv', 'tab', 'psv', 'txt', 'asc', 'dat']);

/** Whether a file claims to be a table, by its name. */
function isTableName(name: string): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return (
    !base.startsWith('.') && (dot === -1 || TABLE_SUFFIXES.has(base.slice(dot + 1).toLowerCase()))
  );
}

/** Opens a file: as what it says it is by its name. What refuses it is told, not thrown. */
export function openFile(file: ImportFile, options: OpenOptions): OpenedFile[] {
  if (!isTableName(file.name))
    return [{ name: file.name, outcome: leftOut('not a table: left out') }];
  let table: Table | null = null;
  const layoutOf = (headers: readonly string[]) =>
    recognise(headers, options.profiles, options.ontology);
  try {
    const grid = openDelimited(file, file.name, options.limits);
    table = tableOf(grid, options.limits, (headers) => layoutOf(headers) !== null);
    const layout = layoutOf(table.headers);
    if (layout) return [{ name: file.name, outcome: { status: 'open', table, layout } }];
    const wanted =
      'name one id, name, address, registration and so on, or source and target for links';
    throw new FileRefusal(`none of its columns is known: ${wanted}`, { row: table.headerRow });
  } catch (error) {
    // A text file may be a table, but does not claim to be one.
    const isNote = error instanceof FileRefusal && /\.txt$/i.test(file.name);
    return [
      {
        name: file.name,
        outcome: isNote
          ? leftOut(`not a table: left out (${error.message})`)
          : refused(error, table),
      },
    ];
  }
}

export function leftOut(reason: string): LeftOut {
  return { status: 'left-out', problem: { row: null, column: null, reason, severity: 'warning' } };
}

export function refused(error: unknown, table: Table | null): Refused {
  if (!(error instanceof FileRefusal)) throw error;
  return {
    status: 'refused',
    table,
    problem: { row: error.row, column: error.column, reason: error.message, severity: 'refuse' },
  };
}
