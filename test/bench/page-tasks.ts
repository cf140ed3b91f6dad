import type { Browser, Page } from '@playwright/test';

/** What a page did at a stretch. */
export interface PageTask {
  readonly wallMs: number;
  /** What the page's own thread worked of it: the rest it waited for the drawing, or for its turn. */
  readonly processorMs: number;
  /** Of that, what the product's own script ran, by samples: without layout, style and what the browser draws. */
  readonly scriptMs: number;
  /** Functions that took most of the script, with their milliseconds. */
  readonly script: readonly (readonly [name: string, ms: number])[];
  /** Whether the browser made a WebGL context or compiled shaders in it. */
  readonly hasShaders: boolean;
}

interface ProfileNode {
  readonly id: number;
  readonly parent?: number;
  readonly callFrame: { readonly functionName: string; readonly url?: string };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly id?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: {
      readonly startTime?: number;
      readonly cpuProfile?: {
        readonly nodes?: readonly ProfileNode[];
        readonly samples?: readonly number[];
      };
      readonly timeDeltas?: readonly number[];
    };
  };
}

const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'blink.user_timing',
];
const TASKS: ReadonlySet<string> = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
/** Shorter ones are nobody's business. */
const LEAST_MS = 20;
const MOST_FUNCTIONS = 6;
/** Samples are a millisecond apart where nothing else wants the processor. */
const MOST_SAMPLE_US = 2000;
/** Frames that are not the script's work; names of the browser's own functions have no address either. */
const NOT_SCRIPT: ReadonlySet<string> = new Set(['(root)', '(program)', '(idle)']);
/** Functions of the browser that hand over to the drawing, or wait for it. */
const DRAWING =
  /^(?:draw|clear|buffer|bind|uniform|vertex|viewport|useProgram|texImage|texSub|enable|disable|getParameter|getContext|readPixels|getImageData|putImageData|fill|stroke|flush|finish|compileShader|linkProgram|getProgramParameter|getShaderParameter|getUniformLocation|getAttribLocation)/;

interface Sample {
  readonly atUs: number;
  readonly us: number;
  readonly name: string;
}

/** What ran on a thread, sample by sample, where it was script: what handed over to the drawing is left out. */
function scriptSamples(events: readonly TraceEvent[], pid: number, tid: number): Sample[] {
  const begun = events.find(
    ({ name, pid: of, tid: on }) => name === 'Profile' && of === pid && on === tid,
  );
  if (!begun) return [];
  const chunks = events
    .filter(({ name, pid: of, id }) => name === 'ProfileChunk' && of === pid && id === begun.id)
    .sort((a, b) => a.ts - b.ts);
  const nodes = new Map<number, ProfileNode>();
  const samples: Sample[] = [];
  let atUs = begun.args?.data?.startTime ?? begun.ts;
  for (const { args } of chunks) {
    for (const node of args?.data?.cpuProfile?.nodes ?? []) nodes.set(node.id, node);
    const deltas = args?.data?.timeDeltas ?? [];
    (args?.data?.cpuProfile?.samples ?? []).forEach((id, index) => {
      const passedUs = deltas[index] ?? 0;
      atUs += passedUs;
      // Where another program had the processor in between, a sample comes late and would stand for that too.
      const us = Math.min(passedUs, MOST_SAMPLE_US);
      const frame = nodes.get(id)?.callFrame;
      if (!frame || NOT_SCRIPT.has(frame.functionName)) return;
      const isBrowsers = !frame.url;
      if (isBrowsers && DRAWING.test(frame.functionName)) return;
      // A function of the browser is told with what called it.
      const parent = isBrowsers ? nodes.get(nodes.get(id)?.parent ?? -1) : undefined;
      const name = frame.functionName || '(anonymous)';
      samples.push({
        atUs,
        us,
        name: parent?.callFrame.functionName ? `${name} < ${parent.callFrame.functionName}` : name,
      });
    });
  }
  return samples;
}

function mostOf(samples: readonly Sample[]): PageTask['script'] {
  const times = new Map<string, number>();
  for (const { name, us } of samples) times.set(name, (times.get(name) ?? 0) + us / 1000);
  return [...times].sort((a, b) => b[1] - a[1]).slice(0, MOST_FUNCTIONS);
}

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
  if (own === undefined) return [];
  const shaders = traceEvents.filter(({ pid, name }) => pid === own && name === 'shaders');
  const samples = scriptSamples(traceEvents, own, mains.get(own) ?? -1);
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
    const within = samples.filter(({ atUs }) => atUs >= ts && atUs <= until);
    const sampledMs = within.reduce((sum, { us }) => sum + us / 1000, 0);
    tasks.push({
      wallMs: dur / 1000,
      processorMs: tdur / 1000,
      scriptMs: Math.min(sampledMs, tdur / 1000),
      script: mostOf(within),
      hasShaders: shaders.some((mark) => mark.ts >= ts && mark.ts <= until),
    });
  }
  return tasks;
}
