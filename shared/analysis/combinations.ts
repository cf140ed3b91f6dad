/** How many sets of `size` there are of `count`; Infinity where there are more than a number can hold. */
export function countSets(count: number, size: number): number {
  if (size > count) return 0;
  let sets = 1;
  for (let at = 0; at < size; at++) sets = Math.round((sets * (count - at)) / (at + 1));
  return sets;
}

/** Visits every set of `size` of the numbers below `count`, in order; the array is only good until the next. */
export function eachSet(
  count: number,
  size: number,
  visit: (members: readonly number[]) => void,
): void {
  if (size > count) return;
  const members = Array.from({ length: size }, (_, at) => at);
  for (;;) {
    visit(members);
    let at = size - 1;
    while (at >= 0 && members[at] === count - size + at) at--;
    if (at < 0) return;
    members[at]!++;
    for (let later = at + 1; later < size; later++) members[later] = members[later - 1]! + 1;
  }
}
