import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type Page } from '@playwright/test';
import { NOTES_ATTACHMENT, notesOf, watchLongTasks } from './long-tasks.ts';

/** The folder of the project. */
export const PROJECT_DIR = resolve(import.meta.dirname, '../..');

/** A browser host of one test alone, started as `npm start` starts it. */
export interface Host {
  /** The one-time address that it printed first. */
  readonly address: string;
  readonly origin: string;
  /** Folder with its settings and cases. */
  readonly dataDir: string;
  /** What it printed so far. */
  output(): string;
  /** Ends it as Ctrl+C does, and says how it ended. */
  stop(): Promise<number | null>;
}

/** Starts a browser host on a free port, with its settings and cases in `dataDir`. */
export async function startHost(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Host> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(PROJECT_DIR, 'electron/start.ts'), '--browser'],
    {
      cwd: PROJECT_DIR,
      env: { ...process.env, ACHILLES_NO_BROWSER: '1', ACHILLES_DATA: dataDir, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const started = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      const found = /http:\/\/\S+\.localhost:\d+\/#[0-9a-f]{64}/.exec(line)?.[0];
      if (found) started.resolve(found);
    });
  }
  void exited.then((code) =>
    started.reject(new Error(`The host ended with code ${code}:\n${lines.join('\n')}`)),
  );
  const address = await started.promise;
  return {
    address,
    origin: new URL(address).origin,
    dataDir,
    output: () => lines.join('\n'),
    async stop() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

/** Watches a page for what must never happen; the returned list must stay empty. */
function watchForFaults(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'blob:' || url.origin === origin) return;
    faults.push(`left the host: ${request.url()}`);
  });
  return faults;
}

interface Fixtures {
  readonly host: Host;
  /** What the faults look like that this test means to cause. */
  readonly expectedFaults: RegExp | null;
  /** A folder of cases that the host finds when it starts. */
  readonly madeCases: string | null;
}

/**
 * Playwright's `test` with a browser host of its own for each test and a `page` that was let in. A test
 * fails when the page broke its content security policy, threw, logged an error or asked another address. Every page
 * of it is watched for what keeps it from answering the hand, which is printed at the end of the run.
 */
export const test = base.extend<Fixtures>({
  expectedFaults: [null, { option: true }],
  madeCases: [null, { option: true }],
  host: async ({ madeCases }, use, testInfo) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'achilles-e2e-'));
    if (madeCases) await cp(madeCases, join(dataDir, 'cases'), { recursive: true });
    const host = await startHost(dataDir);
    await use(host);
    await host.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('host output', { body: host.output(), contentType: 'text/plain' });
    }
    await rm(dataDir, { recursive: true, force: true });
  },
  context: async ({ context }, use, testInfo) => {
    await watchLongTasks(context);
    const notes = notesOf(context);
    await use(context);
    await testInfo.attach(NOTES_ATTACHMENT, {
      body: JSON.stringify(notes),
      contentType: 'application/json',
    });
  },
  page: async ({ page, host, expectedFaults }, use) => {
    const faults = watchForFaults(page, host.origin);
    await page.goto(host.address);
    await expect(page).toHaveURL(`${host.origin}/`);
    await use(page);
    const unexpected = faults.filter((fault) => !expectedFaults?.test(fault));
    expect(
      unexpected,
      'the page stayed within its content security policy, without errors',
    ).toEqual([]);
  },
});

export { expect };
