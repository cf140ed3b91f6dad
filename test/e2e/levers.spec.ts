import type { Page } from '@playwright/test';
import { openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';

/** Runs the first thing that the palette finds. */
async function ask(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records or run/i }).fill(words);
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

test('by keyboard: what can be done about a group, what a service can do, and what to find out', async ({
  page,
}) => {
  await openDemonstration(page);
  await page.keyboard.press('Control+4');
  const main = page.getByRole('main', { name: 'Levers' });
  const list = main.getByRole('grid', { name: 'Openings, best first' });
  const chart = main.getByRole('listbox', { name: /^Effect and lead time/ });
  const pageOfLever = main.getByRole('article');

  await test.step('a group: the list says why, and opens the lever for the record', async () => {
    await expect(list).toBeVisible({ timeout: 60_000 });
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await expect(list).toHaveAccessibleDescription(/^2\. \d+ of 100\./);
    const row = list.getByRole('row').nth(2);
    const record = await row.getByRole('gridcell').nth(1).innerText();
    const lever = await row.getByRole('gridcell').nth(2).innerText();
    await page.keyboard.press('Enter');
    await expect(pageOfLever).toHaveAccessibleName(lever);
    await expect(main.getByRole('region', { name: `For ${record}` })).toContainText('Evidence');
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('1 selected');
    await page.keyboard.press('Space');
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('0 selected');
  });

  await test.step('what applies is listed; what needs evidence is counted beside it, and a key away', async () => {
    const answers = main.getByRole('group', { name: 'Answer' });
    const firstCase = list.getByRole('row').nth(1).getByRole('gridcell').nth(3);
    await expect(answers.getByRole('button', { pressed: true })).toHaveText(/^Applies [1-9]/);
    await expect(firstCase).not.toHaveText('Needs evidence');
    await answers.getByRole('button', { name: /^Needs evidence [1-9]/ }).focus();
    await page.keyboard.press('Enter');
    await expect(firstCase).toHaveText('Needs evidence');
    await answers.getByRole('button', { name: /^Applies/ }).focus();
    await page.keyboard.press('Enter');
    await expect(firstCase).not.toHaveText('Needs evidence');
  });

  await test.step('the chart says the same by arrow keys', async () => {
    await chart.focus();
    const best = chart.getByRole('option').first();
    await expect(best).toHaveAccessibleName(/cuts off \d+ records?, about .+ cost/);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(best).toHaveAttribute('aria-selected', 'true');
    const name = (await best.getAttribute('aria-label'))?.split(',')[0] ?? '';
    await expect(main.getByRole('region', { name: `For ${name}` })).toBeVisible();
  });

  await test.step('filters count what they leave, and name what hides most', async () => {
    await main.getByRole('tab', { name: /^Filters/ }).focus();
    await page.keyboard.press('Enter');
    await main
      .getByRole('list', { name: 'Intrusiveness' })
      .getByRole('checkbox', { name: /^A check on paper/ })
      .check();
    const holders = main.getByRole('list', { name: 'Held by', exact: true });
    await holders.getByRole('checkbox').last().check();
    const tokens = main.getByRole('list', { name: 'Filters' });
    await expect(tokens.getByRole('button', { name: /^Remove/ })).toHaveCount(2);
    await tokens.getByRole('button', { name: 'Clear all' }).focus();
    await page.keyboard.press('Enter');
    await expect(tokens).toHaveCount(0);
  });

  await test.step('a service sees its own list', async () => {
    await ask(page, '>what can this service do');
    await main.getByRole('tab', { name: /^By service/ }).click();
    const licensing = main.getByRole('button', { name: /^Licensing/ });
    await licensing.focus();
    await page.keyboard.press('Enter');
    await expect(licensing).toHaveAttribute('aria-pressed', 'true');
    await expect(main.getByRole('status').filter({ hasText: /openings? on/ })).toHaveCount(1);
    await list.focus();
    await page.keyboard.press('Enter');
    await expect(pageOfLever).toContainText(/Licensing/);
  });

  await test.step('what to find out leads to the gateway and to the records', async () => {
    await ask(page, '>what should be found out');
    const asked = main.getByRole('region', { name: 'To find out' });
    const question = asked.getByRole('button', { expanded: false }).first();
    await question.focus();
    await page.keyboard.press('Enter');
    await expect(asked.getByRole('heading', { name: 'What it would open' })).toBeVisible();
    const gateway = asked.getByText('Gateway:').first().getByRole('button').first();
    const title = await gateway.innerText();
    await gateway.focus();
    await page.keyboard.press('Enter');
    await expect(pageOfLever).toHaveAccessibleName(title);
  });

  await test.step('the palette finds a lever by its sign and opens its whole page', async () => {
    await ask(page, '@premises licence review');
    await expect(pageOfLever).toHaveAccessibleName(/^Premises licence review/);
    await expect(pageOfLever.getByRole('region', { name: 'Legal basis' })).toContainText(
      'Licensing Act 2003',
    );
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'To find out' })).toBeVisible();
  });
});
