import { expect, test } from 'vitest';
import { FIRST_MARKINGS } from '../../shared/domain/marking.ts';
import { type Api, importFiles, PASSPHRASE, startWithCase, textFile } from './fixture.ts';

const LOW = {
  window: 'OFFICIAL',
  reports: { marking: 'OFFICIAL', handling: 'C' },
  imports: { marking: 'OFFICIAL', handling: 'P' },
  exports: 'OFFICIAL',
} as const;

const PEOPLE = textFile('people.csv', 'id,type,name\np1,person,Ana Example\n');
const MORE = textFile('more.csv', 'id,type,name\np2,person,Bea Example\n');

async function exported(api: Api, marking?: 'OFFICIAL'): Promise<{ name: string; text: string }> {
  const file = await api.entity.export({
    format: 'csv',
    columns: ['record'],
    sort: { by: 'label', direction: 'ascending' },
    reason: 'For the licensing officer',
    ...(marking && { marking }),
  });
  return { name: file.name, text: await file.text() };
}

test('how a case is marked is kept with it, undone and redone, across closing, and told in its log', async () => {
  const { api, handle } = await startWithCase();
  expect((await api.case.state()).markingDefaults).toEqual(FIRST_MARKINGS);
  await api.case.saveMarkingDefaults(LOW);
  await api.case.saveMarkingDefaults(LOW);
  expect(await api.history.list({})).toMatchObject([{ name: 'Change how the case is marked' }]);
  expect((await api.audit.list({ limit: 9 })).map(({ method }) => method)).toContain(
    'case.saveMarkingDefaults',
  );
  await api.case.close();
  await api.case.unlock({ handle, user: null, passphrase: PASSPHRASE, reason: 'x' });
  expect((await api.case.state()).markingDefaults).toEqual(LOW);
  await api.history.undo();
  expect((await api.case.state()).markingDefaults).toEqual(FIRST_MARKINGS);
  await api.history.redo();
  expect((await api.case.state()).markingDefaults).toEqual(LOW);
});

test('of how a case is marked, what is chosen changes and the rest stays, however close two choices come', async () => {
  const { api } = await startWithCase();
  await Promise.all([
    api.case.saveMarkingDefaults({ reports: { handling: 'C' } }),
    api.case.saveMarkingDefaults({ reports: { marking: 'OFFICIAL' } }),
    api.case.saveMarkingDefaults({ window: 'OFFICIAL' }),
  ]);
  expect((await api.case.state()).markingDefaults).toEqual({
    ...FIRST_MARKINGS,
    window: 'OFFICIAL',
    reports: { marking: 'OFFICIAL', handling: 'C' },
  });
});

test('the window is marked as the case says, and higher while anything in the case is', async () => {
  const started = await startWithCase();
  const { api } = started;
  const marking = async () => (await api.case.state()).marking;
  expect(await marking()).toBe('OFFICIAL-SENSITIVE');
  await api.case.saveMarkingDefaults(LOW);
  expect(await marking()).toBe('OFFICIAL');
  await importFiles(started, [PEOPLE], { sourceName: 'Register', basis: 'fact' });
  expect(await marking()).toBe('OFFICIAL');
  await importFiles(started, [MORE], {
    sourceName: 'Other',
    basis: 'fact',
    marking: 'OFFICIAL-SENSITIVE',
  });
  expect(await marking()).toBe('OFFICIAL-SENSITIVE');
  await api.history.undo();
  expect(await marking()).toBe('OFFICIAL');
});

test('an export is marked with the highest of what is in it, whatever was chosen, and each row with its own', async () => {
  const started = await startWithCase();
  const { api } = started;
  await api.case.saveMarkingDefaults(LOW);
  await importFiles(started, [PEOPLE], { sourceName: 'Register', basis: 'fact' });
  const low = await exported(api, 'OFFICIAL');
  expect(low.name).toMatch(/^Records OFFICIAL \d/);
  expect(low.text).toMatch(/Ana Example,.*,OFFICIAL\r/);
  expect((await exported(api)).name).toMatch(/^Records OFFICIAL-SENSITIVE /);
  await importFiles(started, [MORE], {
    sourceName: 'Other',
    basis: 'fact',
    marking: 'OFFICIAL-SENSITIVE',
  });
  const mixed = await exported(api, 'OFFICIAL');
  expect(mixed.name).toMatch(/^Records OFFICIAL-SENSITIVE /);
  expect(mixed.text).toMatch(/Ana Example,.*,OFFICIAL\r/);
  expect(mixed.text).toMatch(/Bea Example,.*,OFFICIAL-SENSITIVE\r/);
});

test('a newer edition never lowers the marking of its source', async () => {
  const started = await startWithCase();
  const { api } = started;
  const options = { sourceName: 'Register', basis: 'fact' } as const;
  await importFiles(started, [PEOPLE], { ...options, marking: 'OFFICIAL' });
  expect((await api.source.list())[0]?.marking).toBe('OFFICIAL');
  const newer = textFile('people.csv', 'id,type,name\np1,person,Ana Example\np3,person,Cal X\n');
  await importFiles(started, [newer], { ...options, marking: 'OFFICIAL-SENSITIVE' });
  expect((await api.source.list())[0]?.marking).toBe('OFFICIAL-SENSITIVE');
  await api.history.undo();
  expect((await api.source.list())[0]?.marking).toBe('OFFICIAL');
  await api.history.redo();
  const newest = textFile('people.csv', 'id,type,name\np1,person,Ana Example\np4,person,Dee X\n');
  await importFiles(started, [newest], { ...options, marking: 'OFFICIAL' });
  expect((await api.source.list())[0]?.marking).toBe('OFFICIAL-SENSITIVE');
});
