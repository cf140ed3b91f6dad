import type { Browser, Page } from '@playwright/test';
import { takeLongTasks, watchLongTasks } from '../../e2e/long-tasks.ts';

/** What a page that draws a graph costs. */
export interface MapCost {
  readonly firstPictureMs: number;
  readonly panFramesPerSecond: number;
  readonly zoomFramesPerSecond: number;
  readonly heapMegabytes: number;
  readonly longestTaskMs: number;
}

const VIEWPORT = { width: 1440, height: 900 };
/** Frames of a movement, and the longest that it is watched. */
const FRAMES = 60;
const LONGEST_MS = 8000;

/** Moves the map by the mouse, a step a frame, and gives frames per second. */
function move(page: Page, how: 'pan' | 'zoom'): Promise<number> {
  return page.evaluate(
    async ({ how, frames, longestMs }) => {
      const layer = document.querySelector<HTMLElement>('.sigma-mouse');
      if (!layer) throw new Error('There is no map.');
      const { left, top, width, height } = layer.getBoundingClientRect();
      const send = (type: string, step: number) => {
        const at = {
          bubbles: true,
          cancelable: true,
          button: 0,
          buttons: 1,
          clientX: left + width / 2 + (how === 'pan' ? step * 3 : 0),
          clientY: top + height / 2 + (how === 'pan' ? step : 0),
        };
        layer.dispatchEvent(
          type === 'wheel'
            ? new WheelEvent(type, { ...at, deltaY: step % 20 < 10 ? -120 : 120 })
            : new MouseEvent(type, at),
        );
      };
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      if (how === 'pan') send('mousedown', 0);
      const before = window.renders ?? 0;
      const startedMs = performance.now();
      let step = 0;
      for (; step < frames && performance.now() - startedMs < longestMs; step++) {
        send(how === 'pan' ? 'mousemove' : 'wheel', step);
        await frame();
      }
      const seconds = (performance.now() - startedMs) / 1000;
      const drawn = (window.renders ?? 0) - before;
      if (how === 'pan') send('mouseup', step);
      return drawn / seconds;
    },
    { how, frames: FRAMES, longestMs: LONGEST_MS },
  );
}

/** Opens a page that draws a graph, moves its map, and tells what that cost. */
export async function measureMap(browser: Browser, address: string): Promise<MapCost> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await watchLongTasks(page);
  await page.goto(address);
  const timing = await page.waitForFunction(
    () => {
      const { drawnMs, readMs } = window as { drawnMs?: number; readMs?: number };
      return drawnMs === undefined ? null : drawnMs - (readMs ?? 0);
    },
    null,
    { timeout: 180_000 },
  );
  const firstPictureMs = Number(await timing.jsonValue());
  const tasks = await takeLongTasks(page);
  const panFramesPerSecond = await move(page, 'pan');
  const zoomFramesPerSecond = await move(page, 'zoom');
  const line = await page.context().newCDPSession(page);
  await line.send('HeapProfiler.collectGarbage');
  const { usedSize } = await line.send('Runtime.getHeapUsage');
  await page.close();
  return {
    firstPictureMs,
    panFramesPerSecond,
    zoomFramesPerSecond,
    heapMegabytes: usedSize / 1024 ** 2,
    longestTaskMs: Math.max(0, ...tasks.own, ...tasks.shaders),
  };
}
