import type { EntityRow } from '../../../shared/api/entity.ts';
import { kindOf, type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import { queryFields } from '../../../shared/query/key.ts';
import { quote } from '../../../shared/query/lex.ts';
import type { QuerySort } from '../../../shared/query/sort.ts';
import type { RecordColumn } from '../../store/records.ts';

/** A column of the table: what it is called, how wide it begins, and what its cells say. */
export interface ColumnDefinition {
  readonly id: string;
  readonly label: string;
  readonly widthPx: number;
  readonly isNumber: boolean;
  /** What the rows are ordered by when its head is chosen; null: it orders nothing. */
  readonly sort: QuerySort | null;
  /** Whether the first choice of its head puts the most first. */
  readonly beginsDescending: boolean;
  /** Field of the ontology that it shows. */
  readonly field: string | null;
  readonly textOf: (row: EntityRow) => string;
  /** The condition that keeps rows that say the same; null: none does. */
  readonly filterOf: (row: EntityRow) => string | null;
}

/** The first column: it stays in sight and cannot be put away. */
export const RECORD_COLUMN = 'record';
const LEAST_WIDTH_PX = 56;
const MOST_WIDTH_PX = 640;
const FIELD_WIDTH_PX = 150;

const STRENGTH_WORDS = { strong: 'Strong', indicative: 'Indicative' } as const;

/** Columns shown until a person chooses others. */
const SHOWN_AT_FIRST: ReadonlySet<string> = new Set([
  RECORD_COLUMN,
  'role',
  'links',
  'levers',
  'best-lever',
  'strength',
  'grade',
  'seen',
  'source',
]);

type Plain = Omit<ColumnDefinition, 'isNumber' | 'beginsDescending' | 'field'> &
  Partial<Pick<ColumnDefinition, 'isNumber' | 'beginsDescending' | 'field'>>;

function column(plain: Plain): ColumnDefinition {
  return { isNumber: false, beginsDescending: false, field: null, ...plain };
}

/** A role as rows tell it. */
export function roleWords(ontology: Ontology, { isProtected, role }: EntityRow): string {
  if (isProtected) return 'Protected';
  return role === null ? '' : (termFor(ontology, 'roles', role)?.label ?? role);
}

const NONE = () => null;

function fixedColumns(ontology: Ontology): ColumnDefinition[] {
  return [
    column({
      id: RECORD_COLUMN,
      label: 'Record',
      widthPx: 230,
      sort: 'label',
      textOf: ({ label }) => label,
      filterOf: ({ label, isProtected, reference }) => quote(isProtected ? reference : label),
    }),
    column({
      id: 'kind',
      label: 'Kind',
      widthPx: 110,
      sort: 'type',
      textOf: ({ kind }) => kindOf(ontology, kind)?.label ?? kind,
      filterOf: ({ kind }) => `type:${kind}`,
    }),
    column({
      id: 'role',
      label: 'Role',
      widthPx: 150,
      sort: 'role',
      textOf: (row) => roleWords(ontology, row),
      filterOf: ({ role, isProtected }) =>
        isProtected ? 'protected:yes' : `role:${role ?? 'none'}`,
    }),
    column({
      id: 'links',
      label: 'Links',
      widthPx: 68,
      isNumber: true,
      beginsDescending: true,
      sort: 'links',
      textOf: ({ linkCount }) => `${linkCount}`,
      filterOf: ({ linkCount }) => `links:${linkCount}`,
    }),
    column({
      id: 'levers',
      label: 'Levers',
      widthPx: 76,
      beginsDescending: true,
      sort: 'levers',
      textOf: ({ leverCount }) => (leverCount === null ? '' : `${leverCount}`),
      filterOf: ({ leverCount }) => (leverCount === null ? null : `lever:${leverCount}`),
    }),
    column({
      id: 'best-lever',
      label: 'Best lever',
      widthPx: 190,
      sort: null,
      textOf: ({ detail }) => detail?.bestLever?.title ?? '',
      filterOf: NONE,
    }),
    column({
      id: 'strength',
      label: 'Case',
      widthPx: 90,
      sort: null,
      textOf: ({ detail }) => (detail?.bestLever ? STRENGTH_WORDS[detail.bestLever.strength] : ''),
      filterOf: NONE,
    }),
    column({
      id: 'grade',
      label: 'Grade',
      widthPx: 92,
      sort: 'grade',
      textOf: ({ detail }) => (detail ? gradeText(detail) : ''),
      filterOf: ({ detail }) => (detail ? gradeFilter(detail) : null),
    }),
    column({
      id: 'handling',
      label: 'Handling',
      widthPx: 84,
      sort: null,
      textOf: ({ detail }) => detail?.grade.handling ?? '',
      filterOf: NONE,
    }),
    column({
      id: 'seen',
      label: 'Last seen',
      widthPx: 100,
      beginsDescending: true,
      sort: 'seen',
      textOf: ({ lastSeenOn }) => dateWords(lastSeenOn),
      filterOf: ({ lastSeenOn }) => `seen:${lastSeenOn ?? 'none'}`,
    }),
    column({
      id: 'source',
      label: 'Source',
      widthPx: 190,
      sort: 'source',
      textOf: ({ detail }) => detail?.sourceNames.join(', ') ?? '',
      filterOf: ({ detail }) => {
        const [first] = detail?.sourceNames ?? [];
        return first === undefined ? null : `source:${quote(first)}`;
      },
    }),
    column({
      id: 'reference',
      label: 'Reference',
      widthPx: 120,
      sort: null,
      textOf: ({ reference }) => reference,
      filterOf: ({ reference }) => quote(reference),
    }),
  ];
}

/** Every column that the table can show: what all records have, then each field of the ontology. */
export function columnsOf(ontology: Ontology): readonly ColumnDefinition[] {
  const fields = [...queryFields(ontology).values()].map((field) =>
    column({
      id: `field:${field.id}`,
      label: field.label,
      widthPx: FIELD_WIDTH_PX,
      isNumber: ['integer', 'number', 'money'].includes(field.type),
      sort: `field:${field.id}`,
      field: field.id,
      textOf: ({ values }) => values[field.id] ?? '',
      filterOf: ({ values, isProtected }) => {
        const value = values[field.id];
        if (isProtected) return null;
        return value === undefined ? `${field.id}:none` : `${field.id}:${quote(value)}`;
      },
    }),
  );
  return [...fixedColumns(ontology), ...fields];
}

/** The person's choice over all columns: known ones as they chose, others as they begin, the first one first. */
export function chosenColumns(
  definitions: readonly ColumnDefinition[],
  chosen: readonly RecordColumn[],
): readonly RecordColumn[] {
  const known = new Set(definitions.map(({ id }) => id));
  const kept = chosen.filter(({ id }) => known.has(id));
  const keptIds = new Set(kept.map(({ id }) => id));
  const added = definitions
    .filter(({ id }) => !keptIds.has(id))
    .map(({ id, widthPx }) => ({
      id,
      widthPx,
      isShown: kept.length === 0 ? SHOWN_AT_FIRST.has(id) : id === RECORD_COLUMN,
      isPinned: id === RECORD_COLUMN,
    }));
  const all = [...kept, ...added];
  return [
    ...all.filter(({ id }) => id === RECORD_COLUMN),
    ...all.filter(({ id, isPinned }) => id !== RECORD_COLUMN && isPinned),
    ...all.filter(({ id, isPinned }) => id !== RECORD_COLUMN && !isPinned),
  ];
}

/** The choice with one column changed. */
export function changeColumn(
  columns: readonly RecordColumn[],
  id: string,
  change: Partial<Omit<RecordColumn, 'id'>>,
): readonly RecordColumn[] {
  return columns.map((one) =>
    one.id === id ? { ...one, ...change, widthPx: heldWidth(change.widthPx ?? one.widthPx) } : one,
  );
}

function heldWidth(widthPx: number): number {
  return Math.round(Math.min(MOST_WIDTH_PX, Math.max(LEAST_WIDTH_PX, widthPx)));
}

/** The choice with one column moved among those that are shown; the first column stays first. */
export function moveColumn(
  columns: readonly RecordColumn[],
  id: string,
  step: -1 | 1,
): readonly RecordColumn[] {
  const shown = columns.filter(({ isShown }) => isShown);
  const from = shown.findIndex((one) => one.id === id);
  const other = shown[from + step];
  if (from < 1 || !other || other.id === RECORD_COLUMN) return columns;
  const moved = columns.find((one) => one.id === id)!;
  const rest = columns.filter((one) => one.id !== id);
  const at = rest.findIndex((one) => one.id === other.id) + (step > 0 ? 1 : 0);
  // What is moved among pinned columns is pinned, and the other way round.
  return [...rest.slice(0, at), { ...moved, isPinned: other.isPinned }, ...rest.slice(at)];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateWords(iso: string | null): string {
  if (iso === null) return '';
  const [year = '', month, day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

type Detail = NonNullable<EntityRow['detail']>;

function gradeText({ basis, grade }: Detail): string {
  const { source, information, handling } = grade;
  const letters = `${source ?? ''}${information ?? ''}${handling ?? ''}`;
  if (letters !== '') return letters;
  return basis === 'fact' ? 'Fact' : 'Ungraded';
}

function gradeFilter({ basis, grade }: Detail): string {
  const { source, information } = grade;
  if (source !== null && information !== null) return `grade:${source}${information}`;
  return basis === 'fact' ? 'grade:fact' : 'grade:ungraded';
}
