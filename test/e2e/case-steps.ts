import { expect, type Page } from '@playwright/test';

/** Long enough for a case, and nobody's. */
export const PASSPHRASE = 'lantern orchard gravel seventeen';

/** Makes a case on the welcome screen and waits until it is open. */
export async function makeCase(page: Page, name = 'Harrowmere serious crime'): Promise<void> {
  await page.getByRole('button', { name: 'New case' }).click();
  await page.getByLabel('Name of the case').fill(name);
  await page.getByLabel('Your name').fill('Ana Example');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Make the case' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** Opens the demonstration case from the welcome screen. */
export async function openDemonstration(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the demonstration case' }).click();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible({ timeout: 60_000 });
}

/** Goes to a screen by the rail. */
export async function goTo(
  page: Page,
  screen: 'Map' | 'Records' | 'Levers' | 'Import' | 'Audit' | 'Settings',
): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('button', { name: screen })
    .click();
  await expect(page.getByRole('main', { name: screen })).toBeVisible();
}

/** A file for the browser's file dialog: a path, or a name with its text. */
export type DialogFile = string | { readonly name: string; readonly text: string };

/** Chooses files, or one folder, on the first step of the import. */
export async function chooseFiles(
  page: Page,
  files: readonly DialogFile[],
  kind: 'files' | 'folder' = 'files',
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  const button = kind === 'files' ? 'Choose files' : 'Choose a folder';
  await page.getByRole('button', { name: button }).click();
  const paths = files.filter((file) => typeof file === 'string');
  const payloads = files
    .filter((file) => typeof file !== 'string')
    .map(({ name, text }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) }));
  await (await chooser).setFiles(paths.length > 0 ? paths : payloads);
  await expect(page.getByRole('region', { name: 'Chosen files' })).toBeVisible();
}

/** From chosen files to the report of the dry run, with the source described as it stands. */
export async function checkFiles(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await page.getByRole('button', { name: 'Check the files' }).click();
}

/** Commits what was checked and waits for the result. */
export async function commit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Finish and commit' }).click();
  await expect(page.getByRole('heading', { name: /^(Imported|Nothing new)$/ })).toBeVisible({
    timeout: 120_000,
  });
}
