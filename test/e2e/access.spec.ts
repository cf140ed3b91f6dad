import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { chooseFiles, commit, goTo, makeCase, openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';
import { correct, filterRecords, inspectorOf, openTab, waitForMap } from './inspector-steps.ts';

/**
 * The window with the inspector open in it, every screen in the projector theme, and what the computer's own
 * settings for accessibility ask. The screens without the inspector have their own tests in the other themes.
 */

const PEOPLE = {
  name: 'people.csv',
  text: [
    'id,type,name,dateOfBirth,premisesType',
    'p1,premises,The Brass Heron,,pub-bar',
    'n1,person,Dorian Vexley,1981-03-27,',
    'n2,person,Tansy Ockeridge,2019-05-04,',
  ].join('\n'),
};

async function importPeople(page: Page): Promise<void> {
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, [PEOPLE]);
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await page.getByRole('radio', { name: /^Register/ }).check({ force: true });
  await page.getByRole('button', { name: 'Check the files' }).click();
  await commit(page);
  await goTo(page, 'Records');
}

/** Goes on to the theme that is asked for, by the key that steps through them. */
async function changeTheme(page: Page, theme: 'dark' | 'light' | 'projector'): Promise<void> {
  const html = page.locator('html');
  await expect(async () => {
    if ((await html.getAttribute('data-theme')) !== theme)
      await page.keyboard.press('Control+Shift+y');
    await expect(html).toHaveAttribute('data-theme', theme, { timeout: 1000 });
  }).toPass();
}

/** The row of a premises of which reports speak and for which levers apply, opened in the inspector. */
async function openFlagged(page: Page, kind: string): Promise<void> {
  await goTo(page, 'Records');
  await filterRecords(page, `type:${kind}`);
  await page
    .getByRole('row')
    .filter({ hasText: /levers appl/ })
    .first()
    .click();
}

test.describe.configure({ timeout: 360_000 });

for (const theme of ['dark', 'light', 'projector'] as const) {
  test(`the inspector has no fault that axe can find in the ${theme} theme`, async ({ page }) => {
    const { check, faults } = axe(page);
    await openDemonstration(page);
    await waitForMap(page);
    await changeTheme(page, theme);
    await openFlagged(page, 'premises');
    await inspectorOf(page).getByRole('button', { name: 'Show on map' }).click();
    await waitForMap(page);
    for (const tab of ['Summary', 'Levers', 'Links', 'Sources'] as const) {
      const panel = await openTab(page, tab);
      await expect(panel.getByRole('button').or(panel.getByRole('listitem')).first()).toBeVisible();
      for (const fold of await panel.locator('summary').all()) await fold.click();
      await check(`map, ${tab}`);
    }
    await openTab(page, 'Levers');
    for (const group of ['Could apply', 'Ruled out']) {
      const head = inspectorOf(page).getByRole('region', { name: group, exact: true });
      if ((await head.count()) === 0) continue;
      await head.getByRole('button').first().click();
      await check(`map, Levers, ${group}`);
    }

    await openTab(page, 'Summary');
    await inspectorOf(page).getByRole('button', { name: 'Correct or add a field' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Field').selectOption('Indicators');
    await form.getByLabel('Add to indicators').selectOption('Fire risk');
    await form.getByLabel('Source').selectOption('2');
    await form.getByRole('button', { name: 'Save correction' }).click();
    await expect(form.getByText('Grade the information too.')).toBeVisible();
    await check('correction');
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
  });

  test(`a protected person has no fault that axe can find in the ${theme} theme`, async ({
    page,
  }) => {
    const { check, faults } = axe(page);
    await importPeople(page);
    await changeTheme(page, theme);
    await page.getByRole('gridcell', { name: /^Protected person/ }).click();
    for (const tab of ['Summary', 'Levers', 'Links', 'Sources'] as const) {
      await openTab(page, tab);
      await check(`withheld, ${tab}`);
    }
    await inspectorOf(page).getByRole('button', { name: 'Reveal, with a reason' }).click();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Say why you need to see this.')).toBeVisible();
    await check('reveal');
    await page.getByRole('dialog').getByLabel('Reason').fill('Strategy meeting');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await check('revealed');
    expect(faults).toEqual([]);
  });
}

test('no screen has a fault that axe can find in the projector theme', async ({ page }) => {
  const { check, faults } = axe(page);
  await expect(page.getByRole('heading', { name: 'Begin a case' })).toBeVisible();
  await changeTheme(page, 'projector');
  await check('welcome');
  await page.getByRole('button', { name: 'New case' }).click();
  await page.getByRole('button', { name: 'Make the case' }).click();
  await check('new case');
  await page.getByRole('button', { name: 'Back' }).click();
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, [PEOPLE]);
  await check('import, files');
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await check('import, source');
  await page.getByRole('button', { name: 'Check the files' }).click();
  await expect(page.getByRole('button', { name: 'Finish and commit' })).toBeVisible();
  await check('import, check');
  await commit(page);
  await check('import, done');
  await page.getByRole('button', { name: 'Show on map' }).click();
  await waitForMap(page);
  await check('map');
  await goTo(page, 'Records');
  await expect(page.getByRole('gridcell', { name: 'Dorian Vexley' })).toBeVisible();
  await check('records');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search records or run a command' }).fill('dor');
  await expect(page.getByRole('option', { name: /Dorian Vexley/ })).toBeVisible();
  await check('palette');
  await page.keyboard.press('Escape');
  await goTo(page, 'Audit');
  await check('audit');
  await goTo(page, 'Settings');
  await check('settings');
  await page.keyboard.press('F1');
  await check('shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await check('locked');
  expect(faults).toEqual([]);
});

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

  test('the window holds together, and what has the focus shows it', async ({ page }) => {
    const { check, faults } = axe(page);
    await openDemonstration(page);
    await waitForMap(page);
    await openFlagged(page, 'premises');
    await openTab(page, 'Levers');
    await expect(inspectorOf(page).getByRole('region', { name: 'Why' })).toBeInViewport();
    for (const part of ['banner', 'navigation', 'main', 'contentinfo'] as const)
      await expect(page.getByRole(part).first()).toBeInViewport();
    const stops = await walk(page, 60);
    expect(stops.filter(({ ring }) => ring === 'none')).toEqual([]);
    for (let part = 0; part < 6; part++) {
      await page.keyboard.press('F6');
      await expect(page.locator(':focus')).toHaveCSS('outline-style', 'solid');
    }
    await check('records with inspector');
    expect(faults).toEqual([]);
  });
});

