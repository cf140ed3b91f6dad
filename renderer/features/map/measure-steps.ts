import { figure } from '../../../shared/analysis/figure.ts';
import type { ScaleStep } from './colour-groups.ts';

const STEPS = 5;

/**
 * Steps of a measure, so that each holds as many of those with a value as may be: what has none of it is a step of
 * its own, since most of a network lies on no route at all.
 */
export function measureSteps(values: Iterable<number>): readonly ScaleStep[] {
  const all = [...values].sort((a, b) => a - b);
  const positive = all.filter((value) => value > 0);
  const hasZero = positive.length < all.length;
  const distinct = [...new Set(positive)];
  const count = hasZero ? STEPS - 1 : STEPS;
  const starts =
    distinct.length <= count
      ? distinct
      : [
          ...new Set(
            Array.from(
              { length: count },
              (_, step) => positive[Math.floor((step * positive.length) / count)]!,
            ),
          ),
        ];
  const steps = starts.map((from, at) => {
    const next = starts[at + 1];
    const last = next === undefined ? positive.at(-1)! : below(positive, next);
    return { from, label: last > from ? `${figure(from)} to ${figure(last)}` : figure(from) };
  });
  return hasZero || steps.length === 0
    ? [{ from: Number.NEGATIVE_INFINITY, label: '0' }, ...steps]
    : withLeast(steps);
}

/** The largest value below the start of the next step. */
function below(sorted: readonly number[], start: number): number {
  return sorted.findLast((value) => value < start) ?? start;
}

/** Everything is in some step, also what rounding puts below the first. */
function withLeast([first, ...others]: readonly ScaleStep[]): readonly ScaleStep[] {
  return first ? [{ ...first, from: Number.NEGATIVE_INFINITY }, ...others] : [];
}
