import { kindFor, type Ontology } from '../../shared/domain/ontology.ts';
import type {
  CellFix,
  MappedPart,
  TableEncoding,
  TableHeader,
  TableMapping,
} from '../../shared/import/mapping.ts';
import type { ImportFile } from './import-file.ts';
import {
  type Column,
  type EntityLayout,
  keyedByName,
  type Layout,
  type MappedLayout,
} from './layout.ts';
import { displayCount, type ImportLimits } from './limits.ts';
import { type LeftOut, openFile, type Refused, refused } from './open-file.ts';
import type { Profile } from './profile.ts';
import { FileRefusal } from './refusal.ts';
import type { Row } from './row.ts';
import type { RowsRead, Table } from './table.ts';

/** Where a row is. */
export interface RowPlace {
  readonly fileIndex: number;
  readonly rowNumber: number;
}

/** A table that can be imported: its rows counted, its columns understood. */
export interface PlannedTable extends Table, RowsRead {
  readonly fileIndex: number;
  readonly layout: Layout;
  /** The column that names the kind of each row, in a table of entities; null: none does. */
  readonly kindColumn: Column | null;
  readonly rowCount: number;
  /** First rows, as received. */
  readonly sample: readonly Pick<Row, 'rowNumber' | 'cells'>[];
}

/** What became of one file, or of one table in it, on first reading. */
export type PlannedFile =
  | { readonly status: 'table'; readonly table: PlannedTable }
  | LeftOut
  | Refused;

/** All that is known of an import before a single row of it is kept. */
export interface ImportPlan {
  /** Files as chosen; those that hold several tables, or other files, as what they hold. */
  readonly files: readonly { readonly name: string; readonly outcome: PlannedFile }[];
  readonly tables: readonly PlannedTable[];
  /** Family of profiles within which editions are compared. */
  readonly family: string;
  readonly totalRows: number;
  /** Ids that stand on more than one row, with all their places. */
  readonly duplicates: ReadonlyMap<string, readonly RowPlace[]>;
}

export interface PlanOptions {
  readonly ontology: Ontology;
  readonly profiles: readonly Profile[];
  readonly limits: ImportLimits;
  /** Kind that was chosen for rows that say none; null: not chosen. */
  readonly chosenKind: string | null;
  /** Called now and then with the rows counted so far; may throw to stop. */
  readonly onRows: (rows: number) => void;
  readonly mappings?: readonly TableMapping[];
  readonly headers?: readonly TableHeader[];
  readonly encodings?: readonly TableEncoding[];
  readonly fixes?: readonly CellFix[];
}

const SAMPLE_ROWS = 10;
const ROWS_PER_STEP = 2000;
/** More different words than this are not kinds. */
const KIND_WORDS = 1000;
const MIXED_FAMILY = 'mixed';

/** Key of a row of entities within its import: the same id in different spaces is different. */
export function keyIn(space: string, id: string): string {
  return space === '' ? id : `${space}\u001f${id}`;
}

/**
 * Reads every file once: which are tables, of what profile, how many rows, which ids stand twice.
 * Whatever refuses a file is found here, before anything is written.
 */
export function planImport(files: readonly ImportFile[], options: PlanOptions): ImportPlan {
  const opened = files.flatMap((file) => openFile(file, options));
  const hasLinks = opened.some(
    ({ outcome }) => outcome.status === 'open' && outcome.layout.rows === 'relations',
  );
  const counter = { rows: 0, steps: 0 };
  const keys = createKeyIndex();
  const planned = opened.map(({ name, outcome }, fileIndex) => {
    if (outcome.status !== 'open') return { name, outcome };
    const layout =
      hasLinks && outcome.layout.rows === 'entities' ? keyedByName(outcome.layout) : outcome.layout;
    return {
      name,
      outcome: scanTable(
        { table: outcome.table, layout, fileIndex },
        { ...options, keys, counter },
      ),
    };
  });
  const tables = planned.flatMap(({ outcome }) =>
    outcome.status === 'table' ? [outcome.table] : [],
  );
  const families = new Set(tables.map((table) => table.layout.profile.family));
  return {
    files: planned,
    tables,
    family: families.size === 1 ? ([...families][0] ?? MIXED_FAMILY) : MIXED_FAMILY,
    totalRows: tables.reduce((sum, table) => sum + table.rowCount, 0),
    duplicates: keys.duplicates,
  };
}

function createKeyIndex() {
  const first = new Map<string, number>();
  const duplicates = new Map<string, RowPlace[]>();
  // One number holds both halves of a place: millions of small objects would not do.
  const ROWS = 2 ** 32;
  return {
    duplicates,
    add(key: string, place: RowPlace): void {
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, place.fileIndex * ROWS + place.rowNumber);
        return;
      }
      const places = duplicates.get(key);
      if (places) places.push(place);
      else
        duplicates.set(key, [
          { fileIndex: Math.floor(known / ROWS), rowNumber: known % ROWS },
          place,
        ]);
    },
  };
}

