import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  importFiles,
  RESOURCES_DIR,
  startBackend,
  startWithCase,
  temporaryDir,
  textFile,
} from './fixture.ts';

const SHIPPED = readFileSync(join(RESOURCES_DIR, 'levers/abandoned-vehicle-removal.yaml'), 'utf8');
/** A lever of the council's own: as one that ships, under another name. */
const OWN = SHIPPED.replace('id: abandoned-vehicle-removal', 'id: own-vehicle-removal').replace(
  /^title: .*$/m,
  'title: Our own removal of vehicles',
);
const RULES = `# Kept by the community safety team.
name: Example Council
off:
  - lever: sham-marriage-reporting
    reason: Another council registers marriages for us.
contacts:
  - { service: Licensing, team: Licensing team, phone: 0113 496 0000, hours: weekdays 9 to 5 }
  - { service: Licensing, team: Out of hours, email: duty@example.gov.uk }
`;

const own = (text = OWN) => textFile('folder/levers/own-vehicle-removal.yaml', text);
const rules = (text = RULES) => textFile('folder/council.yaml', text);

async function startWithVehicle() {
  const started = await startWithCase();
  const vehicle = textFile(
    'v.csv',
    'id,type,name,indicators\nv1,vehicle,ZZ01 EXA,abandoned-vehicle\n',
  );
  await importFiles(started, [vehicle], { basis: 'fact' });
  const { items } = await started.api.entity.list({});
  return { ...started, id: items[0]?.id ?? '' };
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'taken',
    (error: Error) => error.message,
  );
}

test('a council’s levers, contacts and switched-off levers hold at once, in every case and after a restart', async () => {
  const { backend, api, dir, id } = await startWithVehicle();
  const answers = async () => (await api.lever.forEntity({ id })).map(({ leverId }) => leverId);
  expect(await answers()).not.toContain('own-vehicle-removal');

  const files = backend.registerFiles([own(), rules(), textFile('folder/notes.txt', 'notes')]);
  expect(await api.council.check({ files })).toMatchObject({
    files: [
      { name: 'own-vehicle-removal.yaml', title: 'Our own removal of vehicles', replaces: false },
      { name: 'council.yaml', type: 'rules' },
    ],
    problems: [],
    others: 1,
  });
  expect((await api.lever.catalogue()).levers).toHaveLength(130);
  expect(await api.council.add({ files })).toMatchObject({ name: 'Example Council', problems: [] });

  expect(await answers()).toContain('own-vehicle-removal');
  const { levers, contacts } = await api.lever.catalogue();
  expect(levers).toHaveLength(131);
  expect(levers.filter(({ origin }) => origin === 'own').map((lever) => lever.id)).toEqual([
    'own-vehicle-removal',
  ]);
  expect(levers.find((lever) => lever.id === 'sham-marriage-reporting')?.offReason).toMatch(
    /Another council/,
  );
  expect(contacts.map(({ team }) => team)).toEqual(['Licensing team', 'Out of hours']);

  const again = startBackend(dir);
  expect((await again.api.lever.catalogue()).levers).toHaveLength(131);
});

test('a lever is switched off for a reason and on again, and the rest of the file stays', async () => {
  const { backend, api, dir, id } = await startWithVehicle();
  const lever = 'abandoned-vehicle-removal';
  const isAnswered = async () =>
    (await api.lever.forEntity({ id })).some(({ leverId }) => leverId === lever);
  await api.council.add({ files: backend.registerFiles([rules()]) });
  expect(await isAnswered()).toBe(true);
  const { off } = await api.council.switch({ lever, offReason: 'Done by the county.' });
  expect(off.map((one) => one.lever)).toEqual(['sham-marriage-reporting', lever]);
  expect(await isAnswered()).toBe(false);
  const text = readFileSync(join(dir, 'data/council/council.yaml'), 'utf8');
  expect(text).toContain('# Kept by the community safety team.');
  expect(text).toContain('Done by the county.');
  await api.council.switch({ lever, offReason: null });
  expect(await isAnswered()).toBe(true);
  expect((await api.council.read()).contacts).toHaveLength(2);
  expect(await messageOf(api.council.switch({ lever: 'unheard-of', offReason: 'x' }))).toMatch(
    /no such lever/,
  );
});

