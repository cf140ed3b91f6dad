import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';
import { waitForMap } from './inspector-steps.ts';

function filtersOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Filters' });
}

function conditionsOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Conditions' });
}

/** How many records on the map the filter leaves out, as the status bar says. */
function hidingOf(page: Page): Locator {
  return page.getByRole('contentinfo').getByText(/^Filters hide/);
}

test('facets, histograms and typed conditions are one filter, told by the map and taken away one by one', async ({
  page,
}) => {
  await openDemonstration(page);
  await waitForMap(page);
  const filters = filtersOf(page);
  const kinds = filters.getByRole('list', { name: 'Record type' });

  await test.step('a facet lets one kind through, and counts what else could be chosen', async () => {
    await page.keyboard.press('Control+b');
    await expect(kinds.getByRole('checkbox', { name: /^Business/ })).toBeVisible();
    const before = await kinds.getByRole('listitem').allTextContents();
    await kinds.getByRole('checkbox', { name: /^Business/ }).check();
    await expect(conditionsOf(page)).toContainText('type Business');
    await expect(hidingOf(page)).toBeVisible();
    // Counts leave their own facet out, so those of the kinds stay as they were.
    expect(await kinds.getByRole('listitem').allTextContents()).toEqual(before);
  });

  await test.step('a histogram is changed by arrow keys and by typing', async () => {
    const least = filters.getByRole('slider', { name: 'Levers, from' });
    await least.focus();
    await page.keyboard.press('ArrowRight');
    await expect(least).toHaveAttribute('aria-valuetext', '1');
    await expect(conditionsOf(page)).toContainText('levers at least 1');
    const typed = filters.getByRole('textbox', { name: 'Levers, typed, to' });
    await typed.fill('3');
    await typed.press('Enter');
    await expect(conditionsOf(page)).toContainText('levers 1 to 3');
  });

  await test.step('a condition is typed with completions, and a wrong one is told in its place', async () => {
    const box = filters.getByRole('combobox', { name: 'Filter records' });
    await box.fill('certainty:');
    await box.press('ArrowDown');
    await expect(
      page.getByRole('listbox', { name: 'What could be typed' }).getByRole('option').first(),
    ).toHaveAttribute('aria-selected', 'true');
    await box.press('Enter');
    await box.press('Enter');
    await expect(conditionsOf(page).getByRole('listitem')).toHaveCount(3);
    await box.fill('gadget:red');
    await box.press('Enter');
    await expect(page.getByRole('alert')).toContainText('There is no filter “gadget”');
    await box.press('Escape');
    await expect(box).toHaveValue('');
  });

  await test.step('what is left out can be taken off the picture, and the selection says so', async () => {
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('application', { name: 'Network map' }).focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search records or run a command' }).fill('OCG-07');
    await page.keyboard.press('Enter');
    await filters.getByRole('checkbox', { name: /off the picture/ }).check();
    await expect(page.getByRole('button', { name: /^1 selected record is hidden/ })).toBeVisible();
  });

  await test.step('where nothing of the map is left, the condition that hides most is named and cleared', async () => {
    const box = filters.getByRole('combobox', { name: 'Filter records' });
    await box.fill('links>=5000');
    await box.press('Enter');
    const notice = page.getByRole('status').filter({ hasText: 'Nothing on this map' });
    await expect(notice).toHaveText('Nothing on this map meets the filter. Links hides the most.');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear Links', exact: true }).click();
    await expect(conditionsOf(page).getByRole('listitem')).toHaveCount(3);
    await expect(notice).toHaveCount(0);
  });

  await test.step('conditions go one by one and all at once', async () => {
    await conditionsOf(page)
      .getByRole('button', { name: /^Take away: type/ })
      .click();
    await expect(conditionsOf(page).getByRole('listitem')).toHaveCount(2);
    await filters.getByRole('button', { name: 'Clear all' }).click();
    await expect(conditionsOf(page)).toHaveCount(0);
    await expect(hidingOf(page)).toHaveCount(0);
  });

  await test.step('a range of a measure narrows the map and its table, which it orders; protected people are not measured', async () => {
    await filters.getByRole('button', { name: 'Brokerage', exact: true }).click();
    const facet = filters.getByRole('region', { name: /^Brokerage/ });
    await expect(facet).toContainText('Measured among what is on the map.');
    await expect(facet).toContainText(/\d+ not measured, as protected people and OCGs never are/);
    const least = facet.getByRole('slider', { name: 'Brokerage, from' });
    await least.focus();
    await page.keyboard.press('ArrowRight');
    await expect(conditionsOf(page)).toContainText(/brokerage at least 0\.\d+/);
    await expect(hidingOf(page)).toBeVisible();
    expect(await faultsOf(page, { within: '[aria-label="Filters"]' })).toEqual([]);
    const from = facet.getByRole('textbox', { name: 'Brokerage, typed, from' });
    await from.fill('0.01');
    await from.press('Enter');
    await expect(conditionsOf(page)).toContainText('brokerage at least 0.01');

    await page
      .getByRole('group', { name: 'Look at it as' })
      .getByRole('button', { name: 'Table', exact: true })
      .click();
    const table = page.getByRole('grid', { name: 'Records on the map' });
    const head = table.getByRole('columnheader', { name: /^Brokerage/ });
    await head.click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    const at = await head.getAttribute('aria-colindex');
    const cells = table.locator(`[role=gridcell][aria-colindex="${at}"]`);
    await expect(cells.nth(2)).toHaveText(/^0\.\d+$/);
    const numbers = async () => (await cells.allTextContents()).map(Number);
    await expect
      .poll(numbers, 'most first')
      .toEqual((await numbers()).sort((one, other) => other - one));
    expect(Math.min(...(await numbers()))).toBeGreaterThanOrEqual(0.01);
    await expect(table.getByText(/^Protected person/)).toHaveCount(0);

    await page.getByRole('button', { name: 'Take away: brokerage at least 0.01' }).first().click();
    await expect(conditionsOf(page)).toHaveCount(0);
    await page
      .getByRole('group', { name: 'Look at it as' })
      .getByRole('button', { name: 'Map', exact: true })
      .click();
    await expect(hidingOf(page)).toHaveCount(0);
  });

  await test.step('what is due for review is counted, asked for as overdue and up to a typed date', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /search records/i }).fill('> set the review date');
    await page.getByRole('option', { name: /^Set the review date/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Review date of the record' });
    await dialog.getByLabel('Review on').fill('2020-01');
    await dialog.getByLabel('Reason').fill('Looked at too long ago');
    await dialog.getByRole('button', { name: /^(Save|Set)/ }).click();
    await expect(dialog).toHaveCount(0);
    const due = filters.getByRole('region', { name: /^Due for review/ });
    await due.getByRole('button', { name: 'Overdue' }).click();
    const condition = conditionsOf(page)
      .getByRole('listitem')
      .filter({ hasText: /review/i });
    await expect(condition).toHaveCount(1);
    const until = filters.getByRole('textbox', { name: 'Due for review, typed, to' });
    await until.fill('2027-03');
    await until.press('Enter');
    await expect(condition).toContainText('2027');
    await due.getByRole('button', { name: 'Clear due for review' }).click();
    await expect(condition).toHaveCount(0);
  });
});
