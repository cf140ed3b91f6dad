import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { expect, test } from './host.ts';

const PERSON_FILL = { dark: [61, 147, 219], light: [11, 87, 164] } as const;

async function openDemonstration(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /demonstration case/i }).click();
  const map = page.getByRole('region', { name: 'Map', exact: true });
  await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 60_000 });
  return map;
}

function canvasOf(page: Page): Locator {
  return page.getByRole('application', { name: 'Network map' });
}

function placeOf(page: Page): Locator {
  return page.getByRole('status', { name: 'Where the map is' });
}

function outlineOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Records on the map' });
}

/** Finds a record by name, which selects it and brings it to the middle of the map. */
async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Find on the map' }).fill(name);
  await page
    .getByRole('listbox', { name: 'Records found' })
    .getByRole('option', { name })
    .first()
    .click();
  await expect(placeOf(page)).toContainText(name);
}

/**
 * Finds a record and tells where it is drawn: in the middle, which stays where it is while no inspector opens
 * beside the map.
 */
async function findInMiddle(page: Page, name: string): Promise<{ x: number; y: number }> {
  await canvasOf(page).focus();
  await page.keyboard.press('Control+i');
  await find(page, name);
  await expect(page.getByRole('region', { name: 'Inspector' })).toHaveCount(0);
  const box = await canvasOf(page).boundingBox();
  if (!box) throw new Error('The map is not drawn.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function colourAt(page: Page, x: number, y: number): Promise<number[]> {
  const picture = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, picture.toString('base64'));
}

/** The name of a person on the map who is neither protected nor flagged, as the outline tells it. */
async function somePerson(page: Page): Promise<string> {
  const items = await outlineOf(page).getByRole('listitem').allTextContents();
  const found = items.map((words) => /^([^,]+), person, \d+ links?/.exec(words)?.[1]).find(Boolean);
  if (!found) throw new Error('There is no person on the map.');
  return found;
}

/** The name of a person with few links, who stands where there is room around. */
async function lonelyPerson(page: Page): Promise<string> {
  const items = await outlineOf(page).getByRole('listitem').allTextContents();
  const people = items.flatMap((words) => {
    const found = /^([^,]+), person, (\d+) links?/.exec(words);
    return found ? [{ name: found[1] ?? '', links: Number(found[2]) }] : [];
  });
  const [found] = people.toSorted((a, b) => a.links - b.links);
  if (!found) throw new Error('There is no person on the map.');
  return found.name;
}

