import type { Locator, Page } from '@playwright/test';
import {
  chooseFiles,
  commit,
  goTo,
  makeCase,
  openDemonstration,
  PASSPHRASE,
} from './case-steps.ts';
import { expect } from './host.ts';
import { filterRecords, inspectorOf, openTab, waitForMap } from './inspector-steps.ts';

/**
 * A walk through every screen, lens, panel, form and state of the window, each looked at once it stands still. axe
 * looks for faults on it; the pictures are taken on it.
 */

/** What is done at each stop; `within`: what is new there, where the rest was looked at before. */
export type Look = (name: string, within?: string) => Promise<void>;

/** A pub of the opening group of the demonstration case, with a strong case against its licence. */
const FLAGGED = 'The Lame Gosling';

const INSPECTOR = '[aria-label=Inspector]';

const PEOPLE = {
  name: 'people.csv',
  text: [
    'id,type,name,dateOfBirth,premisesType',
    'p1,premises,The Brass Heron,,pub-bar',
    'n1,person,Dorian Vexley,1981-03-27,',
    'n2,person,Tansy Ockeridge,2019-05-04,',
    'n3,person,Milo Tarrowby,31/02/1981,',
  ].join('\n'),
};

const UNKNOWN = {
  name: 'taxi-licences.csv',
  text: [
    'Licence Ref,Driver Name,Driver DOB,Vehicle Reg,Granted',
    'HD/0417,"Askgrove, Tamsin",27/03/1981,ZZ00 AAA,01/02/2024',
    'HD/0418,"Tarrowby, Milo",31/02/1981,ZZ00 BBB,02/03/2024',
  ].join('\n'),
};

