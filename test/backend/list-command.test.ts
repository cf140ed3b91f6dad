import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { achilles } from './command-line.ts';
import { temporaryDir } from './fixture.ts';

interface Listed {
  readonly total: number;
  readonly items: readonly { readonly label: string }[];
}

test('the command line lists what a query or a text finds, and says what it cannot read', async () => {
  const dir = temporaryDir();
  writeFileSync(
    join(dir, 'people.csv'),
    'id,type,name,notes\np1,person,Ana Example,Drives QA12 ZZZ\np2,person,Bram Sample,\nb1,business,Example Nails,\n',
  );
  writeFileSync(join(dir, 'links.csv'), 'source,target,layer\np1,b1,director of\np1,p2,knows\n');
  expect((await achilles(dir, 'create', 'a.achilles')).status).toBe(0);
  expect((await achilles(dir, 'import', 'a.achilles', 'people.csv', 'links.csv')).status).toBe(0);
  const list = async (...words: string[]) => await achilles(dir, 'list', 'a.achilles', ...words);
  const labels = async (...words: string[]) =>
    (JSON.parse((await list(...words, '--json')).stdout) as Listed).items.map(({ label }) => label);

  expect(await labels('--query', 'type:person', '--sort=-links')).toEqual([
    'Ana Example',
    'Bram Sample',
  ]);
  expect(await labels('--query', 'exmaple -type:business')).toEqual(['Ana Example']);
  expect(await labels('--kind', 'business')).toEqual(['Example Nails']);
  expect(
    await labels('--query', 'links>=1', '--sort', 'label', '--limit', '1', '--offset', '1'),
  ).toEqual(['Bram Sample']);
  expect((await list('--search', 'qa12zzz')).stdout).toMatch(
    /Ana Example {2}\(Notes: Drives QA12 ZZZ\)\n1 in all/,
  );
  expect((await list('--query', 'near:Nobody')).stdout).toMatch(/called “Nobody”/);

  const refused = await list('--query', 'type:persn', '--json');
  expect(refused.status).toBe(1);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    error: { code: 'invalid-value', message: expect.stringContaining('character 1') },
  });
  expect((await list('--search', 'ana', '--query', 'type:person')).status).toBe(2);
  expect((await list('--sort', 'colour')).status).toBe(2);
}, 120_000);
