import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { openDemonstration } from './case-steps.ts';
import { expect, test } from './host.ts';
import { findOnMap, inspectorOf, waitForMap } from './inspector-steps.ts';

/** Two of the opening group of the demonstration case who are not linked directly. */
const FROM = 'Rui Dlamabelo';
const TO = 'Ines Cindcombe';

function panelOf(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function mapOf(page: Page): Locator {
  return page.getByRole('application', { name: 'Network map' });
}

async function choose(panel: Locator, field: string, name: string): Promise<void> {
  await panel.getByRole('combobox', { name: field, exact: true }).fill(name);
  await panel.getByRole('option', { name }).first().click();
}

async function findNoFaults(page: Page, panel: string): Promise<void> {
  expect(await faultsOf(page, { within: `section[aria-label="${panel}"]` }), panel).toEqual([]);
}

/** Runs a command by the palette. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: /search records or run/i }).fill(`>${command}`);
  await page.getByRole('dialog').getByRole('option').first().click();
}

test('paths, ties, rings around a record, likeness, missing links, positions, capital and what changed between two dates', async ({
  page,
}) => {
  await openDemonstration(page);
  await waitForMap(page);
  const status = page.getByRole('contentinfo');

  await test.step('the tools of the network say what they are, on one line with the others', async () => {
    const tools = page.getByRole('toolbar', { name: 'Map tools' });
    for (const name of ['Find path', 'Communities', 'Key players'])
      await expect(tools.getByRole('button', { name }).getByText(name)).toBeVisible();
    const [first, last] = await Promise.all(
      ['Map', 'Start again'].map((name) =>
        tools.getByRole('button', { name, exact: true }).boundingBox(),
      ),
    );
    expect(Math.abs((first?.y ?? 0) - (last?.y ?? 0))).toBeLessThan((last?.height ?? 0) / 2);
  });

  await test.step('key P opens the path finder; the best route is open, with every link and the weakest named', async () => {
    await mapOf(page).focus();
    await page.keyboard.press('p');
    const panel = panelOf(page, 'Find path');
    await expect(panel.getByRole('combobox', { name: 'From' })).toBeFocused();
    await choose(panel, 'From', FROM);
    await choose(panel, 'To', TO);
    const routes = panel.getByRole('list', { name: 'Routes' });
    await expect(routes.getByRole('button', { expanded: true })).toContainText('1');
    const steps = panel.getByRole('list', { name: 'Steps of route 1' });
    await expect(steps.getByRole('button', { name: FROM, exact: true })).toBeVisible();
    await expect(steps.getByRole('button', { name: TO, exact: true })).toBeVisible();
    await expect(panel.getByText(/^Weakest link on route 1: /)).toBeVisible();
    await expect(status).toContainText(/Route 1 of \d+, \d links/);
    await findNoFaults(page, 'Find path');
  });

  await test.step('arrow keys go through the routes, a link of one opens in the inspector', async () => {
    const panel = panelOf(page, 'Find path');
    await panel.getByRole('button', { expanded: true }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(status).toContainText(/Route 2 of \d+/);
    const steps = panel.getByRole('list', { name: 'Steps of route 2' });
    await steps.getByRole('button', { pressed: false }).nth(1).click();
    await expect(steps.getByText(/, selected$/)).toBeVisible();
    await expect(
      inspectorOf(page).getByRole('heading', { name: 'What supports it' }),
    ).toBeVisible();
  });

  await test.step('a record that is left out is on no route; fewer links leave none, and more are offered', async () => {
    const panel = panelOf(page, 'Find path');
    const steps = panel.getByRole('list', { name: /^Steps of route/ });
    const leaveOut = steps.getByRole('button', { name: /^Leave out / }).first();
    const left = ((await leaveOut.getAttribute('aria-label')) ?? '').replace('Leave out ', '');
    await leaveOut.click();
    await expect(panel.getByRole('list', { name: 'Left out' })).toContainText(left);
    await expect(steps.getByRole('button', { name: left, exact: true })).toHaveCount(0);
    const most = panel.getByRole('spinbutton', { name: 'Most links in a route' });
    await most.fill('1');
    await expect(panel.getByText('No route of 1 link or fewer.')).toBeVisible();
    await expect(status).not.toContainText('Route');
    await panel.getByRole('button', { name: 'Allow 3 links' }).click();
    await expect(most).toHaveValue('3');
    await panel.getByRole('button', { name: 'Swap from and to' }).click();
    await expect(panel.getByRole('combobox', { name: 'From' })).toHaveValue(TO);
    await panel.getByRole('button', { name: 'Close find path' }).click();
    await expect(status).not.toContainText('Route');
    await expect(mapOf(page), 'what had the focus has it back').toBeFocused();
  });

  await test.step('what is like a record is listed with what both have, and what ties the two with its evidence', async () => {
    await findOnMap(page, FROM);
    await run(page, 'Find others like');
    const panel = panelOf(page, 'Others like this');
    const alike = panel.getByRole('list', { name: 'Records like it' });
    await expect(alike.getByRole('listitem').first()).toBeVisible();
    await expect(alike.getByRole('button', { name: /^Protected person/ })).toHaveCount(0);
    await findNoFaults(page, 'Others like this');
    await alike.getByRole('button', { name: 'What ties the two' }).first().click();
    const ties = panelOf(page, 'Ties');
    await expect(ties, 'the panel that takes the place of another takes the focus').toBeFocused();
    const asked = ties.getByRole('list', { name: 'Records asked about' });
    await expect(asked.getByRole('listitem')).toHaveCount(2);
    await expect(ties.getByRole('region').first()).toBeVisible();
    await findNoFaults(page, 'Ties');
  });

  await test.step('links that nobody has seen are told as questions, and one is drawn and taken away', async () => {
    await run(page, 'What a missing link');
    const panel = panelOf(page, 'What a missing link would change');
    const links = panel.getByRole('list', { name: 'Links nobody has seen' });
    const first = links.getByRole('listitem').first();
    await expect(first).toContainText('Not observed');
    await expect(first).toContainText('Both are linked to');
    await expect(panel.getByText(/nothing is added to the case/)).toContainText('left out');
    await expect(links.getByRole('button', { name: /^Protected person/ })).toHaveCount(0);
    await first.getByRole('button', { name: 'Draw on the map' }).click();
    await first.getByRole('button', { name: 'Take off the map' }).click();
    await expect(first.getByRole('button', { name: 'Draw on the map' })).toBeVisible();
    await findNoFaults(page, 'What a missing link would change');
  });

  await test.step('people of one position are selected together', async () => {
    await run(page, 'Same position');
    const panel = panelOf(page, 'Same position in the network');
    const members = panel.getByRole('list', { name: 'Position 1' });
    await expect(members.getByRole('listitem').first()).toBeVisible();
    await expect(members.getByRole('button', { name: /^Protected person/ })).toHaveCount(0);
    const select = panel.getByRole('button', { name: /^Select all/ }).first();
    const count = /\d+/.exec((await select.textContent()) ?? '')?.[0] ?? '';
    await select.click();
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText(`${count} selected`);
    await findNoFaults(page, 'Same position in the network');
    await page.keyboard.press('Escape');
  });

  await test.step('what somebody brings to the network is set, told as set, and undone', async () => {
    await run(page, 'Network capital');
    const panel = panelOf(page, 'Network capital');
    const people = panel.getByRole('list', { name: 'People by what would go with them' });
    await expect(people.getByText(/as any known member/).first()).toBeVisible();
    await expect(people.getByRole('button', { name: /^Protected person/ })).toHaveCount(0);
    await people
      .getByRole('button', { name: /^Change what/ })
      .nth(2)
      .click();
    const weight = panel.getByRole('textbox', { name: 'Brings, from 0 to 1' });
    await weight.fill('2');
    await expect(panel.getByText('Write a number from 0 to 1, such as 0.6.')).toBeVisible();
    await weight.fill('1');
    await findNoFaults(page, 'Network capital');
    await weight.press('Enter');
    await expect(weight).toHaveCount(0);
    await expect(people.getByText('Brings 1, as an analyst set')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(people.getByText('Brings 1, as an analyst set')).toHaveCount(0);
    await panel.getByRole('button', { name: 'Close network capital' }).click();
    await findOnMap(page, FROM);
  });

  await test.step('a record stands in the middle of rings, and the map comes back as it was', async () => {
    const before = await status.getByText(/of [\d,]+ records$/).textContent();
    await mapOf(page).focus();
    await page.keyboard.press('Shift+F');
    const panel = panelOf(page, 'Around one record');
    const rings = panel.getByRole('list', { name: 'Rings' });
    await expect(rings).toContainText('1 link away');
    await expect(rings).toContainText('2 links away');
    await expect(status.getByText(/of [\d,]+ records$/)).not.toHaveText(before ?? '');
    await findNoFaults(page, 'Around one record');
    await panel.getByRole('button', { name: 'More links out' }).click();
    await expect(rings).toContainText('3 links away');
    await panel.getByRole('button', { name: 'Back to the map as it was' }).click();
    await expect(status.getByText(/of [\d,]+ records$/)).toHaveText(before ?? '');
  });

  await test.step('two dates are compared in lists and side by side, and since a review once one is set', async () => {
    await waitForMap(page);
    await mapOf(page).focus();
    await page.keyboard.press('Shift+D');
    const panel = panelOf(page, 'What changed');
    await panel.getByRole('switch', { name: 'Only what is on the map' }).click();
    await expect(panel.getByRole('table', { name: 'The network on both dates' })).toBeVisible();
    await expect(panel.getByRole('list', { name: 'Came' })).toBeVisible();
    await panel.getByRole('switch', { name: 'Two maps side by side' }).click();
    await expect(page.getByRole('region', { name: 'Both dates side by side' })).toBeVisible();
    await findNoFaults(page, 'What changed');
    await panel.getByRole('textbox', { name: 'From' }).fill('2031-01-01');
    await expect(panel.getByText('The first date must be before the second.')).toBeVisible();
    await panel.getByRole('radio', { name: 'Since last review' }).check();
    await panel.getByRole('button', { name: 'Reviewed today' }).click();
    await expect(panel.getByText(/^The last review was on /)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(panel.getByText(/^No review is set yet/)).toBeVisible();
  });
});

test('communities: found, told how sure, drawn, renamed and put back, finer and coarser', async ({
  page,
}) => {
  await openDemonstration(page);
  await waitForMap(page);
  await mapOf(page).focus();
  await page.keyboard.press('g');
  const panel = panelOf(page, 'Communities');
  const list = panel.getByRole('list', { name: 'Communities', exact: true });
  const heads = list.getByRole('button', { name: / members$/ });

  await test.step('key G finds them, the largest first, with cohesion, stability, bridges and a role', async () => {
    await expect(heads.first()).toHaveAttribute('aria-expanded', 'true');
    await expect(panel.getByText(/^Found in \d+ of 100 runs/)).toBeVisible();
    await expect(panel.getByText('Cohesion', { exact: true })).toBeVisible();
    await expect(panel.getByText(/^(Suggested role|Nothing suggests)/)).toBeVisible();
    await expect(panel.getByText(/in no community and are never ranked/)).toContainText('left out');
    await expect(list.getByText(/^Protected person/)).toHaveCount(0);
    await findNoFaults(page, 'Communities');
  });

  await test.step('its members are selected in one go, and nobody protected is among them', async () => {
    const select = panel.getByRole('button', { name: /^Select its \d+ members$/ });
    const count = /\d+/.exec((await select.textContent()) ?? '')?.[0] ?? '';
    await select.click();
    await expect(page.getByRole('status', { name: 'Selection' })).toHaveText(`${count} selected`);
    await expect(heads.first()).toContainText(count);
    await page.keyboard.press('Escape');
  });

  await test.step('a name of one’s own is kept, and undone', async () => {
    await panel.getByRole('button', { name: 'Rename' }).click();
    await panel.getByRole('textbox', { name: 'Name of the community' }).fill('Waste and storage');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    const named = list.getByRole('button', { name: /^Waste and storage/ });
    await expect(named).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Rename' })).toBeFocused();
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(named).toHaveCount(0);
  });

  await test.step('the slider parts them further; the map is laid out and coloured by them', async () => {
    const before = await heads.count();
    await panel.getByRole('slider', { name: 'Detail' }).fill('4');
    await expect(panel.getByRole('slider', { name: 'Detail' })).toHaveAttribute(
      'aria-valuetext',
      'Most, smallest',
    );
    await expect.poll(() => heads.count()).toBeGreaterThan(before);
    await panel.getByText('How they are found and drawn').click();
    await panel.getByRole('switch', { name: 'Colour records by community' }).click();
    await panel.getByRole('button', { name: 'Lay out the map by community' }).click();
    await waitForMap(page);
    const eye = list.getByRole('button', { name: /^Show .+ on the map$/ }).first();
    await expect(eye).toHaveAttribute('aria-pressed', 'true');
    await eye.click();
    await expect(eye).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('the matrix stands in their order', async () => {
    await mapOf(page).focus();
    await page.keyboard.press('5');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('Community');
    const blocks = page.getByRole('list', { name: 'Communities, in the order of the rows' });
    await blocks.getByRole('button').first().click();
    await expect(page.getByRole('status', { name: 'Selection' })).not.toHaveText('0 selected');
  });
});