test('a big case opens on a part of it; the rest is found; kinds are left out by the legend; a rectangle selects', async ({
  page,
}) => {
  await openDemonstration(page);
  await test.step('it says how much is not on the map', async () => {
    const notice = page.getByText(/^Showing \d+ of [\d,]+ records around OCG-/);
    await expect(notice).toBeVisible();
    await expect(page.getByText(/are not on the map\./).first()).toBeVisible();
    const shown = Number(/Showing (\d+)/.exec((await notice.textContent()) ?? '')?.[1]);
    await expect(outlineOf(page).getByRole('listitem')).toHaveCount(shown);
    await expect(page.getByRole('contentinfo')).toContainText(`${shown} of`);
  });
  await test.step('the legend hides a kind, says how many that are, and shows them again', async () => {
    const legend = page.getByRole('region', { name: 'Legend' });
    const people = legend.getByRole('button', { name: /^Person \d+/ });
    const count = Number(/\d+/.exec((await people.textContent()) ?? '')?.[0]);
    const items = outlineOf(page).getByRole('listitem');
    const before = await items.count();
    await people.click();
    await expect(people).toHaveAttribute('aria-pressed', 'false');
    await expect(items).toHaveCount(before - count);
    await legend.getByRole('button', { name: `${count} hidden. Show` }).click();
    await expect(items).toHaveCount(before);
    await legend.getByRole('button', { name: 'Explain links' }).click();
    await expect(legend.getByRole('list', { name: 'How sure' })).toContainText('Tentative');
  });
  await test.step('a rectangle drawn with Shift selects everything inside it', async () => {
    const box = await canvasOf(page).boundingBox();
    if (!box) throw new Error('The canvas has no place.');
    await page.keyboard.down('Shift');
    await page.mouse.move(box.x + 5, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 5, box.y + box.height - 60, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const total = await outlineOf(page).getByRole('listitem').count();
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText(`${total} selected`);
  });
  await test.step('a record that is not on the map is found, brought onto it with its links, and selected', async () => {
    const before = await outlineOf(page).getByRole('listitem').count();
    const box = page.getByRole('combobox', { name: 'Find on the map' });
    await box.fill('OCG-0');
    const found = page.getByRole('listbox', { name: 'Records found' });
    const absent = found.getByRole('option').filter({ hasNotText: 'on the map' }).first();
    const name = (await absent.locator('span').nth(1).textContent()) ?? '';
    await absent.click();
    await expect(placeOf(page)).toContainText(name);
    await expect(outlineOf(page).getByRole('listitem')).toHaveCount(before + 1);
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('1 selected');
  });
});

test('by pointer: a click selects, a drag pins, undo puts back, and the canvas follows the theme', async ({
  page,
}) => {
  await openDemonstration(page);
  await test.step('the canvas takes the colours of the theme at once', async () => {
    const { x, y } = await findInMiddle(page, await somePerson(page));
    // Between the icon and the rim of a person in the middle of the map.
    const isFilled = async (theme: keyof typeof PERSON_FILL) => {
      const colour = await colourAt(page, x - 10, y + 1);
      return colour.every((part, index) => Math.abs(part - (PERSON_FILL[theme][index] ?? 0)) < 12);
    };
    await expect.poll(() => isFilled('dark')).toBe(true);
    await page.keyboard.press('Control+Shift+Y');
    await expect.poll(() => isFilled('light')).toBe(true);
    // Travelling on while the canvas is being drawn anew must not find it half made.
    await page.keyboard.press('Control+Shift+Y');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('1 selected');
    await page.keyboard.press('Control+Shift+Y');
  });
  await canvasOf(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+i');
  await test.step('a click selects, Ctrl adds, a click on the ground clears, and a double click brings neighbours', async () => {
    const items = outlineOf(page).getByRole('listitem');
    const words = await items.allTextContents();
    const hub = /^([^,]+), (?:person|premises|business).* more not on the map/;
    const name = words.map((text) => hub.exec(text)?.[1]).find(Boolean) ?? '';
    const { x, y } = await findInMiddle(page, name);
    const selection = page.getByRole('status', { name: 'Selection' });

    await canvasOf(page).focus();
    await page.keyboard.press('Escape');
    await expect(selection).toHaveText('0 selected');
    await page.mouse.click(x, y);
    await expect(selection).toHaveText('1 selected');
    await expect(items.filter({ hasText: name }).first()).toHaveAttribute('aria-current', 'true');
    await page.keyboard.down('Control');
    await page.mouse.click(x, y);
    await page.keyboard.up('Control');
    await expect(selection).toHaveText('0 selected');

    const before = await items.count();
    await page.mouse.dblclick(x, y);
    await expect.poll(() => items.count()).toBeGreaterThan(before);
    await canvasOf(page).focus();
    await page.keyboard.press('c');
    await expect(items).toHaveCount(before);
  });
  await canvasOf(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+i');
  await test.step('a dragged record is pinned where it was put, and undo puts it back', async () => {
    const name = await lonelyPerson(page);
    const { x, y } = await findInMiddle(page, name);
    const item = outlineOf(page).getByRole('listitem').filter({ hasText: name });
    await expect(item).not.toContainText('pinned');

    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 30, { steps: 4 });
    await page.mouse.up();
    await expect(item).toContainText('pinned');
    await page.keyboard.press('Escape');
    await page.mouse.click(x + 40, y + 30);
    await expect(item).toHaveAttribute('aria-current', 'true');

    await page.keyboard.press('Control+z');
    await expect(page.getByText(`Undone: Move ${name}`)).toBeVisible();
    await expect(item).not.toContainText('pinned');
    await page.keyboard.press('Control+Shift+z');
    await expect(item).toContainText('pinned');
  });
});

test('by keyboard: everything on the map is reached and done, a menu does what keys do, and it stays as it was left', async ({
  page,
}) => {
  await openDemonstration(page);
  await test.step('travelled, pinned, moved and selected by keys', async () => {
    await canvasOf(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('1 selected');
    const first = (await placeOf(page).textContent()) ?? '';
    await page.keyboard.press(']');
    await expect(placeOf(page)).not.toHaveText(first);

    const here = ((await placeOf(page).textContent()) ?? '').split(',')[0] ?? '';
    const item = outlineOf(page).getByRole('listitem').filter({ hasText: here }).first();
    await page.keyboard.press('.');
    await expect(item).toContainText('pinned');
    await page.keyboard.press('.');
    await expect(item).not.toContainText('pinned');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(item).toContainText('pinned');

    await page.keyboard.press('Control+ArrowLeft');
    await expect(placeOf(page)).toContainText('not selected');
    await page.keyboard.press(' ');
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('2 selected');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('0 selected');
  });
  await test.step('the menu of a record does what its keys do, and what is hidden can be shown again', async () => {
    const name = await somePerson(page);
    await find(page, name);
    await canvasOf(page).focus();
    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu', { name: 'Record' });
    await expect(menu.getByRole('menuitem').first()).toBeFocused();
    await menu.getByRole('menuitem', { name: /^Hide H$/ }).click();
    await expect(canvasOf(page)).toBeFocused();

    const item = outlineOf(page).getByRole('listitem').filter({ hasText: name });
    await expect(item).toHaveCount(0);
    await expect(page.getByText('1 selected record is hidden. Show it')).toBeVisible();
    await page.getByRole('button', { name: 'Show hidden (1)' }).click();
    await expect(item).toHaveCount(1);
  });
  await test.step('a copied reference brings a hidden record back when it is pasted, as one step that can be undone', async () => {
    const name = await somePerson(page);
    const item = outlineOf(page).getByRole('listitem').filter({ hasText: name });
    await find(page, name);
    await canvasOf(page).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy reference' }).click();
    await expect(page.getByText(/^[A-Z]{3}-[0-9A-Z]{6} is copied\.$/)).toBeVisible();
    await canvasOf(page).focus();
    await page.keyboard.press('h');
    await expect(item).toHaveCount(0);
    await page.keyboard.press('Control+V');
    await expect(item).toHaveCount(1);
    await expect(page.getByText('1 record was pasted.')).toBeVisible();
    await expect(page.getByRole('button', { name: `Undo: Paste ${name}` })).toBeVisible();
  });
  await test.step('it is as it was left after a look at another screen', async () => {
    const name = await somePerson(page);
    await find(page, name);
    await canvasOf(page).focus();
    await page.keyboard.press('.');
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('main', { name: 'Records' })).toBeVisible();
    await page.keyboard.press('Control+1');
    await expect(outlineOf(page).getByRole('listitem').filter({ hasText: name })).toContainText(
      'pinned',
    );
  });
});

test('the map has no accessibility faults in either theme', async ({ page }) => {
  await openDemonstration(page);
  await page.getByRole('button', { name: 'Explain links' }).click();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await canvasOf(page).focus();
    await page.keyboard.press('ArrowRight');
    expect(await faultsOf(page, { within: 'main' })).toEqual([]);
    await canvasOf(page).focus();
    await page.keyboard.press('Shift+F10');
    expect(await faultsOf(page, { within: 'main' })).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
