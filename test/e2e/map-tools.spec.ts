import type { Locator, Page } from '@playwright/test';
import { expect, test } from './host.ts';

async function openDemonstration(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /demonstration case/i }).click();
  const map = page.getByRole('region', { name: 'Map', exact: true });
  await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 60_000 });
  return map;
}

function canvasOf(page: Page): Locator {
  return page.getByRole('application', { name: 'Network map' });
}

function itemsOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Records on the map' }).getByRole('listitem');
}

function selectionOf(page: Page): Locator {
  return page.getByRole('status', { name: 'Selection' });
}

async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Find on the map' }).fill(name);
  await page
    .getByRole('listbox', { name: 'Records found' })
    .getByRole('option', { name })
    .first()
    .click();
  await expect(page.getByRole('status', { name: 'Where the map is' })).toContainText(name);
}

/** Picks from the menu of the map, which the keyboard opens; items of items follow one another. */
async function pick(page: Page, ...labels: readonly (string | RegExp)[]): Promise<void> {
  await canvasOf(page).focus();
  await page.keyboard.press('Shift+F10');
  for (const name of labels) await page.getByRole('menuitem', { name }).click();
}

test('a selection is made, turned over, grown and shrunk by keys, menu and drawing', async ({
  page,
}) => {
  await openDemonstration(page);
  const total = await itemsOf(page).count();
  await test.step('everything, and what is left', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('Control+a');
    await expect(selectionOf(page)).toHaveText(`${total} selected`);
    await page.keyboard.press('i');
    await expect(selectionOf(page)).toHaveText('0 selected');
  });
  await test.step('neighbours come in, and the rim goes again', async () => {
    await find(page, 'OCG-07 Larkspur');
    await canvasOf(page).focus();
    await page.keyboard.press('Shift+G');
    await expect(selectionOf(page)).not.toHaveText('1 selected');
    const grown = Number.parseInt((await selectionOf(page).textContent()) ?? '', 10);
    expect(grown).toBeGreaterThan(5);
    await page.keyboard.press('Shift+S');
    await expect
      .poll(async () => Number.parseInt((await selectionOf(page).textContent()) ?? '', 10))
      .toBeLessThan(grown);
  });
  await test.step('all of one kind', async () => {
    await find(page, 'OCG-07 Larkspur');
    await pick(page, 'Select', 'Select all of the same kind');
    const groups = await itemsOf(page).filter({ hasText: 'organised crime group' }).count();
    await expect(selectionOf(page)).toHaveText(`${groups} selected`);
  });
  await test.step('a rectangle with Alt takes away', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('Control+a');
    const box = await canvasOf(page).boundingBox();
    if (!box) throw new Error('The canvas has no place.');
    await page.keyboard.press('0');
    await page.keyboard.down('Alt');
    await page.mouse.move(box.x + 4, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 70, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect(selectionOf(page)).not.toHaveText(`${total} selected`);
  });
  await test.step('a lasso takes what lies within its line', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('q');
    const box = await canvasOf(page).boundingBox();
    if (!box) throw new Error('The canvas has no place.');
    const [left, right] = [box.x + 4, box.x + box.width - 4];
    const [top, bottom] = [box.y + 60, box.y + box.height - 70];
    await page.mouse.move(left, top);
    await page.mouse.down();
    // Round by the right edge, and back through the middle.
    for (const [x, y] of [
      [right, top],
      [right, bottom],
      [(left + right) / 2, (top + bottom) / 2],
      [left, bottom],
    ] as const)
      await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.up();
    const words = (await selectionOf(page).textContent()) ?? '';
    const taken = Number.parseInt(words, 10);
    expect(taken).toBeGreaterThan(0);
    // What lies in its bay stays out.
    expect(taken).toBeLessThan(total);
  });
});

test('layouts are chosen, keep pinned records, take the selection alone, and are undone', async ({
  page,
}) => {
  const map = await openDemonstration(page);
  await find(page, 'OCG-07 Larkspur');
  await canvasOf(page).focus();
  await page.keyboard.press('.');
  const hub = itemsOf(page).filter({ hasText: 'OCG-07 Larkspur' });
  await expect(hub).toContainText('pinned');
  await page.keyboard.press('Escape');
  for (const shape of ['Communities', 'Levels, top down', 'Grid']) {
    await test.step(shape, async () => {
      await page.getByLabel('Layout').selectOption({ label: shape });
      await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 60_000 });
      await expect(hub).toContainText('pinned');
      const undo = page.getByRole('button', { name: `Undo: Lay out the map: ${shape}` });
      await expect(undo).toBeVisible();
      await page.keyboard.press('Control+z');
      await expect(page.getByText(`Undone: Lay out the map: ${shape}`)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Undo: Pin OCG-07 Larkspur' })).toBeVisible();
    });
  }
  await test.step('the selection alone', async () => {
    await find(page, 'OCG-07 Larkspur');
    await pick(page, 'Select', 'Grow the selection by its neighbours');
    const count = Number.parseInt((await selectionOf(page).textContent()) ?? '', 10);
    await pick(page, 'Layout', 'Circle by kind');
    await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 60_000 });
    await expect(
      page.getByRole('button', { name: `Undo: Lay out ${count} records: Circle by kind` }),
    ).toBeVisible();
    await canvasOf(page).focus();
    await page.keyboard.press('Control+z');
    await expect(page.getByText(`Undone: Lay out ${count} records: Circle by kind`)).toBeVisible();
  });
  await test.step('and lined up', async () => {
    await pick(page, 'Align', 'Align left');
    await expect(itemsOf(page).filter({ hasText: 'pinned' })).not.toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/^Undone: Align left \d+ records/)).toBeVisible();
  });
});