/** Looks at a dialog that a control opens, closes it, and finds the focus where it was. */
async function lookAtDialog(page: Page, opener: Locator, name: string, look: Look): Promise<void> {
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await look(name, 'dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener, `the focus is back after ${name}`).toBeFocused();
}

/** Steps through the regions of the window until one has the focus: none may keep it. */
async function stepTo(page: Page, region: Locator): Promise<void> {
  for (let step = 0; step < 8; step++) {
    if (await region.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('F6');
  }
  await expect(region, 'reached by F6').toBeFocused();
}

/** Runs a command by the palette. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records or run/i }).fill(`>${command}`);
  await page.getByRole('dialog').getByRole('option').first().click();
}

async function lookThrough(page: Page, lens: string): Promise<void> {
  await page
    .getByRole('group', { name: 'Look at it as' })
    .getByRole('button', { name: lens, exact: true })
    .click();
}

/** The first screen, the making of a case, and the screens of a case in which nothing is yet. */
export async function tourBeginning(page: Page, look: Look): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Begin a case' })).toBeVisible();
  await look('welcome');
  await page.getByRole('button', { name: 'New case' }).click();
  await page.getByRole('button', { name: 'Make the case' }).click();
  await look('new case');
  await page.getByRole('button', { name: 'Back' }).click();
  await makeCase(page);
  await expect(page.getByText('There is nothing on this map yet')).toBeVisible();
  await look('map, empty');
  await goTo(page, 'Records');
  await look('records, empty');
}

/** The steps of an import: of a file that is known, and of one that no profile knows. */
export async function tourImport(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Import');
  await look('import');
  await chooseFiles(page, [UNKNOWN]);
  await look('import, files');
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await look('import, source', 'main');
  await page.getByRole('button', { name: /^(Check the files|Map the columns)$/ }).click();
  const columns = page.getByRole('table', { name: 'Columns of taxi-licences.csv' });
  await expect(columns).toBeVisible();
  await look('import, columns', 'main');
  await lookAtDialog(
    page,
    page.getByRole('button', { name: 'Change Driver Name' }),
    'import, change of a column',
    look,
  );
  await page.getByRole('button', { name: 'Check the rows' }).click();
  const rows = page.getByRole('table', { name: 'Rows of taxi-licences.csv' });
  const fault = rows.getByRole('button', { name: /Driver DOB: 31\/02\/1981/ });
  await expect(fault).toBeVisible();
  await look('import, rows', 'main');
  await lookAtDialog(page, fault, 'import, correction of a cell', look);

  await goTo(page, 'Records');
  await goTo(page, 'Import');
  await chooseFiles(page, [PEOPLE]);
  await page.getByRole('button', { name: 'Describe the source' }).click();
  await page.getByRole('radio', { name: /^Register/ }).check({ force: true });
  await page.getByRole('button', { name: 'Check the files' }).click();
  await expect(page.getByRole('button', { name: 'Finish and commit' })).toBeVisible();
  await page.getByRole('tab', { name: /Faults/ }).click();
  await look('import, faults', 'main');
  await page.getByRole('checkbox', { name: /^Leave 1 faulty row out/ }).check();
  await commit(page);
  await look('import, done', 'main');
}

/** A protected person, whose inspector withholds, and who is revealed for a reason. */
export async function tourProtected(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Records');
  await page.getByRole('gridcell', { name: /^Protected person/ }).click();
  for (const tab of ['Summary', 'Levers', 'Links', 'Sources', 'History'] as const) {
    await openTab(page, tab);
    await look(`protected, ${tab.toLowerCase()}`, INSPECTOR);
  }
  const opener = inspectorOf(page).getByRole('button', { name: 'Reveal, with a reason' });
  await lookAtDialog(page, opener, 'protected, question', async (...stop) => {
    await page.keyboard.press('Enter');
    await expect(page.getByText('Say why you need to see this.')).toBeVisible();
    await look(...stop);
  });
  await opener.click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Strategy meeting');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await look('protected, revealed', INSPECTOR);
}

/** Settings of a case with users, its backups, locking and unlocking. */
export async function tourSafety(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^Backed up as /)).toBeVisible();
  await look('settings of a case');
  await lookAtDialog(
    page,
    page.getByRole('button', { name: /^Restore Harrowmere/ }),
    'restore a backup',
    look,
  );
  await lookAtDialog(page, page.getByRole('button', { name: 'Add a user' }), 'add a user', look);
  await page.getByLabel('Reason for making a code').fill('Kept in two safes');
  await page.getByRole('button', { name: 'Make a recovery code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recovery code' });
  await expect(dialog.getByRole('definition')).toHaveCount(2);
  await look('recovery code', 'dialog');
  await dialog.getByLabel('Both halves are written down').check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await page.getByLabel('Reason for opening').fill('Carry on');
  await page.getByLabel('Passphrase', { exact: true }).fill(`not ${PASSPHRASE}`);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText(/^The passphrase is not correct/).first()).toBeVisible();
  await look('locked, wrong passphrase');
  await page.getByRole('button', { name: /use the recovery code/i }).click();
  await look('recover');
}

/** The map of the demonstration case with every panel, menu and tab, and the lenses over it. */
export async function tourMap(page: Page, look: Look): Promise<void> {
  await openDemonstration(page);
  await waitForMap(page);
  await expect(page.getByRole('region', { name: 'Legend' })).toContainText('Levers');
  await look('map');
  for (const panel of ['Filters', 'Style', 'Views', 'History']) {
    await page.getByRole('button', { name: panel, exact: true }).first().click();
    const region = page.getByRole('region', { name: panel, exact: true });
    await expect(region).toBeVisible();
    if (panel === 'Style') await region.getByRole('button', { name: 'Add a rule' }).click();
    if (panel === 'Views') {
      await region.getByLabel('Save this map as').fill('Opening picture');
      await page.keyboard.press('Enter');
      await expect(region.getByRole('button', { name: 'Open Opening picture' })).toBeVisible();
    }
    await look(`map, ${panel.toLowerCase()}`, `section[aria-label=${panel}]`);
  }
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+J');
  const dock = page.getByRole('region', { name: 'Timeline' });
  await expect(dock.getByRole('application', { name: 'Timeline' })).toBeVisible();
  await look('map, dock', 'section[aria-label=Timeline]');
  await page.keyboard.press('Control+J');

  await tourNetwork(page, look);
  await tourAnalysis(page, look);
  await findFlagged(page);
  await tourInspector(page, look);
  const map = page.getByRole('application', { name: 'Network map' });
  await map.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await look('map, menu', '[role=menu]');
  await page.keyboard.press('Escape');
  await expect(map).toBeFocused();
  await page.keyboard.press('o');
  await page.getByLabel('Text of the callout').fill('Seen twice a week');
  await look('map, callout', 'main');
  await page.keyboard.press('Escape');
}

