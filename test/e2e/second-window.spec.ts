import type { Page } from '@playwright/test';
import { goTo, makeCase, openDemonstration, PASSPHRASE } from './case-steps.ts';
import { expect, test } from './host.ts';

/** Opens a second window by its keys. */
async function openSecond(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Control+Shift+O');
  const second = await opened;
  await expect(second.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  return second;
}

function selection(page: Page) {
  return page.getByRole('status', { name: 'Selection' });
}

test('two windows share selection and undo, each on a screen of its own, and outlive each other', async ({
  page,
}) => {
  test.slow();
  await openDemonstration(page);
  await expect(page.getByRole('region', { name: 'Legend' })).toBeVisible();
  const second = await test.step('the second opens on the screen of the first', async () => {
    await goTo(page, 'Records');
    const opened = await openSecond(page);
    await expect(opened.getByRole('main', { name: 'Records' })).toBeVisible();
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    expect(new URL(opened.url()).hash).toBe('');
    return opened;
  });

  await test.step('what is selected in one is selected in the other', async () => {
    await goTo(page, 'Map');
    await second.keyboard.press('Control+K');
    await second.getByRole('combobox', { name: /search records/i }).fill('Lame Gosling');
    await second
      .getByRole('option', { name: /Lame Gosling/ })
      .first()
      .click();
    await expect(selection(second)).toHaveText('1 selected');
    await expect(selection(page)).toHaveText('1 selected');
    await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('Lame Gosling');
    await page.getByRole('application', { name: /map/i }).focus();
    await page.keyboard.press('Escape');
    await expect(selection(second)).toHaveText('0 selected');
  });

  await test.step('a change in one is undone in the other', async () => {
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const steps = page.getByRole('list', { name: 'Changes, latest first' });
    const here = steps.getByRole('button', { name: /You are here/ });
    await expect(here).toContainText('Make the demonstration county');
    await second.getByRole('button', { name: /^Undo: Make the demonstration/ }).click();
    await expect(here).toContainText('Set the area of the demonstration');
    await page.getByRole('button', { name: /^Redo: Make the demonstration/ }).click();
    await expect(
      second.getByRole('button', { name: /^Undo: Make the demonstration/ }),
    ).toBeVisible();
  });

  await test.step('closing one leaves the other', async () => {
    await page.close();
    await goTo(second, 'Settings');
    await expect(second.getByRole('heading', { name: 'Settings', level: 2 })).toBeVisible();
  });
});

test('locking one window locks both, and unlocking opens both; settings are the same in both', async ({
  page,
}) => {
  await makeCase(page);
  const second = await openSecond(page);
  await goTo(second, 'Settings');
  await second.getByRole('radio', { name: 'Light' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  await second.keyboard.press('Control+L');
  for (const window of [page, second]) {
    await expect(window.getByRole('button', { name: 'Unlock' })).toBeVisible();
    await expect(window.getByRole('navigation', { name: 'Screens' })).toHaveCount(0);
  }
  await page.getByLabel('Reason for opening').fill('Back from lunch');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  for (const window of [page, second]) {
    await expect(window.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  }
});
