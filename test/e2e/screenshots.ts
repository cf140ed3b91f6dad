import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { goTo } from './case-steps.ts';
import { startHost } from './host.ts';
import config from './playwright.config.ts';
import {
  type Look,
  tourBeginning,
  tourFoot,
  tourImport,
  tourLenses,
  tourLevers,
  tourMap,
  tourProtected,
  tourRecords,
  tourSafety,
} from './tour.ts';

/**
 * Takes the pictures that the README shows, from the demonstration case, at 1440×900. With `ACHILLES_SCREENSHOTS`
 * naming another folder, every stop of the walk through the window too (`tour.ts`), in the themes of the desk and, at
 * 1920×1080, of the projector, or in those that `ACHILLES_THEMES` names: too many to keep with the project.
 */
const FOLDER = resolve(
  process.env.ACHILLES_SCREENSHOTS ?? resolve(import.meta.dirname, '../../resources/screenshots'),
);
const IS_WHOLE = process.env.ACHILLES_SCREENSHOTS !== undefined;
const THEMES = ['dark', 'light', 'projector'] as const;
const CHOSEN = (process.env.ACHILLES_THEMES ?? THEMES.join()).split(',');
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

/** A picture of each stop of the walk through every screen and state, under its name and that of the theme. */
function lookIn(page: Page, theme: string): Look {
  return async (name) => {
    await stand(page);
    await shoot(page, `${name.replaceAll(/[^a-z]+/g, '-')}-${theme}`);
  };
}

/** Waits until nothing more is being read or drawn: what shows a busy state, and the map’s next frame. */
async function stand(page: Page): Promise<void> {
  await page
    .locator('[aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  await page.mouse.move(0, 0);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // Two frames, and what was put off until after them.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 400)));
      }),
  );
}

/** What the settings and a second window make of the map and the records. */
async function tourOddities(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'High' }).check({ force: true });
  await goTo(page, 'Map');
  await look('contrast, map');
  await goTo(page, 'Settings');
  await page.getByLabel('Size of text').focus();
  await page.keyboard.press('End');
  await goTo(page, 'Map');
  await look('text, map');
  await goTo(page, 'Records');
  await look('text, records');
}

async function shootEverything(browser: Browser, theme: (typeof THEMES)[number]): Promise<void> {
  const opened =
    theme === 'projector' ? { theme: 'light' as const, viewport: FAR_VIEWPORT } : { theme };
  const begin = async (page: Page) => {
    // From light to projector, the next of the themes.
    if (theme === 'projector') await page.keyboard.press('Control+Shift+Y');
    return lookIn(page, theme);
  };
  await withPage(browser, opened, async (page) => {
    await page.getByRole('button', { name: 'New case' }).waitFor();
    const look = await begin(page);
    await tourBeginning(page, look);
    await tourImport(page, look);
    await tourProtected(page, look);
    await tourSafety(page, look);
  });
  await withPage(browser, opened, async (page) => {
    await page.getByRole('button', { name: 'New case' }).waitFor();
    const look = await begin(page);
    await tourMap(page, look);
    await tourLenses(page, look);
    await tourLevers(page, look);
    await tourRecords(page, look);
    await tourOddities(page, look);
    await tourFoot(page, look);
  });
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
    });
  }
  if (IS_WHOLE)
    for (const theme of THEMES.filter((one) => CHOSEN.includes(one)))
      await shootEverything(browser, theme);
} finally {
  await browser.close();
}
