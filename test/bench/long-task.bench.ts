import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { chromium, type Page } from '@playwright/test';
import { createBackend } from '../../electron/backend.ts';
import { buildInterface } from '../../electron/interface-build.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { startHost } from '../e2e/host.ts';
import config from '../e2e/playwright.config.ts';

/**
 * What keeps the page from answering the hand, act by act: how many tasks took longer than 50 ms, and how long the
 * longest. The page of a case of 5,000 records, all on the map, with software WebGL. The same page with nothing to
 * do tells what the machine itself adds.
 */
const PROJECT_DIR = resolve(import.meta.dirname, '../..');
const PASSPHRASE = 'seven invented words for this bench';
const NODE_COUNT = Number(process.env.ACHILLES_BENCH_NODES ?? 5000);
const VIEWPORT = { width: 1440, height: 900 };

/** Communities of invented people and their phones. */
function network(): readonly (readonly [name: string, text: string])[] {
  const nodes = ['id,name,type'];
  const links = ['source,target,layer'];
  for (let index = 0; index < NODE_COUNT; index++) {
    nodes.push(
      `n${index},Bench ${index % 3 === 0 ? 'Phone' : 'Person'} ${index},${index % 3 === 0 ? 'phone' : 'person'}`,
    );
    const first = index - (index % 40);
    if (index > 0)
      links.push(
        `n${index},n${index === first ? (index * 7) % index : first + ((index * 7) % (index - first))},associate`,
      );
    links.push(`n${index},n${(first + ((index * 13) % 40)) % NODE_COUNT},associate`);
  }
  const isLoop = (line: string) => line.split(',')[0] === line.split(',')[1];
  return [
    ['nodes.csv', nodes.join('\n')],
    ['edges.csv', links.filter((line) => !isLoop(line)).join('\n')],
  ];
}

async function makeCase(dir: string): Promise<void> {
  const casesDir = join(dir, 'made/cases');
  mkdirSync(casesDir, { recursive: true });
  const backend = createBackend({
    resourcesDir: join(PROJECT_DIR, 'resources'),
    dataDir: join(dir, 'made'),
    casesDir,
    host: 'command-line',
  });
  const api = createRouterClient(backend.router, { context: backend.connect() });
  await api.case.create({ handle: null, name: 'Bench', user: 'Bench', passphrase: PASSPHRASE });
  const files = network().map(([name, text]) => {
    const path = join(dir, name);
    writeFileSync(path, text);
    return { name: `network/${name}`, path, isTemporary: false };
  });
  const options = ImportOptions.parse({ basis: 'fact' });
  for await (const _ of await api.import.run({ files: backend.registerFiles(files), options }));
  await api.case.close();
  await backend.close();
  cpSync(casesDir, join(dir, 'host/cases'), {
    recursive: true,
    filter: (path) => !path.endsWith('.lock'),
  });
}

interface Watched {
  readonly act: string;
  readonly 'tasks over 50 ms': number;
  readonly 'longest ms': number;
  readonly 'all of them ms': number;
}

async function takeTasks(page: Page, act: string): Promise<Watched> {
  const tasks = await page.evaluate(() => {
    const { tasks = [] } = window as { tasks?: number[] };
    return tasks.splice(0);
  });
  return {
    act,
    'tasks over 50 ms': tasks.length,
    'longest ms': Math.round(Math.max(0, ...tasks)),
    'all of them ms': Math.round(tasks.reduce((sum, task) => sum + task, 0)),
  };
}

/** Until the map has come to rest and the page has nothing left to do. */
async function rest(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const map = document.querySelector('[data-layout]');
      return map === null || map.getAttribute('data-layout') === 'settled';
    },
    null,
    { timeout: 120_000 },
  );
  await page.evaluate(async () => {
    for (let frames = 0; frames < 40; frames++)
      await new Promise((done) => requestAnimationFrame(done));
  });
}

async function run(page: Page, address: string): Promise<Watched[]> {
  const rows: Watched[] = [];
  const act = async (name: string, work: () => Promise<unknown>) => {
    await work();
    await rest(page);
    rows.push(await takeTasks(page, name));
  };
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await page.goto(address);
  await page.getByRole('button', { name: /Bench/ }).first().click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page
    .getByLabel(/reason/i)
    .first()
    .fill('Timing the map');
  await takeTasks(page, '');
  const canvas = page.getByRole('application', { name: 'Network map' });
  await act('open the case', () => page.keyboard.press('Enter'));
  await act('nothing', () => rest(page));
  await act(`draw and lay out all ${NODE_COUNT}`, async () => {
    await page.keyboard.press('Control+Shift+E');
    await page
      .getByText(`${NODE_COUNT.toLocaleString('en-GB')} records`)
      .first()
      .waitFor({ timeout: 60_000 });
  });
  await act('travel and select', async () => {
    await canvas.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', ']', ']'])
      await page.keyboard.press(key);
  });
  await act('pan', async () => {
    await page.mouse.move(900, 420);
    await page.mouse.down();
    for (let step = 0; step < 30; step++) await page.mouse.move(900 - step * 10, 420 + step * 3);
    await page.mouse.up();
  });
  await act('zoom', async () => {
    for (const key of ['+', '+', '-', '0']) {
      await page.keyboard.press(key);
      await rest(page);
    }
  });
  await act('move a record', () => page.keyboard.press('Shift+ArrowDown'));
  await act('undo', () => page.keyboard.press('Control+z'));
  await act('lay out anew', () => page.keyboard.press('l'));
  await act('records screen', () => page.keyboard.press('Control+2'));
  await act('back to the map', () => page.keyboard.press('Control+1'));
  return rows;
}

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
await buildInterface(PROJECT_DIR);
await makeCase(dir);
const host = await startHost(join(dir, 'host'));
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  const page = await browser.newPage({ viewport: VIEWPORT });
  console.table(await run(page, host.address));
} finally {
  await browser.close();
  await host.stop();
  rmSync(dir, { recursive: true, force: true });
}
