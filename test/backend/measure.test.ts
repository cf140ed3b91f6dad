import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDir } from './fixture.ts';

const MAIN = resolve(import.meta.dirname, '../../electron/cli/main.ts');

test('the command line measures a file without a case, and refuses in words what is no graph', () => {
  const dir = temporaryDir();
  const achilles = (...words: string[]) =>
    spawnSync(process.execPath, [MAIN, 'measure', ...words], {
      encoding: 'utf8',
      env: { ...process.env, ACHILLES_DATA: join(dir, 'data'), INIT_CWD: dir },
    });
  const golden = resolve(import.meta.dirname, '../fixtures/golden/star6.json');
  const measured = achilles(golden, '--json', '--seed', '7');
  expect(measured.stderr).toBe('');
  expect(JSON.parse(measured.stdout)).toMatchObject({
    scalars: { n: 6, betweenness_centralization_freeman: 1 },
    dismantle: { degree: { order: ['0', '1', '2', '3', '4', '5'] } },
  });

  writeFileSync(join(dir, 'links.csv'), 'source,target\na,b\nb,c\n');
  const chosen = achilles('links.csv', '--measures', 'betweenness_raw, bridges', '--json');
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
  const refused = achilles('bad.json', '--json');
  expect(refused.status).toBe(1);
  expect(JSON.parse(refused.stdout)).toEqual({
    error: { code: 'invalid-value', message: expect.stringContaining('negative weight') },
  });
  expect(achilles('nowhere.csv').status).toBe(1);
});
