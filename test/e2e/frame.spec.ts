import type { Locator, Page } from '@playwright/test';
import {
  checkFiles,
  chooseFiles,
  commit,
  goTo,
  makeCase,
  openDemonstration,
  PASSPHRASE,
} from './case-steps.ts';
import { expect, test } from './host.ts';

const PEOPLE = {
  name: 'people.csv',
  text: 'name,town\nAna Example,Harrowmere\nBo Sample,Thornvale\n',
};

function paletteBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search records or run a command' });
}

async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await paletteBox(page).fill(`>${words}`);
  await page.keyboard.press('Enter');
}

async function importPeople(page: Page): Promise<void> {
  await goTo(page, 'Import');
  await chooseFiles(page, [PEOPLE]);
  await checkFiles(page);
  await commit(page);
}

test.describe('welcome', () => {
  test('a case is not made with a short passphrase or with two that differ, and Caps Lock is told', async ({
    page,
  }) => {
    await page.getByRole('button', { name: 'New case' }).click();
    await page.getByLabel('Name of the case').fill('Harrowmere');
    await page.getByLabel('Passphrase', { exact: true }).fill('too short');
    await page.getByLabel('Passphrase again').fill('too shirt');
    await page.getByRole('button', { name: 'Make the case' }).click();

    await expect(page.getByText('Enter your name')).toBeVisible();
    await expect(page.getByText('The passphrase has 9 characters. Use at least 14.')).toBeVisible();
    await expect(page.getByText('The two passphrases are not the same.')).toBeVisible();
    await expect(page.getByLabel('Your name')).toBeFocused();

    const passphrase = page.getByLabel('Passphrase', { exact: true });
    await passphrase.fill('x');
    await passphrase.evaluate((input) => {
      input.dispatchEvent(
        new KeyboardEvent('keyup', { key: 'A', bubbles: true, modifierCapsLock: true }),
      );
    });
    await expect(page.getByText('Caps Lock is on')).toBeVisible();
    await expect(passphrase).toHaveAttribute('type', 'password');
    await page.getByRole('button', { name: 'Show' }).first().click();
    await expect(passphrase).toHaveAttribute('type', 'text');
  });

  test('a closed case is listed, and opens with its passphrase and a reason', async ({ page }) => {
    await makeCase(page, 'Thornvale');
    await runCommand(page, 'close the case');

    await page
      .getByRole('list', { name: 'Recent cases' })
      .getByRole('button', { name: 'Thornvale' })
      .click();
    await page.getByLabel('Reason for opening').fill('Weekly tasking');
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Thornvale', level: 1 })).toBeVisible();
    await goTo(page, 'Audit');
    await expect(page.getByRole('row', { name: /Case Unlocked/ })).toContainText('Weekly tasking');
  });
});

test.describe('locking', () => {
  test('a wrong passphrase gets one message and a wait; the right one finds everything as it was', async ({
    page,
  }) => {
    await makeCase(page);
    await importPeople(page);
    await goTo(page, 'Records');
    await page.getByRole('gridcell', { name: 'Ana Example' }).click();

    await page.keyboard.press('Control+l');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(page.getByText('Bo Sample')).toHaveCount(0);

    await page.getByLabel('Reason for opening').fill('Carry on');
    await page.getByLabel('Passphrase').fill('not the passphrase at all');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^The passphrase is not correct\. Wait \d+ s\.$/)).toBeVisible();
    await expect(page.getByLabel('Passphrase')).toHaveValue('');

    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await expect(page.getByRole('button', { name: 'Unlock' })).not.toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main', { name: 'Records' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Ana Example/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  test('nobody at the window for the chosen time locks the case; the demonstration needs no passphrase', async ({
    page,
  }) => {
    await page.clock.install();
    await openDemonstration(page);
    await expect(page.getByText('Demonstration data. All names are invented.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Marking at the foot' })).toContainText(
      'OFFICIAL',
    );
    await page.clock.fastForward('09:30');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    await page.clock.fastForward('00:40');
    await expect(page.getByRole('heading', { name: 'Locked after 10 minutes' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Screens' })).toHaveCount(0);

    await page.getByRole('button', { name: 'Carry on' }).click();
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  });
});

