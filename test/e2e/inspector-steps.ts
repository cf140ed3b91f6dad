import { expect, type Locator, type Page } from '@playwright/test';

/** The panel that tells everything of the record selected last. */
export function inspectorOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Inspector' });
}

/** The map, once its layout has come to rest. */
export async function waitForMap(page: Page): Promise<void> {
  const map = page.getByRole('region', { name: 'Map', exact: true });
  await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 90_000 });
}

/** Finds a record by the box above the map, and opens it in the inspector. */
export async function findOnMap(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Find on the map' }).fill(text);
  await page.getByRole('option', { name: text }).first().click();
  await expectInspected(page, text);
}

/** Waits until the inspector shows the record of this name. */
export async function expectInspected(page: Page, name: string): Promise<void> {
  await expect(
    inspectorOf(page).getByRole('heading', { name, exact: true, level: 2 }),
  ).toBeVisible();
}

/** Takes one condition more to the filter of the records, such as `type:premises`. */
export async function filterRecords(page: Page, condition: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Filter records' }).fill(condition);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Conditions' })).toBeVisible();
}

/** Finds a record on the records screen and opens it in the inspector. */
export async function findInRecords(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Filter records' }).fill(text);
  await page.getByRole('gridcell', { name: text, exact: true }).click();
  await expectInspected(page, text);
}

/** Opens one of the inspector's tabs. */
export async function openTab(
  page: Page,
  name: 'Summary' | 'Levers' | 'Links' | 'Sources' | 'History',
): Promise<Locator> {
  await inspectorOf(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();
  return inspectorOf(page).getByRole('tabpanel', { name: new RegExp(`^${name}`) });
}

/** A correction as a person enters it. */
export interface Correction {
  /** The field's label, and terms to add to its list or a text to take the place of what is there. */
  readonly field: string;
  readonly terms?: readonly string[];
  readonly text?: string;
  readonly seenOn?: string;
  readonly grade?: { readonly source: string; readonly information: string };
  readonly reason: string;
}

/** Corrects a field of the record in the inspector through the form. */
export async function correct(page: Page, correction: Correction): Promise<void> {
  await openTab(page, 'Summary');
  await inspectorOf(page).getByRole('button', { name: 'Correct or add a field' }).click();
  const form = page.getByRole('dialog', { name: 'Correct or add a field' });
  await form.getByLabel('Field').selectOption(correction.field);
  for (const term of correction.terms ?? [])
    await form.getByLabel(`Add to ${correction.field.toLowerCase()}`).selectOption(term);
  if (correction.text !== undefined) await form.getByLabel('Value').fill(correction.text);
  if (correction.grade) {
    await form.getByLabel('Source').selectOption(correction.grade.source);
    await form.getByLabel('Information').selectOption(correction.grade.information);
  }
  if (correction.seenOn) await form.getByLabel('Seen on').fill(correction.seenOn);
  await form.getByLabel('Reason').fill(correction.reason);
  await form.getByRole('button', { name: 'Save correction' }).click();
  await expect(form).toHaveCount(0);
}

/** Opens a lever of the inspector, however it answers, and gives its card. */
export async function openLever(page: Page, title: string): Promise<Locator> {
  const levers = await openTab(page, 'Levers');
  const name = new RegExp(`^${title}`);
  const head = levers.getByRole('button', { name });
  await expect(levers.getByText('not legal advice')).toBeVisible();
  // What other agencies hold, what is held and what is ruled out is behind a fold.
  const fold = levers.locator('section > details:not([open])').filter({ hasText: title });
  if ((await fold.count()) > 0) await fold.first().locator('summary').first().click();
  await expect(head).toBeVisible();
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  return levers.getByRole('listitem').filter({ has: page.getByRole('button', { name }) });
}

/** Opens what the law asks and allows, on the card of a lever. */
export async function openLaw(card: Locator): Promise<void> {
  await card.getByText('What the law asks and allows').click();
}
