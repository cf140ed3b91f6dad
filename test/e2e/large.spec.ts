import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { checkFiles, chooseFiles, commit, goTo, makeCase } from './case-steps.ts';
import { expect, test } from './host.ts';

const GROUPS = 26;
const GROUP_SIZE = 200;

/** OCGs with two hundred invented people and phones each, and a few links from group to group. */
function network() {
  const nodes = ['id,name,type,vulnerable'];
  const links = ['source,target,layer'];
  for (let group = 0; group < GROUPS; group++) {
    nodes.push(`g${group},Invented Gang ${group},ocg,`);
    for (let member = 0; member < GROUP_SIZE; member++) {
      const isPhone = member % 4 === 3;
      // The best linked of the first group is a protected person.
      const isProtected = group === 0 && member === 0;
      nodes.push(
        `n${group}-${member},${isPhone ? 'Phone' : 'Sample Person'} ${group} ${member},${isPhone ? 'phone' : 'person'},${isProtected ? 'yes' : ''}`,
      );
      links.push(`n${group}-${member},g${group},member of`);
      if (member > 0) links.push(`n${group}-${member},n${group}-${member >> 2},associate`);
    }
    links.push(`n${group}-7,n${(group + 1) % GROUPS}-9,associate`);
  }
  return [
    { name: 'nodes.csv', text: nodes.join('\n') },
    { name: 'edges.csv', text: links.join('\n') },
  ];
}

/** How long a drag of twenty steps takes from the first until its last frame stands, in milliseconds. */
async function dragMs(page: Page, canvas: Locator): Promise<number> {
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The canvas has no place.');
  const [x, y] = [box.x + box.width - 60, box.y + box.height / 2];
  const frames = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++)
        await new Promise((done) => requestAnimationFrame(done));
      return performance.now();
    });
  await page.mouse.move(x, y);
  await page.mouse.down();
  const startedAt = await frames();
  for (let step = 1; step <= 20; step++) await page.mouse.move(x - step * 12, y - step * 3);
  const endedAt = await frames();
  await page.mouse.up();
  return endedAt - startedAt;
}

/** The same drag over a bare canvas that draws so many circles and lines, and nothing else, at every step. */
async function bareDragMs(page: Page, count: number): Promise<number> {
  const bare = await page.context().newPage();
  await bare.setContent('<canvas width="1000" height="700"></canvas>');
  await bare.evaluate((count) => {
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) throw new Error('There is no canvas.');
    const places = Array.from({ length: count }, (_, index) => [
      (index * 7919) % 1000,
      (index * 104_729) % 700,
    ]);
    const draw = (dx: number, dy: number) => {
      context.clearRect(0, 0, 1000, 700);
      for (const [index, [x = 0, y = 0]] of places.entries()) {
        const [toX = 0, toY = 0] = places[index >> 1] ?? [];
        context.beginPath();
        context.moveTo(x + dx, y + dy);
        context.lineTo(toX + dx, toY + dy);
        context.stroke();
        context.beginPath();
        context.arc(x + dx, y + dy, 6, 0, 7);
        context.fill();
        context.fillText(`Sample Person ${index}`, x + dx + 8, y + dy);
      }
    };
    draw(0, 0);
    canvas.addEventListener('pointermove', ({ clientX, clientY }) =>
      requestAnimationFrame(() => draw(clientX, clientY)),
    );
  }, count);
  const took = await dragMs(bare, bare.locator('canvas'));
  await bare.close();
  return took;
}

test('more records than can be read are shown as communities and counts, by key and pointer, and open into a map', async ({
  page,
}) => {
  test.slow();
  await makeCase(page);
  await goTo(page, 'Import');
  await chooseFiles(page, network());
  await checkFiles(page);
  await commit(page);
  await goTo(page, 'Map');
  const communities = page.getByRole('list', { name: 'Communities' });
  const bubbles = communities.getByRole('button');
  const opened = page.getByRole('region', { name: 'Opened part' });
  const map = page.getByRole('region', { name: 'Map', exact: true });
  const total = GROUPS * (GROUP_SIZE + 1) - 1;

  await test.step('the whole case is its communities, without protected people', async () => {
    await page.keyboard.press('Control+Shift+E');
    await expect(bubbles.first()).toBeFocused({ timeout: 30_000 });
    await expect(
      page.getByText(`${total.toLocaleString('en-GB')} records are too many to read at once.`),
    ).toBeVisible();
    const names = await bubbles.evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''));
    expect(names.length).toBeGreaterThanOrEqual(GROUPS);
    expect(names.every((name) => /^Around Invented Gang \d+, \d+ records/.test(name))).toBe(true);
    const counted = names.map((name) => Number(/, (\d+) records/.exec(name)?.[1]));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(total);
    const { violations } = await new AxeBuilder({ page }).include('main').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  await test.step('arrow keys travel, Enter opens a community, and closing it leads back', async () => {
    await page.keyboard.press('ArrowRight');
    const here = communities.locator('button:focus');
    await expect(here).toHaveCount(1);
    const name = (await here.getAttribute('aria-label')) ?? '';
    const [, title = '', size = ''] = /^(Around [^,]+), (\d+) records/.exec(name) ?? [];
    await page.keyboard.press('Enter');
    await expect(opened).toContainText(title, { timeout: 30_000 });
    await expect(map).toHaveAttribute('data-layout', 'settled', { timeout: 60_000 });
    await expect(page.getByText(`Showing ${size} of`)).toBeVisible();

    const canvas = page.getByRole('application', { name: 'Network map' });
    const before = await bareDragMs(page, Number(size));
    const ownMs = await dragMs(page, canvas);
    const bareMs = Math.max(before, await bareDragMs(page, Number(size)));
    console.log(
      `a drag over ${size} records took ${Math.round(ownMs)} ms, over as many bare circles and lines ${Math.round(bareMs)} ms`,
    );
    // Measured in the same minute on the same machine: to move a map is no more than to draw it at each step.
    expect(ownMs).toBeLessThan(bareMs * 10);

    await opened.getByRole('button', { name: 'Close it' }).click();
    await expect(bubbles.first()).toBeVisible();
  });

  await test.step('a count of the grid opens its records', async () => {
    await page.getByRole('button', { name: 'Count grid' }).click();
    const phones = page.getByRole('button', { name: /^Phones: [\d,]+ records$/ });
    await expect(phones).toHaveText((GROUPS * 50).toLocaleString('en-GB'));
    const { violations } = await new AxeBuilder({ page }).include('main').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.getByLabel('Columns').selectOption({ label: 'OCG' });
    await page.getByRole('button', { name: 'Organised crime groups: 26 records' }).focus();
    await page.keyboard.press('Enter');
    await expect(opened).toContainText('Organised crime groups', { timeout: 30_000 });
    await expect(page.getByText('Showing 26 of')).toBeVisible();
  });
});
