import type { Page } from '@playwright/test';
import { goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';
import { expectInspected, inspectorOf, openTab } from './inspector-steps.ts';

/** Runs a command by the palette. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records/i }).fill(`> ${name}`);
  await page.getByRole('option', { name }).first().click();
}

test('a report of two items is entered, makes and marks records, is read again, and is one step of undo', async ({
  page,
}) => {
  await makeCase(page);
  await goTo(page, 'Records');
  await run(page, 'New record');
  const record = page.getByRole('dialog', { name: /^New / });
  await record.getByLabel('Kind of record').selectOption('Premises');
  await record.getByLabel('Name', { exact: true }).fill('The Brass Heron');
  await record.getByLabel('Reason').fill('Known');
  await record.getByRole('button', { name: 'Add premises' }).click();
  await expectInspected(page, 'The Brass Heron');

  const form = page.getByRole('dialog', { name: 'New intelligence report' });
  await test.step('what is missing is told by item', async () => {
    await run(page, 'New intelligence report');
    await form.getByRole('button', { name: 'Add report' }).click();
    const problem = form.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(problem).toContainText('Give the report its reference.');
    await problem.getByRole('button', { name: 'Item 1: write what it says.' }).click();
    await expect(form.getByLabel('Text')).toBeFocused();
    // A fault below one field does not move it against those beside it.
    const topOf = async (label: string) =>
      (await form.getByLabel(label, { exact: true }).boundingBox())?.y;
    expect(await topOf('Reference')).toBe(await topOf('Date of the report'));
  });

  await test.step('each item has its own grade, handling and people', async () => {
    await form.getByLabel('Reference', { exact: true }).fill('INT/2026/0417');
    await form.getByLabel('Date of the report').fill('2026-04-17');
    await form.getByLabel('Owner agency').fill('Harrowmere Police');
    const first = form.getByRole('group', { name: 'Item 1', exact: true });
    await first.getByLabel('Text').fill('Dealing at the bar\nevery Friday.');
    await first.getByLabel('Source grade').selectOption('2');
    await first.getByLabel('Information grade').selectOption('B');
    await first.getByRole('combobox', { name: 'Speaks of' }).fill('heron');
    await expect(first.getByRole('option', { name: /The Brass Heron/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await first.getByLabel('What it says of The Brass Heron').selectOption('Indicators');
    await first.getByLabel('Add to indicators').selectOption('Drug dealing at premises');

    await form.getByRole('button', { name: 'Add an item' }).click();
    const second = form.getByRole('group', { name: 'Item 2', exact: true });
    await second.getByLabel('Text').fill('“Dory” runs the place.');
    await second.getByLabel('Source grade').selectOption('1');
    await second.getByLabel('Information grade').selectOption('A');
    await second.getByLabel('Handling code').selectOption('C');
    await second.getByRole('textbox', { name: 'Conditions' }).fill('Sanitise first.');
    await second.getByRole('combobox', { name: 'Speaks of' }).fill('Dorian Vexley');
    await second.getByRole('button', { name: 'Make “Dorian Vexley” as a new record' }).click();
    await second.getByRole('button', { name: 'Also The Brass Heron' }).click();
    await second
      .getByLabel('Links that it tells')
      .selectOption('The Brass Heron and Dorian Vexley');
    await second.getByLabel('The Brass Heron … Dorian Vexley').selectOption('controlled by');
    await form.getByLabel('Reason').fill('Received today');
    await form.getByRole('button', { name: 'Add report' }).click();
  });

  await test.step('the report is shown as it was written', async () => {
    const report = page.getByRole('dialog', { name: 'Report INT/2026/0417' });
    await expect(report.getByRole('region', { name: 'Item 1' })).toContainText('every Friday.');
    const second = report.getByRole('region', { name: 'Item 2' });
    await expect(second).toContainText(
      'Coded C. Ask its owner before you share it. Sanitise first.',
    );
    await expect(second).toContainText('Dorian Vexley controls The Brass Heron');
  });

  await test.step('it is edited with a reason: an item regraded, another added, and its history told', async () => {
    const report = page.getByRole('dialog', { name: 'Report INT/2026/0417' });
    await report.getByRole('button', { name: 'Edit', exact: true }).click();
    const edit = page.getByRole('dialog', { name: 'Edit report INT/2026/0417' });
    const first = edit.getByRole('group', { name: 'Item 1', exact: true });
    await expect(first.getByLabel('Text')).toHaveValue('Dealing at the bar\nevery Friday.');
    await first.getByLabel('Information grade').selectOption('A');
    await edit.getByRole('button', { name: 'Add an item' }).click();
    const third = edit.getByRole('group', { name: 'Item 3', exact: true });
    await third.getByLabel('Text').fill('Closed on Mondays.');
    await third.getByLabel('Source grade').selectOption('2');
    await third.getByLabel('Information grade').selectOption('C');
    await third.getByRole('button', { name: 'Also The Brass Heron' }).click();
    await edit.getByLabel('Reason').fill('The originator corrected it');
    await edit.getByRole('button', { name: 'Save the report' }).click();
    await expect(report.getByRole('region', { name: 'Item 3' })).toContainText(
      'Closed on Mondays.',
    );
    const history = report.getByRole('region', { name: 'History of the report' });
    await expect(history).toContainText('Reason: The originator corrected it');
    await expect(history).toContainText('Item 1, grade');
    await expect(history).toContainText('Item 3, added');
  });

  await test.step('it is printed for a reason, marked at head and foot, without what is coded C', async () => {
    await page.evaluate(() => {
      window.print = () => {
        const text = document.querySelector('body > table')?.textContent ?? '';
        document.body.setAttribute('data-printed', text);
      };
    });
    const report = page.getByRole('dialog', { name: 'Report INT/2026/0417' });
    await report.getByRole('button', { name: 'Print' }).click();
    const print = page.getByRole('dialog', { name: 'Print this report?' });
    await print.getByLabel('Reason').fill('For the licensing officer');
    await print.getByRole('button', { name: 'Print and record' }).click();
    await expect(print.getByText(/An item of this report is coded C/)).toBeVisible();
    await print.getByLabel('Leave out items coded C').check();
    await print.getByRole('button', { name: 'Print and record' }).click();
    await expect(print).toHaveCount(0);
    const printed = page.locator('body[data-printed]');
    await expect(printed).toHaveAttribute(
      'data-printed',
      /^(OFFICIAL-SENSITIVE){2}Intelligence report/,
    );
    await expect(printed).toHaveAttribute('data-printed', /every Friday.*Closed on Mondays/s);
    await expect(printed).not.toHaveAttribute('data-printed', /runs the place/);
    await run(page, 'Intelligence reports');
    await page.getByRole('dialog').getByRole('button', { name: 'INT/2026/0417' }).click();
    await report
      .getByRole('region', { name: 'Item 2' })
      .getByRole('button', { name: 'Dorian Vexley' })
      .click();
    await expectInspected(page, 'Dorian Vexley');
  });

  await test.step('a person who becomes protected takes the item along, until it is revealed', async () => {
    await inspectorOf(page).getByRole('button', { name: 'Mark as protected' }).click();
    const protect = page.getByRole('dialog', { name: 'Mark as protected' });
    await protect.getByLabel('Reason').fill('Coerced');
    await protect.getByRole('button', { name: 'Mark as protected' }).click();
    const sources = await openTab(page, 'Sources');
    await sources.getByRole('button', { name: 'Open the report' }).click();
    const report = page.getByRole('dialog', { name: 'Report INT/2026/0417' });
    await expect(report).toContainText('Withheld: this item speaks of a protected person.');
    await expect(page.getByText('Dory')).toHaveCount(0);
    await report.getByLabel('Reason to reveal what is withheld').fill('Strategy meeting');
    await report.getByRole('button', { name: 'Reveal and record' }).click();
    await expect(report.getByRole('region', { name: 'Item 2' })).toContainText(
      '“Dory” runs the place.',
    );
    await report.getByRole('button', { name: 'All reports' }).click();
    const all = page.getByRole('dialog', { name: 'Intelligence reports' });
    await expect(all.getByRole('list', { name: 'Reports' })).toContainText('3 items. 17 Apr 2026');
    await page.keyboard.press('Escape');
    await expect(all).toHaveCount(0);
  });

  await test.step('undo takes back the report with all it made', async () => {
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    await expect(page.getByText('Undone: Edit report INT/2026/0417')).toBeVisible();
    await page.keyboard.press('Control+Z');
    await expect(page.getByText('Undone: Add report INT/2026/0417')).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(2);
  });
});
