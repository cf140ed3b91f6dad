import type { Page } from '@playwright/test';
import { axe, faultsOf } from './axe.ts';
import { goTo } from './case-steps.ts';
import { expect, test } from './host.ts';
import { inspectorOf, openTab } from './inspector-steps.ts';
import {
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
 * Every screen, panel, form and state, in the three themes and in forced colours, on one walk through a case of one's
 * own and one through the demonstration case.
 */
test.describe.configure({ timeout: 360_000 });

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

/** The names of what Tab comes to, each of which shows that it has the focus. */
async function namesOnTheWay(page: Page, steps: number): Promise<readonly string[]> {
  const stops = await walk(page, steps);
  expect(stops.filter(({ ring }) => ring === 'none')).toEqual([]);
  return stops.map(({ name }) => name);
}

test('a case of one’s own, from the first screen to the lock, has no fault that axe can find in any theme', async ({
  page,
}) => {
  const { check, faults } = axe(page);
  await test.step('the beginning', () => tourBeginning(page, check));
  await test.step('an import', () => tourImport(page, check));
  await test.step('a protected person', () => tourProtected(page, check));
  await test.step('Tab goes round the whole window, and every stop shows the focus', async () => {
    await page.getByRole('link', { name: 'Skip to the screen' }).focus();
    const names = await namesOnTheWay(page, 60);
    for (const stop of ['BUTTON Lock now', 'INPUT Filter records', 'DIV Size of Inspector'])
      expect(names).toContain(stop);
    // Round the window and at its beginning again: nothing keeps the focus.
    expect(names).toContain('A Skip to the screen');
  });
  await test.step('what keeps it safe', () => tourSafety(page, check));
  expect(faults).toEqual([]);
});

test('map, lenses, records, forms and settings have no fault that axe can find in any theme', async ({
  page,
}) => {
  const { check, faults } = axe(page);
  await test.step('the map', () => tourMap(page, check));
  await test.step('the lenses', () => tourLenses(page, check));
  await test.step('the levers', () => tourLevers(page, check));
  await test.step('the records', () => tourRecords(page, check));
  await test.step('in forced colours the window holds together, and the focus shows', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openTab(page, 'Levers');
    await expect(inspectorOf(page).getByRole('region', { name: 'Why' })).toBeInViewport();
    for (const part of ['banner', 'navigation', 'main', 'contentinfo'] as const)
      await expect(page.getByRole(part).first()).toBeInViewport();
    await namesOnTheWay(page, 60);
    for (let part = 0; part < 6; part++) {
      await page.keyboard.press('F6');
      await expect(page.locator(':focus')).toHaveCSS('outline-style', 'solid');
    }
    faults.push(...(await faultsOf(page)));
    await page.emulateMedia({ forcedColors: null });
  });
  await test.step('where less movement is asked for, nothing moves by itself', async () => {
    await goTo(page, 'Import');
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
        .map((animation) => String(animation.effect?.getComputedTiming().duration)),
    );
    expect(moving).toEqual([]);
  });
  await test.step('audit, settings, lock', () => tourFoot(page, check));
  expect(faults).toEqual([]);
});
