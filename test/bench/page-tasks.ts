import type { Browser, Page } from '@playwright/test';

/** What a page did at a stretch. */
export interface PageTask {
  readonly wallMs: number;
  /** What the page's own thread worked of it: the rest it waited for the drawing, or for its turn. */
  readonly processorMs: number;
  /** Whether the browser made a WebGL context or compiled shaders in it. */
  readonly hasShaders: boolean;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
];
const TASKS: ReadonlySet<string> = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
/** Shorter ones are nobody's business. */
const LEAST_MS = 20;

/** The tasks of the page's own thread while `work` went on, as the browser traced them. */
export async function tracePage(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<readonly PageTask[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const mains = new Map(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => [pid, tid]),
  );
  const busy = new Map<number, number>();
  for (const { pid, tid } of traceEvents)
    if (mains.get(pid) === tid) busy.set(pid, (busy.get(pid) ?? 0) + 1);
  // The browser keeps other pages at hand: this one is the busiest.
  const [own] = [...busy].sort((a, b) => b[1] - a[1])[0] ?? [];
  const shaders = traceEvents.filter(({ pid, name }) => pid === own && name === 'shaders');
  const tasks: PageTask[] = [];
  let until = 0;
  const ordered = traceEvents
    .filter(
      ({ pid, tid, ph, name, dur = 0 }) =>
        pid === own &&
        mains.get(pid) === tid &&
        ph === 'X' &&
        TASKS.has(name) &&
        dur / 1000 >= LEAST_MS,
    )
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  for (const { ts, dur = 0, tdur = 0 } of ordered) {
    // One that runs within another is part of it.
    if (ts < until) continue;
    until = ts + dur;
    tasks.push({
      wallMs: dur / 1000,
      processorMs: tdur / 1000,
      hasShaders: shaders.some((mark) => mark.ts >= ts && mark.ts <= until),
    });
  }
  return tasks;
}
