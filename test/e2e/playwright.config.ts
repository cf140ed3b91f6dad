import { join, resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../electron/loopback/browser.ts';
import { keepTestsInMemory } from '../memory-dir.ts';

// Each test starts a host of its own: what Node made of its source is kept from one to the next.
process.env.NODE_COMPILE_CACHE ??= join(
  resolve(import.meta.dirname, '../..'),
  'node_modules/.cache/node',
);

keepTestsInMemory();

const executablePath = findBrowser();

/**
 * Software WebGL and a page composed without it, which is quicker on a processor alone; the sandbox left
 * out where root runs the tests; nothing of the browser's own on the network.
 */
const BROWSER_ARGS = [
  '--use-angle=swiftshader',
  '--disable-gpu-compositing',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND',
  '--font-render-hinting=none',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  globalSetup: './build.ts',
  // A test that passes at the second try has failed. Two cores draw two pages at most.
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./long-task-reporter.ts']],
  snapshotPathTemplate: '{testDir}/screenshots/{testFilePath}/{arg}{ext}',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: 'dark',
    // Movement is tested where it is the point: drawn without a graphics card it takes most of the time.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    trace: 'retain-on-failure',
    launchOptions: {
      args: BROWSER_ARGS,
      ...(executablePath ? { executablePath } : {}),
    },
  },
});
