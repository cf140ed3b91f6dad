import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AppError } from '../../shared/api/errors.ts';
import type { PlaceFile } from '../../shared/api/place.ts';
import { sharedData } from '../shared-data.ts';
import { importFiles, startBackend, startWithCase, textFile } from './fixture.ts';

type Started = Awaited<ReturnType<typeof startWithCase>>;

async function addPlaces(
  { backend, api }: Pick<Started, 'backend' | 'api'>,
  files: readonly ReturnType<typeof textFile>[],
  more: { readonly name?: string; readonly replaces?: string } = {},
): Promise<PlaceFile> {
  const handles = backend.registerFiles([...files]);
  let added: PlaceFile | null = null;
  for await (const event of await api.place.add({ files: handles, name: 'Brought', ...more }))
    added = event.added ?? added;
  if (!added) throw new Error('nothing was added');
  return added;
}

async function refusalOf(adding: Promise<unknown>) {
  const error = await adding.then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  const cause = error instanceof Error && 'data' in error ? error : null;
  return {
    message: error instanceof Error ? error.message : '',
    data: cause?.data as AppError['data'] | undefined,
  };
}

const LOOKUP = textFile(
  'lookup.csv',
  'pcds,lat,long\nZZ1 1AA,54.9,1.9\nZZ1 1AB,99.999999,0\nZZ1,54.8,1.8\nZZ1 1AA,50,0\n',
);

async function startWithPlaces() {
  const started = await startWithCase();
  await importFiles(started, [
    textFile(
      'nodes.csv',
      [
        'id,type,name,role,address,postcode,latitude,longitude,event type,date',
        'heron,premises,The Heron,,1 Weir Row,ZZ1 1AA,55.01,2.02,,',
        'flat,premises,,,Flat 2,ZZ1 1AA,,,,',
        'yard,premises,,,The Yard,ZZ1 9ZZ,,,,',
        'lost,premises,,,Somewhere,ZZ7 1AA,,,,',
        'field,premises,,,A field,,,,,',
        'shop,business,Moon Nails,,,,,,,',
        'raid,event,,,,,,,Warrant,2026-03-01',
        'talk,event,,,,,,,Meeting,2026-03-02',
        'ana,person,Ana Example,,,ZZ1 1AA,,,,',
        'vic,person,Vic Hidden,exploited-child,,ZZ1 1AA,,,,',
      ].join('\n'),
    ),
    textFile(
      'edges.csv',
      [
        'source,target,type',
        'shop,heron,trades at',
        'raid,flat,located at',
        'vic,flat,lives at',
        'vic,heron,works at',
        'ana,yard,lives at',
        'ana,heron,works at',
      ].join('\n'),
    ),
  ]);
  return started;
}

test('records are placed by their coordinates, their postcode, its district or their premises, and it is said which', async () => {
  const started = await startWithPlaces();
  const before = await started.api.place.read({ ids: null });
  expect(before.hasLookup).toBe(false);
  await addPlaces(started, [LOOKUP]);
  const { placed, unplaced, hasLookup } = await started.api.place.read({ ids: null });
  expect(hasLookup).toBe(true);
  const told = new Map(
    placed.map(({ label, precision, latitude, viaLabel }) => [
      label,
      [precision, latitude, viaLabel],
    ]),
  );
  expect(told.get('The Heron 1 Weir Row')).toEqual(['exact', 55.01, null]);
  expect(told.get('Flat 2')).toEqual(['postcode', 54.9, null]);
  expect(told.get('The Yard')).toEqual(['outcode', 54.8, null]);
  expect(told.get('Moon Nails')).toEqual(['exact', 55.01, 'The Heron 1 Weir Row']);
  expect(told.get('Warrant 2026-03-01')).toEqual(['postcode', 54.9, 'Flat 2']);
  expect(unplaced.map(({ label, reason }) => [label, reason]).sort()).toEqual([
    ['A field', 'no-postcode'],
    ['Meeting 2026-03-02', 'no-premises'],
    ['Somewhere', 'postcode-not-found'],
  ]);
});

test('no person is placed, and nothing tells who lives at a place, least of all a protected person', async () => {
  const started = await startWithPlaces();
  await addPlaces(started, [LOOKUP]);
  const { items } = await started.api.entity.list({ kind: 'person', limit: 10 });
  const vic = items.find(({ isProtected }) => isProtected);
  for (const ids of [null, items.map(({ id }) => id)]) {
    const answer = await started.api.place.read({ ids });
    const text = JSON.stringify(answer);
    for (const { id, label } of items) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(label);
    }
    expect(text).not.toContain(vic?.reference);
  }
  // Ana joins the yard and the pub; the flat and the pub have a protected person alone in common.
  const { placed, links } = await started.api.place.read({ ids: null });
  const pairs = links.map(([a, b, count]) => [
    [placed[a]?.label, placed[b]?.label].sort().join(' + '),
    count,
  ]);
  expect(pairs).toContainEqual(['The Heron 1 Weir Row + The Yard', 1]);
  expect(pairs.some(([pair]) => String(pair).includes('Flat 2 + The Heron'))).toBe(false);
});

