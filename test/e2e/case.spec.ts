import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { sharedData } from '../shared-data.ts';
import { chooseFiles, goTo, makeCase, PASSPHRASE } from './case-steps.ts';
import { expect, test } from './host.ts';
import {
  correct,
  expectInspected,
  filterRecords,
  findInRecords,
  findOnMap,
  inspectorOf,
  openLaw,
  openLever,
  openTab,
  waitForMap,
} from './inspector-steps.ts';

/** From real files to a flagged map, and everything found again after a lock: the product's first thread. */

const slumlords = sharedData('slumlords');
const manchester = sharedData('pole_manchester');
const IMPORT_MS = 240_000;

function csvFilesOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => join(folder, name));
}

function rowsOf(folder: string, file: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}

interface Source {
  readonly files: readonly string[];
  readonly name: string;
  readonly takenAs: 'Intelligence' | 'Register';
}

/** Takes files, or a folder, to the dry run, described as a person would describe them. */
async function startCheck(page: Page, { files, name, takenAs }: Source): Promise<void> {
  await goTo(page, 'Import');
  await chooseFiles(page, files, files.length === 1 ? 'folder' : 'files');
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await page.getByLabel('Source name').fill(name);
  await page.getByLabel('Owner').fill('Harrowmere Council');
  await page.getByRole('radio', { name: takenAs }).check({ force: true });
  if (takenAs === 'Intelligence') {
    await page.getByLabel('Source', { exact: true }).selectOption('2');
    await page.getByLabel('Information').selectOption('B');
  }
  await page.getByLabel('Handling code').selectOption('P');
  await page.getByRole('button', { name: 'Check the files' }).click();
}

async function waitForReport(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Finish and commit' })).toBeVisible({
    timeout: IMPORT_MS,
  });
}

/** Waits until a commit is through, and opens the map on it. */
async function showOnMap(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: IMPORT_MS });
  await page.getByRole('button', { name: 'Show on map' }).click();
  await waitForMap(page);
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Reason for opening').fill('Carry on with the profile');
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await waitForMap(page);
}

/** The words of a text, each between two spaces, so that whole words alone are found in it. */
function wordsOf(text: string): string {
  return ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
}

/** None of these words is anywhere on the page, in sight or not. */
async function expectNowhere(page: Page, words: readonly string[]): Promise<void> {
  const text = await page.locator('html').evaluate((html) => {
    const attributes = [...html.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].map(({ value }) => value),
    );
    const values = [...html.querySelectorAll('input')].map(({ value }) => value);
    // Text by text: joined as the page joins them, the end of one and the start of the next would make one word.
    const texts: string[] = [];
    const walker = document.createTreeWalker(html, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
    return [document.title, ...texts, ...attributes, ...values].join('\n');
  });
  const shown = wordsOf(text);
  expect(shown, 'the page was read').toContain(wordsOf('OFFICIAL-SENSITIVE'));
  const found = words.filter((word) => shown.includes(wordsOf(word)));
  expect(found).toEqual([]);
}

/** Leaves types of links out of the map, or shows all of them again. */
async function showLinks(page: Page, without: readonly string[] | null): Promise<void> {
  await page.keyboard.press('Control+K');
  await page
    .getByRole('combobox', { name: 'Search records or run a command' })
    .fill('>Show and hide kinds and links');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Show and hide' });
  const links = dialog.getByRole('group', { name: 'Links' });
  if (without === null) await dialog.getByRole('button', { name: 'Show everything' }).click();
  for (const type of without ?? [])
    await links.getByRole('checkbox', { name: new RegExp(`^${type} \\(`, 'i') }).uncheck();
  await expect(links.getByRole('checkbox', { checked: true })).toHaveCount(
    without === null ? 4 : 1,
  );
  await dialog.getByRole('button', { name: 'Done' }).click();
}

/** Selects a record and, step by step, its neighbours on the map, and theirs: so many each time. */
async function growFrom(page: Page, name: string, counts: readonly number[]): Promise<void> {
  const selection = page.getByRole('status', { name: 'Selection' });
  await findOnMap(page, name);
  const map = page.getByRole('application', { name: 'Network map' });
  for (const [step, count] of counts.entries()) {
    if (step > 0) await map.press('Shift+G');
    await expect(selection).toHaveText(`${count} selected`);
  }
}

