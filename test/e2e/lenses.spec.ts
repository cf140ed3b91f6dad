import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';

async function openMap(page: Page): Promise<void> {
  await openDemonstration(page);
  await expect(page.getByRole('region', { name: 'Map', exact: true })).toHaveAttribute(
    'data-layout',
    'settled',
    {
      timeout: 60_000,
    },
  );
}

/** Looks through another lens by its single key. */
async function lookByKey(page: Page, from: Locator, key: string): Promise<void> {
  await from.focus();
  await page.keyboard.press(key);
}

function mapOf(page: Page): Locator {
  return page.getByRole('application', { name: 'Network map' });
}

function selectionOf(page: Page): Locator {
  return page.getByRole('status', { name: 'Selection' });
}

async function findNoFaults(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    what,
  ).toEqual([]);
}

function daysOf(words: string | null): number[] {
  return (words ?? '').split(' to ').map((date) => Date.parse(`${date} UTC`) / 86_400_000);
}

test('the timeline: travelled by key, brushed by date and by key, stepped through, below the map too', async ({
  page,
}) => {
  await openMap(page);
  const chart = page.getByRole('application', { name: 'Timeline' });
  const said = page.getByRole('status', { name: 'Where the timeline is' });
  const span = page.getByRole('slider', { name: 'The span of time' });

  await test.step('key 3 opens it; keys go from thing to thing and say what, whom and when', async () => {
    await lookByKey(page, mapOf(page), '3');
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await expect(said).toContainText(/^Event: .+, \d{1,2} \w{3} \d{4}/);
    const first = await said.textContent();
    await page.keyboard.press('ArrowRight');
    await expect(said).not.toHaveText(first ?? '');
    await page.keyboard.press('ArrowDown');
    await expect(said).toContainText(/^(Call|Payment|Link): .+ – .+/);
    await page.keyboard.press('Enter');
    await expect(selectionOf(page)).toHaveText('2 selected');
    await expect(said).toContainText(', selected');
    await page.keyboard.press('Escape');
    await expect(selectionOf(page)).toHaveText('0 selected');
  });

  await test.step('a typed date that is none is said to be wrong; months are whole', async () => {
    await page.getByLabel('From', { exact: true }).fill('31/2/2026');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText(
      'Enter a date like 27/3/2026, 3/2026 or 2026.',
    );
    await page.getByLabel('From', { exact: true }).fill('2/2026');
    await page.keyboard.press('Enter');
    await page.getByLabel('To', { exact: true }).fill('3/2026');
    await page.keyboard.press('Enter');
    await expect(span).toHaveAttribute('aria-valuetext', '1 Feb 2026 to 31 Mar 2026');
  });

  await test.step('handles move by key, ten days with Shift; steps move the whole span', async () => {
    await page.getByRole('slider', { name: 'End of the span' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(span).toHaveAttribute('aria-valuetext', '1 Feb 2026 to 20 Mar 2026');
    await page.getByRole('combobox', { name: 'Step' }).selectOption('month');
    await page.getByRole('button', { name: 'Step on' }).click();
    await expect(span).toHaveAttribute('aria-valuetext', '1 Mar 2026 to 20 Apr 2026');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('8');
    await chart.focus();
    await page.keyboard.press('Space');
    await expect(span).not.toHaveAttribute('aria-valuetext', '1 Mar 2026 to 20 Apr 2026');
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });

  await test.step('the table holds what lies in the span and names no protected person', async () => {
    await page.getByRole('combobox', { name: 'As' }).selectOption('table');
    const table = page.getByRole('table', { name: /dated things?, earliest first/ });
    await expect(table.getByRole('row').nth(1)).toBeVisible();
    await expect(table).not.toContainText('Protected person');
    await table.getByRole('button').first().click();
    await expect(selectionOf(page)).not.toHaveText('0 selected');
    await findNoFaults(page, 'the table of the timeline');
    await page.getByRole('combobox', { name: 'As' }).selectOption('chart');
  });

  await test.step('selected records get lanes of their own', async () => {
    await page.getByRole('combobox', { name: 'Lanes' }).selectOption('record');
    await expect(chart).toBeVisible();
    await findNoFaults(page, 'the timeline');
  });

  await test.step('on the map it stands below by Ctrl+J; the span goes along and is taken away from the status bar', async () => {
    await page.keyboard.press('Control+J');
    const dock = page.getByRole('region', { name: 'Timeline' });
    await expect(dock.getByRole('slider', { name: 'The span of time' })).toBeVisible();
    const before = daysOf(await span.getAttribute('aria-valuetext'));
    const box = await span.boundingBox();
    if (!box) throw new Error('the span has no place');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 40, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    const after = daysOf(await span.getAttribute('aria-valuetext'));
    expect(after[0]).toBeLessThan(before[0] ?? 0);
    expect((after[1] ?? 0) - (after[0] ?? 0)).toBe((before[1] ?? 0) - (before[0] ?? 0));
    await findNoFaults(page, 'the timeline below the map');
    await page.getByRole('button', { name: /^Time: .+ Show every time$/ }).click();
    await expect(span).toHaveCount(0);
    await page.keyboard.press('Control+J');
    await expect(dock).toHaveCount(0);
  });
});

const LOOKUP = 'pcds,lat,long\nZZ1 1AA,54.9,1.9\nZZ1,54.8,1.8\n';

test('the places: travelled by key, gathered, chosen by lasso, with map data that is added, replaced and removed', async ({
  page,
}) => {
  await openMap(page);
  const map = page.getByRole('application', { name: 'Places' });
  const said = page.getByRole('status', { name: 'Where the map of places is' });

  await test.step('key 4 opens it with the districts of the county; keys go from place to place', async () => {
    await lookByKey(page, mapOf(page), '4');
    await expect(page.getByRole('checkbox', { name: 'Invented districts' })).toBeChecked();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect(said).toContainText(/premises|business|event/);
    await expect(page.getByRole('region', { name: 'Legend' })).toContainText(/Premises ?\d+.*km/);
  });

  await test.step('what is in view is chosen by a button, what is within a line by lasso', async () => {
    await page.getByRole('button', { name: 'Select what is in view' }).click();
    await expect(selectionOf(page)).not.toHaveText('0 selected');
    const all = await selectionOf(page).textContent();
    await map.focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('q');
    const box = await map.boundingBox();
    if (!box) throw new Error('the map has no place');
    const corners = [
      [box.x + 4, box.y + 60],
      [box.x + box.width - 4, box.y + 60],
      [box.x + box.width - 4, box.y + box.height - 60],
      [box.x + 4, box.y + box.height - 60],
    ] as const;
    await page.mouse.move(...corners[0]);
    await page.mouse.down();
    for (const corner of corners.slice(1)) await page.mouse.move(...corner, { steps: 3 });
    await page.mouse.up();
    await expect(selectionOf(page)).toHaveText(all ?? '');
    await page.keyboard.press('Escape');
  });

  await test.step('the whole case is gathered into clusters, which open by key', async () => {
    await page.getByRole('combobox', { name: 'Records' }).selectOption('whole');
    await expect(page.getByText(/^\d,\d{3} placed\. People are not drawn\./)).toBeVisible();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect(said).toContainText(/\d+ (premises|businesses|events).* together/);
    const before = await said.textContent();
    await page.keyboard.press('Enter');
    await expect(said).not.toHaveText(before ?? '');
  });

  await test.step('the table is its equal, and what has no place is listed with the reason', async () => {
    await page.getByRole('combobox', { name: 'As' }).selectOption('table');
    const table = page.getByRole('table', { name: /records with a place/ });
    await table.getByRole('button').first().click();
    await expect(selectionOf(page)).toHaveText('1 selected');
    await expect(table).not.toContainText('Protected person');
    await page.getByRole('combobox', { name: 'As' }).selectOption('unplaced');
    await expect(page.getByRole('table', { name: /records without a place/ })).toContainText(
      'No coordinates and no postcode',
    );
    await findNoFaults(page, 'what is not placed');
    await page.getByRole('combobox', { name: 'As' }).selectOption('map');
    await findNoFaults(page, 'the places');
  });

  await test.step('a bad file is refused with its row; a good one is added, replaced and removed', async () => {
    await page.getByRole('button', { name: 'Map data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Map data' });
    const bring = async (button: string, text: string, name: string) => {
      const chooser = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: button }).click();
      await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    };
    await bring('Choose files to add', `${LOOKUP}nowhere,1,1\n`, 'bad.csv');
    await expect(dialog.getByRole('alert')).toContainText(
      'bad.csv, row 4: “nowhere” is no postcode.',
    );
    await bring('Choose files to add', LOOKUP, 'county-lookup.csv');
    await expect(dialog.getByRole('status')).toHaveText('county lookup: 2 postcodes kept.');
    await bring('Replace county lookup', 'pcds,lat,long\nZZ1 1AA,54.9,1.9\n', 'newer.csv');
    await expect(dialog.getByRole('status')).toHaveText('county lookup: 1 postcode kept.');
    await findNoFaults(page, 'map data');
    await dialog.getByRole('button', { name: 'Remove county lookup' }).click();
    await dialog.getByRole('button', { name: 'Remove county lookup' }).click();
    await expect(dialog.getByRole('status')).toHaveText('county lookup is removed.');
    await expect(dialog.getByRole('row', { name: /county lookup/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
});

test('the matrix: travelled cell by cell, read and chosen by key, as a table, of a selection', async ({
  page,
}) => {
  await openMap(page);
  await lookByKey(page, mapOf(page), '5');
  const grid = page.getByRole('grid', { name: 'Matrix of links' });
  const cell = grid.getByRole('gridcell');

  await test.step('Control with an arrow goes to the next link; Enter takes both ends, R and C one', async () => {
    await grid.focus();
    await expect(cell).toContainText(', itself');
    for (
      let tries = 0;
      tries < 5 && !/\d+ links?\./.test((await cell.textContent()) ?? '');
      tries++
    ) {
      await page.keyboard.press('Control+ArrowRight');
      await page.keyboard.press('Control+ArrowDown');
    }
    await expect(cell).toContainText(/^.+ and .+: \d+ links?\. .+, (confirmed|reported|tentative)/);
    await page.keyboard.press('Enter');
    await expect(selectionOf(page)).toHaveText('2 selected');
    await expect(cell).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('r');
    await expect(selectionOf(page)).toHaveText('1 selected');
    await page.keyboard.press('Shift+C');
    await expect(selectionOf(page)).toHaveText('2 selected');
  });

  await test.step('orders change where a record stands, not what the grid holds', async () => {
    const count = await grid.getAttribute('aria-rowcount');
    for (const order of ['name', 'kind', 'links', 'cluster']) {
      await page.getByRole('combobox', { name: 'Order' }).selectOption(order);
      await expect(grid).toHaveAttribute('aria-rowcount', count ?? '');
    }
    await findNoFaults(page, 'the matrix');
  });

  await test.step('the table is its equal: a row for each pair with its links', async () => {
    await page.getByRole('combobox', { name: 'As' }).selectOption('table');
    const table = page.getByRole('table', { name: /pairs of linked records/ });
    await table.getByRole('button').first().click();
    await expect(selectionOf(page)).toHaveText('2 selected');
    await findNoFaults(page, 'the table of the matrix');
    await page.getByRole('combobox', { name: 'As' }).selectOption('matrix');
  });

  await test.step('it can be drawn of the selection alone', async () => {
    await page.getByRole('combobox', { name: 'Records' }).selectOption('selected');
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
  });
});
