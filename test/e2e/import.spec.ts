import { checkFiles, chooseFiles, commit, goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';

/** Two nodes, and three links of which one leads to nobody. */
const NODES = {
  name: 'nodes.csv',
  text: 'id,type,name\nn1,person,Ana Example\nn2,business,Moonrake Nails\n',
};
const EDGES = {
  name: 'edges.csv',
  text: 'source,target,layer\nn1,n2,owns\nn2,n1,pays\nn1,n9,knows\n',
};

test.beforeEach(async ({ page }) => {
  await makeCase(page);
  await goTo(page, 'Import');
});

test('a dry run saves nothing, a commit saves it, the same file again changes nothing, and it is taken back whole', async ({
  page,
}) => {
  await test.step('a dry run tells what would be added and saves nothing; a commit saves it', async () => {
    await chooseFiles(page, [NODES, { ...EDGES, text: 'source,target,layer\nn1,n2,owns\n' }]);
    await checkFiles(page);

    const totals = page.getByRole('complementary', { name: 'What to fix' });
    await expect(totals).toContainText('Nothing saved yet');
    await expect(totals).toContainText(/People\s*1/);
    await expect(totals).toContainText(/Businesses\s*1/);
    await goTo(page, 'Records');
    await expect(page.getByText('There are no records yet')).toBeVisible();

    await goTo(page, 'Import');
    await chooseFiles(page, [NODES, { ...EDGES, text: 'source,target,layer\nn1,n2,owns\n' }]);
    await checkFiles(page);
    await commit(page);
    await goTo(page, 'Records');
    await expect(page.getByRole('gridcell', { name: 'Moonrake Nails' })).toBeVisible();
  });
  await goTo(page, 'Import');
  await test.step('the same file again changes nothing', async () => {
    await chooseFiles(page, [NODES, { ...EDGES, text: 'source,target,layer\nn1,n2,owns\n' }]);
    await checkFiles(page);
    await expect(page.getByText('Every row is in the case already.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Finish and commit' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });
  await goTo(page, 'Records');
  await goTo(page, 'Import');
  await test.step('an import is taken back whole, and that can be undone', async () => {
    const earlier = page.getByRole('region', { name: 'Earlier imports' });
    await earlier.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await expect(earlier.getByText('Taken back')).toBeVisible();

    await goTo(page, 'Records');
    await expect(page.getByText('There are no records yet')).toBeVisible();
    await page
      .getByRole('region', { name: 'Messages' })
      .getByRole('button', { name: /^Undo/ })
      .click();
    await expect(page.getByRole('gridcell', { name: 'Ana Example' })).toBeVisible();
  });
});

test('faulty rows, unreadable files and code C are told, and nothing comes in unless someone says so', async ({
  page,
}) => {
  await test.step('handling code C is not taken without its conditions', async () => {
    await chooseFiles(page, [NODES]);
    await page.getByRole('button', { name: 'Describe the source' }).click();
    await page.getByLabel('Handling code').selectOption('C');
    await page.getByRole('button', { name: 'Check the files' }).click();
    await expect(page.getByText('Code C needs its conditions.')).toBeVisible();

    await page
      .getByRole('textbox', { name: 'Conditions' })
      .fill('Ask the licensing team before sharing.');
    await page.getByRole('button', { name: 'Check the files' }).click();
    await expect(page.getByRole('button', { name: 'Finish and commit' })).toBeVisible();
  });
  await goTo(page, 'Records');
  await goTo(page, 'Import');
  await test.step('faulty rows are told by row and reason, and are left out only when someone says so', async () => {
    await chooseFiles(page, [NODES, EDGES]);
    await checkFiles(page);
    const finish = page.getByRole('button', { name: 'Finish and commit' });
    await expect(finish).toHaveAttribute('aria-disabled', 'true');

    await page.getByRole('button', { name: 'edges.csv' }).click();
    await page.getByRole('tab', { name: 'Faults 1' }).click();
    const fault = page.getByRole('table', { name: 'Faults of edges.csv' }).getByRole('row').nth(1);
    await expect(fault.getByRole('cell').first()).toHaveText('4');
    await expect(fault).toContainText('The link leads to a node that is not there');

    await page.getByRole('checkbox', { name: 'Leave 1 faulty row out' }).check();
    await commit(page);
    await expect(page.getByText('1 in quarantine')).toBeVisible();
  });
  await page.getByRole('button', { name: 'Import more' }).click();
  await test.step('a file that cannot be read stops the import until it is left out', async () => {
    await chooseFiles(page, [NODES, { name: 'empty.csv', text: '' }]);
    await checkFiles(page);
    const finish = page.getByRole('button', { name: 'Finish and commit' });
    await expect(page.getByRole('alert')).toContainText('“empty.csv” cannot be read.');
    await expect(finish).toHaveAttribute('aria-disabled', 'true');

    await page.getByRole('button', { name: 'Leave it out' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await commit(page);
    await expect(page.getByText('2 rows kept')).toBeVisible();
  });
});

test('files dropped anywhere are taken like chosen ones, and markup in them is text', async ({
  page,
}) => {
  await test.step('dropped on the screen', async () => {
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'people.csv', { type: 'text/csv' }));
      return data;
    }, 'name\nAna Example\n');
    await page
      .getByRole('heading', { name: 'Choose what to bring in' })
      .dispatchEvent('drop', { dataTransfer: transfer });
    await expect(page.getByRole('region', { name: 'Chosen files' })).toContainText('people.csv');
  });
  await test.step('dropped anywhere on the window, which is not taken away', async () => {
    await goTo(page, 'Records');
    const isTaken = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['name\nAna Example\n'], 'people.csv'));
      const show = new DragEvent('dragenter', { dataTransfer: data, bubbles: true });
      document.querySelector('header')?.dispatchEvent(show);
      const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      return !document.querySelector('header')?.dispatchEvent(drop);
    });
    expect(isTaken).toBe(true);
    await expect(page.getByRole('main', { name: 'Import' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Chosen files' })).toContainText('people.csv');
  });
  await goTo(page, 'Records');
  await goTo(page, 'Import');
  await test.step('markup in a file is shown as the text it is', async () => {
    const name = '<img src=x onerror=alert(1)> & "quoted"';
    await chooseFiles(page, [
      {
        name: 'people.csv',
        text: `name,town\n"${name.replaceAll('"', '""')}",<b>Harrowmere</b>\n`,
      },
    ]);
    await checkFiles(page);
    await expect(page.getByRole('cell', { name: '<b>Harrowmere</b>' })).toBeVisible();
    await commit(page);
    await goTo(page, 'Records');
    await expect(page.getByRole('gridcell', { name })).toBeVisible();
  });
});
