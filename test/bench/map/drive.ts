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

/** When the page has shown its next frame: how often sigma has drawn, and the time. */
function nextFrame(page: Page): Promise<{ readonly renders: number; readonly atMs: number }> {
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(done));
    return { renders: window.renders ?? 0, atMs: performance.now() };
  });
}

/** Moves the map by the mouse, a step a frame, and gives how often a second sigma drew. */
async function move(page: Page, how: 'pan' | 'zoom'): Promise<number> {
  const [x, y] = [VIEWPORT.width / 2, VIEWPORT.height / 2];
  await page.mouse.move(x, y);
  if (how === 'pan') await page.mouse.down();
  const before = await nextFrame(page);
  let after = before;
  for (let step = 1; step <= FRAMES && after.atMs - before.atMs < LONGEST_MS; step++) {
    if (how === 'pan') await page.mouse.move(x + step * 3, y + step);
    else await page.mouse.wheel(0, step % 20 < 10 ? -120 : 120);
    after = await nextFrame(page);
  }
  if (how === 'pan') await page.mouse.up();
  return (after.renders - before.renders) / ((after.atMs - before.atMs) / 1000);
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
