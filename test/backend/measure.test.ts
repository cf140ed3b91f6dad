import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { achilles } from './command-line.ts';
import { temporaryDir } from './fixture.ts';

test('the command line measures a file without a case, and refuses in words what is no graph', async () => {
  const dir = temporaryDir();
  const golden = resolve(import.meta.dirname, '../fixtures/golden/star6.json');
  const measured = await achilles(dir, 'measure', golden, '--json', '--seed', '7');
  expect(measured.stderr).toBe('');
  expect(JSON.parse(measured.stdout)).toMatchObject({
    scalars: { n: 6, betweenness_centralization_freeman: 1 },
    dismantle: { degree: { order: ['0', '1', '2', '3', '4', '5'] } },
  });

  writeFileSync(join(dir, 'links.csv'), 'source,target\na,b\nb,c\n');
  const chosen = await achilles(
    dir,
    'measure',
    'links.csv',
    '--measures',
    'betweenness_raw, bridges',
    '--json',
  );
  expect(JSON.parse(chosen.stdout)).toEqual({
    ids: ['a', 'b', 'c'],
    bridges: [
      ['a', 'b'],
      ['b', 'c'],
    ],
    nodes: { betweenness_raw: [0, 1, 0] },
    edges: { betweenness_raw: [2, 2] },
  });

  writeFileSync(join(dir, 'bad.json'), '{"nodes":["a","b"],"edges":[["a","b",-1]]}');
  const refused = await achilles(dir, 'measure', 'bad.json', '--json');
  expect(refused.status).toBe(1);
  expect(JSON.parse(refused.stdout)).toEqual({
    error: { code: 'invalid-value', message: expect.stringContaining('negative weight') },
  });
});

test('the command line finds communities, key players, paths and changes in files', async () => {
  const dir = temporaryDir();
  const printed = async (name: string, ...words: string[]) =>
    (await achilles(dir, name, ...words)).stdout.trimEnd();
  writeFileSync(
    join(dir, 'before.csv'),
    'source,target,weight\na,b,0.9\nb,c,0.5\na,c,0.4\nc,d,0.8\nd,e,1\nd,f,1\ne,f,1\n',
  );
  writeFileSync(
    join(dir, 'after.csv'),
    'source,target,weight\na,b,0.9\nb,c,0.5\nc,d,0.8\nd,e,1\nd,f,1\ne,f,1\nf,g,1\n',
  );
  expect(await printed('communities', 'before.csv', '--runs', '10')).toMatch(
    /^3 {2}1\.00 {2}a, b, c\n3 {2}1\.00 {2}d, e, f\n2 communities; modularity 0\.3/,
  );
  expect(await printed('key-players', 'before.csv', '--size', '1')).toBe(
    'c\nd\nbest of all sets: 0.6000',
  );
  expect(
    await printed('paths', 'before.csv', '--from', 'a', '--to', 'd', '--by', 'credibility'),
  ).toBe(
    'a – b – c – d  (length 1.021651247532; weakest b – c (0.5))\n' +
      'a – c – d  (length 1.139434283188; weakest a – c (0.4))',
  );
  expect(await printed('compare', 'before.csv', 'after.csv')).toBe(
    [
      'came: g',
      'left: nobody',
      'more neighbours: f (2 to 3)',
      'fewer neighbours: a (2 to 1), c (3 to 2)',
      'newly hold it together: b, f',
      'new bridges: a – b, b – c, f – g',
    ].join('\n'),
  );
  const oneEnd = await achilles(dir, 'paths', 'before.csv', '--from', 'a');
  expect(oneEnd).toMatchObject({ status: 2, stderr: expect.stringContaining('Name both ends') });
  expect((await achilles(dir, 'compare', 'before.csv', 'gone.csv')).status).toBe(1);
});
