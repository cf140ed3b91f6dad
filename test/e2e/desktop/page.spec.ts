import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { PAGE_EXPECTED, PAGE_PROBE } from '../../../electron/main/self-check.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

// The desktop's page with everything of the desktop but Electron itself, so that its scheme, its bridge
// and its backend are seen working together wherever a browser is.

const PASSPHRASE = 'seven invented words make a passphrase';

const test = base.extend<{ desktop: StandIn }>({
  desktop: async ({ page }, use) => {
    const standIn = await startStandIn(page);
    await use(standIn);
    await standIn.stop();
  },
});

test('a page of the scheme reaches the backend over its port, and breaks nothing of its policy', async ({
  page,
  desktop,
}) => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(desktop.address);

  await page.getByRole('button', { name: 'New case' }).click();
  await page.getByLabel('Name of the case').fill('Op Larkspur');
  await page.getByLabel('Your name').fill('Ana Example');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Make the case' }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();
  expect(existsSync(join(desktop.folder, 'Op Larkspur.achilles')), 'where the dialog said').toBe(
    true,
  );

  desktop.tell({ kind: 'lock', id: 1 });
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel(/reason/i).fill('Weekly review');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();

  // As the desktop's menu does.
  await page.evaluate(() => Reflect.get(window, 'standInCommand')('case.lock'));
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('the probe of the self-check finds the page closed where a browser can tell', async ({
  page,
  desktop,
}) => {
  await page.goto(desktop.address);
  await expect(page.getByRole('button', { name: 'New case' })).toBeVisible();
  const answers = await page.evaluate<Record<string, string>>(PAGE_PROBE);
  expect(Object.keys(answers)).toEqual(Object.keys(PAGE_EXPECTED));
  // The rest is refused by Electron's windows and permission handlers, or is the scheme's own origin.
  for (const name of [
    'page: node in the page',
    'page: bridge',
    'page: webview',
    'page: eval',
    'page: markup from text',
    'page: request to a network',
    'page: request to this computer',
  ]) {
    expect(answers[name], name).toBe(PAGE_EXPECTED[name]);
  }
});