test('slumlords: two files become a map, a business is flagged, and a lock loses nothing', async ({
  page,
}, testInfo) => {
  test.skip(slumlords === null, 'The reference data set slumlords is not on this machine.');
  test.setTimeout(300_000);
  const folder = slumlords ?? '';
  const ids = rowsOf(folder, 'nodes.csv').map((row) => row.id ?? '');
  const business = rowsOf(folder, 'nodes.csv').find((row) => row.type === 'business')?.id ?? '';
  const renamed = 'Moonrake Lettings Ltd';
  const lever = 'Fly-tipping: prosecution, fixed penalty and clearance';

  await makeCase(page, 'Harrowmere landlords');
  await startCheck(page, {
    files: csvFilesOf(folder),
    name: 'Landlord enquiry',
    takenAs: 'Intelligence',
  });
  await waitForReport(page);
  const dryRun = page.getByRole('complementary', { name: 'What to fix' });
  await expect(dryRun).toContainText(/People\s*13/);
  await expect(dryRun).toContainText(/Businesses\s*9/);
  const links = page.getByRole('table', { name: 'Files' }).getByRole('row', { name: /edges\.csv/ });
  await expect(links.getByRole('cell')).toHaveText(['edges.csv', /.+/, '69', '69', '0', '0']);

  await page.getByRole('button', { name: 'Finish and commit' }).click();
  await showOnMap(page);
  await expect(page.getByRole('contentinfo')).toContainText('22 of 22 records');
  await expect(page.getByRole('contentinfo')).toContainText('69 of 69 links');

  await test.step('*sold to* alone is a chain of five companies; all layers together are one network', async () => {
    await showLinks(page, ['Family of', 'Business interest', 'Owns property company']);
    // Whoever is grown from along a chain finds one more at a time.
    await growFrom(page, 'MNO_LLC', [1, 2, 3, 4, 5, 5]);
    await page.getByRole('application', { name: 'Network map' }).focus();
    await page.keyboard.press('0');
    await testInfo.attach('slumlords, sold to alone', {
      body: await page.screenshot(),
      contentType: 'image/png',
    });
    await showLinks(page, null);
    await growFrom(page, 'MNO_LLC', [1, 4, 9, 16, 21, 22, 22]);
    await testInfo.attach('slumlords, all layers', {
      body: await page.screenshot(),
      contentType: 'image/png',
    });
  });

  await test.step('nothing is flagged until a fact says so', async () => {
    await findOnMap(page, business);
    const levers = await openTab(page, 'Levers');
    await expect(levers.getByRole('region', { name: 'Applies' })).toContainText(
      'This does not mean none exist',
    );
    await correct(page, {
      field: 'Indicators',
      terms: ['Fly-tipping'],
      grade: { source: '1', information: 'B' },
      reason: 'Seen by the street scene team',
    });
    await expect(inspectorOf(page).getByText(/^[1-9]\d* levers? flagged$/)).toBeAttached();
    const card = await openLever(page, lever);
    await expect(card.getByRole('region', { name: 'Why' })).toContainText('reported, not dated');
    await expect(
      card
        .getByRole('paragraph')
        .filter({ hasText: 'Weakest grade it rests on' })
        .getByRole('img', { name: /^Grade 1B/ }),
    ).toBeVisible();
    await openLaw(card);
    await expect(card.getByRole('region', { name: 'Legal basis' })).toContainText(
      'Environmental Protection Act 1990, ss.33',
    );
    await expect(
      card.getByRole('region', { name: 'Evidence checklist' }).getByRole('listitem'),
    ).not.toHaveCount(0);
  });

  await test.step('an edit shows, is undone and is done again', async () => {
    await correct(page, { field: 'Name', text: renamed, reason: 'As the register has it' });
    await expectInspected(page, renamed);
    await page.keyboard.press('Control+z');
    await expectInspected(page, business);
    await page.keyboard.press('Control+Shift+z');
    await expectInspected(page, renamed);
  });

  await test.step('a locked case shows no name', async () => {
    await lock(page);
    await expectNowhere(page, [...ids, renamed, lever]);
    await unlock(page);
  });

  await test.step('everything is found again, the undo too', async () => {
    await expect(page.getByRole('contentinfo')).toContainText('22 of 22 records');
    await findOnMap(page, renamed);
    await openLever(page, lever);
    await page.keyboard.press('Control+z');
    await expectInspected(page, business);
    await goTo(page, 'Records');
    await expect(page.getByRole('gridcell', { name: business })).toBeVisible();
    await expect(page.getByText('22 records')).toBeVisible();
  });
});