test('nothing is taken while anything is wrong, and every fault is told by file and line', async () => {
  const { backend, api, dir } = startBackend();
  const add = (...files: Parameters<typeof backend.registerFiles>[0]) =>
    messageOf(api.council.add({ files: backend.registerFiles(files) }));
  const bad = own(OWN.replace('indicator: abandoned-vehicle', 'indicator: abandoned-hope'));
  expect(await add(rules(), bad)).toMatch(
    /^own-vehicle-removal\.yaml:\d+:\d+: unknown indicator “abandoned-hope”\. Nothing was taken\.$/,
  );
  expect(
    await add(own(), rules(RULES.replace('sham-marriage-reporting', 'sham-marriage'))),
  ).toMatch(/^council\.yaml:4:\d+: there is no lever “sham-marriage”/);
  expect(await add(rules(RULES.replace('Licensing,', 'Licencing,')))).toMatch(
    /council\.yaml:7:\d+: no lever is of the service “Licencing”/,
  );
  expect(await add(rules(RULES.replace('hours:', 'open:')))).toMatch(/:7:\d+: unknown key “open”/);
  expect(await add(textFile('abandoned-vehicle-removal.yaml', SHIPPED))).toMatch(
    /:1:5: “abandoned-vehicle-removal” ships with the program/,
  );
  expect(await add(own(), textFile('elsewhere/own-vehicle-removal.yaml', OWN))).toMatch(
    /two files are called own-vehicle-removal\.yaml/,
  );
  expect(await add(own(OWN.replace('answer: applies', 'answer: ruled-out')))).toMatch(/should be/);
  expect(await add(textFile('notes.txt', 'x'))).toMatch(/None of these files holds lever rules/);
  expect(existsSync(join(dir, 'data/council'))).toBe(false);
  expect((await api.lever.catalogue()).levers).toHaveLength(130);
});

test('a lever file is replaced by one of its name, with what changed told first, and removed', async () => {
  const { backend, api } = startBackend();
  await api.council.add({ files: backend.registerFiles([own(), rules()]) });
  await api.council.switch({ lever: 'own-vehicle-removal', offReason: 'Not yet.' });
  const newer = backend.registerFiles([
    own(OWN.replace(/^appeal: .*\n( {2}.*\n)*/m, 'appeal: Ask the team.\n')),
  ]);
  expect((await api.council.check({ files: newer })).files).toEqual([
    expect.objectContaining({ replaces: true, changes: ['Appeal changed'] }),
  ]);
  await api.council.add({ files: newer });
  const { levers } = await api.lever.catalogue();
  expect(levers.find(({ id }) => id === 'own-vehicle-removal')).toMatchObject({
    appeal: 'Ask the team.',
    offReason: 'Not yet.',
  });
  const left = await api.council.remove({ name: 'own-vehicle-removal.yaml' });
  expect(left.files.map(({ name }) => name)).toEqual(['council.yaml']);
  expect(left).toMatchObject({ problems: [], off: [{ lever: 'sham-marriage-reporting' }] });
  expect((await api.lever.catalogue()).levers).toHaveLength(130);
  expect(await messageOf(api.council.remove({ name: 'own-vehicle-removal.yaml' }))).toMatch(
    /no such file/,
  );
  expect(await messageOf(api.council.remove({ name: '../settings.yaml' }))).not.toBe('taken');
});

test('a file that was spoiled on disk is told and left out, what was switched off stays off', async () => {
  const dir = temporaryDir();
  const first = startBackend(dir);
  await first.api.council.add({ files: first.backend.registerFiles([own(), rules()]) });
  const folder = join(dir, 'data/council');
  writeFileSync(join(folder, 'levers/own-vehicle-removal.yaml'), 'id: [');
  writeFileSync(
    join(folder, 'council.yaml'),
    RULES.replace('off:', 'off:\n  - { lever: gone, reason: x }'),
  );
  const { api, backend } = startBackend(dir);
  const { problems, levers } = await api.lever.catalogue();
  expect(problems.map(({ file, line, origin }) => ({ file, line, origin }))).toEqual([
    { file: 'own-vehicle-removal.yaml', line: 1, origin: 'own' },
    { file: 'council.yaml', line: 4, origin: 'own' },
  ]);
  expect(levers.filter(({ offReason }) => offReason !== null)).toHaveLength(1);
  // Mended by choosing good ones.
  await api.council.add({ files: backend.registerFiles([own(), rules()]) });
  expect((await api.lever.catalogue()).problems).toEqual([]);
});

test('an exchange of the folder that was stopped half-way leaves the files from before', async () => {
  const dir = temporaryDir();
  const first = startBackend(dir);
  await first.api.council.add({ files: first.backend.registerFiles([own()]) });
  const folder = join(dir, 'data/council');
  renameSync(folder, `${folder}.before`);
  mkdirSync(`${folder}.next`);
  const { api } = startBackend(dir);
  expect((await api.council.read()).files.map(({ name }) => name)).toEqual([
    'own-vehicle-removal.yaml',
  ]);
  expect(existsSync(`${folder}.next`)).toBe(false);
});