test('what is hidden is counted, comes back where it was, and stays hidden over a look elsewhere', async ({
  page,
}) => {
  await openDemonstration(page);
  const total = await itemsOf(page).count();
  await find(page, 'OCG-07 Larkspur');
  await canvasOf(page).focus();
  await page.keyboard.press('Shift+G');
  await expect(selectionOf(page)).not.toHaveText('1 selected');
  const kept = Number.parseInt((await selectionOf(page).textContent()) ?? '', 10);
  await page.keyboard.press('Shift+H');
  await expect(itemsOf(page)).toHaveCount(kept);
  const show = page.getByRole('button', { name: `Show hidden (${total - kept})` });
  await expect(show).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('main', { name: 'Records' })).toBeVisible();
  await page.keyboard.press('Control+1');
  await expect(itemsOf(page)).toHaveCount(kept);
  await expect(show).toBeVisible();
  await canvasOf(page).focus();
  await page.keyboard.press('Control+z');
  await expect(itemsOf(page)).toHaveCount(total);
  await page.keyboard.press('Control+Shift+z');
  await expect(itemsOf(page)).toHaveCount(kept);
  await show.click();
  await expect(itemsOf(page)).toHaveCount(total);

  await test.step('kinds of record and types of link are ticked in one dialog', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /search records/i }).fill('> show and hide kinds');
    await page.getByRole('option', { name: /^Show and hide kinds/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Show and hide' });
    await expect(dialog.getByRole('button', { name: 'Show everything' })).toBeDisabled();
    await dialog.getByRole('checkbox', { name: /^People \(\d+\)$/ }).uncheck();
    await expect(itemsOf(page).filter({ hasText: ', person, ' })).toHaveCount(0);
    const links = dialog.getByRole('group', { name: 'Links' }).getByRole('checkbox');
    await links.first().uncheck();
    await dialog.getByRole('button', { name: 'Show everything' }).click();
    await expect(links.first()).toBeChecked();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(canvasOf(page)).toBeFocused();
    await expect(itemsOf(page)).toHaveCount(total);
  });
});

test('records are grouped under a name, closed, carried, opened and taken apart, and undo leads back', async ({
  page,
}) => {
  await openDemonstration(page);
  const total = await itemsOf(page).count();
  await find(page, 'OCG-07 Larkspur');
  await canvasOf(page).focus();
  await page.keyboard.press('Shift+G');
  await expect(selectionOf(page)).not.toHaveText('1 selected');
  const selected = Number.parseInt((await selectionOf(page).textContent()) ?? '', 10);
  await page.keyboard.press('Control+g');
  const dialog = page.getByRole('dialog', { name: /^Group \d+ records$/ });
  const members = Number.parseInt(
    ((await dialog.getByRole('heading').textContent()) ?? '').replace('Group ', ''),
    10,
  );
  // Protected people are members of nothing.
  expect(members).toBeLessThanOrEqual(selected);
  await dialog.getByLabel('Name').fill('Supply line');
  await dialog.getByLabel('Name').press('Enter');
  const open = page.getByRole('list', { name: 'Open groups on the map' });
  await expect(open).toContainText(`Group Supply line, ${members} records, open`);

  await test.step('closed, one node stands for all', async () => {
    await page.keyboard.press('d');
    const group = itemsOf(page).filter({
      hasText: `Group Supply line, ${members} records, closed`,
    });
    await expect(group).toHaveCount(1);
    await expect(itemsOf(page)).toHaveCount(total - members + 1);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(group).toContainText('pinned');
  });
  await test.step('it is as it was after a look elsewhere', async () => {
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('main', { name: 'Records' })).toBeVisible();
    await page.keyboard.press('Control+1');
    await expect(itemsOf(page)).toHaveCount(total - members + 1);
  });
  await test.step('opened from its menu, and taken apart', async () => {
    await pick(page, /^Open the group/);
    await expect(itemsOf(page)).toHaveCount(total);
    await canvasOf(page).focus();
    await page.keyboard.press('Control+Shift+G');
    await expect(open).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(open).toContainText('Supply line');
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Undone: Open group Supply line')).toBeVisible();
    await expect(itemsOf(page)).toHaveCount(total - members + 1);
  });
});
