import type { Locator, Page } from '@playwright/test';
import { axe } from './axe.ts';
import { goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';
import { expectInspected, inspectorOf, openTab, waitForMap } from './inspector-steps.ts';

function dialogOf(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog', { name });
}

async function messageOf(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
}

/** Makes a record by hand through the form that is open or is opened from the empty records. */
async function add(
  page: Page,
  kind: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records/i }).fill('> new record');
  await page.getByRole('option', { name: /^New record/ }).click();
  const form = dialogOf(page, /^New /);
  await form.getByLabel('Kind of record').selectOption(kind);
  for (const [label, text] of Object.entries(fields))
    await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByLabel('Reason').fill('Known to the team');
  await form.getByRole('button', { name: /^Add / }).click();
  await expect(form).toHaveCount(0);
}

/** Finds a link near the middle of the map, where the hint tells it once the pointer stays, and clicks it. */
async function clickLink(page: Page, words: RegExp): Promise<void> {
  const box = await page.getByRole('application', { name: 'Network map' }).boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  const hint = page.getByText(words);
  for (let step = 0; step < 30; step++) {
    // Up and down by turns, a few pixels further each time.
    const atY = y + Math.ceil(step / 2) * (step % 2 === 0 ? 4 : -4);
    await page.mouse.move(x, atY);
    const isTold = await hint.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (!isTold) continue;
    await page.mouse.click(x, atY);
    return;
  }
  throw new Error('No link was found near the middle of the map.');
}

test('a record is made by hand, checked, told apart from one like it, edited, protected, deleted and undone', async ({
  page,
}) => {
  await makeCase(page);
  await goTo(page, 'Records');

  await test.step('faults are told at the field and in a summary that leads to each', async () => {
    await page.getByRole('main').getByRole('button', { name: 'New record' }).click();
    const form = dialogOf(page, 'New person');
    await form.getByLabel('Date of birth').fill('1981-02-31');
    await form.getByLabel('Handling code').selectOption('C');
    await form.getByRole('button', { name: 'Add person' }).click();
    const problem = form.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(problem.getByRole('button')).toHaveCount(3);
    await expect(form.getByLabel('Date of birth')).toBeFocused();
    await expect(form.getByLabel('Date of birth')).toHaveAttribute('aria-invalid', 'true');
    await problem.getByRole('button', { name: /Code C needs its conditions/ }).click();
    await expect(form.getByRole('textbox', { name: 'Conditions' })).toBeFocused();
  });

  await test.step('a source of its own, a grade, conditions and a review date are kept', async () => {
    const form = dialogOf(page, 'New person');
    await form.getByRole('textbox', { name: 'Conditions' }).fill('Ask the originator first.');
    await form.getByLabel('Date of birth').fill('1981-03');
    await form.getByLabel('Name', { exact: true }).fill('Dorian Vexley');
    await form.getByLabel('Phone').fill('07700 900123');
    await form.getByLabel('Source', { exact: true }).selectOption('A new source…');
    await form.getByLabel('Name of the source').fill('Officer notebook');
    await form.getByRole('radio', { name: 'Intelligence' }).check({ force: true });
    await form.getByLabel('Source grade').selectOption('2');
    await form.getByLabel('Information grade').selectOption('B');
    await form.getByLabel('Review on').fill('2027-01');
    await form.getByLabel('Reason').fill('Seen at the market');
    await form.getByRole('button', { name: 'Add person' }).click();
    await expect(form).toHaveCount(0);
    await expectInspected(page, 'Dorian Vexley');
    await expect(inspectorOf(page)).toContainText('Mar 1981');
    const sources = await openTab(page, 'Sources');
    await expect(sources).toContainText('Officer notebook');
    await expect(sources).toContainText('Ask the originator first.');
    await expect(sources).toContainText('Review on Jan 2027');
  });

  await test.step('a record like it is told while typing, and can be used instead', async () => {
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: /search records/i }).fill('> new record');
    await page.getByRole('option', { name: /^New record/ }).click();
    const form = dialogOf(page, 'New person');
    await form.getByLabel('Phone').fill('+44 7700 900 123');
    const duplicates = form.getByRole('status', { name: 'Possible duplicates' });
    await expect(duplicates).toContainText('Dorian Vexley');
    await expect(duplicates).toContainText('Same phone: 07700 900123');
    await duplicates.getByRole('button', { name: 'Use that one instead' }).click();
    await expect(form).toHaveCount(0);
    await expectInspected(page, 'Dorian Vexley');
  });

  await test.step('several fields change as one step', async () => {
    await inspectorOf(page).getByRole('button', { name: 'Edit', exact: true }).click();
    const form = dialogOf(page, 'Edit Dorian Vexley');
    await form.getByText(/^More fields/).click();
    await form.getByLabel('Occupation').fill('Publican');
    await form.getByLabel('Postcode').fill('ZZ1 1AA');
    await expect(form.getByText('2 fields changed.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(form.getByText('What you typed is not saved.')).toBeVisible();
    await form.getByRole('button', { name: 'Keep writing' }).click();
    await form.getByLabel('Reason').fill('He said so');
    await form.getByRole('button', { name: 'Save changes' }).click();
    await expect(form).toHaveCount(0);
    const summary = await openTab(page, 'Summary');
    await expect(summary).toContainText('Publican');
  });

  await test.step('a person who is marked as protected is a reference at once', async () => {
    await inspectorOf(page).getByRole('button', { name: 'Mark as protected' }).click();
    const form = dialogOf(page, 'Mark as protected');
    await form.getByLabel('Reason').fill('Disclosed in interview');
    await form.getByRole('button', { name: 'Mark as protected' }).click();
    await expect(form).toHaveCount(0);
    await expect(inspectorOf(page).getByRole('heading', { level: 2 })).toHaveText(
      /^Protected person PER-/,
    );
    await expect(page.getByText('Vexley')).toHaveCount(0);
    await page.keyboard.press('Control+Z');
    await expectInspected(page, 'Dorian Vexley');
  });

  await test.step('deleting says what goes with it, and undo brings it back', async () => {
    await inspectorOf(page).getByRole('button', { name: 'Delete', exact: true }).click();
    const form = dialogOf(page, 'Delete 1 record?');
    await expect(form.getByText('This also removes 0 links and 0 lever flags.')).toBeVisible();
    await form.getByLabel('Reason').fill('Entered twice');
    await form.getByRole('button', { name: 'Delete 1 record' }).click();
    await expect(page.getByText('There are no records yet')).toBeVisible();
    await page.keyboard.press('Control+Z');
    await expect(page.getByRole('gridcell', { name: 'Dorian Vexley' })).toBeVisible();
  });
});

