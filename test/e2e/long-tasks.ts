import type { Page } from '@playwright/test';

/** Tasks of a page that took longer than 50 ms, in milliseconds. */
export interface LongTasks {
  /** Those that nothing can be said for: the page did not answer the hand meanwhile. */
  readonly own: readonly number[];
  /** Those in which the browser made a WebGL context or compiled shaders, which cannot be parted. */
  readonly shaders: readonly number[];
}

interface Watched {
  longTasks?: { startMs: number; durationMs: number }[];
  shaderMs?: number[];
}

/** Watches the page from inside. Call before it is opened. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const longTasks: NonNullable<Watched['longTasks']> = [];
    const shaderMs: number[] = [];
    Object.assign(window, { longTasks, shaderMs });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        longTasks.push({ startMs: startTime, durationMs: duration });
    }).observe({ type: 'longtask' });
    const note = (prototype: object, names: readonly string[]) => {
      for (const name of names) {
        const own = Reflect.get(prototype, name) as (...values: unknown[]) => unknown;
        Reflect.set(prototype, name, function noted(this: unknown, ...values: unknown[]) {
          if (name !== 'getContext' || String(values[0]).startsWith('webgl')) {
            shaderMs.push(performance.now());
            performance.mark('shaders');
          }
          return own.apply(this, values);
        });
      }
    };
    note(HTMLCanvasElement.prototype, ['getContext']);
    for (const kind of [WebGLRenderingContext, WebGL2RenderingContext])
      note(kind.prototype, ['compileShader', 'linkProgram', 'getProgramParameter']);
  });
}

/** What was long since this was last asked. */
export async function takeLongTasks(page: Page): Promise<LongTasks> {
  return page.evaluate(async () => {
    // The observer is told of a task after the next one.
    await new Promise((done) => setTimeout(done, 0));
    const { longTasks = [], shaderMs = [] } = window as Watched;
    const own: number[] = [];
    const shaders: number[] = [];
    for (const { startMs, durationMs } of longTasks.splice(0)) {
      const hasShaders = shaderMs.some((at) => at >= startMs && at <= startMs + durationMs);
      (hasShaders ? shaders : own).push(durationMs);
    }
    return { own, shaders };
  });
}

/** As a row of a printed table. */
export function longTaskRow({ own, shaders }: LongTasks) {
  return {
    'over 50 ms': own.length,
    'longest ms': Math.round(Math.max(0, ...own)),
    'first shaders ms': Math.round(shaders.reduce((sum, task) => sum + task, 0)),
  };
}
