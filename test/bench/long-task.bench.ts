import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createBackend } from '../../electron/backend.ts';
import { buildInterface } from '../../electron/interface-build.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { chooseFiles, goTo } from '../e2e/case-steps.ts';
import { startHost } from '../e2e/host.ts';
import { watchLongTasks } from '../e2e/long-tasks.ts';
import config from '../e2e/playwright.config.ts';
import { sharedData } from '../shared-data.ts';
import { tracePage } from './page-tasks.ts';

/**
 * What keeps the page from answering the hand, act by act: how many tasks took longer than 50 ms, how long the
 * longest, and how long the page's own thread worked at most. The page of the demonstration case, of a case of 61,521
 * entities, and of one of 5,000 records that are all drawn. WebGL in software makes the page wait for its pictures:
 * what it works itself is what can be mended. Making the first WebGL context and its shaders is told by itself.
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

interface MadeFile {
  readonly name: string;
  readonly path: string;
}

/** The network as files in a folder. */
function writeNetwork(dir: string): readonly MadeFile[] {
  return network().map(([name, text]) => {
    const path = join(dir, name);
    writeFileSync(path, text);
    return { name: `network/${name}`, path };
  });
}

/** A host's folder with a case called Bench that holds these files. */
async function makeCase(dir: string, name: string, files: readonly MadeFile[]): Promise<string> {
  const made = join(dir, name, 'made');
  const casesDir = join(made, 'cases');
  mkdirSync(casesDir, { recursive: true });
  const backend = createBackend({
    resourcesDir: join(PROJECT_DIR, 'resources'),
    dataDir: made,
    casesDir,
    host: 'command-line',
  });
  const api = createRouterClient(backend.router, { context: backend.connect() });
  await api.case.create({ handle: null, name: 'Bench', user: 'Bench', passphrase: PASSPHRASE });
  const options = ImportOptions.parse({ basis: 'fact' });
  const handles = backend.registerFiles(files.map((file) => ({ ...file, isTemporary: false })));
  for await (const _ of await api.import.run({ files: handles, options }));
  await api.case.close();
  await backend.close();
  cpSync(casesDir, join(dir, name, 'host/cases'), {
    recursive: true,
    filter: (path) => !path.endsWith('.lock'),
  });
  return join(dir, name, 'host');
}

/** Until the map has come to rest and the page has nothing left to do. */
async function rest(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const map = document.querySelector('[data-layout]');
      return map === null || map.getAttribute('data-layout') === 'settled';
    },
    null,
    { timeout: 180_000 },
  );
  await page.evaluate(async () => {
    for (let frames = 0; frames < 20; frames++)
      await new Promise((done) => requestAnimationFrame(done));
  });
}

type Act = (name: string, work: () => Promise<unknown>) => Promise<void>;

/** Runs acts on a fresh page of a host, and prints what each kept the page from. */
async function watchActs(
  browser: Browser,
  of: { readonly title: string; readonly dataDir: string },
  run: (page: Page, act: Act) => Promise<void>,
): Promise<void> {
  const host = await startHost(of.dataDir);
  const page = await browser.newPage({ viewport: VIEWPORT });
  const rows: Record<string, object> = {};
  try {
    await watchLongTasks(page);
    await page.goto(host.address);
    await run(page, async (name, work) => {
      const tasks = await tracePage(browser, page, async () => {
        await work();
        await rest(page);
      });
      const own = tasks.filter(({ hasShaders }) => !hasShaders);
      const longest = (values: readonly number[]) => Math.round(Math.max(0, ...values));
      rows[name] = {
        'tasks over 50 ms': own.filter(({ wallMs }) => wallMs > 50).length,
        'longest ms': longest(own.map(({ wallMs }) => wallMs)),
        'own work over 50 ms': own.filter(({ processorMs }) => processorMs > 50).length,
        'most own work ms': longest(own.map(({ processorMs }) => processorMs)),
        'most own script ms': longest(own.map(({ scriptMs }) => scriptMs)),
        'first shaders ms': longest(
          tasks.filter(({ hasShaders }) => hasShaders).map(({ wallMs }) => wallMs),
        ),
      };
      if (!process.env.ACHILLES_BENCH_FUNCTIONS) return;
      for (const { wallMs, scriptMs, script } of own.filter((task) => task.scriptMs > 30))
        console.log(
          `${name}: ${Math.round(scriptMs)} of ${Math.round(wallMs)} ms`,
          script.map(([of, ms]) => `${of} ${ms.toFixed(1)}`).join(', '),
        );
    });
  } finally {
    await page.close();
    await host.stop();
    console.log(`\n${of.title}`);
    console.table(rows);
  }
}

