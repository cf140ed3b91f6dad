import type { Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { goTo, makeCase, PASSPHRASE } from './case-steps.ts';
import { expect, test } from './host.ts';

const CASE = 'Thornvale';
const NEW_PASSPHRASE = 'kettle meadow fourteen harbour';

type Halves = readonly [string, string];

/** Makes a code in the settings and leaves it shown. */
async function makeCode(page: Page): Promise<Halves> {
  await goTo(page, 'Settings');
  await expect(page.getByText('This case has no recovery code')).toBeVisible();
  await page.getByRole('button', { name: 'Make a recovery code' }).click();
  await expect(page.getByText('Enter why the code is made.')).toBeVisible();
  await page.getByLabel('Reason for making a code').fill('Kept in two safes');
  await page.getByRole('button', { name: 'Make a recovery code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recovery code' });
  await expect(dialog.getByRole('definition')).toHaveCount(2);
  const [a = '', b = ''] = await dialog.getByRole('definition').allTextContents();
  expect(a).toMatch(/^A(-[0-9A-Z]{5}){6}$/);
  expect(b).toMatch(/^B(-[0-9A-Z]{5}){6}$/);
  return [a, b];
}

async function closeCode(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Recovery code' });
  await page.keyboard.press('Escape');
  await expect(dialog, 'an Escape by habit does not lose the code').toBeVisible();
  await dialog.getByLabel('Both halves are written down').check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
}

async function closeCase(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page
    .getByRole('combobox', { name: 'Search records or run a command' })
    .fill('close the case');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Open a case' })).toBeVisible();
}

async function chooseCase(page: Page): Promise<void> {
  await page
    .getByRole('list', { name: 'Recent cases' })
    .getByRole('button', { name: CASE })
    .click();
}

async function fillRecovery(page: Page, [a, b]: Halves, user: string): Promise<void> {
  await page.getByLabel('Half A', { exact: true }).fill(a);
  await page.getByLabel('Half A typed by').fill('Cal Invented');
  await page.getByLabel('Half B', { exact: true }).fill(b);
  await page.getByLabel('Half B typed by').fill('Dee Madeup');
  await page.getByLabel('Who gets the new passphrase').fill(user);
  await page.getByLabel('Reason', { exact: true }).fill('The passphrase is lost');
  await page.getByLabel('New passphrase', { exact: true }).fill(NEW_PASSPHRASE);
  await page.getByLabel('New passphrase again').fill(NEW_PASSPHRASE);
}

/** Prints both halves, and checks that nothing but a sheet each is on paper. */
async function printHalves(page: Page, [a, b]: Halves): Promise<void> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: 'Print a sheet each' }).click();
  await expect(page.locator('body[data-printed]')).toBeVisible();

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
  for (const [letter, half] of [
    ['A', a],
    ['B', b],
  ] as const) {
    const sheet = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: `Half ${letter} of a recovery code` }) });
    await expect(sheet.getByText(half)).toBeVisible();
    await expect(sheet.getByText('OFFICIAL-SENSITIVE')).toHaveCount(2);
  }
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  await page.emulateMedia({ media: null });
}

test('a lost passphrase is replaced by both halves of the recovery code, printed on a sheet each, and other users keep theirs', async ({
  page,
}) => {
  await makeCase(page, CASE);
  const [a, b] = await makeCode(page);
  expect(await faultsOf(page)).toEqual([]);
  await printHalves(page, [a, b]);
  await closeCode(page);
  await expect(page.getByText(a)).toHaveCount(0);
  await expect(page.getByText('This case has no recovery code')).toHaveCount(0);
  await expect(page.getByText('The recovery code of this case was made on')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await closeCase(page);
  await chooseCase(page);
  await page.getByRole('button', { name: /use the recovery code/i }).click();
  await fillRecovery(page, [b, a.slice(0, -1)], 'Eve Newcomer');
  await page.getByRole('button', { name: 'Open the case' }).click();
  await expect(page.getByText('This is half B. Half A is on the other paper.')).toBeVisible();
  await expect(page.getByText('Half B begins with the letter B.')).toBeVisible();
  await expect(page.getByLabel('Half A', { exact: true })).toBeFocused();
  expect(await faultsOf(page)).toEqual([]);

  await fillRecovery(page, [a.toLowerCase(), b.replaceAll('-', ' ')], 'Eve Newcomer');
  await page.getByRole('button', { name: 'Open the case' }).click();
  await expect(page.getByRole('heading', { name: CASE, level: 1 })).toBeVisible();
  await goTo(page, 'Audit');
  const row = page.getByRole('row', { name: /Case Recovered/ });
  await expect(row).toContainText('The passphrase is lost');
  await row.click();
  const acted = page.getByRole('region', { name: 'Who and why' });
  await expect(acted).toContainText('Eve Newcomer');
  await expect(acted).toContainText('Cal Invented and Dee Madeup');

  for (const [user, passphrase] of [
    ['Eve Newcomer', NEW_PASSPHRASE],
    ['Ana Example', PASSPHRASE],
  ] as const) {
    await closeCase(page);
    await chooseCase(page);
    await page.getByLabel('User').selectOption(user);
    await page.getByLabel('Reason for opening').fill('Carry on');
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: CASE, level: 1 })).toBeVisible();
  }
});

test('a case without a recovery code offers none; with one, it opens the locked case too', async ({
  page,
}) => {
  await makeCase(page, CASE);
  await closeCase(page);
  await chooseCase(page);
  await expect(page.getByLabel('Reason for opening')).toBeVisible();
  await expect(page.getByRole('button', { name: /use the recovery code/i })).toHaveCount(0);
  await page.getByLabel('Reason for opening').fill('Make a code');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: CASE, level: 1 })).toBeVisible();

  const halves = await makeCode(page);
  await closeCode(page);
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: /use the recovery code/i }).click();
  await fillRecovery(page, halves, 'Ana Example');
  await page.getByRole('button', { name: 'Open the case' }).click();
  await expect(page.getByRole('heading', { name: CASE, level: 1 })).toBeVisible();
});
