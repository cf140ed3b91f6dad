import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { expect, test } from './host.ts';

async function openDemonstration(page: Page): Promise<void> {
  await page.getByRole('button', { name: /demonstration case/i }).click();
  const map = page.getByRole('region', { name: 'Map', exact: true });
  await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 60_000 });
}

function canvasOf(page: Page): Locator {
  return page.getByRole('application', { name: 'Network map' });
}

function outlineOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Records on the map' }).getByRole('listitem');
}

function placeOf(page: Page): Locator {
  return page.getByRole('status', { name: 'Where the map is' });
}

function legendOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Legend' });
}

function undone(page: Page, name: string): Locator {
  return page.getByText(`Undone: ${name}`, { exact: true });
}

/** Presses keys on the map, one after another. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  await canvasOf(page).focus();
  for (const key of keys) await page.keyboard.press(key);
}

test('a view is saved, opened, renamed, duplicated and deleted by name; opening one is one step of undo away, and looks are stepped back through', async ({
  page,
}) => {
  await openDemonstration(page);
  const shown = await outlineOf(page).count();
  const views = page.getByRole('list', { name: 'Named views' }).getByRole('listitem');

  await test.step('saved from the panel that a key opens, refused under a name that is taken', async () => {
    await press(page, 'b');
    const panel = page.getByRole('region', { name: 'Views' });
    await panel.getByLabel('Save this map as').fill('Opening picture');
    await page.keyboard.press('Enter');
    await expect(views).toHaveCount(1);
    await panel.getByLabel('Save this map as').fill('OPENING picture');
    await page.keyboard.press('Enter');
    await expect(panel.getByText(/There is a view called “Opening picture” already/)).toBeVisible();
    await expect(views).toHaveCount(1);
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('opened again after the map changed, and back by one step of undo', async () => {
    await press(page, 'ArrowRight', 'h');
    await expect(outlineOf(page)).toHaveCount(shown - 1);
    await page.getByRole('button', { name: 'Open Opening picture' }).click();
    await expect(outlineOf(page)).toHaveCount(shown);
    await press(page, 'Control+z');
    await expect(undone(page, 'Open view Opening picture')).toBeVisible();
    await expect(outlineOf(page)).toHaveCount(shown - 1);
  });

  await test.step('renamed, duplicated, deleted, and each undone', async () => {
    await page.getByRole('button', { name: 'Rename Opening picture' }).click();
    await page.getByLabel('New name').fill('Before the warrant');
    await page.keyboard.press('Enter');
    await expect(views.filter({ hasText: 'Before the warrant' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Duplicate Before the warrant' }).click();
    await expect(views.filter({ hasText: 'Before the warrant copy' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Delete Before the warrant', exact: true }).click();
    await expect(views).toHaveCount(1);
    await press(page, 'Control+z');
    await expect(undone(page, 'Delete view Before the warrant')).toBeVisible();
    await expect(views).toHaveCount(2);
  });

  await test.step('found in the palette', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('view before the warrant copy');
    await page.getByRole('option', { name: /Go: view Before the warrant copy/ }).click();
    await expect(outlineOf(page)).toHaveCount(shown);
  });

  await test.step('what was looked at is stepped back through without undoing anything', async () => {
    await press(page, 'Alt+Shift+ArrowLeft');
    await expect(outlineOf(page)).toHaveCount(shown - 1);
    await press(page, 'Alt+Shift+ArrowRight');
    await expect(outlineOf(page)).toHaveCount(shown);
    await expect(views).toHaveCount(2);
  });
});

test('style and legend follow each other, and a rule marks what meets it until an edit says otherwise', async ({
  page,
}) => {
  await openDemonstration(page);
  const panel = page.getByRole('region', { name: 'Style' });
  const rules = panel.getByRole('list', { name: 'Rules of the map' });

  await test.step('colours follow a field, are counted and are undone by name', async () => {
    await press(page, 'y');
    await panel.getByLabel('Colour records by').selectOption({ label: 'Sector' });
    const colours = legendOf(page).getByRole('region', { name: 'Colours' });
    await expect(colours).toContainText('Sector');
    await expect(colours).toContainText('Without this field');
    await panel.getByLabel('Width of links by').selectOption({ label: 'Strength of the evidence' });
    await expect(legendOf(page).getByText('Not graded')).toBeVisible();
    await press(page, 'Control+z');
    await expect(undone(page, 'Width of links by strength of the evidence')).toBeVisible();
    await expect(legendOf(page).getByText('Not graded')).toHaveCount(0);
    await expect(colours).toContainText('Sector');
    await expect(
      panel.getByRole('option', { name: /^(Sex|Age|Ethnicity|Vulnerable)$/ }),
    ).toHaveCount(0);
  });

  await test.step('a rule that cannot be read says why', async () => {
    await panel.getByRole('button', { name: 'Add a rule' }).click();
    await panel.getByLabel('Records that meet').fill('type:nonsense');
    await panel.getByRole('button', { name: 'Save the rule' }).click();
    await expect(panel.getByRole('form', { name: 'Rule' })).toContainText(/nonsense/);
  });

  await test.step('a rule marks the records that meet it', async () => {
    await panel.getByLabel('Records that meet').fill('role:principal');
    await panel.getByLabel('Badge').selectOption('Star');
    await panel.getByRole('button', { name: 'Save the rule' }).click();
    await expect(rules).toContainText(/[1-9]\d* marked/);
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('and lets one go when its record is edited', async () => {
    const before = Number(/(\d+) marked/.exec((await rules.textContent()) ?? '')?.[1]);
    const person = await outlineOf(page).allTextContents();
    const found = person.map((words) => /^([^,]+), person/.exec(words)?.[1]).find(Boolean) ?? '';
    await page.getByRole('combobox', { name: 'Find on the map' }).fill(found);
    await page.getByRole('option', { name: found }).first().click();
    await expect(placeOf(page)).toContainText(found);
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await inspector.getByRole('button', { name: 'Correct or add a field' }).click();
    const isPrincipal = (await inspector.getByText('Principal', { exact: true }).count()) > 0;
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Field').selectOption({ label: 'Role' });
    const role = dialog.getByLabel('Value');
    await role.selectOption(isPrincipal ? { label: 'Storer' } : { label: 'Principal' });
    await dialog.getByLabel(/^Reason/).fill('Seen in the interview');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect(rules).toContainText(`${isPrincipal ? before - 1 : before + 1} marked`);
  });
});

test('notes, frames and callouts are written, moved, resized, coloured, undone and kept as typed', async ({
  page,
}) => {
  await openDemonstration(page);
  const notes = page.getByRole('region', { name: 'Notes on the map' });
  const typed = 'Ask <b>licensing</b> & "O’Neill"\n\u202Eright to left';

  await test.step('a note by key: written, moved and resized by arrows, coloured', async () => {
    await press(page, 'r');
    await notes.getByLabel('Text of the note').fill(typed);
    await page.keyboard.press('Control+Enter');
    const note = notes.getByRole('group');
    await expect(note).toBeFocused();
    expect(await note.locator('div').first().textContent()).toBe(typed);
    const before = await note.boundingBox();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(async () => {
      const after = await note.boundingBox();
      expect(after!.x).toBeGreaterThan(before!.x + 5);
      expect(after!.height).toBeGreaterThan(before!.height + 5);
    }).toPass();
    await notes.getByRole('button', { name: 'Next colour' }).click();
    await press(page, 'Control+z');
    await expect(page.getByText(/^Undone: Colour note/)).toBeVisible();
  });

  await test.step('a callout to the selected record, and a frame that goes with its records', async () => {
    await press(page, 'ArrowRight', 'o');
    await notes.getByLabel('Text of the callout').fill('Seen twice a week');
    await page.keyboard.press('Control+Enter');
    await press(page, 'u');
    await notes.getByLabel('Text of the frame').fill('Lettings');
    await page.keyboard.press('Control+Enter');
    const frame = notes.getByRole('group', { name: 'Lettings' });
    const callout = notes.getByRole('group', { name: 'Seen twice a week' });
    const [frameBefore, calloutBefore] = [await frame.boundingBox(), await callout.boundingBox()];
    await frame.focus();
    await page.keyboard.press('ArrowDown');
    await expect(async () => {
      expect((await frame.boundingBox())!.y).toBeGreaterThan(frameBefore!.y + 5);
      expect((await callout.boundingBox())!.y).toBeGreaterThan(calloutBefore!.y + 5);
    }).toPass();
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('a note moved by the pointer, then deleted by key and brought back', async () => {
    const note = notes.getByRole('group', { name: /licensing/ });
    const box = (await note.boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x - 40, box.y - 30, { steps: 4 });
    await page.mouse.up();
    await expect(async () => {
      expect((await note.boundingBox())!.x).toBeLessThan(box.x - 40);
    }).toPass();
    await note.focus();
    await page.keyboard.press('Delete');
    await expect(notes.getByRole('group')).toHaveCount(2);
    await press(page, 'Control+z');
    await expect(notes.getByRole('group')).toHaveCount(3);
    expect(
      await notes
        .getByRole('group', { name: /licensing/ })
        .locator('div')
        .first()
        .textContent(),
    ).toBe(typed);
  });
});

test('views are compared by marks, counts and lists; the overview looks elsewhere; a card tells of what the cursor is at', async ({
  page,
}) => {
  await openDemonstration(page);
  const shown = await outlineOf(page).count();
  const compare = page.getByRole('region', { name: 'Compare' });

  await test.step('a view against the map as it is now', async () => {
    await press(page, 'b');
    await page.getByLabel('Save this map as').fill('Before');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Open Before' })).toBeVisible();
    const hidden = await outlineOf(page).allTextContents();
    const name = hidden.map((words) => /^([^,]+), business/.exec(words)?.[1]).find(Boolean) ?? '';
    await page.getByRole('combobox', { name: 'Find on the map' }).fill(name);
    await page.getByRole('option', { name }).first().click();
    await press(page, 'h');
    await expect(outlineOf(page)).toHaveCount(shown - 1);
    await compare.getByLabel('First').selectOption({ label: 'Before' });
    await compare.getByLabel('Second').selectOption({ label: 'This map now' });
    await compare.getByRole('button', { name: 'Compare', exact: true }).click();
    const counts = compare.getByRole('table', { name: 'What the two have' });
    await expect(counts.getByRole('row', { name: /Only in Before 1 1/ })).toBeVisible();
    await expect(counts.getByRole('row', { name: /Only in This map now 2 0/ })).toBeVisible();
    await compare.getByText('Only in Before (1)').click();
    await expect(compare.getByRole('list', { name: 'Only in Before' })).toContainText(name);
    await expect(legendOf(page).getByRole('region', { name: 'Comparison' })).toContainText(
      'Only in Before',
    );
    expect(await faultsOf(page)).toEqual([]);
    await compare.getByRole('button', { name: 'Bring 1 onto the map' }).click();
    await expect(outlineOf(page)).toHaveCount(shown);
    await legendOf(page).getByRole('button', { name: 'Stop comparing' }).click();
    await expect(compare.getByRole('table')).toHaveCount(0);
  });

  await test.step('the card tells of the record that the cursor came to', async () => {
    await press(page, 'Control+ArrowRight');
    const card = page.getByRole('tooltip');
    await expect(card).toContainText(/\d+ links?/);
    const place = ((await placeOf(page).textContent()) ?? '').split(',')[0] ?? '';
    await expect(card).toContainText(place);
  });

  await test.step('the overview is put away and brought back by its key, and its arrows look elsewhere', async () => {
    const overview = page.getByRole('group', { name: 'Overview of the map' });
    await expect(overview).toBeVisible();
    await press(page, '+', '+', '+');
    await overview.focus();
    const card = page.getByRole('tooltip');
    await page.keyboard.press('ArrowLeft');
    await expect(card).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(overview).toHaveCount(0);
    await press(page, 'm');
    await expect(overview).toBeVisible();
  });
});