/** Key players with what their numbers mean, and the signs of fronts with how they are scored. */
async function tourAnalysis(page: Page, look: Look): Promise<void> {
  await run(page, 'Key players by brokerage');
  const dock = page.getByRole('region', { name: 'Key players' });
  const rows = dock.getByRole('grid', { name: 'Key players' }).getByRole('row');
  await expect(rows.nth(1)).toContainText(/Stable|Likely|Fragile/, { timeout: 60_000 });
  await look('key players', 'section[aria-label="Key players"]');
  const number = rows.nth(1).getByRole('button');
  await number.click();
  const links = page.getByRole('table', { name: 'Links under this number' });
  await expect(links).toBeVisible({ timeout: 60_000 });
  await look('measures of a record', 'dialog');
  await page.keyboard.press('Escape');
  await lookAtDialog(
    page,
    dock.getByRole('button', { name: 'What this measure means' }),
    'what measures mean',
    look,
  );
  await dock.getByRole('button', { name: 'Close key players' }).click();
  await run(page, 'Possible fronts and enablers');
  const fronts = page.getByRole('list', { name: 'Possible fronts' });
  await fronts.getByRole('button').first().click({ timeout: 60_000 });
  const signs = inspectorOf(page).getByRole('region', { name: 'Why this may be a front' });
  const scoring = signs.getByRole('button', { name: 'How this is scored' });
  await expect(scoring).toBeVisible({ timeout: 60_000 });
  await look('fronts', 'section[aria-label="Fronts and enablers"]');
  await lookAtDialog(page, scoring, 'how a front is scored', look);
  await page.getByRole('button', { name: 'Close fronts and enablers' }).click();
}

/** Two of the opening group of the demonstration case who are not linked directly. */
const PATH_ENDS = ['Rui Dlamabelo', 'Ines Cindcombe'] as const;

