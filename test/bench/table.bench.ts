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
 * The table of records over a case of 100,000, in the browser on the real backend. Frames while it is scrolled stand
 * beside those of a bare list that draws as many rows as text; the time of a sort beside that of sorting as many
 * labels in the same page. Tasks over 50 ms are told for each act.
 */
const PROJECT_DIR = resolve(import.meta.dirname, '../..');
const PASSPHRASE = 'seven invented words for this bench';
const COUNT = Number(process.env.ACHILLES_BENCH_ROWS ?? 100_000);
const VIEWPORT = { width: 1440, height: 900 };
const SCROLL_FRAMES = 150;
const SCROLL_PX = 700;

const FIRST = ['Ana', 'Bo', 'Cyril', 'Dorian', 'Edda', 'Femi', 'Gwen', 'Hale', 'Ines', 'Jude'];
const LAST = ['Vexley', 'Quill', 'Mabbott', 'Heron', 'Crake', 'Marlowe', 'Saltwick', 'Osprey'];
const JOBS = ['Driver', 'Landlord', 'Accountant', 'Courier', 'Cook', ''];

function network(): readonly (readonly [name: string, text: string])[] {
  const nodes = ['id,name,type,occupation,town'];
  const links = ['source,target,layer'];
  for (let index = 0; index < COUNT; index++) {
    const name = `${FIRST[index % 10]} ${LAST[(index * 7) % 8]} ${(index * 7919) % COUNT}`;
    nodes.push(`n${index},${name},person,${JOBS[(index * 5) % 6]},Town ${index % 97}`);
    if (index > 0 && index % 2 === 0) links.push(`n${index},n${(index * 31) % index},associate`);
  }
  return [
    ['nodes.csv', nodes.join('\n')],
    ['edges.csv', links.join('\n')],
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

interface Scrolled {
  readonly 'frames a second': number;
  readonly 'longest frame ms': number;
}

/** Scrolls an element by so much each frame and tells what the frames were. */
function scroll(page: Page, selector: string): Promise<Scrolled> {
  return page.evaluate(
    async ({ selector, frames, stepPx }) => {
      const list = document.querySelector(selector);
      if (!list) throw new Error(`There is no ${selector}.`);
      const next = () => new Promise<number>((done) => requestAnimationFrame(done));
      let last = await next();
      const startedAt = last;
      let longest = 0;
      for (let frame = 0; frame < frames; frame++) {
        list.scrollTop += stepPx;
        const now = await next();
        longest = Math.max(longest, now - last);
        last = now;
      }
      return {
        'frames a second': Math.round((frames * 1000) / (last - startedAt)),
        'longest frame ms': Math.round(longest),
      };
    },
    { selector, frames: SCROLL_FRAMES, stepPx: SCROLL_PX },
  );
}

/** A bare list of the same height in the same page: rows of plain text, as many as fit. */
async function scrollBare(page: Page): Promise<Scrolled> {
  await page.evaluate((count) => {
    const list = document.createElement('div');
    list.id = 'bare';
    list.style.cssText =
      'position:fixed;inset:0;z-index:9999;overflow:auto;background:black;color:white';
    const body = document.createElement('div');
    body.style.cssText = `position:relative;height:${count * 28}px`;
    list.append(body);
    const draw = () => {
      const first = Math.floor(list.scrollTop / 28);
      body.replaceChildren(
        ...Array.from({ length: 34 }, (_, at) => {
          const row = document.createElement('div');
          row.style.cssText = `position:absolute;top:${(first + at) * 28}px`;
          row.textContent = Array.from(
            { length: 9 },
            (__, cell) => `Row ${first + at}.${cell}`,
          ).join(' ');
          return row;
        }),
      );
    };
    list.addEventListener('scroll', draw);
    document.body.append(list);
    draw();
  }, COUNT);
  const scrolled = await scroll(page, '#bare');
  await page.evaluate(() => document.querySelector('#bare')?.remove());
  return scrolled;
}

/** How long sorting as many labels takes in the page, in milliseconds. */
function sortBare(page: Page): Promise<number> {
  return page.evaluate((count) => {
    const labels = Array.from({ length: count }, (_, index) => `label ${(index * 7919) % count}`);
    const startedAt = performance.now();
    labels.sort();
    return performance.now() - startedAt;
  }, COUNT);
}

async function takeTasks(page: Page) {
  const tasks = await page.evaluate(() => {
    const { tasks = [] } = window as { tasks?: number[] };
    return tasks.splice(0);
  });
  return {
    'tasks over 50 ms': tasks.length,
    'longest task ms': Math.round(Math.max(0, ...tasks)),
  };
}

const GRID = '[role=grid]';

/** From choosing a head until the rows of the new order stand there. */
async function sortBy(page: Page, head: string): Promise<number> {
  await page.evaluate(() => {
    const grid = document.querySelector('[role=grid]');
    const sorted = new Promise<number>((done) => {
      let isBusy = false;
      const look = () => {
        const busy = grid?.getAttribute('aria-busy') === 'true';
        if (isBusy && !busy) done(performance.now());
        else {
          isBusy ||= busy;
          requestAnimationFrame(look);
        }
      };
      look();
    });
    Object.assign(window, { sorted });
    addEventListener('pointerup', () => Object.assign(window, { askedAt: performance.now() }), {
      once: true,
      capture: true,
    });
  });
  await page.getByRole('columnheader', { name: head, exact: true }).click();
  return page.evaluate(async () => {
    const { sorted, askedAt = 0 } = window as { sorted?: Promise<number>; askedAt?: number };
    return ((await sorted) ?? 0) - askedAt;
  });
}

async function run(page: Page, address: string): Promise<void> {
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
    .fill('Timing the table');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await takeTasks(page);
  const openedAt = performance.now();
  await page.keyboard.press('Control+2');
  await page.getByRole('row').nth(5).waitFor({ timeout: 120_000 });
  console.table([
    {
      act: 'open the records',
      ms: Math.round(performance.now() - openedAt),
      ...(await takeTasks(page)),
    },
  ]);

  const table = await scroll(page, GRID);
  const ofTable = await takeTasks(page);
  const bare = await scrollBare(page);
  console.table([
    { act: `scroll ${COUNT.toLocaleString('en-GB')} rows`, ...table, ...ofTable },
    { act: 'scroll a bare list', ...bare, ...(await takeTasks(page)) },
  ]);

  await page.evaluate(() => document.querySelector('[role=grid]')?.scrollTo({ top: 0 }));
  const rows = [];
  const bareMs = await sortBare(page);
  await takeTasks(page);
  for (const head of ['Record', 'Role', 'Links', 'Levers', 'Grade', 'Last seen', 'Source']) {
    const firstMs = await sortBy(page, head);
    const againMs = await sortBy(page, head);
    rows.push({
      act: `sort by ${head.toLowerCase()}`,
      ms: Math.round(firstMs),
      'the other way ms': Math.round(againMs),
      'times a bare sort': Math.round((firstMs / bareMs) * 10) / 10,
      ...(await takeTasks(page)),
    });
  }
  rows.push({ act: 'bare sort of as many labels', ms: Math.round(bareMs) });
  console.table(rows);

  await page.locator(GRID).focus();
  const selectedAt = performance.now();
  await page.keyboard.press('Control+a');
  await page
    .getByText(`${COUNT.toLocaleString('en-GB')} selected`)
    .first()
    .waitFor();
  console.table([
    {
      act: 'select all',
      ms: Math.round(performance.now() - selectedAt),
      ...(await takeTasks(page)),
    },
  ]);
  const ofSelected = await scroll(page, GRID);
  console.table([{ act: 'scroll with all selected', ...ofSelected, ...(await takeTasks(page)) }]);
}

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
await buildInterface(PROJECT_DIR);
await makeCase(dir);
const host = await startHost(join(dir, 'host'));
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  await run(await browser.newPage({ viewport: VIEWPORT }), host.address);
} finally {
  await browser.close();
  await host.stop();
  rmSync(dir, { recursive: true, force: true });
}