test('Code-Point Open is known without a header, several files at once', async () => {
  const started = startBackend();
  const added = await addPlaces(started, [
    textFile('tq.csv', '"ZZ9 1AA",10,530624,178388,"E92000001"\n"ZZ9 1AB",90,0,0,"E92000001"\n'),
    textFile('sv.csv', '"ZZ8 1AA",10,91492,11318,"E92000001"\n'),
  ]);
  expect(added).toMatchObject({ type: 'postcodes', count: 2, fileName: 'tq.csv and 1 more' });
});

test('a wrong row is told by its number, with what is wrong, and nothing of the file is kept', async () => {
  const started = startBackend();
  const wrong = await refusalOf(
    addPlaces(started, [
      textFile('bad.csv', 'postcode,lat,lon\nZZ1 1AA,54,1\nnowhere,54,1\nZZ1 1AB,154,1\n'),
    ]),
  );
  expect(wrong.message).toMatch(/^bad\.csv, row 3: “nowhere” is no postcode\./);
  expect(wrong.data?.problems?.map(({ row }) => row)).toEqual([3, 4]);
  const headless = await refusalOf(
    addPlaces(started, [textFile('list.csv', 'name,colour\na,red\n')]),
  );
  expect(headless.message).toContain('list.csv, row 1: no column of postcodes');
  const shape = await refusalOf(
    addPlaces(started, [
      textFile(
        'areas.geojson',
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
      ),
    ]),
  );
  expect(shape.message).toContain('areas.geojson, row 1: area 1: its shape is a Point');
  const broken = await refusalOf(
    addPlaces(started, [textFile('areas.geojson', '{"type":\n"FeatureCollection",\n')]),
  );
  expect(broken.message).toContain('areas.geojson');
  expect(await started.api.place.files()).toEqual([]);
});

test('a file replaces another, is kept for the next start, and is removed', async () => {
  const started = startBackend();
  const first = await addPlaces(started, [LOOKUP], { name: 'May' });
  const second = await addPlaces(started, [LOOKUP], { name: 'August', replaces: first.id });
  expect((await started.api.place.files()).map(({ name }) => name)).toEqual(['August']);
  await started.backend.close();
  const again = startBackend(started.dir);
  expect((await again.api.place.files()).map(({ name, count }) => [name, count])).toEqual([
    ['August', 2],
  ]);
  await again.api.place.remove({ id: second.id });
  expect(await again.api.place.files()).toEqual([]);
  await expect(again.api.place.remove({ id: second.id })).rejects.toThrow();
});

const boundaries = sharedData('gb_boundaries');
const outcodes = sharedData('uk_outcodes');
const trafford = sharedData('trafford_postcodes');

test.skipIf(boundaries === null)(
  'the boundaries of Great Britain and of Greater Manchester are read with their names',
  async () => {
    const started = startBackend();
    const expected = [
      ['gb_local_authorities_simplified.geojson', 380, 'Hartlepool'],
      ['gm_local_authorities.geojson', 10, 'Bolton'],
      ['gm_wards.geojson', 215, 'Astley Bridge'],
    ] as const;
    for (const [file, count, name] of expected) {
      const added = await addPlaces(started, [
        textFile(file, readFileSync(join(boundaries ?? '', file))),
      ]);
      expect(added).toMatchObject({ type: 'boundaries', count });
      const areas = await started.api.place.boundaries({ id: added.id });
      expect(areas.map((area) => area.name)).toContain(name);
    }
  },
);

test.skipIf(outcodes === null || trafford === null)(
  'real lookups place a postcode at its middle, others at their district',
  async () => {
    const started = await startWithCase();
    await importFiles(started, [
      textFile(
        'premises.csv',
        'id,type,address,postcode\na,premises,A house,M15 4AB\nb,premises,Another,ab101aa\n',
      ),
    ]);
    const districts = await addPlaces(started, [
      textFile('outcodes.csv', readFileSync(join(outcodes ?? '', 'outcodes.csv'))),
    ]);
    expect(districts.count).toBe(2856);
    const whole = await addPlaces(started, [
      textFile(
        'trafford_postcodes.csv',
        readFileSync(join(trafford ?? '', 'trafford_postcodes.csv')),
      ),
    ]);
    expect(whole.count).toBe(11_264);
    const { placed } = await started.api.place.read({ ids: null });
    const told = placed.map(({ label, precision, latitude, longitude }) => [
      label,
      precision,
      latitude,
      longitude,
    ]);
    expect(told).toContainEqual(['A house', 'postcode', 53.465578, -2.26046]);
    expect(told).toContainEqual(['Another', 'outcode', 57.13514, -2.11731]);
  },
);
