import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import { SaxesParser } from 'saxes';
import { loadSampleLists } from '../../electron/db/resources.ts';
import { generateCounty } from '../../shared/synthetic/county.ts';
import { faultsOf } from './axe.ts';
import { goTo, openDemonstration } from './case-steps.ts';
import { expect, PROJECT_DIR, test } from './host.ts';
import { waitForMap } from './inspector-steps.ts';

/** What the map shows leaves the case: as a graph and as a picture, for a reason, and without anybody protected. */

/** As the welcome screen opens it. */
const DEMONSTRATION = { seed: 1, scale: 'county', referenceDate: '2026-11-01' } as const;

/** Names that are those of protected people of the demonstration county alone. */
function protectedNames(): readonly string[] {
  const lists = loadSampleLists(join(PROJECT_DIR, 'resources'));
  const { sources, truth } = generateCounty({ ...DEMONSTRATION, lists });
  const keys = new Set(truth.protectedKeys);
  const names = { hidden: new Set<string>(), open: new Set<string>() };
  for (const { naturalKey, subjectKey, fields } of sources.flatMap(({ records }) => records)) {
    const isHidden = keys.has(naturalKey) || keys.has(subjectKey ?? '');
    if (typeof fields.name === 'string') names[isHidden ? 'hidden' : 'open'].add(fields.name);
  }
  return [...names.hidden].filter((name) => !names.open.has(name));
}

function dialogOf(page: Page) {
  return page.getByRole('dialog', { name: 'Export', exact: true });
}

/** Chooses in a list that has the focus, as keys do: by the letters that a choice begins with. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const list = dialogOf(page).getByLabel(label, { exact: true });
  await list.focus();
  await page.keyboard.type(option);
  await expect(list.locator('option:checked')).toContainText(option);
}

async function exportByKeys(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
}

async function textOf(saving: Promise<Download>) {
  const file = await saving;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** How many elements of a name an XML text has. @throws where it is not well formed */
function countIn(text: string, element: string): number {
  const parser = new SaxesParser();
  let count = 0;
  parser.on('opentag', ({ name }) => {
    if (name === element) count += 1;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return count;
}

test('the map leaves as a graph and as a picture: previewed, for a reason, marked, without anybody protected, and logged', async ({
  page,
}) => {
  const names = protectedNames();
  expect(names.length).toBeGreaterThan(20);
  await openDemonstration(page);
  await waitForMap(page);
  const dialog = dialogOf(page);
  const preview = dialog.getByRole('status').filter({ hasText: 'Goes out:' });

  const gexf = await test.step('keys open it and choose; it says what stays and why', async () => {
    await page
      .getByRole('toolbar', { name: 'Map tools' })
      .getByRole('button', { name: 'Export' })
      .focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Format', { exact: true })).toBeFocused();
    await choose(page, 'Format', 'Gephi');
    await dialog.getByRole('radio', { name: /shown$/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: 'The whole case' })).toBeChecked();
    await expect(preview).toContainText(/Stays, protected: \d+ records, with all links/);
    await expect(preview).toContainText(/Coded C: .*Ask the owner, or leave them out/);
    await expect(preview).toContainText(/Stays, not graded: /);
    expect(await faultsOf(page, { within: 'dialog' })).toEqual([]);
    expect(await faultsOf(page, { within: 'dialog', themes: ['light'] })).toEqual([]);
    const stays = /Stays, protected: (\d+)/.exec((await preview.textContent()) ?? '')?.[1];

    await exportByKeys(page);
    await expect(dialog.getByText('Say who it is for, and why.')).toBeVisible();
    await dialog.getByLabel('Reason').focus();
    await page.keyboard.type('Regional unit, tasking of 3 March');
    await exportByKeys(page);
    await expect(dialog.getByRole('alert')).toContainText('coded C. Ask its owner');
    await dialog.getByRole('checkbox', { name: /coded C/ }).focus();
    await page.keyboard.press('Space');
    const saving = page.waitForEvent('download');
    await exportByKeys(page);
    const saved = await textOf(saving);
    await expect(dialog).toHaveCount(0);
    expect(saved.text).toContain(`${stays} protected records left out, with all links.`);
    return saved;
  });

  await test.step('the graph is whole, carries its marking, and names nobody protected', async () => {
    expect(gexf.name).toMatch(/ OFFICIAL-SENSITIVE \d{4}-\d{2}-\d{2}\.gexf$/);
    expect(gexf.text).toContain('<keywords>OFFICIAL-SENSITIVE</keywords>');
    expect(gexf.text).toContain('OCG-07 Larkspur');
    expect(countIn(gexf.text, 'node')).toBeGreaterThan(100);
    expect(names.filter((name) => gexf.text.includes(name))).toEqual([]);
  });

  await test.step('a picture of what is shown: marked on its face, without them too', async () => {
    await page.keyboard.press('Alt+Shift+E');
    await choose(page, 'Format', 'Picture (SVG)');
    await expect(dialog.getByRole('radio', { name: 'The whole case' })).toHaveCount(0);
    await expect(preview).toContainText(/Stays, protected: \d+/);
    await dialog.getByRole('checkbox', { name: /coded C/ }).check();
    await dialog.getByLabel('Reason').fill('Licensing hearing of 5 March');
    const saving = page.waitForEvent('download');
    await exportByKeys(page);
    const { name, text } = await textOf(saving);
    expect(name).toMatch(/^Map OFFICIAL-SENSITIVE \d{4}-\d{2}-\d{2}\.svg$/);
    expect(text).toMatch(/<text[^>]*>OFFICIAL-SENSITIVE</);
    expect(text).toContain('OCG-07 Larkspur');
    expect(text).toMatch(/\d+ protected records? left out/);
    expect(countIn(text, 'path')).toBeGreaterThan(50);
    expect(names.filter((one) => text.includes(one))).toEqual([]);
  });

  await test.step('both are in the audit log, as disclosures with their reasons', async () => {
    await expect(dialog).toHaveCount(0);
    await goTo(page, 'Audit');
    const picture = page.getByRole('row').filter({ hasText: 'Licensing hearing of 5 March' });
    await expect(picture).toContainText('Exported');
    const graph = page.getByRole('row').filter({ hasText: 'Regional unit, tasking of 3 March' });
    await expect(graph.first()).toContainText('Exported');
    await graph.first().click();
    await expect(page.getByRole('complementary', { name: 'Entry' })).toContainText('Disclosure');
  });
});
