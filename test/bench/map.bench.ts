import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { createBackend } from '../../electron/backend.ts';
import { loadOntology } from '../../electron/db/resources.ts';
import { buildInterface } from '../../electron/interface-build.ts';
import type { Subgraph } from '../../shared/api/graph.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { ViewState } from '../../shared/api/view.ts';
import { startHost } from '../e2e/host.ts';
import config from '../e2e/playwright.config.ts';
import { type MapCost, measureMap } from './map/drive.ts';
import { inventNetwork } from './map/network.ts';

/**
 * The first map of a 500-node case that answers to the hand, from the moment the case is open, against
 * sigma drawing the same graph on a page of its own, in the same browser. Both with software WebGL, so
 * only the ratio means something. Then the canvas alone with 10,000 and 50,000 nodes beside bare sigma: the product
 * would gather so many into communities.
 */
const PROJECT_DIR = resolve(import.meta.dirname, '../..');
const PASSPHRASE = 'seven invented words for this bench';
const NODE_COUNT = 500;
const LINK_COUNT = 800;
const ROUNDS = Number(process.env.ACHILLES_BENCH_ROUNDS ?? 7);
const LARGE = [
  { nodes: 10_000, links: 30_000 },
  { nodes: 50_000, links: 150_000 },
] as const;
const LARGE_ROUNDS = Number(process.env.ACHILLES_BENCH_ROUNDS ?? 3);
const VIEWPORT = { width: 1440, height: 900 };

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join(',')).join('\n');
}

/** A ring of clusters: invented people, each linked to those beside them and a few across. */
function writeNetwork(dir: string): string {
  const folder = join(dir, 'network');
  mkdirSync(folder);
  const id = (index: number) => `n${index % NODE_COUNT}`;
  const nodes = Array.from({ length: NODE_COUNT }, (_, index) => [
    id(index),
    `Bench Person ${index}`,
    'person',
  ]);
  const links = Array.from({ length: LINK_COUNT }, (_, index) => [
    id(index),
    id(index < NODE_COUNT ? Math.floor(index / 10) * 10 : index * 37 + 11),
    'associate',
  ]).filter(([source, target]) => source !== target);
  writeFileSync(join(folder, 'nodes.csv'), csv([['id', 'name', 'type'], ...nodes]));
  writeFileSync(join(folder, 'edges.csv'), csv([['source', 'target', 'layer'], ...links]));
  return folder;
}

/** Makes the case with its map arranged, and returns what a map of it draws. */
async function makeCase(
  dir: string,
  hostDir: string,
): Promise<{ part: Subgraph; view: ViewState }> {
  const dataDir = join(dir, 'data');
  const casesDir = join(dataDir, 'cases');
  mkdirSync(casesDir, { recursive: true });
  const backend = createBackend({
    resourcesDir: join(PROJECT_DIR, 'resources'),
    dataDir,
    casesDir,
    host: 'command-line',
  });
  const api = createRouterClient(backend.router, { context: backend.connect() });
  await api.case.create({ handle: null, name: 'Bench', user: 'Bench', passphrase: PASSPHRASE });
  const folder = writeNetwork(dir);
  const files = ['nodes.csv', 'edges.csv'].map((name) => ({
    name: `network/${name}`,
    path: join(folder, name),
    isTemporary: false,
  }));
  const options = ImportOptions.parse({ basis: 'fact' });
  for await (const _ of await api.import.run({ files: backend.registerFiles(files), options }));
  const part = await api.graph.open({ limit: NODE_COUNT });
  const columns = Math.ceil(Math.sqrt(part.nodes.length));
  const view = ViewState.parse({
    shownIds: part.nodes.map((node) => node.id),
    positions: Object.fromEntries(
      part.nodes.map((node, index) => [
        node.id,
        [(index % columns) * 90 - columns * 45, Math.floor(index / columns) * 60 - columns * 30],
      ]),
    ),
    pinnedIds: [],
  });
  await api.view.saveWorking({ name: 'Arrange the bench', state: view });
  await api.case.close();
  await backend.close();
  // The host gets a copy of its own, for this process may still hold the lock of the first.
  cpSync(casesDir, join(hostDir, 'cases'), {
    recursive: true,
    filter: (path) => !path.endsWith('.lock'),
  });
  return { part, view };
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

async function servePages(
  dir: string,
  graph: object,
): Promise<{ server: Server; folder: string; origin: string }> {
  const folder = join(dir, 'pages');
  await build({
    root: join(import.meta.dirname, 'map'),
    base: './',
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'chrome140',
      rollupOptions: {
        input: ['bare', 'own'].map((page) => join(import.meta.dirname, `map/${page}.html`)),
      },
    },
  });
  writeFileSync(join(folder, 'graph.json'), JSON.stringify(graph));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      const bytes = readFileSync(join(folder, path));
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('The bare page has no port.');
  return { server, folder, origin: `http://bench.localhost:${place.port}` };
}

