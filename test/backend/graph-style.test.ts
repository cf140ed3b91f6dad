import { expect, test } from 'vitest';
import { importFiles, startWithCase, textFile } from './fixture.ts';

const ENTITIES = textFile(
  'entities.csv',
  [
    'id,type,name,role,sector,sex,occupation',
    'p1,person,Ana Example,principal,,F,driver',
    'v1,person,Cary Quillfeather,exploited-child,,M,pupil',
    'b1,business,Example Nails,,nail-bar,,',
    'b2,business,Sample Cars,,,,',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'source,target,layer,grade,weight,startdate',
    'p1,b1,director of,1A,250,2024-02-01',
    'p1,b2,director of,3D,,',
    'v1,p1,knows,1A,40,2025-05-01',
  ].join('\n'),
);

async function startWithNetwork() {
  const started = await startWithCase();
  const grade = { source: 2, information: 'B', handling: 'P', conditions: null } as const;
  await importFiles(started, [ENTITIES, LINKS], { grade, basis: 'intelligence' });
  const part = await started.api.graph.open({});
  const idOf = (label: string | RegExp) =>
    part.nodes.find((node) => node.label.match(label))?.id ?? '';
  return { ...started, part, idOf };
}

test('a map is drawn by what records and links say; of a protected person there is the reference and nothing else', async () => {
  const { api, part, idOf } = await startWithNetwork();
  const ids = part.nodes.map(({ id }) => id);
  const fields = ['reference', 'category', 'role', 'sector', 'occupation', 'sex'];
  const { columns } = await api.graph.attributes({ ids, fields });
  // Nobody's sex is given out to draw by.
  expect(columns.map(({ field }) => field)).toEqual(fields.slice(0, -1));
  const said = (id: string) =>
    Object.fromEntries(columns.map(({ field, values }) => [field, values[ids.indexOf(id)]]));
  expect(said(idOf('Example Nails'))).toMatchObject({ sector: 'nail-bar', role: null });
  expect(said(idOf('Ana Example'))).toMatchObject({ role: 'principal', occupation: 'driver' });
  expect(said(idOf('Sample Cars'))).toMatchObject({ sector: null });
  expect(said(idOf(/^Protected person/))).toEqual({
    reference: expect.stringMatching(/^PER-/),
    category: null,
    role: null,
    sector: null,
    occupation: null,
  });

  const details = await api.graph.linkDetails({ ids: [...part.edges.map(({ id }) => id), 'none'] });
  expect(details).toHaveLength(3);
  const detailOf = (one: string, other: string) => {
    const ends = [idOf(one), idOf(other)];
    const edge = part.edges.find(
      ({ source, target }) => ends.includes(source) && ends.includes(target),
    );
    return details.find(({ id }) => id === edge?.id);
  };
  const strong = detailOf('Ana Example', 'Example Nails');
  expect(strong).toMatchObject({ grade: { source: 1, information: 'A' }, amount: 250 });
  expect(strong?.startedOn).toBe('2024-02-01');
  const weak = detailOf('Ana Example', 'Sample Cars');
  expect(weak?.amount).toBeNull();
  expect(strong?.credibility ?? 0).toBeGreaterThan(weak?.credibility ?? 1);
  const withheld = details.find(({ id }) => id !== strong?.id && id !== weak?.id);
  expect(withheld).toMatchObject({ amount: null, startedOn: null, sourceName: null });
});

test('what a rule of the map lets through follows an edit, and its undoing', async () => {
  const { api, part, idOf } = await startWithNetwork();
  const among = part.nodes.filter(({ isProtected }) => !isProtected).map(({ id }) => id);
  const marked = async () => (await api.entity.queryIds({ filter: 'sector:nail-bar', among })).ids;
  expect(await marked()).toEqual([idOf('Example Nails')]);
  await api.entity.correct({
    id: idOf('Sample Cars'),
    field: 'sector',
    value: 'nail-bar',
    reason: 'Seen on a visit',
  });
  expect((await marked()).sort()).toEqual([idOf('Example Nails'), idOf('Sample Cars')].sort());
  await api.history.undo();
  expect(await marked()).toEqual([idOf('Example Nails')]);
});

test('a map is drawn by the best lever that is flagged; of a protected person nothing is said', async () => {
  const { api, part, idOf } = await startWithNetwork();
  const child = idOf(/^Protected person/);
  await api.entity.correct({
    id: idOf('Example Nails'),
    field: 'indicators',
    value: ['debt-bondage', 'illegal-working', 'counterfeit-goods'],
    reason: 'Two reports',
    grade: { source: 1, information: 'B', handling: 'P', conditions: null },
  });
  const ids = part.nodes.map(({ id }) => id);
  const fields = ['lever:best', 'lever:case', 'lever:effect'];
  const { columns } = await api.graph.attributes({ ids, fields });
  const said = (id: string) => columns.map(({ values }) => values[ids.indexOf(id)]);
  const answers = await api.lever.forEntity({ id: idOf('Example Nails') });
  const best = answers.find(({ isFlagged }) => isFlagged);
  const { levers } = await api.lever.catalogue();
  expect(said(idOf('Example Nails')).slice(0, 2)).toEqual([
    levers.find(({ id }) => id === best?.leverId)?.title,
    best?.strength === 'strong' ? 'Strong case' : 'Indicative',
  ]);
  expect(said(idOf('Example Nails'))[2]).toEqual(expect.any(String));
  expect(said(child)).toEqual([null, null, null]);
});
