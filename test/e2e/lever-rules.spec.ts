import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { goTo, openDemonstration } from './case-steps.ts';
import { expect, PROJECT_DIR, test } from './host.ts';

const OWN = readFileSync(
  join(PROJECT_DIR, 'resources/levers/abandoned-vehicle-removal.yaml'),
  'utf8',
)
  .replace('id: abandoned-vehicle-removal', 'id: own-vehicle-removal')
  .replace(/^title: .*$/m, 'title: Our own removal of vehicles');
const RULES = `name: Example Council
off:
  - { lever: sham-marriage-reporting, reason: Another council registers marriages for us. }
contacts:
  - { service: Licensing, team: Licensing team, phone: 0113 496 0000, hours: weekdays 9 to 5 }
  - { service: Housing, team: Tenancy team, email: tenancy@example.gov.uk }
`;

interface TextFile {
  readonly name: string;
  readonly text: string;
}

async function choose(page: Page, ...files: TextFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files of lever rules' }).click();
  await (await chooser).setFiles(
    files.map(({ name, text }) => ({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) })),
  );
}

test('a council brings its own lever rules, is told each fault first, and switches levers off for a reason', async ({
  page,
  host,
}) => {
  await openDemonstration(page);
  await goTo(page, 'Settings');
  const section = page.getByRole('region', { name: 'Lever rules' });
  await page.getByRole('button', { name: 'Lever rules', exact: true }).click();
  await expect(section.getByText(/130 levers ship with the program/)).toBeVisible();

  await test.step('faults are told by file and line, and nothing is taken', async () => {
    const bad = OWN.replace('indicator: abandoned-vehicle', 'indicator: abandoned-hope');
    await choose(page, { name: 'own-vehicle-removal.yaml', text: bad });
    const dialog = page.getByRole('dialog', { name: 'These lever rules cannot be used' });
    await expect(
      dialog.getByText(/line \d+, column \d+: unknown indicator “abandoned-hope”/),
    ).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(section.getByText(/130 levers ship with the program\./)).toBeVisible();
  });

  await test.step('good files hold at once', async () => {
    await choose(
      page,
      { name: 'own-vehicle-removal.yaml', text: OWN },
      { name: 'council.yaml', text: RULES },
    );
    await page.getByRole('button', { name: 'Use them' }).click();
    await expect(section.getByText(/1 your own, 1 switched off/)).toBeVisible();
    await expect(section.getByRole('cell', { name: 'tenancy@example.gov.uk' })).toBeVisible();
  });

  await test.step('a lever is switched off with a reason, and on again', async () => {
    await section.getByLabel('Find a lever').fill('abandoned');
    await section.getByRole('button', { name: /^Switch off Abandoned/ }).click();
    await page.getByRole('button', { name: 'Switch off', exact: true }).click();
    await expect(page.getByText(/Enter why it is not used here/)).toBeVisible();
    await page.getByLabel('Why it is not used here').fill('Done by the county.');
    await page.getByRole('button', { name: 'Switch off', exact: true }).click();
    await expect(section.getByText('Done by the county.')).toBeVisible();
    await expect(section.getByText(/2 switched off/)).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await section.getByRole('button', { name: /^Switch on Abandoned/ }).click();
    await expect(section.getByText(/1 switched off/)).toBeVisible();
  });

  await test.step('a file that is spoiled on disk is told on every screen until it is removed', async () => {
    writeFileSync(join(host.dataDir, 'council/levers/own-vehicle-removal.yaml'), 'id: [');
    await section.getByLabel('Find a lever').fill('sham');
    await section.getByRole('button', { name: /^Switch on / }).click();
    await expect(section.getByText(/own-vehicle-removal\.yaml, line 1/)).toBeVisible();
    await goTo(page, 'Map');
    await expect(page.getByText('A file of lever rules has faults.')).toBeVisible();
    await page.getByRole('button', { name: 'Lever rules', exact: true }).click();
    await section.getByRole('button', { name: 'Remove own-vehicle-removal.yaml…' }).click();
    await section.getByRole('button', { name: 'Remove own-vehicle-removal.yaml' }).click();
    await goTo(page, 'Map');
    await expect(page.getByText('A file of lever rules has faults.')).toHaveCount(0);
  });
});