/** The panels of the network: communities on the map, a route, what is like a record, what ties two, rings, change. */
async function tourNetwork(page: Page, look: Look): Promise<void> {
  const map = page.getByRole('application', { name: 'Network map' });
  const panelOf = (name: string) => page.getByRole('region', { name, exact: true });
  await map.focus();
  await page.keyboard.press('g');
  const communities = panelOf('Communities').getByRole('list', {
    name: 'Communities',
    exact: true,
  });
  await expect(communities).toBeVisible();
  await panelOf('Communities').getByText('How they are found and drawn').click();
  await panelOf('Communities').getByRole('switch', { name: 'Colour records by community' }).click();
  await look('map, communities', 'section[aria-label=Communities]');
  await panelOf('Communities').getByRole('switch', { name: 'Show them on the map' }).click();
  await panelOf('Communities').getByRole('switch', { name: 'Colour records by community' }).click();

  await map.focus();
  await page.keyboard.press('p');
  for (const [at, field] of (['From', 'To'] as const).entries()) {
    const end = PATH_ENDS[at] ?? '';
    await panelOf('Find path').getByRole('combobox', { name: field, exact: true }).fill(end);
    await panelOf('Find path').getByRole('option', { name: end }).first().click();
  }
  await expect(panelOf('Find path').getByText(/^Weakest link on route 1: /)).toBeVisible();
  await panelOf('Find path').getByText('Records to avoid, and dates').click();
  await look('map, path', 'section[aria-label="Find path"]');

  await page.getByRole('combobox', { name: 'Find on the map' }).fill(PATH_ENDS[0]);
  await page.getByRole('option', { name: PATH_ENDS[0] }).first().click();
  await run(page, 'Find others like');
  const alike = panelOf('Others like this').getByRole('list', { name: 'Records like it' });
  await expect(alike).toBeVisible();
  await look('map, others like this', 'section[aria-label="Others like this"]');
  await alike.getByRole('button', { name: 'What ties the two' }).first().click();
  await expect(panelOf('Ties').getByRole('region').first()).toBeVisible();
  await look('map, ties', 'section[aria-label=Ties]');

  await run(page, 'What a missing link');
  const unseen = panelOf('What a missing link would change').getByRole('list');
  await unseen.getByRole('button', { name: 'Draw on the map' }).first().click();
  await waitForMap(page);
  await look('map, missing links', 'section[aria-label="What a missing link would change"]');
  await run(page, 'Same position');
  const position = panelOf('Same position in the network').getByRole('list').first();
  await expect(position).toBeVisible();
  await look('map, positions', 'section[aria-label="Same position in the network"]');
  await run(page, 'Network capital');
  await panelOf('Network capital')
    .getByRole('button', { name: /^Change what/ })
    .first()
    .click();
  await look('map, network capital', 'section[aria-label="Network capital"]');
  await panelOf('Network capital').getByRole('button', { name: 'Cancel' }).click();

  await run(page, 'Look around');
  await expect(panelOf('Around one record').getByRole('list', { name: 'Rings' })).toBeVisible();
  await waitForMap(page);
  await look('map, around one record', 'section[aria-label="Around one record"]');

  await run(page, 'What changed between');
  await panelOf('What changed').getByRole('switch', { name: 'Only what is on the map' }).click();
  await panelOf('What changed').getByRole('switch', { name: 'Two maps side by side' }).click();
  await expect(page.getByRole('region', { name: 'Both dates side by side' })).toBeVisible();
  await look('map, what changed', 'section[aria-label="What changed"]');
  await panelOf('What changed').getByRole('button', { name: 'Close what changed' }).click();
  await page.keyboard.press('Escape');
}

async function findFlagged(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Find on the map' }).fill(FLAGGED);
  await page.getByRole('option', { name: FLAGGED }).first().click();
  await expect(inspectorOf(page).getByRole('heading', { name: FLAGGED, level: 2 })).toBeVisible();
}

async function tourInspector(page: Page, look: Look): Promise<void> {
  for (const tab of ['Summary', 'Levers', 'Links', 'Sources', 'History'] as const) {
    const panel = await openTab(page, tab);
    await expect(panel.getByRole('button').or(panel.getByRole('listitem')).first()).toBeVisible();
    for (const fold of await panel.locator('summary').all()) await fold.click();
    await look(`inspector, ${tab.toLowerCase()}`, INSPECTOR);
  }
  await openTab(page, 'Levers');
  for (const group of ['Could apply', 'Ruled out']) {
    const head = inspectorOf(page).getByRole('region', { name: group, exact: true });
    if ((await head.count()) === 0) continue;
    const fold = head.locator('details:not([open]) > summary').first();
    if ((await fold.count()) > 0) await fold.click();
    await head.getByRole('button').first().click();
  }
  await look('inspector, all levers', INSPECTOR);
  await openTab(page, 'Summary');
  await openTab(page, 'Levers');
  await lookAtDialog(
    page,
    inspectorOf(page).getByRole('button', { name: 'Work this lever' }).first(),
    'work a lever',
    look,
  );
  const links = await openTab(page, 'Links');
  await links
    .getByRole('button', { name: /^Inspect the link/ })
    .first()
    .click();
  await expect(inspectorOf(page).getByRole('region', { name: 'Strength' })).toBeVisible();
  await look('inspector, link', INSPECTOR);
  await findFlagged(page);
}

