import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startHost } from './host.ts';
import config from './playwright.config.ts';

/**
 * Takes the pictures that the README shows, from the demonstration case, at 1440×900. With `ACHILLES_SCREENSHOTS`
 * naming another folder, every screen, lens and panel too, in the themes of the desk and, at 1920×1080, of the
 * projector: too many to keep with the project.
 */
const FOLDER = resolve(
  process.env.ACHILLES_SCREENSHOTS ?? resolve(import.meta.dirname, '../../resources/screenshots'),
);
const IS_WHOLE = process.env.ACHILLES_SCREENSHOTS !== undefined;
const VIEWPORT = { width: 1440, height: 900 };
const FAR_VIEWPORT = { width: 1920, height: 1080 };

async function withPage(
  browser: Browser,
  { theme, viewport = VIEWPORT }: { theme: 'dark' | 'light'; viewport?: typeof VIEWPORT },
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'achilles-pictures-'));
  const host = await startHost(dataDir);
  const page = await browser.newPage({
    viewport,
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

/** Every screen, lens and panel as it is once the case is open. */
async function shootAll(page: Page, theme: string): Promise<void> {
  for (const lens of ['Timeline', 'Places', 'Matrix', 'Map']) {
    const tab = page
      .getByRole('group', { name: 'Look at it as' })
      .getByRole('button', { name: lens });
    if ((await tab.count()) === 0) continue;
    await tab.click();
    if (lens !== 'Map') await shoot(page, `${lens.toLowerCase()}-${theme}`);
  }
  for (const panel of ['Filters', 'Style', 'Views', 'History']) {
    await page.getByRole('button', { name: panel, exact: true }).first().click();
    await page.getByRole('region', { name: panel, exact: true }).waitFor();
    await shoot(page, `${panel.toLowerCase()}-${theme}`);
  }
  await page.keyboard.press('Control+B');
  for (const screen of ['Records', 'Import', 'Audit', 'Settings']) {
    const rail = page.getByRole('navigation', { name: 'Screens' });
    await rail.getByRole('button', { name: screen }).click();
    await page.getByRole('main', { name: screen }).waitFor();
    await shoot(page, `${screen.toLowerCase()}-${theme}`);
  }
  await page.keyboard.press('F1');
  await shoot(page, `shortcuts-${theme}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+L');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await shoot(page, `locked-${theme}`);
}

await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  for (const theme of ['dark', 'light'] as const) {
    await withPage(browser, { theme }, async (page) => {
      if (theme === 'dark') {
        await page.getByRole('button', { name: /demonstration case/i }).waitFor();
        await shoot(page, 'welcome');
      }
      await openDemonstration(page);
      await shoot(page, `map-${theme}`);
      await openLevers(page, FLAGGED);
      await shoot(page, `inspector-${theme}`);
      if (IS_WHOLE) await shootAll(page, theme);
    });
  }
  if (IS_WHOLE) {
    await withPage(browser, { theme: 'light', viewport: FAR_VIEWPORT }, async (page) => {
      await openDemonstration(page);
      // From light to projector, the next of the themes.
      await page.keyboard.press('Control+Shift+Y');
      await shoot(page, 'map-projector');
      await shootAll(page, 'projector');
    });
  }
} finally {
  await browser.close();
}
