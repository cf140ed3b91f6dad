import type { Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';
import { expectInspected, inspectorOf, waitForMap } from './inspector-steps.ts';

function dockOf(page: Page) {
  return page.getByRole('region', { name: 'Key players' });
}

function rowsOf(page: Page) {
  return dockOf(page).getByRole('grid', { name: 'Key players' }).getByRole('row');
}

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records or run/i }).fill(`>${command}`);
  await page.getByRole('dialog').getByRole('option').first().click();
}

test('key players are ranked with their doubt and reason, explained down to their links, and drawn on the map', async ({
  page,
}) => {
  test.slow();
  await openDemonstration(page);
  await waitForMap(page);

  await test.step('K ranks what is on the map, says what it rests on, and leaves protected people out', async () => {
    await page.getByRole('application', { name: 'Network map' }).focus();
    await page.keyboard.press('k');
    await expect(rowsOf(page).nth(1)).toContainText(/^1/);
    await expect(dockOf(page)).toContainText(/Brokerage rank out of \d+\. \d+ protected records/);
    await expect(dockOf(page)).toContainText('Every link alike, no filter');
    await expect(rowsOf(page).nth(1)).toContainText(/Stable|Likely|Fragile/, { timeout: 30_000 });
    await expect(dockOf(page).getByRole('gridcell', { name: /^Protected/ })).toHaveCount(0);
    await expect(rowsOf(page).nth(1).getByRole('gridcell').nth(4)).toHaveText(/^\p{Lu}.+/u);
    expect(await faultsOf(page, { within: '[aria-label="Key players"]' })).toEqual([]);
  });

  await test.step('only those with a lever keep their ranks', async () => {
    await dockOf(page).getByRole('button', { name: 'With a lever' }).click();
    await expect(rowsOf(page).nth(1)).toContainText(/levers? flagged/);
    await dockOf(page).getByRole('button', { name: 'Everyone' }).click();
    await expect(rowsOf(page).nth(1)).toContainText(/^1/);
  });

  const second = rowsOf(page).nth(2);
  const name = await second.getByRole('gridcell').nth(1).getAttribute('title');
  await test.step('one selection with the map, the inspector and the list', async () => {
    await second.click();
    await expect(second).toHaveAttribute('aria-selected', 'true');
    await expectInspected(page, name ?? '');
    await expect(
      inspectorOf(page).getByRole('region', { name: 'Place in the network' }),
    ).toContainText(/Brokerage.*2nd of \d+/);
  });

  await test.step('a number opens its definition, its doubt and the links under it, by keys alone', async () => {
    await dockOf(page).getByRole('grid', { name: 'Key players' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Measures of ${name}` });
    const about = dialog.getByRole('region', { name: 'Brokerage' });
    await expect(about).toContainText('How it is computed');
    await expect(about).toContainText('Freeman (1977)');
    await expect(about).toContainText('A score is a question, not a finding.');
    await expect(about).toContainText(/2nd of \d+/);
    const links = about.getByRole('table', { name: 'Links under this number' });
    await expect(links.getByRole('button').first()).toBeVisible();
    expect(await faultsOf(page, { within: 'dialog' })).toEqual([]);
    await dialog.getByRole('button', { name: /^Reach \d/ }).click();
    await expect(dialog.getByRole('region', { name: 'Reach' })).toContainText('Boldi and Vigna');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('size and colour follow measures, and the legend says on which graph', async () => {
    await page.getByRole('combobox', { name: 'Size' }).selectOption({ label: 'Brokerage' });
    await page.getByRole('combobox', { name: 'Colour' }).selectOption({ label: 'Reach' });
    const legend = page.getByRole('region', { name: 'Legend' });
    await expect(legend).toContainText('Measured among what is on the map');
    await expect(
      legend
        .getByRole('listitem')
        .filter({ hasText: /0\.\d+ to 0\.\d+/ })
        .first(),
    ).toBeVisible();
    await page.getByRole('combobox', { name: 'Colour' }).selectOption({ label: 'Kind of record' });
  });

  await test.step('who becomes protected leaves the list at once, and is named in no reason', async () => {
    await run(page, 'Mark the selected person as protected');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Found to be a victim');
    await dialog.getByRole('button', { name: 'Mark as protected' }).click();
    await expect(dockOf(page)).not.toContainText(name ?? '');
    await expect(rowsOf(page).nth(1)).toContainText(/Stable|Likely|Fragile/, { timeout: 30_000 });
    await expect(dockOf(page)).not.toContainText(name ?? '');
  });

  await test.step('a ranking outlives a change of the case, says that it is stale, and is computed again', async () => {
    // It may pass in a moment: whether it was there is noted as it comes.
    const stale = await dockOf(page).evaluateHandle((dock) => {
      const seen = { text: '' };
      new MutationObserver(() => {
        seen.text ||= /Stale, from \d\d:\d\d/.exec(dock.textContent)?.[0] ?? '';
      }).observe(dock, { subtree: true, childList: true });
      return seen;
    });
    await page.keyboard.press('Control+z');
    await expect.poll(() => stale.evaluate(({ text }) => text)).toMatch(/^Stale, from/);
    await expect(dockOf(page).getByText(/^Stale, from/)).toHaveCount(0, { timeout: 30_000 });
    await expect(dockOf(page)).toContainText(name ?? '');
  });

  await test.step('money flow is ranked on payments alone', async () => {
    await dockOf(page)
      .getByRole('combobox', { name: 'By', exact: true })
      .selectOption({ label: 'Money flow' });
    await expect(dockOf(page).getByRole('combobox', { name: 'On', exact: true })).toHaveValue(
      'flow-money',
    );
    await expect(dockOf(page)).toContainText(/Money flow rank out of|There is nothing to rank/);
    await run(page, 'Key players by brokerage');
  });

  await test.step('possible fronts are listed with their signs, which say what was found and what was not looked at', async () => {
    await run(page, 'Possible fronts and enablers');
    const panel = page.getByRole('region', { name: 'Fronts and enablers' });
    const first = panel.getByRole('list', { name: 'Possible fronts' }).getByRole('button').first();
    await expect(first).toBeVisible({ timeout: 30_000 });
    expect(await faultsOf(page, { within: '[aria-label="Fronts and enablers"]' })).toEqual([]);
    await first.click();
    const signs = inspectorOf(page).getByRole('region', { name: 'Why this may be a front' });
    await expect(signs).toContainText(/\d+ of \d+ signs? checked (is|are) present\./);
    await expect(signs).toContainText('A sign is not proof');
    await expect(signs.getByText(/signs? not checked/)).toBeVisible();
    await signs.getByRole('button', { name: 'How this is scored' }).click();
    const dialog = page.getByRole('dialog', { name: 'How a front is scored' });
    await expect(dialog).toContainText('Nationality');
    expect(await faultsOf(page, { within: 'dialog' })).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Enablers', exact: true }).click();
    await expect(
      panel.getByRole('list', { name: 'Possible enablers' }).getByRole('button').first(),
    ).toBeVisible({ timeout: 30_000 });
  });
});
