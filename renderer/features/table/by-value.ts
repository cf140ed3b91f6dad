/**
 * Ids in order of their values. Those without one come last whichever way the list runs, and equals stay in the order
 * in which they came: nobody is ranked by what is withheld.
 */
export function byValue(
  ids: readonly string[],
  values: ReadonlyMap<string, number>,
  direction: 'ascending' | 'descending',
): readonly string[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const measured = ids.filter((id) => values.has(id));
  return [
    ...measured.sort((a, b) => sign * (values.get(a)! - values.get(b)!)),
    ...ids.filter((id) => !values.has(id)),
  ];
}