interface ScanContext extends PlanOptions {
  readonly keys: ReturnType<typeof createKeyIndex>;
  readonly counter: { rows: number; steps: number };
}

function scanTable(
  {
    table,
    layout,
    fileIndex,
  }: { readonly table: Table; readonly layout: Layout; readonly fileIndex: number },
  context: ScanContext,
): PlannedFile {
  const { limits, keys, counter } = context;
  const sample: Pick<Row, 'rowNumber' | 'cells'>[] = [];
  const kinds = layout.rows === 'entities' ? createKindChoice(layout, context) : null;
  const ownKey = layout.rows === 'mapped' ? ownKeyOf(layout) : null;
  let rowCount = 0;
  try {
    const read = table.read((row) => {
      rowCount++;
      counter.rows++;
      if (counter.rows % ROWS_PER_STEP === 0) context.onRows(counter.rows);
      if (sample.length < SAMPLE_ROWS) sample.push({ rowNumber: row.rowNumber, cells: row.cells });
      if (layout.rows === 'entities' && isSound(row, table)) {
        kinds?.look(row.cells);
        const id = layout.key ? (row.cells[layout.key.index] ?? '').trim() : '';
        // Beyond the limit rows are counted, no longer remembered.
        if (id !== '' && counter.rows <= limits.rows)
          keys.add(keyIn(layout.keySpace, id), { fileIndex, rowNumber: row.rowNumber });
      }
      if (ownKey && isSound(row, table) && counter.rows <= limits.rows) {
        const key = ownKey(row.cells);
        if (key !== null) keys.add(key, { fileIndex, rowNumber: row.rowNumber });
      }
    });
    if (counter.rows > limits.rows) {
      const counts = `${displayCount(rowCount)} rows here, ${displayCount(counter.rows)} with the files before; ${displayCount(limits.rows)} can be imported at once`;
      throw new FileRefusal(`there are too many rows: ${counts}`);
    }
    return {
      status: 'table',
      table: {
        ...table,
        ...read,
        notes: [...table.notes, ...read.notes],
        fileIndex,
        layout,
        kindColumn: kinds?.column() ?? null,
        rowCount,
        sample,
      },
    };
  } catch (error) {
    return refused(error, table);
  }
}

/** The key of the record that a mapped row is about, where no two rows may have the same; null: they may. */
function ownKeyOf(layout: MappedLayout): ((cells: readonly string[]) => string | null) | null {
  const [own] = layout.mapping.parts;
  if (!own || own.isShared || own.isReference || own.key.length === 0) return null;
  return createPartKey(own, layout.columns);
}

/** Reads the natural key of one of a row's records from its cells; null: they are blank. */
export function createPartKey(
  part: Pick<MappedPart, 'key' | 'space'>,
  columns: readonly Column[],
): (cells: readonly string[]) => string | null {
  const places = part.key.map(
    (name) => columns.find((column) => column.name === name)?.index ?? -1,
  );
  return (cells) => {
    const values = places.map((place) => (cells[place] ?? '').trim());
    return values.every((value) => value === '') ? null : keyIn(part.space, values.join('\u001e'));
  };
}

/** Whether a row has the cells its header promises and its quotes are in order. */
export function isSound(row: Row, table: Pick<Table, 'headers'>): boolean {
  return row.faults.length === 0 && row.cellCount === table.headers.length;
}

/** Finds the column of kinds: its header may be certain, or its words must tell. */
function createKindChoice(layout: EntityLayout, { ontology, chosenKind }: PlanOptions) {
  const candidates = [layout.kindUnlessChosen, layout.kindWhenClaimed].flatMap((column) =>
    column ? [column] : [],
  );
  const seen = new Map(
    candidates.map((column) => [column, { words: new Set<string>(), isClaimed: false }]),
  );
  const isClaimed = (column: Column | null) =>
    column !== null && seen.get(column)?.isClaimed === true;
  return {
    look(cells: readonly string[]): void {
      for (const [column, known] of seen) {
        const word = cells[column.index] ?? '';
        if (known.isClaimed || known.words.size > KIND_WORDS || known.words.has(word)) continue;
        known.words.add(word);
        known.isClaimed = kindFor(ontology, word) !== null;
      }
    },
    column(): Column | null {
      if (layout.kind) return layout.kind;
      if (layout.kindUnlessChosen && (chosenKind === null || isClaimed(layout.kindUnlessChosen)))
        return layout.kindUnlessChosen;
      return isClaimed(layout.kindWhenClaimed) ? layout.kindWhenClaimed : null;
    },
  };
}
