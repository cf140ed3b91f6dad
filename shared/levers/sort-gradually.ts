/** Items put in order, or merged, between two pauses. */
const PER_PAUSE = 500;

/** As `toSorted`, with a pause now and then for others: equals keep their order. */
export function* sortGradually<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Generator<void, T[]> {
  let sorted: T[] = [];
  for (let at = 0; at < items.length; at += PER_PAUSE) {
    for (const item of items.slice(at, at + PER_PAUSE).sort(compare)) sorted.push(item);
    yield;
  }
  for (let width = PER_PAUSE; width < sorted.length; width *= 2) {
    const merged: T[] = [];
    for (let start = 0; start < sorted.length; start += 2 * width) {
      const middle = Math.min(start + width, sorted.length);
      const end = Math.min(start + 2 * width, sorted.length);
      let [left, right] = [start, middle];
      while (left < middle || right < end) {
        const isLeft =
          right >= end || (left < middle && compare(sorted[left]!, sorted[right]!) <= 0);
        merged.push(isLeft ? sorted[left++]! : sorted[right++]!);
        if (merged.length % PER_PAUSE === 0) yield;
      }
    }
    sorted = merged;
  }
  return sorted;
}
