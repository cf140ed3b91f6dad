import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { checkFiles, chooseFiles, commit, goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';
import { filterRecords, inspectorOf, openTab } from './inspector-steps.ts';

const LONG =
  'Harrowmere and District Reclaimed Timber, Pallet and Skip Hire Company (Northern Yard)';
const NODES = {
  name: 'nodes.csv',
  text: [
    'id,name,type,occupation,sector',
    'p1,Ana Example,person,Driver,',
    'p2,Bo Example,person,Landlord,',
    'p3,"=HYPERLINK(""http://x.example"")",person,,',
    'p4,Dee Example,person,Driver,',
    `b1,"${LONG}",business,,`,
    'b2,Moonrake Nails,business,,nail-bar',
  ].join('\n'),
};
const EDGES = { name: 'edges.csv', text: 'source,target,type\np1,b2,works at\np2,b2,works at\n' };

function gridOf(page: Page): Locator {
  return page.getByRole('grid', { name: 'Records' });
}

async function labelsOf(grid: Locator): Promise<(string | null)[]> {
  const rows = await grid.getByRole('row').all();
  const labels = await Promise.all(rows.map((row) => row.getAttribute('aria-label')));
  return labels.filter((label) => label !== null);
}

/** Goes to the head of the table by key, and along it to a column. */
async function goToHead(page: Page, name: string): Promise<Locator> {
  const grid = gridOf(page);
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  const head = grid.getByRole('columnheader', { name, exact: true });
  const wanted = await head.getAttribute('id');
  for (let step = 0; step < 20; step++) {
    if ((await grid.getAttribute('aria-activedescendant')) === wanted) return head;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`The keyboard did not reach ${name}.`);
}

test('the table is ordered, shaped, grouped, kept as a list, edited together, undone, copied and exported, by keyboard', async ({
  page,
  host,
}) => {
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: host.origin });
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, [NODES, EDGES]);
  await checkFiles(page);
  await commit(page);
  await goTo(page, 'Records');
  const grid = gridOf(page);
  await expect(grid).toHaveAttribute('aria-rowcount', '7');

  await test.step('columns are ordered by, widened, moved and put away by key', async () => {
    const links = await goToHead(page, 'Links');
    await page.keyboard.press('Enter');
    await expect(links).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await labelsOf(grid))[0]).toBe('Moonrake Nails');
    const width = async () => (await links.boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(width).toBeGreaterThan(before);

    await page.getByRole('button', { name: 'Columns' }).click();
    const columns = page.getByRole('dialog', { name: 'Columns' });
    await columns.getByRole('checkbox', { name: 'Best lever', exact: true }).uncheck();
    await columns.getByRole('checkbox', { name: 'Occupation', exact: true }).check();
    await columns.getByRole('button', { name: 'Keep Links in sight' }).click();
    await columns.getByRole('button', { name: 'Done' }).click();
    await expect(grid.getByRole('columnheader', { name: 'Best lever' })).toHaveCount(0);
    await expect(grid.getByRole('columnheader').nth(1)).toHaveText('Links');
  });

  await test.step('groups open and close by key, and a list keeps them', async () => {
    await page.getByLabel('Group by').selectOption('Kind');
    const people = grid.getByRole('button', { name: 'People 4 records' });
    await expect(people).toHaveAttribute('aria-expanded', 'true');
    await expect(grid).toHaveAttribute('aria-rowcount', '9');
    await grid.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowLeft');
    await expect(people).toHaveAttribute('aria-expanded', 'false');
    await expect(grid).toHaveAttribute('aria-rowcount', '5');
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Save list' }).click();
    const save = page.getByRole('dialog', { name: 'Save this list' });
    await save.getByLabel('Name').fill('By kind');
    await save.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('Group by').selectOption('Nothing');
    await expect(grid).toHaveAttribute('aria-rowcount', '7');
    await page.getByRole('button', { name: /^By kind/ }).click();
    await expect(people).toBeVisible();
    await page.getByLabel('Group by').selectOption('Nothing');
  });

  await test.step('several rows are picked by key and edited together as one step', async () => {
    await filterRecords(page, 'type:person');
    await expect(grid).toHaveAttribute('aria-rowcount', '5');
    await grid.focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByText('4 selected').first()).toBeVisible();
    await page.keyboard.press('e');
    const form = page.getByRole('dialog', { name: 'Edit records together' });
    await form.getByLabel('Field', { exact: true }).selectOption('Occupation');
    await form.getByLabel('Value').fill('Driver');
    const effect = form.getByRole('region', { name: 'What changes' });
    await expect(effect).toContainText('2 records change. 2 records say so already.');
    await expect(effect.getByRole('row', { name: /Bo Example/ })).toContainText('Landlord');
    expect(await faultsOf(page)).toEqual([]);
    await form.getByRole('button', { name: 'Change them together' }).click();
    await expect(form.getByLabel('Reason')).toBeFocused();
    await form.getByLabel('Reason').fill('Seen at the depot');
    await page.keyboard.press('Enter');
    await expect(form).toHaveCount(0);
    await expect(grid.getByRole('gridcell', { name: 'Driver', exact: true })).toHaveCount(4);
    const undo = page.getByRole('button', { name: 'Undo: Edit occupation of 2 records' });
    await expect(undo).toBeVisible();

    await grid.getByRole('gridcell', { name: 'Bo Example', exact: true }).click();
    const history = await openTab(page, 'History');
    await expect(history).toContainText('Seen at the depot');
    await expect(history).toContainText('Landlord');
    await page.keyboard.press('Control+z');
    await expect(grid.getByRole('gridcell', { name: 'Driver', exact: true })).toHaveCount(2);
  });

  await test.step('what is picked here is picked on the map', async () => {
    await grid.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('m');
    await expect(page.getByRole('application', { name: 'Network map' })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Selection' })).toContainText('4 selected');
    await goTo(page, 'Records');
    await expect(grid.getByRole('row', { selected: true })).toHaveCount(4);
  });

  await test.step('what is picked is compared side by side by key, and what is the same put away', async () => {
    await grid.focus();
    await page.keyboard.press('Control+d');
    const dialog = page.getByRole('dialog', { name: 'Compare records' });
    for (const name of ['Ana Example', 'Bo Example', 'Dee Example'])
      await expect(dialog.getByRole('columnheader', { name })).toBeVisible();
    await expect(dialog.getByRole('row', { name: /^Occupation/ })).toContainText('Differs');
    await expect(dialog.getByRole('row', { name: /^Moonrake Nails/ })).toContainText('2 of 4');
    const sources = dialog.getByRole('row', { name: /Shared/ });
    await expect(sources).toHaveCount(1);
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('checkbox', { name: 'Only what differs' }).press('Space');
    await expect(sources).toHaveCount(0);
    await expect(dialog.getByRole('row', { name: /^Occupation/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(grid).toBeFocused();
  });

  await test.step('rows are copied with their heads, under the marking', async () => {
    await grid.focus();
    await page.keyboard.press('Control+c');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('Ana Example');
    expect((await copied()).split('\n')[0]).toBe('OFFICIAL-SENSITIVE');
    expect(await copied()).toContain('Occupation');
  });

  await test.step('an export asks why, and no cell of it is a formula', async () => {
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export records' });
    await dialog.getByRole('radio', { name: 'CSV' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Export' }).click();
    await expect(dialog.getByText('Say who it is for, and why.')).toBeVisible();
    await dialog.getByLabel('Reason').fill('Licensing, for the review of 3 March');
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text).toContain('Ana Example');
    expect(text).not.toContain('Moonrake Nails');
    expect(text).toContain('HYPERLINK');
    for (const cell of text.split(/\r?\n|,/)) expect(cell).not.toMatch(/^"?[=+@]/);
    await expect(inspectorOf(page)).toBeVisible();
  });
});