test('pole_manchester: 28 files, a house flagged for closure, a child who is protected', async ({
  page,
}) => {
  test.skip(manchester === null, 'The reference data set pole_manchester is not on this machine.');
  test.setTimeout(900_000);
  const folder = manchester ?? '';
  const people = rowsOf(folder, 'nodes_Person.csv');
  const child = people.find((row) => row.age && Number(row.age) < 18);
  const childName = `${child?.name} ${child?.surname}`;
  const addresses = rowsOf(folder, 'nodes_Location.csv').map((row) => row.address ?? '');
  const address = addresses.find((one) => addresses.indexOf(one) === addresses.lastIndexOf(one));
  if (!address || !child) throw new Error('The data set is not the one this test was written for.');

  await makeCase(page, 'Greater Harrowmere');
  await startCheck(page, { files: [folder], name: 'Enquiry export', takenAs: 'Intelligence' });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'The check was stopped' })).toBeVisible();
  await page.getByRole('button', { name: 'Check again' }).click();
  await waitForReport(page);
  const dryRun = page.getByRole('complementary', { name: 'What to fix' });
  await expect(dryRun).toContainText(/People\s*369/);
  await expect(dryRun).toContainText(/Vehicles\s*1,000/);
  await expect(dryRun).toContainText(/Premises\s*14,904/);
  const figures = page.getByRole('main').locator('dl').first();
  await expect(figures).toContainText(/rows in the files\s*167,361/);
  await expect(figures).toContainText(/need fixing\s*0/);

  await page.getByRole('button', { name: 'Finish and commit' }).click();
  await expect(page.getByRole('progressbar', { name: 'Importing' })).toBeVisible();
  await expect(page.getByText(/: [\d,]+ of 167,361$/)).toBeVisible();
  await showOnMap(page);
  const status = page.getByRole('contentinfo');
  // The other 15,624 are of kinds that are kept off the map until asked for.
  await expect(status).toContainText('of 45,897 records');
  await expect(status).toContainText('of 32,739 links');
  await expect(status).toContainText('records are not on the map');

  await test.step('a premises is flagged for closure by what an officer adds', async () => {
    await findOnMap(page, address);
    await correct(page, {
      field: 'Indicators',
      terms: ['Drug dealing at premises'],
      grade: { source: '1', information: 'B' },
      reason: 'Seen on three visits',
    });
    const card = await openLever(page, 'Closure notice and closure order');
    await expect(card.getByRole('region', { name: 'Why' })).toContainText(
      'Drugs reported to be sold from the premises',
    );
    await expect(
      card
        .getByRole('paragraph')
        .filter({ hasText: 'Weakest grade it rests on' })
        .getByRole('img', { name: /^Grade 1B/ }),
    ).toBeVisible();
    await openLaw(card);
    await expect(card.getByRole('region', { name: 'Legal basis' })).toContainText(
      'Anti-social Behaviour, Crime and Policing Act 2014, ss.76-93',
    );
    await expect(card.getByRole('region', { name: 'Evidence checklist' })).toContainText(
      'Logs of incidents and calls',
    );
  });

  await test.step('a child is shown by reference alone, and gets protection, not pursuit', async () => {
    await goTo(page, 'Records');
    const box = page.getByRole('combobox', { name: 'Filter records' });
    await box.fill(childName);
    await expect(page.getByText('No records match this filter')).toBeVisible();
    await box.fill('');
    await filterRecords(page, 'type:person');
    await expect(page.getByText('369 records')).toBeVisible();
    await page.getByRole('grid', { name: 'Records' }).focus();
    await page.keyboard.press('Control+End');
    await page.getByRole('gridcell', { name: /^Protected person PER-/ }).click();
    await expect(inspectorOf(page)).toContainText('Protected. Not a suspect');
    await expectNowhere(page, [childName, child.nhs_no ?? childName]);

    await inspectorOf(page).getByRole('button', { name: 'Reveal, with a reason' }).click();
    const reveal = page.getByRole('dialog', { name: 'Reveal a protected person?' });
    await reveal.getByLabel('Reason').fill('Safeguarding meeting');
    await page.keyboard.press('Enter');
    await expectInspected(page, childName);
    await correct(page, {
      field: 'Indicators',
      terms: ['Child criminal exploitation'],
      grade: { source: '1', information: 'B' },
      reason: 'Referral from school',
    });
    await expect(
      inspectorOf(page).getByRole('heading', { name: /^Protected person/ }),
    ).toBeVisible();
    await openLever(page, 'Child protection enquiry and emergency powers');
    const applying = inspectorOf(page).getByRole('region', { name: 'Protect first' });
    await expect(applying.getByRole('button', { name: /^National Referral/ })).toBeVisible();
    await page.getByRole('button', { name: /^Take away: type/ }).click();
  });

  await test.step('a locked case shows nothing, an unlocked one everything again', async () => {
    await goTo(page, 'Map');
    await waitForMap(page);
    await lock(page);
    await expectNowhere(page, [address, childName, ...addresses.slice(0, 200)]);
    await unlock(page);
    await expect(status).toContainText('of 45,897 records');
    await findOnMap(page, address);
    await expect(await openTab(page, 'Summary')).toContainText('Drug dealing at premises');
    await openLever(page, 'Closure notice and closure order');
    await goTo(page, 'Records');
    await expect(page.getByText('61,521 records')).toBeVisible();
    await findInRecords(page, address);
  });
});
