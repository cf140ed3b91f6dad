import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startHost } from './host.ts';
import config from './playwright.config.ts';

/** Takes the pictures that the README shows, from the demonstration case, at 1440×900. */
const FOLDER = resolve(
  process.env.ACHILLES_SCREENSHOTS ?? resolve(import.meta.dirname, '../../resources/screenshots'),
);
const VIEWPORT = { width: 1440, height: 900 };

async function withPage(
  browser: Browser,
  theme: 'dark' | 'light',
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'achilles-pictures-'));
  const host = await startHost(dataDir);
  const page = await browser.newPage({
    viewport: VIEWPORT,
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  try {
    await page.goto(host.address);
    await use(page);
  } finally {
    await page.close();
    await host.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`${name}.png`);
}

/** A pub of the opening group, with a strong case against its licence. */
const FLAGGED = 'The Lame Gosling';

async function openLevers(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records/i }).fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('tab', { name: /^Levers/ }).click();
  await page.getByText('Why this lever is flagged').waitFor();
}

async function openDemonstration(page: Page): Promise<void> {
  await page.getByRole('button', { name: /demonstration case/i }).click();
  // Badges come once the levers were tested; the legend names them then.
  await page
    .getByRole('region', { name: 'Legend' })
    .filter({ hasText: 'Levers' })
    .waitFor({ timeout: 60_000 });
  // The layout begins and comes to rest: the button that stops it gives way to the one that starts it.
  await page.getByRole('button', { name: /^Lay out/ }).waitFor();
  await page
    .getByRole('region', { name: 'Map' })
    .and(page.locator('[data-layout="settled"]'))
    .waitFor();
}

await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  for (const theme of ['dark', 'light'] as const) {
    await withPage(browser, theme, async (page) => {
      if (theme === 'dark') {
        await page.getByRole('button', { name: /demonstration case/i }).waitFor();
        await shoot(page, 'welcome');
      }
      await openDemonstration(page);
      await shoot(page, `map-${theme}`);
      await openLevers(page, FLAGGED);
      await shoot(page, `inspector-${theme}`);
    });
  }
} finally {
  await browser.close();
}
