import type { BrowserContext, Page } from '@playwright/test';

/** Tasks of a page that took longer than 50 ms, in milliseconds. */
export interface LongTasks {
  /** Those that nothing can be said for: the page did not answer the hand meanwhile. */
  readonly own: readonly number[];
  /** Those in which the browser made a WebGL context or compiled shaders, which cannot be parted. */
  readonly shaders: readonly number[];
}

/** What a page says of itself while it is watched; instants in milliseconds since 1970. */
export type PageNote =
  | {
      readonly sort: 'task';
      readonly atMs: number;
      readonly durationMs: number;
      /** The browser made a WebGL context or compiled shaders in it, which takes long without a graphics card. */
      readonly hasShaders: boolean;
      /** The last thing that was done by hand before it began; null: nothing since the page was opened. */
      readonly input: string | null;
    }
  /** What the browser tells of the scripts in a frame that took long. */
  | {
      readonly sort: 'script';
      readonly atMs: number;
      readonly durationMs: number;
      /** What called it, and the function: *BUTTON.onclick choose*. */
      readonly name: string;
      /** Whether it is the product's own, and not what the test put into the page. */
      readonly isOwn: boolean;
    }
  /** An input that waited for its turn. */
  | {
      readonly sort: 'input';
      readonly atMs: number;
      readonly waitedMs: number;
      readonly name: string;
    };

/** The attachment in which a test hands over what its pages noted. */
export const NOTES_ATTACHMENT = 'what the pages noted';

/** What a note of a page begins with, among the page's other messages. */
const NOTE = 'Noted by the page: ';

interface Watched {
  longTasks?: { startMs: number; durationMs: number }[];
  shaderMs?: number[];
}

/** Watches pages from inside: one, or all of a context. Call before they are opened. */
export async function watchLongTasks(pages: Page | BrowserContext): Promise<void> {
  await pages.addInitScript((prefix) => {
    if ('longTasks' in window) return;
    const longTasks: NonNullable<Watched['longTasks']> = [];
    const shaderMs: number[] = [];
    Object.assign(window, { longTasks, shaderMs });
    const { timeOrigin } = performance;
    const say = (note: object) => console.debug(prefix + JSON.stringify(note));

    let inputs: { atMs: number; name: string }[] = [];
    const labelOf = (target: EventTarget | null): string => {
      const one = target instanceof Element ? target.closest('[aria-label],button,a,label') : null;
      const label = one?.getAttribute('aria-label') ?? one?.textContent ?? '';
      return label.trim().slice(0, 32) || 'the page';
    };
    const nameOf = (event: Event): string => {
      if (event instanceof KeyboardEvent) {
        const { ctrlKey, altKey, shiftKey, key } = event;
        return `key ${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${key}`;
      }
      if (event.type === 'pointermove')
        return event instanceof PointerEvent && event.buttons > 0 ? 'drag' : 'move';
      return `${event.type === 'pointerdown' ? 'click' : event.type} ${labelOf(event.target)}`;
    };
    const types = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'input', 'change', 'drop'];
    for (const type of types)
      addEventListener(
        type,
        (event) => {
          // A browser tells of an input when it came, which may be long before it is heard.
          inputs = [...inputs.slice(-40), { atMs: event.timeStamp, name: nameOf(event) }];
        },
        { capture: true, passive: true },
      );
    const inputBefore = (atMs: number) => {
      const before = inputs.filter((one) => one.atMs <= atMs + 1);
      const last = before.at(-1);
      // A pointer on its way says less than what was pressed just before.
      const pressed = before.findLast(({ name }) => name !== 'move');
      return pressed && last && last.atMs - pressed.atMs < 1000 ? pressed : (last ?? null);
    };

    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        longTasks.push({ startMs: startTime, durationMs: duration });
        say({
          sort: 'task',
          atMs: timeOrigin + startTime,
          durationMs: duration,
          hasShaders: shaderMs.some((at) => at >= startTime && at <= startTime + duration),
          input: inputBefore(startTime)?.name ?? null,
        });
      }
    }).observe({ type: 'longtask' });

    interface FrameScript extends PerformanceEntry {
      readonly invoker: string;
      readonly sourceURL: string;
      readonly sourceFunctionName: string;
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        for (const script of Reflect.get(entry, 'scripts') as readonly FrameScript[])
          say({
            sort: 'script',
            atMs: timeOrigin + script.startTime,
            durationMs: script.duration,
            name: `${script.invoker.split('/').at(-1)} ${script.sourceFunctionName}`.trim(),
            isOwn: script.sourceURL.startsWith(location.origin),
          });
    }).observe({ type: 'long-animation-frame' });

    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { startTime, processingStart } = entry as PerformanceEventTiming;
        const waitedMs = processingStart - startTime;
        if (waitedMs <= 50) continue;
        const input = inputs.findLast(({ atMs }) => Math.abs(atMs - startTime) < 1);
        say({
          sort: 'input',
          atMs: timeOrigin + startTime,
          waitedMs,
          name: input?.name ?? entry.name,
        });
      }
    }).observe({ type: 'event', durationThreshold: 48 } as PerformanceObserverInit);

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
  }, NOTE);
}

/** What the pages of a watched context say of themselves from now on; the list grows. */
export function notesOf(context: BrowserContext): readonly PageNote[] {
  const notes: PageNote[] = [];
  context.on('console', (message) => {
    const text = message.type() === 'debug' ? message.text() : '';
    if (text.startsWith(NOTE)) notes.push(JSON.parse(text.slice(NOTE.length)) as PageNote);
  });
  return notes;
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
