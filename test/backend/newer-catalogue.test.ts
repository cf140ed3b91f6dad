import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { createBackend } from '../../electron/backend.ts';
import {
  type Api,
  importFiles,
  PASSPHRASE,
  RESOURCES_DIR,
  temporaryDir,
  textFile,
} from './fixture.ts';

const VEHICLES = 'id,type,name,indicators\nv1,vehicle,ZZ01 EXA,abandoned-vehicle\n';
const NEW_LEVER = 'invented-new-power';

/** The program with a later catalogue that has one lever more. */
function laterResources(): string {
  const dir = temporaryDir();
  for (const name of readdirSync(RESOURCES_DIR)) {
    if (name === 'levers' || name === 'lever-catalogue.yaml') continue;
    symlinkSync(join(RESOURCES_DIR, name), join(dir, name));
  }
  mkdirSync(join(dir, 'levers'));
  cpSync(join(RESOURCES_DIR, 'levers'), join(dir, 'levers'), { recursive: true });
  const text = readFileSync(join(dir, 'levers/abandoned-vehicle-removal.yaml'), 'utf8')
    .replace('id: abandoned-vehicle-removal', `id: ${NEW_LEVER}`)
    .replace(/^title: .*$/m, 'title: Invented new power');
  writeFileSync(join(dir, `levers/${NEW_LEVER}.yaml`), text);
  writeFileSync(join(dir, 'lever-catalogue.yaml'), 'version: "2999.1"\nasAt: 2026-07\n');
  return dir;
}

function startOn(dir: string, resourcesDir: string) {
  const backend = createBackend({
    resourcesDir,
    dataDir: join(dir, 'data'),
    casesDir: join(dir, 'cases'),
    host: 'command-line',
  });
  onTestFinished(() => backend.close());
  return { backend, api: createRouterClient(backend.router, { context: backend.connect() }) };
}

async function open(api: Api): Promise<void> {
  const cases = await api.case.list();
  await api.case.unlock({
    handle: cases[0]?.handle ?? '',
    user: null,
    passphrase: PASSPHRASE,
    reason: 'Test',
  });
}

test('a case of a newer catalogue opens, says which levers are not known here, and keeps what was recorded', async () => {
  const dir = temporaryDir();
  const later = startOn(dir, laterResources());
  await later.api.case.create({
    handle: null,
    name: 'Later',
    user: 'Ana Example',
    passphrase: PASSPHRASE,
  });
  expect(await later.api.lever.unknown()).toBeNull();
  await importFiles(later, [textFile('v.csv', VEHICLES)], { basis: 'fact' });
  const { items } = await later.api.entity.list({});
  const entityId = items[0]?.id ?? '';
  await later.api.assessment.save({ entityId, leverId: NEW_LEVER, fields: {} });
  await later.api.case.close();

  const earlier = startOn(dir, RESOURCES_DIR);
  await open(earlier.api);
  expect(await earlier.api.lever.unknown()).toEqual({
    edition: { version: '2999.1', asAt: '2026-07' },
    isNewer: true,
    levers: [{ id: NEW_LEVER, title: 'Invented new power', assessments: 1 }],
  });
  expect((await earlier.api.lever.forEntity({ id: entityId })).length).toBeGreaterThan(0);
  expect(
    (await earlier.api.assessment.forEntity({ id: entityId })).map((one) => one.leverId),
  ).toEqual([NEW_LEVER]);
  await earlier.api.case.close();

  // The newer catalogue stays in the case's mind, and finds nothing missing.
  const again = startOn(dir, laterResources());
  await open(again.api);
  expect(await again.api.lever.unknown()).toBeNull();
});