test('two records are linked by keyboard, only by types that fit, and the link is inspected, changed, doubted and deleted', async ({
  page,
}) => {
  await makeCase(page);
  await goTo(page, 'Records');
  await add(page, 'Business', { Name: 'Heron Taverns Ltd' });
  await add(page, 'Person', { Name: 'Dorian Vexley' });

  await test.step('the other end is found by typing and taken with Enter', async () => {
    await inspectorOf(page).getByRole('button', { name: 'New link' }).click();
    const form = dialogOf(page, 'New link');
    await form.getByRole('combobox', { name: 'To' }).fill('heron');
    await expect(form.getByRole('option', { name: /Heron Taverns Ltd/ })).toBeVisible();
    await page.keyboard.press('Enter');
    const types = form.getByLabel('How they are linked');
    await expect(
      types.getByRole('option', { name: 'Dorian Vexley director of Heron Taverns Ltd' }),
    ).toBeAttached();
    await expect(types.getByRole('option', { name: /lives at/ })).toHaveCount(0);
    await types.selectOption('Dorian Vexley director of Heron Taverns Ltd');
    await form.getByLabel('Began').fill('2024-05');
    await form.getByLabel('Reason').fill('Looked up');
    await form.getByRole('button', { name: 'Add link' }).click();
    await expect(form).toHaveCount(0);
    await messageOf(page, 'Linked Dorian Vexley and Heron Taverns Ltd');
    await expect(inspectorOf(page).getByRole('button', { name: 'New link' })).toBeFocused();
  });

  await test.step('the link is inspected from the list of links', async () => {
    const links = await openTab(page, 'Links');
    await links.getByRole('button', { name: /^Inspect the link: director of Heron/ }).click();
    const inspector = inspectorOf(page);
    await expect(inspector.getByRole('heading', { name: 'director of', level: 2 })).toBeVisible();
    await expect(inspector.getByRole('region', { name: 'Strength' })).toContainText('Once');
    await expect(inspector.getByRole('region', { name: 'What goes against it' })).toContainText(
      'Nothing is recorded against this link.',
    );
  });

  await test.step('a second source, a changed certainty and a dispute each show', async () => {
    const inspector = inspectorOf(page);
    await inspector.getByRole('button', { name: 'Add a source' }).click();
    const source = dialogOf(page, 'Add a source to the link');
    await source.getByLabel('Source', { exact: true }).selectOption('A new source…');
    await source.getByLabel('Name of the source').fill('Companies register');
    await source.getByRole('radio', { name: 'Fact' }).check({ force: true });
    await source.getByLabel('Reason').fill('Looked up');
    await source.getByRole('button', { name: 'Add link' }).click();
    await expect(source).toHaveCount(0);
    await expect(inspector.getByRole('region', { name: 'Strength' })).toContainText('2 times');
    await expect(inspector.getByRole('region', { name: 'What supports it' })).toContainText(
      'Companies register',
    );

    await inspector.getByRole('button', { name: 'Change', exact: true }).click();
    const change = dialogOf(page, 'Change the link');
    await change.getByLabel('Ended').fill('2025-12-31');
    await change.getByRole('radio', { name: 'Intelligence' }).check({ force: true });
    await change.getByLabel('Source grade').selectOption('3');
    await change.getByLabel('Information grade').selectOption('D');
    await expect(change.getByText('Shown as tentative.')).toBeVisible();
    await change.getByLabel('Reason').fill('He resigned, it is said');
    await change.getByRole('button', { name: 'Save changes' }).click();
    await expect(change).toHaveCount(0);
    await expect(inspector, 'the button is of the link as it was').toBeFocused();
    await expect(inspector.getByText('Tentative', { exact: true })).toBeVisible();

    await inspector.getByRole('button', { name: 'Dispute' }).click();
    const dispute = dialogOf(page, 'Dispute the link');
    await dispute.getByLabel('What speaks against it').fill('The register names another man.');
    await dispute.getByLabel('Reason').fill('Checked');
    await dispute.getByRole('button', { name: 'Record it' }).click();
    await expect(inspector.getByText('Disputed', { exact: true })).toBeVisible();
    await expect(inspector.getByRole('region', { name: 'What goes against it' })).toContainText(
      'The register names another man.',
    );
  });

  await test.step('a deleted link is gone until undo', async () => {
    await inspectorOf(page).getByRole('button', { name: 'Delete', exact: true }).click();
    const form = dialogOf(page, 'Delete 1 link?');
    await expect(form).toContainText('One other record of this link stays.');
    await form.getByLabel('Reason').fill('Another man');
    await form.getByRole('button', { name: 'Delete 1 link' }).click();
    await expect(form).toHaveCount(0);
    await expectInspected(page, 'Dorian Vexley');
    await expect(await openTab(page, 'Links')).toContainText('Companies register');
    await expect(inspectorOf(page).getByText('until 31 Dec 2025')).toHaveCount(0);
    await page.keyboard.press('Control+Z');
    await expect(await openTab(page, 'Links')).toContainText('31 Dec 2025');
  });

  await test.step('a link is inspected by a click on the map', async () => {
    await goTo(page, 'Map');
    await waitForMap(page);
    await clickLink(page, /Dorian Vexley: director of Heron Taverns Ltd/);
    const inspector = inspectorOf(page);
    await expect(inspector.getByRole('heading', { name: 'director of', level: 2 })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(inspector).toHaveCount(0);
  });
});

/** A small picture that a browser can draw. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==',
  'base64',
);

test('licences, files and the history of a record are kept, shown and put back in the inspector', async ({
  page,
}) => {
  const { check, faults } = axe(page);
  await makeCase(page);
  await goTo(page, 'Records');
  await add(page, 'Premises', { Name: 'The Brass Heron', Postcode: 'ZZ1 1AA' });

  await test.step('a licence is a record of its own, with its status over time', async () => {
    const licences = inspectorOf(page).getByRole('region', { name: 'Licences' });
    await licences.getByRole('button', { name: 'Add a licence' }).click();
    const form = dialogOf(page, 'New licence');
    await form.getByLabel('Type of licence').selectOption('Premises licence');
    await form.getByLabel('Number').fill('PL/0417');
    await form.getByLabel('Expires').fill('2020-03-03');
    await form.getByText(/^More fields/).click();
    await form.getByLabel('Status').fill('In force');
    await check('new licence');
    await form.getByLabel('Reason').fill('From the register');
    await form.getByRole('button', { name: 'Add licence' }).click();
    await expect(form).toHaveCount(0);
    const links = await openTab(page, 'Links');
    await links.getByRole('button', { name: 'The Brass Heron', exact: true }).click();
    await expectInspected(page, 'The Brass Heron');
    await expect(licences).toContainText('Expired 3 Mar 2020');
    await expect(licences).toContainText('Number PL/0417');

    await licences.getByRole('button', { name: 'New status' }).click();
    const status = dialogOf(page, 'Correct or add a field');
    await status.getByLabel('Value').fill('Suspended');
    await status.getByLabel('Seen on').fill('2026-03-14');
    await status.getByLabel('Reason').fill('Committee decided');
    await status.getByRole('button', { name: 'Save correction' }).click();
    await expect(licences).toContainText('Suspended since 14 Mar 2026');
    await licences.getByText('Status over time (2)').click();
    await expect(licences).toContainText('14 Mar 2026: Suspended');
  });

  await test.step('a picture is attached, looked into by keys, and taken away', async () => {
    const files = inspectorOf(page).getByRole('region', { name: 'Pictures and documents' });
    const chooser = page.waitForEvent('filechooser');
    await files.getByRole('button', { name: 'Attach a file' }).click();
    await (await chooser).setFiles({ name: 'door.png', mimeType: 'text/plain', buffer: PICTURE });
    const form = dialogOf(page, 'Attach 1 file');
    await form.getByLabel('What it shows').fill('Rear door');
    await form.getByLabel('Reason').fill('Visit');
    await form.getByRole('button', { name: 'Attach', exact: true }).click();
    await files.getByRole('button', { name: 'Rear door' }).click();
    const viewer = dialogOf(page, 'door.png');
    await expect(viewer.getByRole('img', { name: 'Rear door' })).toBeVisible();
    await viewer.getByRole('region', { name: 'Picture' }).focus();
    await page.keyboard.press('+');
    await expect(viewer.getByRole('status')).toHaveText('150%');
    await page.keyboard.press('0');
    await expect(viewer.getByRole('status')).toHaveText('100%');
    await check('picture');
    await viewer.getByRole('button', { name: 'Save a copy' }).click();
    await viewer.getByLabel('Reason for the copy').fill('For the hearing');
    const download = page.waitForEvent('download');
    await viewer.getByRole('button', { name: 'Save and record' }).click();
    expect((await download).suggestedFilename()).toBe('door.png');
    await viewer.getByRole('button', { name: 'Remove' }).click();
    await viewer.getByLabel('Reason for removing it').fill('Another door');
    await viewer.getByRole('button', { name: 'Remove it' }).click();
    await expect(viewer).toHaveCount(0);
    await expect(files.getByRole('button', { name: 'Rear door' })).toHaveCount(0);
    await page.keyboard.press('Control+Z');
    await expect(files.getByRole('button', { name: 'Rear door' })).toBeVisible();
  });

  await test.step('a file that is no picture is refused with what would do', async () => {
    const files = inspectorOf(page).getByRole('region', { name: 'Pictures and documents' });
    const chooser = page.waitForEvent('filechooser');
    await files.getByRole('button', { name: 'Attach a file' }).click();
    await (await chooser).setFiles({
      name: 'door.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg/>'),
    });
    const form = dialogOf(page, 'Attach 1 file');
    await form.getByLabel('Reason').fill('Visit');
    await form.getByRole('button', { name: 'Attach', exact: true }).click();
    await expect(form.getByRole('alert')).toContainText(
      'Only PNG and JPEG pictures and PDF documents',
    );
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.getByRole('button', { name: 'Discard it' }).click();
  });

  await test.step('a value is put back from the history', async () => {
    await inspectorOf(page).getByRole('button', { name: 'Edit postcode' }).click();
    const form = dialogOf(page, 'Correct or add a field');
    await form.getByLabel('Value').fill('ZZ9 9ZZ');
    await form.getByLabel('Reason').fill('Typing error');
    await form.getByRole('button', { name: 'Save correction' }).click();
    const history = await openTab(page, 'History');
    const edited = history.getByRole('listitem').filter({ hasText: 'Reason: Typing error' });
    await expect(edited).toContainText('Ana Example');
    await check('history');
    await edited.getByRole('button', { name: 'Put back postcode: ZZ1 1AA' }).click();
    await expect(form.getByLabel('Value')).toHaveValue('ZZ1 1AA');
    await form.getByLabel('Reason').fill('It was right');
    await form.getByRole('button', { name: 'Save correction' }).click();
    await expect(history.getByRole('listitem').first()).toContainText('ZZ9 9ZZ ZZ1 1AA');
    await expect(history).toContainText('File attached door.png: Rear door');
    await expect(history).toContainText('Link added has licence');
  });
  expect(faults).toEqual([]);
});
