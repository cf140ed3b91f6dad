import type { Locator, Page } from '@playwright/test';
import { axe } from './axe.ts';
import { goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';
import { expectInspected, inspectorOf } from './inspector-steps.ts';

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog');
}

async function openTypes(page: Page, tab: string): Promise<void> {
  await goTo(page, 'Settings');
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('button', { name: 'Types', exact: true })
    .click();
  await page.getByRole('tab', { name: tab }).click();
}

/** Opens the form of a new type, fills it in and adds it. */
async function addType(
  page: Page,
  what: string,
  fill: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await page.getByRole('button', { name: `Add a ${what}`, exact: true }).click();
  const dialog = dialogOf(page);
  await fill(dialog);
  await dialog.getByRole('button', { name: `Add ${what}`, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function addRecord(
  page: Page,
  kind: string,
  fill: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records/i }).fill('> new record');
  await page.getByRole('option', { name: /^New record/ }).click();
  const form = page.getByRole('dialog', { name: /^New / });
  await form.getByLabel('Kind of record').selectOption({ label: kind });
  await fill(form);
  await form.getByLabel('Reason').fill('Known to the team');
  await form.getByRole('button', { name: /^Add / }).click();
  await expect(form).toHaveCount(0);
}

async function filterBy(page: Page, text: string): Promise<void> {
  const filter = page.getByRole('combobox', { name: 'Filter records' });
  await filter.fill(`${text} `);
  await filter.press('Enter');
}

test('a case gets a kind, a field with a list and a link type of its own, finds what is made with them, and undoes it', async ({
  page,
}) => {
  const look = axe(page);
  await makeCase(page);

  await test.step('a kind is built on premises; a name that is taken is told at its control', async () => {
    await openTypes(page, 'Kinds of record');
    await page.getByRole('button', { name: 'Add a kind' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Name', { exact: true }).fill('Property');
    await expect(dialog.getByLabel('Name of several')).toHaveValue('Properties');
    await expect(dialog.getByText(/tested by every lever as premises are/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Add kind' }).click();
    const name = dialog.getByLabel('Name', { exact: true });
    await expect(name).toHaveAccessibleDescription(/“Property” means Premises already/);
    await expect(name).toBeFocused();
    await name.fill('Storage unit');
    await dialog.getByLabel('Icon').selectOption({ label: 'Warehouse' });
    await look.check('form of a kind');
    await dialog.getByRole('button', { name: 'Add kind' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(
      page.getByRole('list', { name: 'Kinds of record' }).getByRole('listitem').first(),
    ).toHaveText(/Storage unit\s*Ours.*built on premises, references STO.*Not used/);
  });

  await test.step('fields: a number with a unit, and one of a new list', async () => {
    await page.getByRole('tab', { name: 'Fields' }).click();
    await addType(page, 'field', async (dialog) => {
      await dialog.getByLabel('Name', { exact: true }).fill('Floor area');
      await dialog.getByLabel('What it holds').selectOption({ label: 'Number' });
      await dialog.getByLabel('Unit', { exact: true }).fill('m²');
      await dialog.getByRole('checkbox', { name: 'Storage unit' }).check();
    });
    await addType(page, 'field', async (dialog) => {
      await dialog.getByLabel('Name', { exact: true }).fill('Lock');
      await dialog.getByLabel('What it holds').selectOption({ label: 'One of a list' });
      await dialog.getByLabel('Name of the new list').fill('Locks');
      await dialog.getByLabel('Its words').fill('Padlock\nKeypad');
      await dialog.getByRole('checkbox', { name: 'Storage unit' }).check();
    });
    await page.getByLabel('Find in fields').fill('floor');
    await expect(page.getByRole('list', { name: 'Fields' }).getByRole('listitem')).toHaveText([
      /Floor area.*Storage unit, number in m²/,
    ]);
    await look.check('fields');
  });

  await test.step('a link type reads both ways', async () => {
    await page.getByRole('tab', { name: 'Link types' }).click();
    await addType(page, 'link type', async (dialog) => {
      await dialog.getByLabel('How it reads', { exact: true }).fill('keeps goods at');
      await dialog.getByLabel('How it reads back').fill('holds goods of');
      const [from, to] = ['Goes from', 'Leads to'].map((name) =>
        dialog.getByRole('group', { name }),
      );
      await from?.getByRole('checkbox', { name: 'Person' }).check();
      await to?.getByRole('checkbox', { name: 'Storage unit' }).check();
      await expect(dialog.getByText('Person keeps goods at storage unit')).toBeVisible();
    });
  });

  await test.step('a field of links: the types that have it are ticked', async () => {
    await page.getByRole('tab', { name: 'Fields' }).click();
    await addType(page, 'field', async (dialog) => {
      await dialog.getByLabel('Name', { exact: true }).fill('Rent');
      await dialog.getByLabel('What it holds').selectOption({ label: 'Number' });
      await dialog.getByLabel('Unit', { exact: true }).fill('£ a week');
      await dialog.getByText('Link types that have it').first().click();
      await dialog.getByRole('checkbox', { name: 'keeps goods at' }).check();
      await look.check('form of a field of links');
    });
    await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Links' });
    await expect(page.getByRole('list', { name: 'Fields' }).getByRole('listitem')).toHaveText([
      /Rent.*Link “keeps goods at”, number in £ a week.*Not used/,
    ]);
  });

  await test.step('a record is made with them, and linked', async () => {
    await goTo(page, 'Records');
    await addRecord(page, 'Person', (form) =>
      form.getByLabel('Name', { exact: true }).fill('Dorian Vexley'),
    );
    await addRecord(page, 'Storage unit', async (form) => {
      await form.getByLabel('Name', { exact: true }).fill('Unit 9 Kiln Yard');
      await form.getByLabel('Floor area (m²)').fill('42');
      await form.getByLabel('Lock', { exact: true }).selectOption({ label: 'Padlock' });
      await form.getByLabel('Link it to').fill('Vexley');
      await page.getByRole('option', { name: /Dorian Vexley/ }).click();
      await form
        .getByLabel('This record is … Dorian Vexley')
        .selectOption({ label: 'holds goods of' });
    });
    await expectInspected(page, 'Unit 9 Kiln Yard');
    const inspector = inspectorOf(page);
    await expect(inspector.getByText('42 m²').first()).toBeVisible();
    await inspector.getByRole('tab', { name: /^Links/ }).click();
    await expect(inspector.getByText('holds goods of').first()).toBeVisible();
  });

  await test.step('the link is asked for its field; what is no number is told at its control', async () => {
    const inspector = inspectorOf(page);
    await inspector.getByRole('button', { name: /^Inspect the link: holds goods of/ }).click();
    await inspector.getByRole('button', { name: 'Change', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Change the link' });
    const rent = form.getByLabel('Rent (£ a week)');
    await rent.fill('plenty');
    await form.getByLabel('Reason').fill('Told by the landlord');
    await form.getByRole('button', { name: 'Save changes' }).click();
    await expect(rent).toHaveAccessibleDescription(/Rent: enter a number/);
    await rent.fill('120');
    await look.check('form of a link with a field');
    await form.getByRole('button', { name: 'Save changes' }).click();
    await expect(form).toHaveCount(0);
    await expect(inspector.getByRole('region', { name: 'What else is known of it' })).toContainText(
      /Rent\s*120 £ a week/,
    );
  });

  await test.step('the query finds it by its kind and its fields, and the table has a column of each', async () => {
    const grid = page.getByRole('grid');
    await filterBy(page, 'type:storage-unit floor-area>=40 lock:padlock');
    await expect(grid.getByRole('row', { name: /Unit 9 Kiln Yard/ })).toBeVisible();
    await expect(grid.getByRole('row', { name: /Dorian Vexley/ })).toHaveCount(0);
  });

  await test.step('a kind in use is not deleted but retired, and then forms do not offer it', async () => {
    await openTypes(page, 'Kinds of record');
    await page.getByRole('button', { name: /^Change Storage unit/ }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      '1 record uses “Storage unit”, so it cannot be deleted.',
    );
    await dialog.getByRole('checkbox', { name: /^Offered in forms/ }).uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(
      page.getByRole('list', { name: 'Kinds of record' }).getByText('Retired'),
    ).toBeVisible();
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: /search records/i }).fill('> new record');
    await page.getByRole('option', { name: /^New record/ }).click();
    await expect(
      page.getByLabel('Kind of record').getByRole('option', { name: 'Storage unit' }),
    ).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('all of it is undone, step by step', async () => {
    for (const name of [
      'Retire kind Storage unit',
      /^Change the link of/,
      /^Add storage unit/,
      /^Add person/,
      'Add field Rent',
      'Add link type keeps goods at',
      'Add field Lock',
      'Add field Floor area',
      'Add kind Storage unit',
    ])
      await page
        .getByRole('button', {
          name:
            typeof name === 'string'
              ? `Undo: ${name}`
              : new RegExp(`Undo: ${name.source.slice(1)}`),
        })
        .click();
    await expect(page.getByRole('list', { name: 'Kinds of record' })).not.toContainText(
      'Storage unit',
    );
  });
  expect(look.faults).toEqual([]);
});
