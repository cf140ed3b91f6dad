import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { buildInterface } from '../electron/interface-build.ts';
import { startHost } from '../test/e2e/host.ts';
import config from '../test/e2e/playwright.config.ts';
import { openDemonstration, goTo } from '../test/e2e/case-steps.ts';

await buildInterface(resolve(import.meta.dirname, '..'));
const steps = (await import(resolve(process.argv[2] ?? ''))).default;
const browser = await chromium.launch(config.use?.launchOptions ?? {});
for (const theme of (process.argv[3] ?? 'dark').split(',') as ('dark' | 'light')[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'achilles-look-'));
  const host = await startHost(dataDir);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme, locale: 'en-GB', reducedMotion: 'reduce' });
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  page.setDefaultTimeout(15000);
  try {
    await page.goto(host.address);
    await openDemonstration(page);
    await goTo(page, 'Records');
    await steps(page, theme, (name: string) => page.screenshot({ path: `/tmp/a-shots/${name}-${theme}.png` }));
  } catch (e) { console.log(e); await page.screenshot({ path: `/tmp/a-shots/failed-${theme}.png` }); }
  await page.close(); await host.stop(); await rm(dataDir, { recursive: true, force: true });
}
await browser.close();
