import type { EntitySort } from '../../../shared/api/entity.ts';
import type { ColumnDefinition } from '../../../shared/records/column.ts';

const MOST_KEYS = 4;

/**
 * The order after a head was chosen: by that column alone, or by it as well. Chosen again it runs the other way, and
 * after that the list is as it was.
 */
export function nextSort(
  sort: readonly EntitySort[],
  { sort: by, beginsDescending }: Pick<ColumnDefinition, 'sort' | 'beginsDescending'>,
  isAdded: boolean,
): readonly EntitySort[] {
  if (by === null) return sort;
  const begins = beginsDescending ? 'descending' : 'ascending';
  const known = sort.find((one) => one.by === by);
  const others = isAdded ? sort.filter((one) => one.by !== by && one.by !== 'best') : [];
  if (known && known.direction !== begins)
    return others.length > 0 ? others : [{ by: 'best', direction: 'ascending' }];
  const direction = !known ? begins : begins === 'ascending' ? 'descending' : 'ascending';
  const next: EntitySort = { by, direction };
  // In its place where it was there, else after the others.
  if (isAdded && known) return sort.map((one) => (one.by === by ? next : one));
  return [...others, next].slice(0, MOST_KEYS);
}

/** How a list is ordered, in words: *, by levers, most first*. */
export function sortWords(
  sort: readonly EntitySort[],
  definitions: ReadonlyMap<string, Pick<ColumnDefinition, 'label' | 'sort'>>,
): string {
  const labels = sort.flatMap(({ by }) => {
    for (const { label, sort: own } of definitions.values())
      if (own === by) return label.toLowerCase();
    return [];
  });
  return labels.length === 0 ? '' : `, by ${labels.join(', then ')}`;
}
