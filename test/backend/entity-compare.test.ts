import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const RECORDS = textFile(
  'records.csv',
  [
    'id,type,name,dateOfBirth,role,postcode,phone',
    'p1,person,Ana Example,1981-03-27,principal,ZZ1 1AA,07700 900111',
    'p2,person,Bram Sample,1990-01-02,,zz1 1aa,',
    'p3,person,Dora Instance,1979-05-06,,ZZ9 9ZZ,',
    'v1,person,Cary Quillfeather,2012-05-05,,ZZ1 1AC,07700 900222',
    'b1,business,Example Nails,,,ZZ1 1AD,',
    'b2,business,Sample Cars,,,ZZ1 1AE,',
    'l1,licence,Cary Quillfeather,,,,',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'source,target,layer',
    'p1,b1,director of',
    'p2,b1,works at',
    'p1,b2,director of',
    'p1,p2,knows',
    'v1,p1,knows',
    'v1,p2,knows',
    'v1,b1,works at',
  ].join('\n'),
);

async function startWithPeople() {
  const started = await startWithCase();
  await importFiles(started, [RECORDS, LINKS], {
    sourceName: 'Police list',
    grade: { source: 2, information: 'B', handling: 'P', conditions: null },
  });
  const { items } = await started.api.entity.list({});
  const idOf = (label: string) => items.find((item) => item.label === label)?.id ?? '';
  const child = items.find(({ isProtected }) => isProtected)?.id ?? '';
  return { ...started, idOf, child };
}

test('fields of two records stand side by side and say whether they are the same', async () => {
  const { api, idOf } = await startWithPeople();
  const ids = [idOf('Ana Example'), idOf('Bram Sample')];
  const { records, fields, sources } = await api.entity.compare({ ids });
  expect(records.map(({ summary }) => summary.id)).toEqual(ids);
  const standingOf = (field: string) => fields.find((one) => one.field === field)?.standing;
  expect(standingOf('name')).toBe('differs');
  // Written otherwise, and the same.
  expect(standingOf('postcode')).toBe('same');
  expect(standingOf('phone')).toBe('missing');
  const [first, second] = fields.find(({ field }) => field === 'phone')?.cells ?? [];
  expect(first?.entries[0]?.records[0]).toMatchObject({
    sourceName: 'Police list',
    grade: { source: 2, information: 'B' },
  });
  expect(second).toEqual({ applies: true, entries: [] });
  expect(sources).toMatchObject([
    { sourceName: 'Police list', standing: 'same', cells: [{ records: 1 }, { records: 1 }] },
  ]);
});

test('what two records share comes before what is one’s own, and links between them are told apart', async () => {
  const { api, idOf } = await startWithPeople();
  const { between, links } = await api.entity.compare({
    ids: [idOf('Ana Example'), idOf('Bram Sample')],
  });
  expect(between).toMatchObject([
    { from: idOf('Ana Example'), to: idOf('Bram Sample'), tie: { certainty: 'confirmed' } },
  ]);
  expect(links.map(({ other, standing }) => [other.label, standing])).toEqual([
    ['Example Nails', 'same'],
    ['Sample Cars', 'missing'],
  ]);
  expect(links[0]?.cells.map((ties) => ties.map(({ words }) => words))).toEqual([
    ['director of'],
    ['works at'],
  ]);
});

test('a field that the other kind lacks is not taken for missing', async () => {
  const { api, idOf } = await startWithPeople();
  const { fields } = await api.entity.compare({
    ids: [idOf('Ana Example'), idOf('Example Nails')],
  });
  const born = fields.find(({ field }) => field === 'dateOfBirth');
  expect(born).toMatchObject({ standing: 'alone', cells: [{ applies: true }, { applies: false }] });
});

test('nothing of a protected person is told, nor what others share with them', async () => {
  const { api, idOf, child } = await startWithPeople();
  expect(child).not.toBe('');
  const ids = [idOf('Ana Example'), idOf('Bram Sample'), child];
  const comparison = await api.entity.compare({ ids });
  expect(JSON.stringify(comparison)).not.toMatch(/quillfeather|2012-05-05|ZZ1 1AC|900222/i);
  expect(comparison.records[2]).toMatchObject({ isWithheld: true, summary: { isProtected: true } });
  expect(comparison.hasWithheldLinks).toBe(true);
  expect(comparison.between).toHaveLength(1);
  for (const { cells } of comparison.fields) expect(cells[2]?.entries).toEqual([]);
  for (const { cells } of comparison.links) expect(cells[2]).toEqual([]);
  for (const { cells } of [...comparison.levers, ...comparison.sources, ...comparison.licences])
    expect(cells[2]).toBeNull();
  // They change nothing of how the others stand to one another.
  const without = await api.entity.compare({ ids: ids.slice(0, 2) });
  const standings = (of: typeof comparison) =>
    [...of.fields, ...of.links, ...of.sources].map(({ standing }) => standing);
  expect(standings(comparison)).toEqual(standings(without));
  expect(without.links.some(({ other }) => other.id === child)).toBe(false);
  expect(without.hasWithheldLinks).toBe(true);
});

test('one record twice, a single one, or more than four are refused', async () => {
  const { api, idOf } = await startWithPeople();
  const id = idOf('Ana Example');
  await expect(api.entity.compare({ ids: [id, id] })).rejects.toThrow(/one and the same/);
  await expect(api.entity.compare({ ids: [id] })).rejects.toThrow();
  await expect(api.entity.compare({ ids: [id, id, id, id, id] })).rejects.toThrow();
});
