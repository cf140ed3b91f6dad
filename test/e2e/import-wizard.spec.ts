import { checkFiles, chooseFiles, commit, goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';

/** An invented register as no profile knows it, with a day that is on no calendar and dates month first. */
const REGISTER = {
  name: 'taxi-licences.csv',
  text: [
    'Licence Ref,Driver Name,Driver DOB,Vehicle Reg,Operator,Granted',
    'PHD-4391,"Oakhollow, Tamsin",03/07/1978,FK00 ABN,Fennimore Cars,02/28/2026',
    'PHD-4392,"Stonequay, Edric",19/11/1984,FK00 KUL,Harrow Cars,02/28/2026',
    'PHD-4393,"Tarrowby, Milo",31/02/1981,FK00 LRM,Fennimore Cars,03/14/2026',
    'PHD-4394,"Farrowmere, Hettie",31/02/1981,FK00 OSS,Harrow Cars,03/14/2026',
    '',
  ].join('\n'),
};

test('a register that no profile knows is mapped, transformed, corrected, kept as a profile, and known the next time', async ({
  page,
}) => {
  await makeCase(page);
  await goTo(page, 'Import');
  await test.step('the columns are guessed with reasons', async () => {
    await chooseFiles(page, [REGISTER]);
    await checkFiles(page);
    const columns = page.getByRole('table', { name: 'Columns of taxi-licences.csv' });
    await expect(columns.getByLabel('Licence Ref goes to')).toHaveValue('licence/number');
    await expect(columns.getByLabel('Vehicle Reg goes to')).toHaveValue('vehicle/registration');
    await expect(columns.getByRole('row', { name: /Vehicle Reg/ })).toContainText(
      '4 of 4 values look like number plates',
    );
  });

  await test.step('a name is split and dates are read month first, with the first rows in sight', async () => {
    await page.getByRole('button', { name: 'Change Driver Name' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Text').fill(',');
    await dialog.getByLabel('New columns').fill('family name, first name');
    const live = dialog.getByRole('table', { name: 'How the first rows would be read' });
    await expect(live.getByRole('row').nth(1)).toContainText('Tamsin');
    await dialog.getByRole('button', { name: 'Add the change' }).click();
    await page.getByLabel('family name goes to').selectOption('person/surname');
    await page.getByLabel('first name goes to').selectOption('person/givenName');
    await page.getByLabel('Driver Name goes to', { exact: true }).selectOption('keep');

    await page.getByRole('button', { name: 'Change Granted' }).click();
    await dialog.getByLabel('What to do').selectOption('date');
    await dialog.getByLabel('Order').selectOption('mdy');
    await expect(live).toContainText('2026-02-28');
    await dialog.getByRole('button', { name: 'Add the change' }).click();
  });

  await test.step('the mapping is kept as a profile', async () => {
    await page.getByLabel('Keep as a profile').fill('Taxi drivers');
    await page.getByRole('button', { name: 'Keep profile' }).click();
    await expect(page.getByText('Kept the profile Taxi drivers')).toBeVisible();
  });

  await test.step('faults stand at their cells; F8 goes to them, and one correction mends all alike', async () => {
    await page.keyboard.press('Alt+n');
    const rows = page.getByRole('table', { name: 'Rows of taxi-licences.csv' });
    await expect(rows.getByRole('button', { name: /Driver DOB: 31\/02\/1981/ })).toHaveCount(2);
    await page.keyboard.press('F8');
    const fault = rows.getByRole('button', { name: /Driver DOB: 31\/02\/1981/ }).first();
    await expect(fault).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Correct Driver DOB in row 4' });
    await expect(dialog).toContainText('no such day');
    await dialog.getByLabel('Read it as').fill('28/02/1981');
    await dialog.getByRole('button', { name: 'Correct it' }).click();
    await expect(
      rows.getByRole('button', { name: /28\/02\/1981. Corrected, received as 31\/02\/1981/ }),
    ).toHaveCount(2);
    await expect(page.getByText('Nothing to fix in this file.')).toBeVisible();
  });

  await test.step('each row became several records with links', async () => {
    await commit(page);
    const result = page.getByRole('status').filter({ hasText: 'Imported' });
    await expect(result).toContainText(/People\s*4/);
    await expect(result).toContainText(/Licences\s*4/);
    await expect(result).toContainText(/Businesses\s*2/);
    await goTo(page, 'Records');
    await page.getByText('Milo Tarrowby').click();
  });

  await test.step('the inspector says who corrected what, beside the row as received', async () => {
    await page.getByRole('tab', { name: 'Sources' }).click();
    const fixes = page.getByRole('region', { name: 'Corrected at the import' });
    await expect(fixes).toContainText('by Ana Example');
    await expect(fixes).toContainText('was 31/02/1981, now 28/02/1981');
  });

  await test.step('the same headers come again: no columns to map, and nothing new', async () => {
    await goTo(page, 'Import');
    await chooseFiles(page, [REGISTER]);
    await checkFiles(page);
    await expect(page.getByRole('button', { name: 'Finish and commit' })).toBeVisible();
    await expect(page.getByRole('table', { name: /^Columns of/ })).toHaveCount(0);
  });

  await test.step('profiles are listed with what they make; one is duplicated, and the copy deleted', async () => {
    await page.getByRole('button', { name: 'Profiles', exact: true }).click();
    const columns = page.getByRole('table', { name: 'Columns of Taxi drivers' });
    await expect(columns.getByRole('row', { name: /Vehicle Reg/ })).toContainText('Vehicle:');
    await page.getByRole('button', { name: 'Duplicate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Cab drivers');
    await dialog.getByRole('button', { name: 'Duplicate' }).click();
    await expect(page.getByRole('table', { name: 'Columns of Cab drivers' })).toBeVisible();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete it' }).click();
    await expect(columns).toBeVisible();
    await page.getByRole('button', { name: 'Table of links' }).click();
    await expect(page.getByRole('table', { name: 'Links of Table of links' })).toContainText(
      'caller',
    );
    await page.getByRole('button', { name: 'Back to the import' }).click();
    await expect(page.getByRole('button', { name: 'Finish and commit' })).toBeVisible();
  });
});

test('rows that are links below a title are mapped by their two ends, and leaving saves nothing', async ({
  page,
}) => {
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, [
    {
      name: 'calls.csv',
      text: 'Calls of May 2026\n\ncalling,called,how\n01632 960001,01632 960002,texted\n01632 960001,01632 960003,rang\n',
    },
  ]);
  await checkFiles(page);
  const header = page.getByLabel('Header', { exact: true });
  await expect(header).toHaveValue('3');
  await expect(page.getByText('Guessed: The rows above it hold 1 value at most')).toBeVisible();
  await header.selectOption({ label: 'None: the first row holds values' });
  await expect(page.getByLabel('Column 1 goes to')).toBeVisible();
  await header.selectOption('3');
  await page.getByRole('button', { name: 'Rows are links' }).click();
  await page.getByLabel('Each row is about a').selectOption('phone');
  await page.getByLabel('and tells of a').selectOption('phone');
  await page.getByLabel('Link from Phone to Phone', { exact: true }).selectOption('=how');
  await page.getByRole('button', { name: 'Check the rows' }).click();
  const side = page.getByRole('complementary', { name: 'What to fix' });
  await expect(side).toContainText(/Phones\s*3/);
  await expect(side).toContainText(/texted\s*1/);
  await page.keyboard.press('Alt+b');
  await expect(page.getByRole('table', { name: 'Columns of calls.csv' })).toBeVisible();
  await goTo(page, 'Records');
  await expect(page.getByText('There are no records yet')).toBeVisible();

  await test.step('where a header cannot be read, another row is chosen with the first rows in sight', async () => {
    await goTo(page, 'Import');
    const text = 'calling,calling\nfirst line,second line\n01632 960001,01632 960002\n';
    await chooseFiles(page, [{ name: 'broken.csv', text }]);
    await checkFiles(page);
    const unread = page.getByRole('region', { name: 'broken.csv cannot be read' });
    await expect(unread).toContainText('row 1: columns 1 and 2 have the same name');
    await expect(unread.getByRole('table', { name: 'First rows of broken.csv' })).toContainText(
      '01632 960001 · 01632 960002',
    );
    await unread.getByLabel('Header of broken.csv').selectOption('2');
    await expect(page.getByLabel('first line goes to')).toBeVisible();
    await expect(unread).toBeHidden();
  });
});