test.describe('with reduced motion', () => {
  test('nothing moves by itself', async ({ page }) => {
    await openDemonstration(page);
    await waitForMap(page);
    await openFlagged(page, 'premises');
    await inspectorOf(page).getByRole('button', { name: 'Show on map' }).click();
    await waitForMap(page);
    await openTab(page, 'Levers');
    await goTo(page, 'Import');
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
        .map((animation) => String(animation.effect?.getComputedTiming().duration)),
    );
    expect(moving).toEqual([]);
  });
});

interface Stop {
  readonly name: string;
  /** How the focus shows: an outline, a shadow, or nothing. */
  readonly ring: 'outline' | 'shadow' | 'none';
}

/** Steps through the window by Tab and tells each stop. */
async function walk(page: Page, steps: number): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((): Stop | null => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      // The ring may go round the box that a control stands in.
      const styles = [element, element.parentElement ?? element].map((one) =>
        getComputedStyle(one),
      );
      const isForced = matchMedia('(forced-colors: active)').matches;
      const hasOutline = styles.some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px',
      );
      const hasShadow = !isForced && styles.some(({ boxShadow }) => boxShadow !== 'none');
      return {
        name: `${element.tagName} ${element.ariaLabel ?? element.textContent.trim().slice(0, 40)}`,
        ring: hasOutline ? 'outline' : hasShadow ? 'shadow' : 'none',
      };
    });
    if (stop) stops.push(stop);
  }
  return stops;
}

test('Tab goes through the whole window and out again, and every stop shows the focus', async ({
  page,
}) => {
  await importPeople(page);
  await page.getByRole('gridcell', { name: 'The Brass Heron' }).click();
  await correct(page, {
    field: 'Indicators',
    terms: ['Fire risk'],
    grade: { source: '1', information: 'B' },
    reason: 'Seen on a visit',
  });
  await openTab(page, 'Levers');
  await page.getByRole('link', { name: 'Skip to the screen' }).focus();
  const stops = await walk(page, 70);
  expect(stops.filter(({ ring }) => ring === 'none')).toEqual([]);
  const names = stops.map(({ name }) => name);
  for (const stop of ['BUTTON Lock now', 'INPUT Filter records', 'DIV Size of Inspector'])
    expect(names).toContain(stop);
  // Round the window and at its beginning again: nothing keeps the focus.
  expect(names).toContain('A Skip to the screen');
});
