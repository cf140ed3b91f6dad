import type { Page } from '@playwright/test';
import { chooseFiles, commit, goTo, makeCase, openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';
import {
  correct,
  expectInspected,
  filterRecords,
  findInRecords,
  inspectorOf,
  openLaw,
  openLever,
  openTab,
  waitForMap,
} from './inspector-steps.ts';

const CLOSURE = 'Closure notice and closure order';
const NODES = {
  name: 'nodes.csv',
  text: [
    'id,type,name,tenure,postcode,premisesType,dateOfBirth',
    'p1,premises,The Brass Heron,,ZZ1 1AA,pub-bar,',
    'b1,business,Heron Taverns Ltd,,,,',
    'n1,person,Dorian Vexley,,,,1981-03-27',
    'n2,person,Tansy Ockeridge,,,,2019-05-04',
  ].join('\n'),
};
const EDGES = {
  name: 'edges.csv',
  text: ['source,target,layer', 'b1,p1,owns', 'n1,b1,director-of', 'n2,n1,family-of'].join('\n'),
};

/** A case of a pub, its company, its director and a child, from a register. */
async function importRegister(page: Page, files = [NODES, EDGES]): Promise<void> {
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, files);
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await page.getByLabel('Source name').fill('Licensing register');
  await page.getByRole('radio', { name: /^Register/ }).check({ force: true });
  await page.getByRole('button', { name: 'Check the files' }).click();
  await commit(page);
  await goTo(page, 'Records');
}

const DEALING = {
  field: 'Indicators',
  terms: ['Drug dealing at premises'],
  grade: { source: '1', information: 'B' },
  seenOn: '2026-03-14',
  reason: 'Seen on three visits',
} as const;