async function timeBare(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(address);
  const handle = await page.waitForFunction(() => (window as { drawnMs?: number }).drawnMs);
  const drawnMs = Number(await handle.jsonValue());
  await page.close();
  return drawnMs;
}

/** Watches the page from inside: from the window of the open case until two frames after its map stands. */
function watchMap(): void {
  const marks = window as { openedMs?: number; drawnMs?: number };
  new MutationObserver(() => {
    if (marks.openedMs === undefined && document.querySelector('main#screen')) {
      marks.openedMs = performance.now();
    }
    if (marks.drawnMs !== undefined || !document.querySelector('[data-layout="settled"]')) return;
    marks.drawnMs = Number.NaN;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        marks.drawnMs = performance.now() - (marks.openedMs ?? 0);
      }),
    );
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

async function timeProduct(
  browser: Browser,
  dataDir: string,
): Promise<{ drawnMs: number; longestTaskMs: number }> {
  const host = await startHost(dataDir);
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(watchMap);
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await page.goto(host.address);
  await page.getByRole('button', { name: /Bench/ }).first().click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page
    .getByLabel(/reason/i)
    .first()
    .fill('Timing the map');
  await page.keyboard.press('Enter');
  const handle = await page.waitForFunction(() => (window as { drawnMs?: number }).drawnMs || null);
  const drawnMs = Number(await handle.jsonValue());
  const longestTaskMs = await page.evaluate(() =>
    Math.max(0, ...((window as { tasks?: number[] }).tasks ?? [])),
  );
  await page.close();
  await host.stop();
  return { drawnMs, longestTaskMs };
}

/** The product's canvas beside bare sigma, with graphs far larger than the product draws without gathering them. */
async function compareLarge(browser: Browser, folder: string, origin: string): Promise<void> {
  const { kinds } = loadOntology(join(PROJECT_DIR, 'resources'));
  for (const size of LARGE) {
    const name = `${size.nodes}.json`;
    writeFileSync(join(folder, name), JSON.stringify(inventNetwork(size, kinds)));
    const costs: { readonly bare: MapCost; readonly hiding: MapCost; readonly own: MapCost }[] = [];
    for (let round = 0; round < LARGE_ROUNDS; round++) {
      costs.push({
        bare: await measureMap(browser, `${origin}/bare.html?graph=${name}`),
        hiding: await measureMap(browser, `${origin}/bare.html?hide&graph=${name}`),
        own: await measureMap(browser, `${origin}/own.html?graph=${name}`),
      });
    }
    const row = (pick: (cost: MapCost) => number) => {
      const of = (page: 'bare' | 'hiding' | 'own') => costs.map((cost) => pick(cost[page]));
      const [bare, hiding, own] = [of('bare'), of('hiding'), of('own')];
      const share = (others: readonly number[]) =>
        Number(median(own.map((value, at) => value / (others[at] ?? 1))).toFixed(2));
      return {
        'bare sigma': Number(median(bare).toFixed(1)),
        'bare, links hidden while it moves': Number(median(hiding).toFixed(1)),
        'our canvas': Number(median(own).toFixed(1)),
        'to bare': share(bare),
        'to bare that hides links': share(hiding),
      };
    };
    console.log(`\n${size.nodes} nodes, ${size.links} links`);
    console.table({
      'first picture, ms': row((cost) => cost.firstPictureMs),
      'frames per second while panning (goal: 1 or more)': row((cost) => cost.panFramesPerSecond),
      'frames per second while zooming': row((cost) => cost.zoomFramesPerSecond),
      'heap after it, MB': row((cost) => cost.heapMegabytes),
      'longest task until the picture, ms': row((cost) => cost.longestTaskMs),
    });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
await buildInterface(PROJECT_DIR);
const { part, view } = await makeCase(dir, join(dir, 'host'));
const { server, folder, origin } = await servePages(dir, { ...part, positions: view.positions });
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  const rows: {
    round: number;
    'bare sigma ms': number;
    'first map ms': number;
    'longest task ms': number;
  }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const bareMs = await timeBare(browser, `${origin}/bare.html`);
    const { drawnMs, longestTaskMs } = await timeProduct(browser, join(dir, 'host'));
    rows.push({
      round,
      'bare sigma ms': Math.round(bareMs),
      'first map ms': Math.round(drawnMs),
      'longest task ms': Math.round(longestTaskMs),
    });
  }
  console.table(rows);
  const bareMs = median(rows.map((row) => row['bare sigma ms']));
  const mapMs = median(rows.map((row) => row['first map ms']));
  console.log(
    `${part.nodes.length} nodes, ${part.edges.length} links: first map ${mapMs} ms, bare sigma ${bareMs} ms, ` +
      `${(mapMs / bareMs).toFixed(2)} times (goal: 2)`,
  );
  await compareLarge(browser, folder, origin);
} finally {
  await browser.close();
  server.close();
  rmSync(dir, { recursive: true, force: true });
}