/** The other lenses over the map, and the whole case as communities and counts. */
export async function tourLenses(page: Page, look: Look): Promise<void> {
  await lookThrough(page, 'Table');
  await expect(page.getByRole('grid', { name: 'Records on the map' })).toBeVisible();
  await look('table', 'main');
  await lookThrough(page, 'Timeline');
  await expect(page.getByText(/dated things\./)).toBeVisible();
  await stepTo(page, page.getByRole('application', { name: 'Timeline' }));
  await look('timeline', 'main');
  await page.getByRole('combobox', { name: 'As' }).selectOption('table');
  await look('timeline, table', 'main');
  await page.getByRole('combobox', { name: 'As' }).selectOption('chart');
  await lookThrough(page, 'Places');
  await expect(page.getByRole('checkbox', { name: 'Invented districts' })).toBeVisible();
  await look('places', 'main');
  await lookAtDialog(page, page.getByRole('button', { name: 'Map data' }), 'map data', look);
  await page.getByRole('combobox', { name: 'As' }).selectOption('unplaced');
  await look('places, without a place', 'main');
  await page.getByRole('combobox', { name: 'As' }).selectOption('map');
  await lookThrough(page, 'Matrix');
  await expect(page.getByRole('grid', { name: 'Matrix of links' })).toBeVisible();
  await look('matrix', 'main');
  await page.getByRole('combobox', { name: 'As' }).selectOption('table');
  await look('matrix, table', 'main');
  await page.getByRole('combobox', { name: 'As' }).selectOption('matrix');
  await page.keyboard.press('Control+Shift+E');
  const communities = page.getByRole('list', { name: 'Communities' });
  await expect(communities.getByRole('button').first()).toBeFocused();
  await look('overview, communities', 'main');
  await page.getByRole('button', { name: 'Count grid' }).click();
  await expect(page.getByRole('button', { name: /^\w+: [\d,]+ records$/ }).first()).toBeVisible();
  await look('overview, counts', 'main');
  await page.getByRole('button', { name: 'Back to the map' }).click();
}

/** The three questions of the levers, the library, and the page of one. */
export async function tourLevers(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Levers');
  const main = page.getByRole('main', { name: 'Levers' });
  const list = main.getByRole('grid', { name: 'Openings, best first' });
  await expect(list).toBeVisible({ timeout: 60_000 });
  await list.focus();
  await page.keyboard.press('Enter');
  await expect(main.getByRole('region', { name: /^For / })).toBeVisible();
  await look('levers, group');
  await main.getByRole('tab', { name: /^Filters/ }).click();
  await look('levers, filters', 'main');
  const question = page.getByRole('group', { name: 'Question' });
  await question.getByRole('button', { name: 'By service' }).click();
  await expect(main.getByRole('grid', { name: 'Openings, best first' })).toBeVisible();
  await main.getByRole('tab', { name: /^By service/ }).click();
  await expect(main.getByRole('button', { name: /^Licensing/ })).toBeVisible();
  await look('levers, service', 'main');
  await question.getByRole('button', { name: 'To find out' }).click();
  const asked = main.getByRole('region', { name: 'To find out' });
  await asked.getByRole('button', { expanded: false }).first().click();
  await expect(asked.getByRole('heading', { name: 'What it would open' })).toBeVisible();
  await look('levers, to find out', 'main');
  await question.getByRole('button', { name: 'Library' }).click();
  await expect(main.getByRole('table', { name: 'Levers' })).toBeVisible();
  await look('levers, library', 'main');
  await main.getByRole('button', { name: 'Open the whole page' }).click();
  await look('levers, whole page', 'main');
}

