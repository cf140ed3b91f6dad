import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PASSPHRASE, temporaryDir } from './fixture.ts';

const MAIN = resolve(import.meta.dirname, '../../electron/cli/main.ts');

function achilles(dir: string, ...words: string[]) {
  return spawnSync(process.execPath, [MAIN, ...words], {
    encoding: 'utf8',
    env: {
      ...process.env,
      ACHILLES_PASSPHRASE: PASSPHRASE,
      ACHILLES_DATA: join(dir, 'data'),
      INIT_CWD: dir,
    },
  });
}

interface Listed {
  readonly total: number;
  readonly items: readonly { readonly label: string }[];
}

test('the command line lists what a query or a text finds, and says what it cannot read', () => {
  const dir = temporaryDir();
  writeFileSync(
    join(dir, 'people.csv'),
    'id,type,name,notes\np1,person,Ana Example,Drives QA12 ZZZ\np2,person,Bram Sample,\nb1,business,Example Nails,\n',
  );
  writeFileSync(join(dir, 'links.csv'), 'source,target,layer\np1,b1,director of\np1,p2,knows\n');
  expect(achilles(dir, 'create', 'a.achilles').status).toBe(0);
  expect(achilles(dir, 'import', 'a.achilles', 'people.csv', 'links.csv').status).toBe(0);
  const list = (...words: string[]) => achilles(dir, 'list', 'a.achilles', ...words);
  const labels = (...words: string[]) =>
    (JSON.parse(list(...words, '--json').stdout) as Listed).items.map(({ label }) => label);

  expect(labels('--query', 'type:person', '--sort=-links')).toEqual(['Ana Example', 'Bram Sample']);
  expect(labels('--query', 'exmaple -type:business')).toEqual(['Ana Example']);
  expect(labels('--kind', 'business')).toEqual(['Example Nails']);
  expect(labels('--query', 'links>=1', '--sort', 'label', '--limit', '1', '--offset', '1')).toEqual(
    ['Bram Sample'],
  );
  expect(list('--search', 'qa12zzz').stdout).toMatch(
    /Ana Example {2}\(Notes: Drives QA12 ZZZ\)\n1 in all/,
  );
  expect(list('--query', 'near:Nobody').stdout).toMatch(/called “Nobody”/);

  const refused = list('--query', 'type:persn', '--json');
  expect(refused.status).toBe(1);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    error: { code: 'invalid-value', message: expect.stringContaining('character 1') },
  });
  expect(list('--search', 'ana', '--query', 'type:person').status).toBe(2);
  expect(list('--sort', 'colour').status).toBe(2);
}, 120_000);
