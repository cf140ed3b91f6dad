import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { sharedData } from '../shared-data.ts';
import { checkFiles, chooseFiles, commit, goTo, PASSPHRASE } from './case-steps.ts';
import { test as base, expect } from './host.ts';
import {
  expectInspected,
  filterRecords,
  findOnMap,
  inspectorOf,
  openLever,
  openTab,
  waitForMap,
} from './inspector-steps.ts';
import { withMadeCase } from './made-case.ts';

/** The workspace on a case of 61,521 records: each numbered part of it once, on what is not made to measure. */

const CASE = 'Greater Harrowmere';
const folder = sharedData('pole_manchester');

const test = base.extend<object, { readonly manchester: string | null }>({
  manchester: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from a pattern
    async ({}, use) => {
      if (folder === null) await use(null);
      else await withMadeCase({ name: CASE, imported: folder }, use);
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  madeCases: async ({ manchester }, use) => use(manchester),
});

test.skip(folder === null, 'The reference data set pole_manchester is not on this machine.');

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(folder ?? '', file), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

function canvasOf(page: Page) {
  return page.getByRole('application', { name: 'Network map' });
}

function outlineOf(page: Page) {
  return page.getByRole('list', { name: 'Records on the map' }).getByRole('listitem');
}

function selectionOf(page: Page) {
  return page.getByRole('status', { name: 'Selection' });
}

async function selectedCount(page: Page): Promise<number> {
  return Number.parseInt((await selectionOf(page).textContent()) ?? '', 10);
}

/** Runs a command by the palette. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records/i }).fill(`> ${name}`);
  await page.getByRole('option', { name }).first().click();
}

/** An address of its own with a crime at it, and a plate. */
function chosenRows(): { readonly address: string; readonly plate: string } {
  const crimes = new Set(rowsOf('rel_OCCURRED_AT.csv').map((row) => row[':END_ID']));
  const locations = rowsOf('nodes_Location.csv').filter(({ address }) => address);
  const all = locations.map(({ address }) => address);
  const found = locations.find(
    ({ ':ID': id, address }) =>
      crimes.has(id ?? '') && all.indexOf(address) === all.lastIndexOf(address),
  );
  const plate = rowsOf('nodes_Vehicle.csv')[0]?.reg;
  if (!found?.address || !plate)
    throw new Error('The data set is not the one this test was written for.');
  return { address: found.address, plate };
}

test('a case of 61,521 records is worked in by every part of the workspace', async ({ page }) => {
  test.setTimeout(300_000);
  const { address, plate } = chosenRows();
  const grid = page.getByRole('grid', { name: 'Records' });

  await page.getByRole('button', { name: new RegExp(`^${CASE}`) }).click();
  await page.getByLabel('Reason for opening').fill('Profile of the county');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await waitForMap(page);

  await test.step('map tools: found, expanded, grown, isolated, laid out, pinned and kept as a view', async () => {
    await findOnMap(page, address);
    await canvasOf(page).focus();
    await page.keyboard.press('e');
    await waitForMap(page);
    await canvasOf(page).focus();
    await page.keyboard.press('Shift+G');
    await expect.poll(() => selectedCount(page)).toBeGreaterThan(1);
    const kept = await selectedCount(page);
    await page.keyboard.press('Shift+H');
    await expect(outlineOf(page)).toHaveCount(kept);
    await page.getByLabel('Layout').selectOption({ label: 'Grid' });
    await waitForMap(page);
    await canvasOf(page).focus();
    await page.keyboard.press('.');
    await expect(outlineOf(page).filter({ hasText: 'pinned' })).toHaveCount(kept);
    await page.keyboard.press('b');
    const views = page.getByRole('region', { name: 'Views' });
    await views.getByLabel('Save this map as').fill('One house');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Open One house' })).toBeVisible();
    await canvasOf(page).focus();
    await page.keyboard.press('b');
    await page.getByRole('button', { name: /^Show hidden/ }).click();
    await expect.poll(() => outlineOf(page).count()).toBeGreaterThan(kept);
  });

  await test.step('one selection in every lens: table, timeline, places and matrix', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('3');
    await page.getByRole('combobox', { name: 'Records' }).selectOption('whole');
    await expect(page.getByText(/^29,296 dated things\./)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('application', { name: 'Timeline' }).focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status', { name: 'Where the timeline is' })).toContainText(
      /^Event: .+ Aug 2017/,
    );
    await page.keyboard.press('4');
    await page.getByRole('combobox', { name: 'Records' }).selectOption('whole');
    await expect(page.getByText(/^43,666 placed\. People are not drawn\./)).toBeVisible({
      timeout: 60_000,
    });
    await page.getByRole('application', { name: 'Places' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status', { name: 'Where the map of places is' })).toContainText(
      'together',
    );
    await page.keyboard.press('5');
    await page.getByRole('combobox', { name: 'Records' }).selectOption('selected');
    const matrix = page.getByRole('grid', { name: 'Matrix of links' });
    await expect(matrix).toHaveAttribute('aria-rowcount', /^\d+$/);
    await matrix.focus();
    await page.keyboard.press('1');
    await expect(canvasOf(page)).toBeVisible();
  });

  await test.step('records: filtered, edited together, made by a form, linked and reported on', async () => {
    await goTo(page, 'Records');
    await filterRecords(page, 'type:vehicle');
    await expect(page.getByText('1,000 records')).toBeVisible();
    await grid.focus();
    await page.keyboard.press('Control+a');
    await expect(selectionOf(page)).toHaveText('1,000 selected');
    await page.keyboard.press('e');
    const together = page.getByRole('dialog', { name: 'Edit records together' });
    await together.getByLabel('Field', { exact: true }).selectOption('Colour');
    await together.getByLabel('Value').fill('Blue');
    await together.getByLabel('Reason').fill('Seen on camera');
    await together.getByRole('button', { name: 'Change them together' }).click();
    await expect(together).toHaveCount(0, { timeout: 60_000 });
    await expect(
      page.getByRole('button', { name: 'Undo: Edit colour of 1,000 records' }),
    ).toBeVisible();

    await run(page, 'New record');
    const form = page.getByRole('dialog', { name: /^New / });
    await form.getByLabel('Kind of record').selectOption('Person');
    await form.getByLabel('Name', { exact: true }).fill('Tansy Ockeridge');
    await form.getByLabel('Reason').fill('Seen at the market');
    await form.getByRole('button', { name: 'Add person' }).click();
    await expectInspected(page, 'Tansy Ockeridge');
    await run(page, 'New link');
    const link = page.getByRole('dialog', { name: 'New link' });
    await link.getByRole('combobox', { name: 'To' }).fill(plate);
    await link.getByRole('option', { name: plate }).first().click();
    await link.getByLabel('How they are linked').selectOption({ index: 1 });
    await link.getByLabel('Reason').fill('Stopped at the wheel');
    await link.getByRole('button', { name: 'Add link' }).click();
    await expect(link).toHaveCount(0);
    await expect(await openTab(page, 'Links')).toContainText(plate);

    await run(page, 'New intelligence report');
    const report = page.getByRole('dialog', { name: 'New intelligence report' });
    await report.getByLabel('Reference', { exact: true }).fill('INT/2026/0417');
    const item = report.getByRole('group', { name: 'Item 1', exact: true });
    await item.getByLabel('Text').fill('Dealing at the house every Friday.');
    await item.getByLabel('Source grade').selectOption('2');
    await item.getByLabel('Information grade').selectOption('B');
    await item.getByRole('combobox', { name: 'Speaks of' }).fill(address);
    await item.getByRole('option', { name: address }).first().click();
    await item.getByLabel(`What it says of ${address}`).selectOption('Indicators');
    await item.getByLabel('Add to indicators').selectOption('Drug dealing at premises');
    await report.getByLabel('Reason').fill('Received today');
    await report.getByRole('button', { name: 'Add report' }).click();
    const shown = page.getByRole('dialog', { name: 'Report INT/2026/0417' });
    await shown
      .getByRole('region', { name: 'Item 1' })
      .getByRole('button', { name: address })
      .click();
    await expectInspected(page, address);
    await openLever(page, 'Closure notice and closure order');
    await expect(inspectorOf(page).getByRole('region', { name: 'Applies' })).toContainText(
      'Closure notice',
    );
  });

  await test.step('search: a plate in any spacing, a mistyped street, commands in the same box', async () => {
    const box = page.getByRole('combobox', { name: /search records/i });
    await page.keyboard.press('Control+K');
    await box.fill(plate.replace(' ', '').toLowerCase());
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(plate);
    await box.fill(address.replace(/([a-z])([a-z])([a-z]*)$/, '$2$1$3'));
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(address);
    await page.keyboard.press('Enter');
    await expectInspected(page, address);
  });

  await test.step('the wizard maps a file that no profile knows on to what is there', async () => {
    await goTo(page, 'Import');
    await chooseFiles(page, [
      {
        name: 'permits.csv',
        text: `Permit,Holder,Vehicle Reg\nRP-1,Milo Tarrowby,${plate}\nRP-2,Hettie Farrowmere,FK00 OSS\n`,
      },
    ]);
    await checkFiles(page);
    const columns = page.getByRole('table', { name: 'Columns of permits.csv' });
    await expect(columns.getByLabel('Vehicle Reg goes to')).toHaveValue('vehicle/registration');
    await columns.getByLabel('Holder goes to').selectOption('person/name');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await commit(page);
  });

  await test.step('undo and redo: an import, a thousand records, and back through the history', async () => {
    await goTo(page, 'Records');
    await run(page, 'Show or hide the history');
    const steps = page.getByRole('list', { name: 'Changes, latest first' });
    await expect(steps).toContainText('Edit colour of 1,000 records');
    await page.getByRole('button', { name: /^Undo: Import/ }).click();
    await expect(page.getByText(/^Undone: Import/)).toBeVisible({ timeout: 60_000 });
    await steps
      .getByRole('button', { name: /Edit colour of 1,000 records/ })
      .first()
      .click();
    await expect(
      page.getByRole('button', { name: 'Undo: Edit colour of 1,000 records' }),
    ).toBeVisible({ timeout: 60_000 });
    await grid.focus();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Undone: Edit colour of 1,000 records')).toBeVisible({
      timeout: 60_000,
    });
    await page.keyboard.press('Control+Shift+z');
    await expect(
      page.getByRole('button', { name: 'Undo: Edit colour of 1,000 records' }),
    ).toBeVisible({ timeout: 60_000 });
    await run(page, 'Show or hide the history');
  });

  await test.step('keyboard: from the table to the map and over its links, told to who cannot see', async () => {
    await page.keyboard.press('Control+1');
    await waitForMap(page);
    await canvasOf(page).focus();
    const where = page.getByRole('status', { name: 'Where the map is' });
    await page.keyboard.press('ArrowRight');
    await expect(where).toContainText(/,/);
    const first = await where.textContent();
    await page.keyboard.press('ArrowRight');
    await expect(where).not.toHaveText(first ?? '');
    await page.keyboard.press('F6');
    await expect(canvasOf(page)).not.toBeFocused();
  });

  await test.step('states: everything is communities and counts, a filter that leaves nothing says so', async () => {
    await page.keyboard.press('Control+Shift+E');
    const communities = page.getByRole('list', { name: 'Communities' });
    await expect(communities.getByRole('button').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Count grid' }).click();
    await expect(page.getByRole('button', { name: /^Premises: [\d,]+ records$/ })).toHaveText(
      '14,904',
    );
    await goTo(page, 'Records');
    await page.getByRole('combobox', { name: 'Filter records' }).fill('links>=50000');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No records match this filter')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
  });

  await test.step('settings: the case is backed up, and the backup read back and checked', async () => {
    await goTo(page, 'Settings');
    await page
      .getByRole('navigation', { name: 'Sections of the settings' })
      .getByRole('button', { name: 'Backup', exact: true })
      .click();
    await page.getByLabel('Reason for the backup').fill('End of the day');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByText(/^Backed up as “Greater Harrowmere .*read back whole/)).toBeVisible(
      {
        timeout: 60_000,
      },
    );
    await page.getByRole('button', { name: /^Check Greater Harrowmere/ }).click();
    await expect(page.getByText(/is whole: [\d,]+ records/)).toBeVisible({ timeout: 60_000 });
  });
});
