import type { Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { chooseFiles, commit, goTo, makeCase, PASSPHRASE } from './case-steps.ts';
import { expect, test } from './host.ts';
import { correct, findInRecords, inspectorOf, openLever, openTab } from './inspector-steps.ts';

const CLOSURE = 'Closure notice and closure order';
const REGISTER = {
  name: 'nodes.csv',
  text: [
    'id,type,name,premisesType,dateOfBirth',
    'p1,premises,The Brass Heron,pub-bar,',
    'n2,person,Tansy Ockeridge,,2013-05-04',
  ].join('\n'),
};

async function importRegister(page: Page): Promise<void> {
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, [REGISTER]);
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await page.getByRole('radio', { name: /^Register/ }).check({ force: true });
  await page.getByRole('button', { name: 'Check the files' }).click();
  await commit(page);
  await goTo(page, 'Records');
}

const GRADE = { source: '1', information: 'B' } as const;

test('a lever is worked from considering to referred: refused without its decision-maker, kept with its history, undone and there again after locking', async ({
  page,
}) => {
  await importRegister(page);
  await findInRecords(page, 'The Brass Heron');
  await correct(page, {
    field: 'Indicators',
    terms: ['Drug dealing at premises'],
    grade: GRADE,
    seenOn: '2026-10-14',
    reason: 'Seen on three visits',
  });
  const card = await openLever(page, CLOSURE);
  const checklist = card.getByRole('region', { name: 'Evidence checklist' });
  const form = page.getByRole('dialog', { name: CLOSURE });
  const head = card.getByRole('button', { name: new RegExp(`^${CLOSURE}`) });
  const save = form.getByRole('button', { name: 'Save assessment' });

  await test.step('evidence is ticked by keyboard, and that begins the assessment', async () => {
    await expect(checklist).toContainText('0 of 6 in place');
    await checklist.getByRole('checkbox', { name: 'Logs of incidents and calls' }).focus();
    await page.keyboard.press('Space');
    await expect(checklist).toContainText('1 of 6 in place');
    await expect(head).toContainText('Assessed: Considering');
  });

  await test.step('it is not ready without a named decision-maker and the reasons', async () => {
    await card.getByRole('button', { name: 'Change the assessment' }).click();
    await form.getByLabel('Status', { exact: true }).selectOption('Ready');
    await save.click();
    await expect(form.getByRole('alert')).toContainText('Name who decides');
    await expect(form.getByLabel('Decision-maker', { exact: true })).toBeFocused();
    await page.keyboard.type('Jo Decider');
    await form.getByLabel('Decision-maker’s role').fill('Head of Community Safety');
    await form.getByLabel('Why it is necessary').fill('Warnings were ignored for months.');
    await form.getByLabel('State of: What warrants found').selectOption('Asked for');
    await form.getByLabel('Add a line of your own').fill('Letters of neighbours');
    await page.keyboard.press('Enter');
    await expect(form.getByLabel('State of: Letters of neighbours')).toBeVisible();
    expect(await faultsOf(page, { within: 'dialog', themes: ['dark', 'light'] })).toEqual([]);
    await save.click();
    await expect(form).toHaveCount(0);
    await expect(head).toContainText('Assessed: Ready');
    await expect(checklist).toContainText('1 of 7 in place');
  });

  await test.step('it is not referred before it is deconflicted', async () => {
    await card.getByRole('button', { name: 'Change the assessment' }).click();
    await form.getByLabel('Status', { exact: true }).selectOption('Referred');
    await save.click();
    await expect(form.getByRole('alert')).toContainText('Deconflict with the LRO first');
    await form.getByLabel('Agreed with').fill('DS Lee Responsible');
    await form.getByRole('textbox', { name: 'On', exact: true }).first().fill('2026-11-01');
    await save.click();
    await expect(form).toHaveCount(0);
    await expect(head).toContainText('Assessed: Referred');
  });

  await test.step('the history tells each change, and undo takes them back one by one', async () => {
    await card.getByText('History of the assessment').click();
    const history = card.getByRole('list', { name: 'History of the assessment' });
    await expect(history.getByRole('listitem').first()).toContainText(/Ready.*Referred/);
    await expect(history).toContainText('Begun by Ana Example');
    expect(
      await faultsOf(page, { within: '[aria-label=Inspector]', themes: ['dark', 'light'] }),
    ).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect(head).toContainText('Assessed: Ready');
    await page.keyboard.press('Control+Shift+z');
    await expect(head).toContainText('Assessed: Referred');
  });

  await test.step('a locked case tells nothing of it, an unlocked one everything', async () => {
    await page.keyboard.press('Control+l');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(page.getByText('Jo Decider')).toHaveCount(0);
    await page.getByLabel('Reason for opening').fill('Carry on');
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await goTo(page, 'Records');
    await findInRecords(page, 'The Brass Heron');
    await openLever(page, CLOSURE);
    await expect(card).toContainText('Jo Decider, Head of Community Safety');
    await expect(checklist.getByRole('checkbox', { name: /^Logs/ })).toBeChecked();
  });

  await test.step('levers for a child are held until those responsible decide otherwise', async () => {
    await page.getByRole('combobox', { name: 'Filter records' }).fill('');
    await page.getByRole('gridcell', { name: /^Protected person/ }).click();
    await inspectorOf(page).getByRole('button', { name: 'Reveal, with a reason' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Strategy meeting');
    await page.keyboard.press('Enter');
    await correct(page, {
      field: 'Indicators',
      terms: ['Gang violence'],
      grade: GRADE,
      reason: 'Report from school',
    });
    const levers = await openTab(page, 'Levers');
    const stop = levers.getByRole('region', { name: 'Safeguarding', exact: true });
    await expect(stop).toContainText('Safeguarding stop');
    await expect(levers.getByRole('region', { name: 'Held for safeguarding' })).toBeVisible();
    await stop.getByRole('button', { name: 'Record a safeguarding decision' }).click();
    const decision = page.getByRole('dialog', { name: 'Safeguarding decision' });
    await decision.getByRole('radio', { name: /^Other levers/ }).check({ force: true });
    await decision.getByRole('button', { name: 'Record the decision' }).click();
    await expect(decision.getByRole('alert')).toContainText('Name who decided');
    await decision.getByLabel('Decided by').fill('Sam Guardian');
    await decision.getByLabel('Role').fill('Designated safeguarding lead');
    await decision.getByLabel('Review on').fill('2999-01-01');
    await decision.getByLabel('Reasons').fill('Strategy meeting agreed');
    await decision.getByRole('button', { name: 'Record the decision' }).click();
    await expect(levers.getByRole('region', { name: 'Held for safeguarding' })).toHaveCount(0);
    await expect(stop).toContainText('Other levers may be considered');
    await page.keyboard.press('Control+z');
    await expect(stop).toContainText('Safeguarding stop');
  });
});
