import { type ColumnDefinition, RECORD_COLUMN } from '../../../shared/records/column.ts';
import type { RecordColumn } from '../../store/records.ts';

const LEAST_WIDTH_PX = 56;
const MOST_WIDTH_PX = 640;

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

/** Columns that are often wanted together, in their order. */
export const COLUMN_SETS: readonly { readonly label: string; readonly ids: readonly string[] }[] = [
  { label: 'Where it comes from', ids: ['grade', 'handling', 'observed', 'source', 'seen'] },
  {
    label: 'Links and amounts',
    ids: ['kind', 'links', 'first-linked', 'last-linked', 'link-amount'],
  },
];

/** The choice with some columns shown, in their order, and no others. */
export function showOnly(
  columns: readonly RecordColumn[],
  ids: readonly string[],
): readonly RecordColumn[] {
  const wanted = [RECORD_COLUMN, ...ids];
  const shown = wanted.flatMap((id) => columns.find((one) => one.id === id) ?? []);
  const rest = columns.filter(({ id }) => !wanted.includes(id));
  return [
    ...shown.map((one) => ({ ...one, isShown: true, isPinned: one.id === RECORD_COLUMN })),
    ...rest.map((one) => ({ ...one, isShown: false })),
  ];
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

/** A width that a column can be read at. */
export function heldWidth(widthPx: number): number {
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
