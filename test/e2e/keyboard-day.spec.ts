import type { Locator, Page } from '@playwright/test';
import { expect, test } from './host.ts';

/** Steps on with Tab until the control has the focus, as a person without a mouse does. */
async function reach(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let step = 0; step < 150; step++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The control cannot be reached with Tab.');
}

/** Reaches a control and presses it. */
async function press(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await reach(page, control);
  await page.keyboard.press(key);
}

/** Reaches a field and writes in it. */
async function write(page: Page, field: Locator, text: string): Promise<void> {
  await reach(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Runs what is found first by the palette. */
async function ask(page: Page, words: string, option: RegExp): Promise<void> {
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('combobox', { name: /search records or run/i })).toBeFocused();
  await page.keyboard.type(words);
  const found = page.getByRole('dialog').getByRole('option').first();
  await expect(found).toHaveText(option);
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

/** Steps through the regions of the window until the map has the focus. */
async function reachMap(page: Page): Promise<void> {
  const map = page.getByRole('application', { name: 'Network map' });
  await expect(async () => {
    await page.keyboard.press('F6');
    if (await map.evaluate((element) => element === document.activeElement)) return;
    // The canvas is the first stop of the screen.
    if (await page.getByRole('main').evaluate((main) => main === document.activeElement))
      for (let step = 0; step < 12; step++) {
        if (await map.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
    await expect(map).toBeFocused({ timeout: 100 });
  }).toPass();
}

/** Steps through the regions of the window until one has the focus. */
async function reachRegion(page: Page, region: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(region).toBeFocused({ timeout: 100 });
  }).toPass();
}

test('a day’s work is done with the keyboard alone', async ({ page }) => {
  test.setTimeout(360_000);
  const selection = page.getByRole('status', { name: 'Selection' });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  // Nothing below uses the pointer: what is pressed by it would show here.
  await page.evaluate(() => {
    Object.assign(window, { pointerPresses: 0 });
    addEventListener('pointerdown', () => Object.assign(window, { pointerPresses: 1 }), true);
  });

  await test.step('the demonstration case is opened', async () => {
    await press(page, page.getByRole('button', { name: 'Open the demonstration case' }));
    await expect(page.getByRole('region', { name: 'Legend' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('a record is found, and the map travelled from it', async () => {
    await ask(page, 'lame gosling', /The Lame Gosling/);
    await expect(inspector).toContainText('The Lame Gosling');
    await reachMap(page);
    await page.keyboard.press(']');
    // Whoever is linked to it may speak of it.
    await expect(inspector.getByRole('heading', { level: 2 })).not.toContainText('Lame Gosling');
    await expect(selection).toHaveText('1 selected');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press(' ');
    await expect(selection).toHaveText('2 selected');
    await page.keyboard.press('Escape');
    await expect(selection).toHaveText('0 selected');
  });

  await test.step('the map is filtered, and the filter taken away', async () => {
    await page.keyboard.press('Control+B');
    const filters = page.getByRole('region', { name: 'Filters' });
    await write(page, filters.getByRole('combobox', { name: 'Filter records' }), 'type:business ');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('contentinfo').getByText(/^Filters hide/)).toBeVisible();
    await press(page, filters.getByRole('button', { name: 'Clear all' }));
    await expect(page.getByRole('contentinfo').getByText(/^Filters hide/)).toHaveCount(0);
    await page.keyboard.press('Control+B');
    await expect(filters).toHaveCount(0);
  });

  await test.step('rows of the table are filtered, walked, ticked and shown on the map', async () => {
    await page.keyboard.press('Control+2');
    const grid = page.getByRole('grid', { name: 'Records' });
    await expect(grid).toBeVisible();
    await page.keyboard.press('Control+F');
    await page.keyboard.type('type:vehicle ');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^387 records/)).toBeVisible();
    await reachRegion(page, grid);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(selection).toHaveText('3 selected');
    await page.keyboard.press('m');
    await expect(page.getByRole('main', { name: 'Map' })).toBeVisible();
    await expect(selection).toHaveText('3 selected');
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+F');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    await expect(page.getByText(/^6,902 records/)).toBeVisible();
    // Out of the field: there Control+Z would be the text’s.
    await reachRegion(page, grid);
  });

  await test.step('a record is made, edited, linked, and the link taken back', async () => {
    await ask(page, '>new record', /^New record/);
    const form = page.getByRole('dialog', { name: /^New/ });
    await write(page, form.getByLabel('Name', { exact: true }), 'Tansy Ockeridge');
    await write(page, form.getByLabel('Reason'), 'Seen at the market');
    await press(page, form.getByRole('button', { name: 'Add person' }));
    await expect(form).toHaveCount(0);
    await expect(inspector).toContainText('Tansy Ockeridge');

    await ask(page, '>edit the selected', /^Edit the selected record/);
    const edit = page.getByRole('dialog');
    await write(page, edit.getByLabel('Date of birth'), '1981-03');
    await write(page, edit.getByLabel('Reason'), 'Told by a colleague');
    await press(page, edit.getByRole('button', { name: /^Save/ }));
    await expect(edit).toHaveCount(0);
    await expect(inspector).toContainText('Mar 1981');

    await ask(page, '>new link', /^New link/);
    const link = page.getByRole('dialog', { name: 'New link' });
    await write(page, link.getByRole('combobox', { name: 'To' }), 'Lame Gosling');
    await expect(link.getByRole('option').first()).toContainText('The Lame Gosling');
    await page.keyboard.press('Enter');
    await reach(page, link.getByLabel('How they are linked'));
    await page.keyboard.press('ArrowDown');
    await write(page, link.getByLabel('Reason'), 'Works behind the bar');
    await press(page, link.getByRole('button', { name: 'Add link' }));
    await expect(link).toHaveCount(0);
    await expect(page.getByText(/^Linked Tansy Ockeridge/)).toBeVisible();
    await page.keyboard.press('Control+Z');
    await expect(page.getByText(/^Undone: /).last()).toBeVisible();
  });

  await test.step('a file is imported', async () => {
    await ask(page, '>import records', /^Import records/);
    const chooser = page.waitForEvent('filechooser');
    await press(page, page.getByRole('button', { name: 'Choose files' }));
    const buffer = Buffer.from('name,town\nAna Example,Harrowmere\n');
    await (await chooser).setFiles([{ name: 'people.csv', mimeType: 'text/csv', buffer }]);
    await press(page, page.getByRole('button', { name: 'Describe the source' }));
    await press(page, page.getByRole('button', { name: 'Check the files' }));
    await press(page, page.getByRole('button', { name: 'Finish and commit' }));
    await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
  });

  await test.step('the view is saved, the changes looked through, the case backed up and locked', async () => {
    await page.keyboard.press('Control+1');
    await ask(page, '>show or hide the named views', /named views/);
    const views = page.getByRole('region', { name: 'Views' });
    await write(page, views.getByLabel('Save this map as'), 'End of the day');
    await page.keyboard.press('Enter');
    await expect(views.getByText('End of the day').first()).toBeVisible();

    await ask(page, '>show or hide the history', /history/);
    const here = page.getByRole('list', { name: 'Changes, latest first' }).getByRole('button', {
      name: /You are here/,
    });
    await reach(page, here);
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(':focus')).toContainText('Go back to here');

    await ask(page, '>back up', /^Back up or restore/);
    await press(page, page.getByRole('button', { name: 'Back up now' }));
    await expect(page.getByText(/^Backed up as “Demonstration county/)).toBeVisible();
    await page.keyboard.press('Control+L');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  });

  expect(await page.evaluate(() => Reflect.get(window, 'pointerPresses'))).toBe(0);
});