async function unlock(page: Page, act: Act): Promise<void> {
  await page.getByRole('button', { name: /Bench/ }).first().click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page
    .getByLabel(/reason/i)
    .first()
    .fill('Timing the map');
  await act('open the case', async () => {
    await page.keyboard.press('Enter');
    await mapOf(page).waitFor({ timeout: 120_000 });
  });
}

const mapOf = (page: Page) => page.getByRole('application', { name: 'Network map' });

/** What an analyst does in any case. */
async function ordinaryActs(page: Page, act: Act, importFiles: readonly MadeFile[]): Promise<void> {
  const onMap = (key: string) => async () => {
    await mapOf(page).focus();
    await page.keyboard.press(key);
  };
  await act('nothing', () => rest(page));
  await act('select', onMap('ArrowRight'));
  await act('expand', onMap('e'));
  await act('lay out anew', onMap('l'));
  await act('move', onMap('Shift+ArrowDown'));
  await act('undo', onMap('Control+z'));
  await act('select nothing, then all', async () => {
    await onMap('Escape')();
    await page.keyboard.press('i');
  });
  await act('pan', async () => {
    await page.mouse.move(900, 420);
    await page.mouse.down();
    for (let step = 0; step < 30; step++) await page.mouse.move(900 - step * 10, 420 + step * 3);
    await page.mouse.up();
  });
  await act('type in search', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('hamilton road', { delay: 30 });
    // The first takes away what was typed.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
  for (const lens of ['Table', 'Timeline', 'Places', 'Matrix', 'Map']) {
    await act(`the lens ${lens}`, () =>
      page.getByRole('button', { name: lens, exact: true }).first().click(),
    );
  }
  await act('the records screen', () => page.keyboard.press('Control+2'));
  await act('an import, to its preview', async () => {
    await goTo(page, 'Import');
    await chooseFiles(
      page,
      importFiles.map(({ path }) => path),
    );
    await page.getByRole('button', { name: 'Describe the source' }).click();
    await page.getByRole('button', { name: 'Check the files' }).waitFor();
  });
}

async function allDrawn(page: Page, act: Act): Promise<void> {
  await act(`draw and lay out all ${NODE_COUNT}`, async () => {
    await page.keyboard.press('Control+Shift+E');
    await page
      .getByText(`${NODE_COUNT.toLocaleString('en-GB')} records`)
      .first()
      .waitFor({ timeout: 120_000 });
    // The layout tells that it began a frame later.
    await page
      .locator('[data-layout]:not([data-layout="settled"])')
      .waitFor({ timeout: 5000 })
      .catch(() => {});
  });
  await act('zoom', async () => {
    await mapOf(page).focus();
    for (const key of ['+', '+', '-', '0']) {
      await page.keyboard.press(key);
      await rest(page);
    }
  });
}

const dir = mkdtempSync(join(tmpdir(), 'achilles-bench-'));
await buildInterface(PROJECT_DIR);
const files = writeNetwork(dir);
const browser = await chromium.launch(config.use?.launchOptions ?? {});
const wanted = process.env.ACHILLES_BENCH_ONLY;
const isWanted = (name: string) => !wanted || wanted === name;
try {
  if (isWanted('demonstration')) {
    const of = { title: 'The demonstration case', dataDir: join(dir, 'demonstration') };
    await watchActs(browser, of, async (page, act) => {
      await act('open the case', async () => {
        await page.getByRole('button', { name: 'Open the demonstration case' }).click();
        await mapOf(page).waitFor({ timeout: 120_000 });
      });
      await ordinaryActs(page, act, files);
    });
  }
  const folder = sharedData('pole_manchester');
  if (folder && isWanted('pole_manchester')) {
    const pole = readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => ({ name, path: join(folder, name) }));
    const dataDir = await makeCase(dir, 'pole', pole);
    await watchActs(browser, { title: '61,521 entities', dataDir }, async (page, act) => {
      await unlock(page, act);
      await ordinaryActs(page, act, files);
    });
  }
  if (isWanted('drawn')) {
    const dataDir = await makeCase(dir, 'drawn', files);
    await watchActs(
      browser,
      { title: `${NODE_COUNT} records drawn`, dataDir },
      async (page, act) => {
        await unlock(page, act);
        await allDrawn(page, act);
        await ordinaryActs(page, act, files);
      },
    );
  }
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true });
}