test.describe('palette', () => {
  test('records and commands are found in one box, rows are walked by keys, and undo names what it does', async ({
    page,
  }) => {
    await makeCase(page);
    await importPeople(page);
    await goTo(page, 'Records');

    await page.keyboard.press('Control+k');
    const box = paletteBox(page);
    await expect(box).toBeFocused();
    await box.fill('samp');
    await expect(page.getByRole('option', { name: /Bo Sample/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Selection')).toHaveText('1 selected');
    await expect(page.getByRole('row', { name: /Bo Sample/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );

    await page.keyboard.press('Control+k');
    await box.fill('>audit');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main', { name: 'Audit' })).toBeVisible();

    await test.step('Enter straight after typing opens what the text finds, not what an earlier one found', async () => {
      await goTo(page, 'Records');
      await page.keyboard.press('Control+k');
      await box.fill('ana');
      await expect(page.getByRole('option', { name: /Ana Example/ })).toBeVisible();
      await box.fill('bo s');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('row', { name: /Bo Sample/ })).toHaveAttribute(
        'aria-selected',
        'true',
      );
    });

    await test.step('what is typed and not there is said, and Escape closes the box', async () => {
      await page.getByRole('button', { name: 'Search records or run a command' }).click();
      await box.fill('zzzz');
      await expect(page.getByText('Nothing matches “zzzz”.')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(box).toHaveCount(0);
    });

    await test.step('rows of the list are walked and chosen by arrow keys and Space', async () => {
      const grid = page.getByRole('grid', { name: 'Records' });
      await grid.focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowDown');
      await expect(grid).toHaveAttribute('aria-activedescendant', /-1-0$/);
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Space');
      await expect(page.getByLabel('Selection')).toHaveText('2 selected');
    });

    await test.step('undo and redo name what they do, and their message offers the way back', async () => {
      await page.getByRole('button', { name: /^Undo: Import/ }).click();
      await expect(page.getByText('There are no records yet')).toBeVisible();
      await expect(page.getByText(/^Undone: Import/)).toBeVisible();
      await page.keyboard.press('Control+Shift+z');
      await expect(page.getByRole('gridcell', { name: 'Ana Example' })).toBeVisible();
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: /^Undo/ })
        .click();
      await expect(page.getByText('There are no records yet')).toBeVisible();
    });
  });

  test('what was seen and used lately leads, and a record can be acted on from the box', async ({
    page,
  }) => {
    await openDemonstration(page);
    await page.keyboard.press('Control+k');
    await paletteBox(page).fill('OCG-07');
    const results = page.getByRole('listbox', { name: 'Results' });
    const ocg = results.getByRole('option', { name: /OCG-07/ }).first();
    await expect(ocg).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByText('Do with OCG-07 Larkspur')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'OCG-07 Larkspur' })).toBeVisible();

    await page.keyboard.press('Control+Shift+d');
    await page.keyboard.press('Control+k');
    await expect(page.getByText('Seen lately')).toBeVisible();
    await expect(results.getByRole('option').first()).toContainText('OCG-07 Larkspur');
    await expect(page.getByText('Used lately')).toBeVisible();

    await paletteBox(page).fill('#ocg');
    await expect(page.getByRole('option', { name: 'Change the density' })).toHaveCount(0);
    await paletteBox(page).fill('OCG-07');
    // What is found for the text before stays until this one is answered.
    await expect(page.getByText('Do with OCG-07 Larkspur')).toBeVisible();
    await results.getByRole('option', { name: 'Begin the map at it' }).click();
    await expect(page.getByText(/around OCG-07 Larkspur/)).toBeVisible();
  });
});

test.describe('keyboard', () => {
  test('F6 steps round the parts of the window, F1 tells the keys, theme and density are remembered', async ({
    page,
  }) => {
    await makeCase(page);
    await goTo(page, 'Settings');
    await page.keyboard.press('F6');
    await expect(page.getByRole('main', { name: 'Settings' })).toBeFocused();
    await page.keyboard.press('F6');
    await expect(page.getByRole('contentinfo')).toBeFocused();
    await page.keyboard.press('F6');
    await expect(page.getByRole('banner')).toBeFocused();
    await page.keyboard.press('F6');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeFocused();
    await page.keyboard.press('Shift+F6');
    await expect(page.getByRole('banner')).toBeFocused();

    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(help.getByText('Lock now')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(help).toHaveCount(0);

    await page.getByRole('radio', { name: 'Light' }).check();
    await page.getByRole('radio', { name: 'Roomy' }).check();
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'light');
    await expect(html).toHaveAttribute('data-density', 'roomy');

    await page.reload();
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    await expect(html).toHaveAttribute('data-theme', 'light');
    await expect(html).toHaveAttribute('data-density', 'roomy');
  });
});

test('what could not be read says so, and is read again when it is asked for', async ({ page }) => {
  await makeCase(page);
  let isBroken = true;
  await page.routeWebSocket(/\/api$/, (socket) => {
    const host = socket.connectToServer();
    socket.onMessage((message) => {
      const text = String(message);
      const isAsked = isBroken && text.includes('/audit/find');
      host.send(isAsked ? text.replace('/audit/find', '/audit/lost') : message);
    });
  });
  await page.reload();
  await goTo(page, 'Audit');
  const main = page.getByRole('main', { name: 'Audit' });
  await expect(main.getByRole('alert')).toContainText('There is a problem');
  isBroken = false;
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('grid', { name: /^Audit log/ })).toBeVisible();
});

test.describe('a lost host', () => {
  test.use({ expectedFaults: /WebSocket|ERR_CONNECTION|net::/ });

  test('is told, and that nothing saved is lost', async ({ page, host }) => {
    await makeCase(page);
    await host.stop();
    await expect(page.getByRole('alert')).toContainText('The connection to Achilles was lost');
    await expect(page.getByRole('alert')).toContainText('What you saved is safe');
  });
});
