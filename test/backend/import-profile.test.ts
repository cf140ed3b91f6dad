import { expect, test } from 'vitest';
import { ImportOptions } from '../../shared/api/import.ts';
import { Mapping } from '../../shared/import/mapping.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const FILE = textFile('fleet.csv', 'Ref,Keeper,Since\nA1,Ann Made,2026\nA2,Bo Made,2025\n');
const MAPPING = Mapping.parse({
  columns: ['Ref', 'Keeper', 'Since'],
  transforms: [{ op: 'map', column: 'Keeper', values: [{ from: 'Ann Made', to: 'Anna Made' }] }],
  parts: [
    { id: 'person', kind: 'person', key: ['Ref'], fields: [{ field: 'name', column: 'Keeper' }] },
  ],
});

test('a profile leaves a case as YAML, for a reason that is logged, and reads the same file in another case', async () => {
  const first = await startWithCase();
  const { id } = await first.api.import.saveProfile({ title: 'Fleet / list', mapping: MAPPING });
  const file = await first.api.import.exportProfile({ id, reason: 'For the county' });
  expect(file.name).toBe('Fleet list.yaml');
  const logged = await first.api.audit.list({ limit: 5 });
  expect(logged.filter(({ category }) => category === 'disclosure')).toMatchObject([
    { method: 'import.exportProfile', reason: 'For the county' },
  ]);

  const second = await startWithCase();
  const [handle = ''] = second.backend.registerFiles([textFile(file.name, await file.bytes())]);
  const added = await second.api.import.addProfile({ file: handle });
  expect(added).toMatchObject({ title: 'Fleet / list', mapping: MAPPING });
  const report = await importFiles(second, [FILE]);
  expect(report.files[0]).toMatchObject({ kept: 2, profile: 'own-fleet-list' });
  await second.api.history.undo();
  await second.api.history.undo();
  expect(await second.api.import.profiles()).toEqual([]);
});

test.each([
  ['another title than 80 characters', `title: ${'x'.repeat(81)}`, /title of 80 characters/],
  ['no mapping', 'title: A\nheaders: plain', /no profile of mapped columns/],
  ['no YAML', '{{{', /not YAML/],
  ['a key that nobody knows', 'title: A\nsecret: 1', /cannot be used/],
  ['a part that expands', 'a: &a [1]\nb: *a', /not YAML|cannot be used/],
])('a file with %s is refused as a profile, and nothing is kept', async (_name, change, reason) => {
  const started = await startWithCase();
  const lines = ['id: own-a', 'family: mapped', 'order: 1'];
  const isWhole = change.startsWith('title');
  const mapping = change.includes('plain')
    ? []
    : [
        'headers: mapped',
        `mapping: ${JSON.stringify({ columns: ['a'], parts: [{ id: 'p', kind: 'person', key: [], fields: [] }] })}`,
      ];
  const text = isWhole ? [...lines, change, ...mapping].join('\n') : change;
  const [file = ''] = started.backend.registerFiles([textFile('a.yaml', text)]);
  await expect(started.api.import.addProfile({ file })).rejects.toThrow(reason);
  expect(await started.api.import.profiles()).toEqual([]);
});

test('bytes that are no text, and too many of them, are refused as a profile', async () => {
  const { api, backend } = await startWithCase();
  const [torn = '', big = ''] = backend.registerFiles([
    textFile('a.yaml', new Uint8Array([0xff, 0xfe, 0x41])),
    textFile('b.yaml', 'x'.repeat(1_000_001)),
  ]);
  await expect(api.import.addProfile({ file: torn })).rejects.toThrow(/not text in UTF-8/);
  await expect(api.import.addProfile({ file: big })).rejects.toThrow(/1,000,000/);
});

test('a profile is duplicated under a title of its own, and no two have the same', async () => {
  const { api } = await startWithCase();
  const { id } = await api.import.saveProfile({ title: 'Fleet', mapping: MAPPING });
  const copy = await api.import.duplicateProfile({ id, title: 'Fleet (copy)' });
  expect(copy).toMatchObject({ title: 'Fleet (copy)', mapping: MAPPING });
  await expect(api.import.duplicateProfile({ id, title: 'fleet' })).rejects.toThrow(/already/);
  await expect(api.import.renameProfile({ id: copy.id, title: 'Fleet' })).rejects.toThrow(
    /already/,
  );
  expect((await api.import.profiles()).map(({ title }) => title)).toEqual([
    'Fleet',
    'Fleet (copy)',
  ]);
  await api.import.removeProfile({ id });
  await api.history.undo();
  expect(await api.import.profiles()).toHaveLength(2);
});

test('the profiles of the product say which headers they know, in the order they are tried', async () => {
  const { api } = await startWithCase();
  const shipped = await api.import.shippedProfiles();
  expect(shipped.map(({ id }) => id)).toEqual([
    'graph-database',
    'edge-table',
    'node-table',
    'entity-table',
    'graph-file',
  ]);
  const links = shipped.find(({ id }) => id === 'edge-table');
  expect(links?.relations).toContainEqual({
    meaning: 'from',
    headers: expect.arrayContaining(['source', 'caller']),
  });
  expect(links?.relations.map(({ meaning }) => meaning)).toContain('amount');
});

test('an import by a named profile reads tables by that one alone, and a name that is not there is refused', async () => {
  const started = await startWithCase();
  await started.api.import.saveProfile({ title: 'Fleet', mapping: MAPPING });
  const people = textFile('people.csv', 'id,name\nP1,Cy Made\n');
  await expect(importFiles(started, [people], { profile: 'Fleet' })).rejects.toMatchObject({
    data: { code: 'import-refused' },
  });
  await expect(importFiles(started, [FILE], { profile: 'Table of links' })).rejects.toMatchObject({
    data: { code: 'import-refused' },
  });
  await expect(importFiles(started, [FILE], { profile: 'Fleat' })).rejects.toThrow(
    /no import profile “Fleat”. Choose one of: “Fleet”/,
  );
  const report = await importFiles(started, [FILE], { profile: 'fleet' });
  expect(report.totals.kept).toBe(2);
  const [file = ''] = started.backend.registerFiles([people]);
  const [table] = await started.api.import.tables({
    files: [file],
    options: ImportOptions.parse({ profile: 'node-table' }),
  });
  expect(table?.profile?.id).toBe('node-table');
});