test('fields are corrected with a reason and a grade, and facts stand apart from intelligence', async ({
  page,
}) => {
  await importRegister(page);
  const form = page.getByRole('dialog', { name: 'Correct or add a field' });
  const facts = inspectorOf(page).getByRole('region', { name: 'Facts', exact: true });
  const intelligence = inspectorOf(page).getByRole('region', { name: 'Intelligence' });

  await test.step('no correction is taken without a reason or with half a grade', async () => {
    await findInRecords(page, 'Heron Taverns Ltd');
    await inspectorOf(page).getByRole('button', { name: 'Edit name' }).click();
    await form.getByLabel('Value').fill('Heron Inns Ltd');
    await form.getByLabel('Source').selectOption('2');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Save correction' }).click();
    await expect(form.getByText('Grade the information too.')).toBeVisible();
    await form.getByLabel('Information').selectOption('C');
    await form.getByRole('button', { name: 'Save correction' }).click();
    await expect(form.getByText('Say why: the reason is kept with the correction.')).toBeVisible();
    await expect(form.getByLabel('Reason')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expectInspected(page, 'Heron Taverns Ltd');
  });

  await test.step('a wrong value is told, and what was typed is kept', async () => {
    await findInRecords(page, 'Dorian Vexley');
    await inspectorOf(page).getByRole('button', { name: 'Edit date of birth' }).click();
    await form.getByLabel('Value').fill('2026-02-31');
    await form.getByLabel('Reason').fill('Taken from another person');
    await page.keyboard.press('Enter');
    await expect(form.getByLabel('Value')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByLabel('Value')).toHaveValue('2026-02-31');
  });

  await test.step('a value that turned out not to be known goes back to not known', async () => {
    await form.getByLabel('Not known').check();
    await page.keyboard.press('Enter');
    await expect(facts).toContainText('Overtaken by another record');
    await expect(intelligence).toContainText('Not known');
  });

  await test.step('facts stand apart from intelligence, and each says where it came from', async () => {
    await findInRecords(page, 'The Brass Heron');
    await correct(page, DEALING);
    await expect(facts).toContainText('Pub or bar');
    await expect(facts).toContainText('Licensing register');
    await expect(facts).not.toContainText('Drug dealing');
    await expect(intelligence).toContainText('Drug dealing at premises');
    await expect(intelligence).toContainText('Correction: Seen on three visits, 14 Mar 2026');
    await expect(intelligence).not.toContainText('Pub or bar');
  });

  await test.step('a grade is spelt out when its chip has the focus', async () => {
    const words =
      'Grade 1BP: source reliable; known indirectly but corroborated; lawful sharing permitted';
    const chip = inspectorOf(page).getByRole('img', { name: words });
    const tip = chip.getByText(words);
    await expect(tip).toBeHidden();
    await chip.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(tip).toBeVisible();
    // All of it: nothing of the words is cut off by the edge of the panel.
    const [panel, shown] = await Promise.all([inspectorOf(page).boundingBox(), tip.boundingBox()]);
    expect(shown?.x).toBeGreaterThanOrEqual(panel?.x ?? Number.POSITIVE_INFINITY);
    expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual(
      (panel?.x ?? 0) + (panel?.width ?? 0),
    );
  });
});

test('levers tell why they apply, what is missing and what speaks against them; sources and links tell where from', async ({
  page,
}) => {
  await importRegister(page);
  await findInRecords(page, 'The Brass Heron');
  await correct(page, DEALING);

  await test.step('one that applies: its law, threshold, evidence, rights of entry and holder', async () => {
    const card = await openLever(page, CLOSURE);
    const why = card.getByRole('region', { name: 'Why' });
    await expect(why).toContainText('Drugs reported to be sold from the premises');
    await expect(why).toContainText('reported 14 Mar 2026');
    await expect(why.getByRole('img', { name: 'Yes' }).first()).toBeVisible();
    await expect(why.getByText('other grounds tested')).toBeVisible();
    await openLaw(card);
    await expect(card.getByRole('region', { name: 'Legal basis' })).toContainText(
      'Anti-social Behaviour, Crime and Policing Act 2014, ss.76-93',
    );
    await expect(card.getByRole('region', { name: 'Threshold' })).toContainText(
      'nuisance to the public or disorder nearby',
    );
    await expect(card.getByRole('region', { name: 'Evidence checklist' })).toContainText(
      'Logs of incidents and calls',
    );
    await expect(card.getByRole('definition').filter({ hasText: 's.79 to enter' })).toContainText(
      'No warrant needed',
    );
    await expect(
      card.getByRole('definition').filter({ hasText: 'District council' }),
    ).toContainText('Community Safety / ASB');
    await expect(card.getByRole('region', { name: 'Before acting' })).toContainText('Deconflict');
    await expect(
      inspectorOf(page).getByText('A flag is a prompt for a decision, not legal advice.'),
    ).toBeVisible();
  });

  await test.step('one that could apply: what is missing', async () => {
    const levers = await openTab(page, 'Levers');
    const could = levers.getByRole('region', { name: 'Could apply' });
    await could.getByRole('button').first().click();
    await expect(
      could.getByRole('region', { name: 'Missing' }).getByRole('listitem'),
    ).not.toHaveCount(0);
    await expect(could.getByRole('img', { name: 'Not known' }).first()).toBeVisible();
  });

  await test.step('sources show each row as received, its place in its file and its grade', async () => {
    const sources = await openTab(page, 'Sources');
    const register = sources.getByRole('listitem').filter({ hasText: 'Licensing register' });
    await expect(register).toContainText('Row 2 of nodes.csv');
    await expect(register).toContainText('Fact');
    await expect(register.getByText('pub-bar')).toBeHidden();
    await register.getByText('Row as received').click();
    await expect(register.getByText('pub-bar')).toBeVisible();
    await expect(register.getByText('premisesType')).toBeVisible();
    await expect(register.getByText('empty').first()).toBeVisible();
    const correction = sources.getByRole('listitem').filter({ hasText: 'Correction' });
    await expect(correction).toContainText('Reason: Seen on three visits');
    await expect(correction.getByRole('img', { name: /^Grade 1BP/ })).toBeVisible();
  });

  await test.step('links read from both ends and lead to the record at the other', async () => {
    const links = await openTab(page, 'Links');
    await expect(links.getByRole('listitem')).toContainText(['owned by']);
    await links.getByRole('button', { name: 'Heron Taverns Ltd', exact: true }).click();
    await expectInspected(page, 'Heron Taverns Ltd');
    await openTab(page, 'Links');
    await expect(links.getByRole('listitem').filter({ hasText: 'The Brass Heron' })).toContainText(
      'owns',
    );
    await links.getByRole('button', { name: 'Dorian Vexley', exact: true }).click();
    await expectInspected(page, 'Dorian Vexley');
    await page.keyboard.press('Alt+ArrowLeft');
    await expectInspected(page, 'Heron Taverns Ltd');
    await page.keyboard.press('Alt+ArrowRight');
    await expectInspected(page, 'Dorian Vexley');
  });
});

test('what was checked and is absent rules a lever out; a protected person is revealed for a reason alone', async ({
  page,
}) => {
  await importRegister(page);
  const reference = page.getByRole('gridcell', { name: /^Protected person PER-/ });

  await test.step('a lever is ruled out by what speaks against it', async () => {
    await findInRecords(page, 'The Brass Heron');
    await correct(page, {
      field: 'Checked and absent',
      terms: ['Drug dealing at premises', 'Cuckooing', 'Anti-social behaviour', 'Brothel activity'],
      grade: { source: '1', information: 'A' },
      seenOn: '2026-05',
      reason: 'Visit with the police',
    });
    const card = await openLever(page, CLOSURE);
    await expect(
      inspectorOf(page)
        .getByRole('region', { name: 'Ruled out', exact: true })
        .getByRole('button', { name: CLOSURE }),
    ).toBeVisible();
    await expect(card.getByRole('region', { name: 'Ruled out because' })).toContainText(
      'checked and absent',
    );
    await expect(card.getByRole('region', { name: 'Why' })).toContainText('May 2026');
  });

  await test.step('a protected person is shown by reference in lists and searches', async () => {
    await page.getByRole('combobox', { name: 'Filter records' }).fill('Tansy');
    await expect(page.getByText('No records match this filter')).toBeVisible();
    await page.getByRole('combobox', { name: 'Filter records' }).fill('');
    await expect(reference).toBeVisible();
    await expect(page.getByText('Tansy Ockeridge')).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search records or run a command' }).fill('Ockeridge');
    await expect(page.getByText('Nothing matches “Ockeridge”.')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('and on the map', async () => {
    await goTo(page, 'Map');
    await waitForMap(page);
    const outline = page.getByRole('list', { name: 'Records on the map' });
    await expect(outline.getByRole('listitem').filter({ hasText: 'Protected' })).toHaveCount(1);
    await expect(outline).not.toContainText('Tansy');
    await page.getByRole('combobox', { name: 'Find on the map' }).fill('Tansy');
    await expect(page.getByText('Nothing matches “Tansy”.')).toBeVisible();
    await goTo(page, 'Records');
  });

  const inspector = inspectorOf(page);
  await test.step('a reveal asks for a reason', async () => {
    await reference.click();
    await expect(inspector).toContainText('Names and details are withheld');
    await openTab(page, 'Summary');
    await expect(inspector.getByRole('region', { name: 'Facts', exact: true })).toContainText(
      'Withheld',
    );
    const sources = await openTab(page, 'Sources');
    await expect(sources.getByText('Row as received')).toHaveCount(0);
    await inspector.getByRole('button', { name: 'Reveal, with a reason' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reveal a protected person?' });
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Say why you need to see this.')).toBeVisible();
    await dialog.getByLabel('Reason').fill('Strategy meeting on Thursday');
    await page.keyboard.press('Enter');
    await expectInspected(page, 'Tansy Ockeridge');
    await expect(sources.getByText('Row as received')).toBeVisible();
  });

  await test.step('another record and back: withheld again, and the audit log knows', async () => {
    await page.getByRole('gridcell', { name: 'Dorian Vexley' }).click();
    await expectInspected(page, 'Dorian Vexley');
    await reference.click();
    await expect(inspector).toContainText('Names and details are withheld');
    await expect(page.getByText('Tansy Ockeridge')).toHaveCount(0);
    await goTo(page, 'Audit');
    const entry = page.getByRole('row').filter({ hasText: 'Strategy meeting on Thursday' });
    await expect(entry).toContainText('Revealed');
    await expect(entry).toContainText('Ana Example');
    await expect(entry).not.toContainText('Tansy Ockeridge');
    await entry.click();
    await expect(page.getByRole('complementary', { name: 'Entry' })).toContainText('Consultation');
  });
});

test('a name of any length leaves the tabs in reach and nothing cut off at the side', async ({
  page,
}) => {
  const name = `Heron${'Heron'.repeat(120)} Taverns Ltd`;
  await importRegister(page, [
    { name: 'businesses.csv', text: `id,type,name\nb1,business,${name}\n` },
  ]);
  await page.getByRole('gridcell', { name: /^Heron/ }).click();
  const inspector = inspectorOf(page);
  for (const tab of ['Summary', 'Levers', 'Links', 'Sources'] as const) {
    const panel = await openTab(page, tab);
    await expect(panel).toBeInViewport();
    const widths = await panel.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0], `${tab} is no wider than the panel`).toBe(widths[1]);
  }
  await expect(inspector.getByRole('tab', { name: /^Sources/ })).toBeInViewport();
  const summary = await openTab(page, 'Summary');
  await summary.evaluate((panel) => panel.scrollTo(0, 200));
  const levers = await openTab(page, 'Levers');
  expect(await levers.evaluate((panel) => panel.scrollTop), 'each tab starts at its top').toBe(0);
  await openTab(page, 'Summary');
  await inspector.getByRole('button', { name: 'Edit name' }).click();
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Save correction' }),
  ).toBeInViewport();
});

test('everything in the inspector is done by keyboard alone', async ({ page }) => {
  await importRegister(page);
  const grid = page.getByRole('grid', { name: 'Records' });
  await expect(grid.getByRole('row', { name: /The Brass Heron/ })).toBeVisible();
  const names = await grid.getByRole('row').allTextContents();
  const at = names.findIndex((name) => name.includes('The Brass Heron'));
  expect(at).toBeGreaterThan(0);
  await grid.focus();
  await page.keyboard.press('Control+Home');
  // The first of the rows is the head.
  for (let step = 1; step < at; step++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectInspected(page, 'The Brass Heron');
  const inspector = inspectorOf(page);
  await page.keyboard.press('F6');
  await expect(inspector).toBeFocused();

  // From tab to tab by arrows.
  for (const name of ['Show on map', 'Edit', 'New link', 'Delete']) {
    await page.keyboard.press('Tab');
    await expect(inspector.getByRole('button', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(inspector.getByRole('tab', { name: /^Summary/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByRole('tab', { name: /^Levers/ })).toBeFocused();
  await expect(inspector.getByRole('tabpanel', { name: /^Levers/ })).toBeVisible();
  await page.keyboard.press('ArrowLeft');

  // A field is corrected.
  await inspector.getByRole('tab', { name: /^Summary/ }).focus();
  const edit = inspector.getByRole('button', { name: 'Edit postcode' });
  for (let steps = 0; steps < 20; steps++) {
    if (await edit.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(edit).toBeFocused();
  await expect(edit).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Correct or add a field' });
  await expect(form.getByLabel('Field')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(form.getByLabel('Value')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('ZZ1 2BB');
  await form.getByLabel('Reason').focus();
  await page.keyboard.type('As the gazetteer has it');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(inspector.getByText('ZZ1 2BB').first()).toBeVisible();

  // A lever is opened and folded.
  await inspector.getByRole('tab', { name: /^Summary/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  const head = inspector.getByRole('tabpanel').getByRole('button').first();
  await expect(head).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-expanded', 'false');

  // A link is followed.
  await inspector.getByRole('tab', { name: /^Levers/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectInspected(page, 'Heron Taverns Ltd');
});

test('the demonstration case has premises with facts, graded intelligence and an open lever', async ({
  page,
}) => {
  await openDemonstration(page);
  await goTo(page, 'Records');
  await filterRecords(page, 'type:premises');
  await filterRecords(page, 'lever>=1');
  const flagged = page.getByRole('row').filter({ hasText: /levers? flagged/ });
  await expect(flagged.first()).toBeVisible();
  const intelligence = inspectorOf(page).getByRole('region', { name: 'Intelligence' });
  const inspector = inspectorOf(page);
  // Registers alone flag some; the first that reports speak of too.
  for (const row of await flagged.all()) {
    const name = (await row.getByRole('gridcell').first().textContent()) ?? '';
    await row.click();
    await expectInspected(page, name);
    if ((await intelligence.getByRole('img', { name: /^Grade/ }).count()) > 0) break;
  }
  await expect(intelligence.getByRole('img', { name: /^Grade/ })).not.toHaveCount(0);
  await expect(
    inspector.getByRole('region', { name: 'Facts', exact: true }).getByRole('term'),
  ).not.toHaveCount(0);
  await expect(
    inspector.getByRole('list', { name: 'Levers that apply' }).getByRole('listitem'),
  ).not.toHaveCount(0);
  await inspector.getByRole('button', { name: 'Open all' }).click();
  const first = inspector.getByRole('region', { name: 'Applies' }).getByRole('button').first();
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await expect(
    inspector.getByRole('region', { name: 'Why' }).getByRole('img', { name: 'Yes' }).first(),
  ).toBeVisible();
});
