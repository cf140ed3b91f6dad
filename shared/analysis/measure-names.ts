/** A value of an answer, as JSON writes it. */
export type Answer = null | boolean | string | number | readonly Answer[] | Answers;

/** Values under names. */
export interface Answers {
  readonly [name: string]: Answer;
}

/** Decimals of every number that is told: what lies beyond is rounding. */
const DECIMALS = 12;

/** A number as it is told; null where it is not defined. */
export function told(value: number | null): number | null {
  if (value === null) return null;
  if (!Number.isFinite(value)) throw new Error('A measure came to no number.');
  if (Number.isInteger(value)) return value === 0 ? 0 : value;
  return Number(value.toFixed(DECIMALS));
}

/** Numbers of nodes or links as they are told. */
export function toldAll(values: Iterable<number | null>): (number | null)[] {
  return Array.from(values, told);
}

/** Values under the names of those entries that apply, in the order of the entries. */
export function answerOf<T>(
  entries: readonly MeasureEntry<T>[],
  context: T,
): { [key: string]: Answer } {
  const answer: { [key: string]: Answer } = {};
  for (const entry of entries) {
    if (entry.isFor?.(context) === false) continue;
    const value = entry.compute(context);
    if (value !== undefined) answer[entry.name] = value;
  }
  return answer;
}

/** One measure: what it is called, where it is defined, and how it is come by. */
export interface MeasureEntry<T> {
  readonly name: string;
  /** Only told where it is asked for by name. */
  readonly isOnRequest?: true;
  readonly isFor?: (context: T) => boolean;
  /** Undefined: not defined for this graph, and not told. */
  readonly compute: (context: T) => Answer | undefined;
}

/** A value that is computed once, when it is first asked for. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
