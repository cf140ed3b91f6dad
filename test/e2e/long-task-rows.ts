import type { PageNote } from './long-tasks.ts';

/** A step of a test, and when it went on, in milliseconds since 1970. */
export interface StepSpan {
  readonly title: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What kept the page from answering the hand in one step of one test. */
export interface LongTaskRow {
  readonly spec: string;
  readonly step: string;
  /** What was done by hand before the longest of its tasks. */
  readonly input: string;
  /** Tasks over 50 ms; those of first shaders are left out. */
  readonly count: number;
  readonly longestMs: number;
  /** How long one script of the product ran at most within a task over 50 ms. The rest is the browser's: layout, drawing, the test's own looks. */
  readonly scriptMs: number;
  readonly script: string;
  /** How long an input waited for its turn at most. */
  readonly waitedMs: number;
}

/** Of a test's steps, which overlap where one is within another, the innermost at an instant. */
function stepAt(steps: readonly StepSpan[], atMs: number): string {
  const here = steps.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs);
  const [inner] = here.sort((a, b) => a.toMs - a.fromMs - (b.toMs - b.fromMs));
  return inner?.title ?? '';
}

/** One row for every step of a test in which something took longer than 50 ms. */
export function longTaskRows(
  spec: string,
  steps: readonly StepSpan[],
  notes: readonly PageNote[],
): LongTaskRow[] {
  const scripts = notes.filter((note) => note.sort === 'script');
  const rows = new Map<string, LongTaskRow>();
  const rowOf = (step: string): LongTaskRow =>
    rows.get(step) ?? {
      ...{ spec, step, input: '', script: '' },
      ...{ count: 0, longestMs: 0, scriptMs: 0, waitedMs: 0 },
    };
  for (const note of notes) {
    if (note.sort === 'script' || (note.sort === 'task' && note.hasShaders)) continue;
    const step = stepAt(steps, note.atMs);
    const row = rowOf(step);
    if (note.sort === 'input') {
      rows.set(step, { ...row, waitedMs: Math.max(row.waitedMs, note.waitedMs) });
      continue;
    }
    const untilMs = note.atMs + note.durationMs;
    const [script] = scripts
      .filter(({ isOwn, atMs }) => isOwn && atMs >= note.atMs - 1 && atMs <= untilMs)
      .sort((a, b) => b.durationMs - a.durationMs);
    const scriptMs = Math.min(script?.durationMs ?? 0, note.durationMs);
    const isWorst =
      row.count === 0 ||
      scriptMs > row.scriptMs ||
      (scriptMs === row.scriptMs && note.durationMs > row.longestMs);
    rows.set(step, {
      ...row,
      count: row.count + 1,
      longestMs: Math.max(row.longestMs, note.durationMs),
      ...(isWorst && {
        input: note.input ?? 'opened',
        scriptMs,
        script: scriptMs > 0 ? (script?.name ?? '') : '',
      }),
    });
  }
  return [...rows.values()];
}

/** The worst first: what the product's own scripts took, then the browser. */
export function worstFirst(rows: readonly LongTaskRow[]): LongTaskRow[] {
  return rows.toSorted((a, b) => b.scriptMs - a.scriptMs || b.longestMs - a.longestMs);
}