/** Records, their dialogs, every form, the palette, and what stands at the foot of the rail. */
export async function tourRecords(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Records');
  const tools = page.getByRole('region', { name: 'Tools' });
  const grid = page.getByRole('grid', { name: 'Records' });
  await filterRecords(page, 'type:premises');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await look('records');
  for (const name of ['Columns', 'Export', 'Save list'])
    await lookAtDialog(
      page,
      tools.getByRole('button', { name, exact: true }),
      `records, ${name.toLowerCase()}`,
      look,
    );
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await look('records, menu', '[role=menu]');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  // With whatever the walk had selected before.
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveText(/^[2-4] selected$/);
  await page.keyboard.press('Control+d');
  await expect(page.getByRole('table', { name: 'Records side by side' })).toBeVisible();
  await look('records, compared', 'dialog');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await page.getByRole('combobox', { name: 'Filter records' }).fill('nobody of this name');
  await expect(page.getByText('No records match this filter')).toBeVisible();
  await look('records, no results', 'main');
  await page.getByRole('combobox', { name: 'Filter records' }).fill(FLAGGED);
  await tourForms(page, look);
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records or run/i }).fill('gos');
  await expect(page.getByRole('option', { name: /Gosling/ }).first()).toBeVisible();
  await look('palette', 'dialog');
  await page.keyboard.press('Escape');
}

async function tourForms(page: Page, look: Look): Promise<void> {
  await page.getByRole('gridcell', { name: FLAGGED }).first().click();
  const inspector = inspectorOf(page);
  const dialog = page.getByRole('dialog');
  for (const [name, action] of [
    ['Edit', 'Save changes'],
    ['New link', 'Add link'],
    ['Delete', 'Delete 1 record'],
    ['Correct or add a field', 'Save correction'],
    ['Add a licence', 'Add licence'],
  ] as const) {
    if (name === 'Correct or add a field') await openTab(page, 'Summary');
    await lookAtDialog(
      page,
      inspector.getByRole('button', { name, exact: true }),
      `form, ${name.toLowerCase()}`,
      async (...stop) => {
        await dialog.getByRole('button', { name: action }).click();
        await look(...stop);
      },
    );
  }
  await lookAtDialog(
    page,
    page.getByRole('region', { name: 'Tools' }).getByRole('button', { name: 'New record' }),
    'form, new record',
    async (...stop) => {
      await dialog.getByText(/^More fields/).click();
      await dialog.getByRole('radio', { name: 'Intelligence' }).check({ force: true });
      await dialog.getByRole('button', { name: /^Add / }).click();
      await look(...stop);
      // Escape asks first before what was chosen is lost.
      await page.keyboard.press('Escape');
      await expect(dialog.getByText('What you typed is not saved.')).toBeVisible();
    },
  );
  await run(page, 'new intelligence report');
  await dialog.getByRole('button', { name: 'Add report' }).click();
  await look('form, report', 'dialog');
  await page.keyboard.press('Escape');
  await run(page, 'intelligence reports');
  await look('reports', 'dialog');
  await page.keyboard.press('Escape');
}

/** Audit, settings, the list of shortcuts, and the locked window. */
export async function tourFoot(page: Page, look: Look): Promise<void> {
  await goTo(page, 'Audit');
  await page.getByRole('button', { name: 'Check the seal' }).click();
  await expect(page.getByText('The log is whole')).toBeVisible();
  const log = page.getByRole('grid', { name: 'Audit log, latest first' });
  await expect(log.getByRole('row').nth(2)).toContainText('Viewed');
  await log.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Entry' })).toContainText('Seal');
  await look('audit', 'main');
  await lookAtDialog(page, page.getByRole('button', { name: 'Export log' }), 'audit, export', look);
  await page.getByLabel('From', { exact: true }).fill('2090-01-01');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No entry matches')).toBeVisible();
  await look('audit, no results', 'main');
  await goTo(page, 'Settings');
  await look('settings', 'main');
  await page.keyboard.press('F1');
  await look('shortcuts', 'dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await look('locked');
}
