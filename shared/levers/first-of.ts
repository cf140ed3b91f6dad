/**
 * The first so many of some in an order, without putting the rest into it. Equals stay as they come.
 * `Complexity`: one comparison for each that is not among them, and a place to find for each that is.
 */
export function firstOf<T>(
  items: Iterable<T>,
  most: number,
  compare: (one: T, other: T) => number,
): readonly T[] {
  const first: T[] = [];
  if (most <= 0) return first;
  for (const item of items) {
    if (first.length === most && compare(item, first[most - 1]!) >= 0) continue;
    let at = first.length;
    while (at > 0 && compare(item, first[at - 1]!) < 0) at--;
    first.splice(at, 0, item);
    if (first.length > most) first.pop();
  }
  return first;
}
