import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { achilles, achillesWith } from './command-line.ts';
import { PASSPHRASE, temporaryDir } from './fixture.ts';

const MAIN = resolve(import.meta.dirname, '../../electron/cli/main.ts');

function smallNetwork(dir: string): void {
  mkdirSync(join(dir, 'small'));
  writeFileSync(
    join(dir, 'small/nodes.csv'),
    'id,type\nAna Example,person\nExample Ltd,business\n',
  );
  writeFileSync(
    join(dir, 'small/edges.csv'),
    'source,target,layer\nAna Example,Example Ltd,director_of\n',
  );
  writeFileSync(join(dir, 'small/notes.md'), '# Not a table\n');
}

test('a case is made, filled, listed, shown, undone and redone, by paths relative to the person’s folder', async () => {
  const dir = temporaryDir();
  smallNetwork(dir);
  expect((await achilles(dir, 'create', 'a.achilles', '--json')).json()).toMatchObject({
    created: true,
  });
  expect(existsSync(join(dir, 'a.achilles'))).toBe(true);

  const report = (await achilles(dir, 'import', 'a.achilles', 'small', '--json')).json();
  expect(report).toMatchObject({
    totals: { rows: 3, kept: 3, unchanged: 0, quarantined: 0 },
    entities: { person: 1, business: 1 },
  });
  const again = (await achilles(dir, 'import', 'a.achilles', 'small', '--json')).json();
  expect(again).toMatchObject({ isUnchanged: true, totals: { rows: 3, kept: 0, unchanged: 3 } });

  const info = async () => (await achilles(dir, 'info', 'a.achilles', '--json')).json();
  expect(await info()).toMatchObject({
    entities: { person: 1, business: 1 },
    relations: { director_of: 1 },
    relationTypes: { 'director-of': 1 },
  });
  const list = (
    await achilles(dir, 'list', 'a.achilles', '--kind', 'person', '--json')
  ).json() as unknown as {
    total: number;
    items: { id: string; label: string }[];
  };
  expect(list).toMatchObject({ total: 1, items: [{ kind: 'person', label: 'Ana Example' }] });
  expect((await achilles(dir, 'show', 'a.achilles', list.items[0]?.id ?? '')).stdout).toMatch(
    /director of Example Ltd/,
  );
  expect((await achilles(dir, 'levers', 'a.achilles', '--json')).json()).toMatchObject({
    entities: 2,
    levers: 130,
  });
  const ends = ['--from', 'Ana Example', '--to', 'Example Ltd', '--by', 'links'];
  expect((await achilles(dir, 'paths', 'a.achilles', ...ends)).stdout).toBe(
    'Ana Example – Example Ltd  (not graded; weakest Ana Example – Example Ltd, not dated)\n',
  );
  const change = (
    await achilles(dir, 'compare', 'a.achilles', '--from', '2020-01-01', '--json')
  ).json();
  expect(change).toMatchObject({ before: { records: 2 }, after: { records: 2 }, came: [] });

  expect((await achilles(dir, 'undo', 'a.achilles')).stdout).toMatch(/Undid: Import small/);
  expect(await info()).toMatchObject({ entities: {}, relations: {} });
  expect((await achilles(dir, 'redo', 'a.achilles')).stdout).toMatch(/Redid: Import small/);
  expect(await info()).toMatchObject({ entities: { person: 1, business: 1 } });
}, 120_000);

test('as a process: with --json standard output is one object and progress goes to standard error', async () => {
  const dir = temporaryDir();
  smallNetwork(dir);
  await achilles(dir, 'create', 'a.achilles');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [MAIN, 'import', 'a.achilles', 'small', '--json'],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ACHILLES_PASSPHRASE: PASSPHRASE,
        ACHILLES_DATA: join(dir, 'data'),
        INIT_CWD: dir,
      },
    },
  );
  expect(status).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/\d/);
}, 60_000);

test('a refusal exits 1 with its reason and leaves the case as it was; wrong use exits 2', async () => {
  const dir = temporaryDir();
  await achilles(dir, 'create', 'a.achilles');
  writeFileSync(join(dir, 'bad.csv'), 'id,type\nx,person\nx,person\n');
  const refused = await achilles(dir, 'import', 'a.achilles', 'bad.csv', '--json');
  expect(refused.status).toBe(1);
  expect(refused.json()).toMatchObject({ error: { code: 'import-has-quarantine' } });
  expect(refused.stderr).toMatch(/bad\.csv, row 2/);
  const unknown = await achilles(dir, 'import', 'a.achilles', 'bad.csv', '--profile', 'Fleet list');
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toMatch(/no import profile “Fleet list”.*“Table of links”/);
  expect((await achilles(dir, 'info', 'a.achilles', '--json')).json()).toMatchObject({
    totals: { records: 0, imports: 0 },
  });
  expect((await achilles(dir, 'create', 'a.achilles')).status).toBe(1);
  expect((await achilles(dir, 'show', 'a.achilles', 'no-such-id')).status).toBe(1);

  expect((await achilles(dir, 'fly')).status).toBe(2);
  expect((await achilles(dir, 'import', 'a.achilles')).status).toBe(2);
  expect((await achilles(dir, 'import', 'a.achilles', 'missing.csv')).status).toBe(2);
  expect((await achilles(dir, 'list', 'a.achilles', '--wings')).status).toBe(2);
}, 120_000);

test('every command explains itself', async () => {
  const dir = temporaryDir();
  const all = await achilles(dir, '--help');
  expect(all.status).toBe(0);
  for (const name of [
    'create',
    'demo',
    'import',
    'info',
    'list',
    'show',
    'levers',
    'undo',
    'redo',
    'recovery-code',
    'recover',
    'rekey',
    'backup',
    'verify',
    'restore',
  ]) {
    expect(all.stdout).toContain(name);
    const one = await achilles(dir, name, '--help');
    expect(one.status).toBe(0);
    expect(one.stdout).toMatch(new RegExp(`^achilles ${name} `));
  }
}, 60_000);

test('a recovery code of two halves gives a user a new passphrase', async () => {
  const dir = temporaryDir();
  const newPassphrase = 'nine fresh words for after the loss';
  await achilles(dir, 'create', 'a.achilles', '--user', 'Ana Example');
  const text = (await achilles(dir, 'recovery-code', 'a.achilles')).stdout;
  expect(text).toMatch(/^A(-\w{5}){6}\nB(-\w{5}){6}\n/);
  const made = await achilles(dir, 'recovery-code', 'a.achilles', '--json');
  expect(made.stdout.trim().split('\n')).toHaveLength(1);
  const [a = '', b = ''] = made.json().halves as unknown as string[];

  const recover = async (environment: Record<string, string>, ...words: string[]) =>
    await achillesWith(
      dir,
      { ACHILLES_PASSPHRASE: newPassphrase, ...environment },
      ...['recover', 'a.achilles', '--json', ...words],
    );
  const people = ['--people', 'Cal Invented, Dee Madeup'];
  const both = { ACHILLES_RECOVERY_A: a, ACHILLES_RECOVERY_B: b };
  const swapped = await recover(
    { ACHILLES_RECOVERY_A: b, ACHILLES_RECOVERY_B: a },
    ...['--user', 'Eve Newcomer', ...people],
  );
  expect(swapped.status).toBe(1);
  expect(swapped.json()).toMatchObject({ error: { code: 'invalid-value' } });
  expect((await recover(both, '--user', 'Eve Newcomer')).status).toBe(2);
  expect((await recover(both, '--user', 'Eve Newcomer', '--people', 'Cal Invented')).status).toBe(
    2,
  );
  expect((await recover(both, ...people)).status).toBe(2);
  const oneHalf = await recover({ ACHILLES_RECOVERY_A: a }, '--user', 'Eve Newcomer', ...people);
  expect(oneHalf.status).toBe(2);
  expect(oneHalf.stderr).toMatch(/half B of the recovery code: set ACHILLES_RECOVERY_B/);

  expect((await recover(both, '--user', 'Eve Newcomer', ...people)).json()).toEqual({
    recovered: true,
    name: 'a',
    user: 'Eve Newcomer',
  });
  const info = async (passphrase: string, user: string) =>
    await achillesWith(
      dir,
      { ACHILLES_PASSPHRASE: passphrase },
      'info',
      'a.achilles',
      '--user',
      user,
    );
  expect((await info(newPassphrase, 'Eve Newcomer')).status).toBe(0);
  expect((await info(PASSPHRASE, 'Ana Example')).status).toBe(0);
  expect((await info(PASSPHRASE, 'Eve Newcomer')).status).toBe(1);
}, 120_000);

test('a case is backed up, the backup is read whole and restored as another case, each told as one object of JSON', async () => {
  const dir = temporaryDir();
  smallNetwork(dir);
  await achilles(dir, 'create', 'a.achilles', '--user', 'Ana Example');
  await achilles(dir, 'import', 'a.achilles', 'small');
  const made = await achilles(dir, 'backup', 'a.achilles', '--reason', 'Before the move', '--json');
  expect(made.status).toBe(0);
  expect(made.stdout.trim().split('\n')).toHaveLength(1);
  const report = made.json();
  expect(report).toMatchObject({
    backedUp: true,
    caseName: 'a',
    relations: 1,
    users: ['Ana Example'],
    removed: [],
  });
  expect(made.stderr).toMatch(/Copying[\s\S]*Reading every page back[\s\S]*Checking the audit log/);
  const backup = join('Backups', `${String(report.name)}.achilles`);
  expect(existsSync(join(dir, backup))).toBe(true);

  const verified = await achilles(dir, 'verify', backup, '--json');
  expect(verified.status).toBe(0);
  expect(verified.json()).toMatchObject({
    isWhole: true,
    records: report.records,
    seal: report.seal,
  });
  // A person reads the same in words.
  expect((await achilles(dir, 'verify', backup)).stdout).toContain(`is whole. `);

  const words = ['restore', backup, 'b.achilles', '--name', 'After the move'];
  expect((await achilles(dir, ...words, '--json')).json()).toMatchObject({
    restored: true,
    caseName: 'After the move',
    relations: 1,
  });
  expect((await achilles(dir, 'info', 'b.achilles', '--json')).json()).toMatchObject({
    name: 'After the move',
    entities: { person: 1, business: 1 },
  });
}, 120_000);

test('backup, verify and restore refuse with 1 what cannot be done and with 2 what was not asked rightly, and leave every file alone', async () => {
  const dir = temporaryDir();
  await achilles(dir, 'create', 'a.achilles');
  const file = join(dir, 'a.achilles');
  const refused = async (code: string, ...words: string[]) => {
    const run = await achilles(dir, ...words, '--json');
    expect(run.status, words.join(' ')).toBe(1);
    expect(run.json(), words.join(' ')).toMatchObject({ error: { code } });
    expect(run.stderr.trim(), words.join(' ')).not.toBe('');
  };
  // Asked for with the case open, which its log tells of; the others never open it.
  await refused('case-exists', 'backup', 'a.achilles', '--to', 'a.achilles');
  const before = readFileSync(file);
  await refused('case-exists', 'restore', 'a.achilles', 'a.achilles');
  await refused('case-missing', 'verify', 'gone.achilles');
  writeFileSync(join(dir, 'text.achilles'), 'not a case '.repeat(1000));
  await refused('case-not-a-case', 'verify', 'text.achilles');
  const damaged = Buffer.from(before);
  damaged.fill(0, 20_000, 24_000);
  writeFileSync(join(dir, 'damaged.achilles'), damaged);
  for (const suffix of ['.keys', '.keys2'])
    writeFileSync(join(dir, `damaged.achilles${suffix}`), readFileSync(file + suffix));
  await refused('case-damaged', 'verify', 'damaged.achilles');
  await refused('case-damaged', 'restore', 'damaged.achilles', 'c.achilles');
  expect(existsSync(join(dir, 'c.achilles'))).toBe(false);
  const wrong = await achillesWith(
    dir,
    { ACHILLES_PASSPHRASE: 'six words that open nothing here' },
    'verify',
    'a.achilles',
    '--json',
  );
  expect(wrong.status).toBe(1);
  expect(wrong.json()).toMatchObject({ error: { code: 'passphrase-wrong' } });

  expect((await achilles(dir, 'backup')).status).toBe(2);
  expect((await achilles(dir, 'verify')).status).toBe(2);
  expect((await achilles(dir, 'restore', 'a.achilles')).status).toBe(2);
  expect((await achilles(dir, 'restore', 'a.achilles', 'c.txt')).status).toBe(2);
  expect(readFileSync(file).equals(before)).toBe(true);
}, 120_000);

test('a case gets a new key: its users keep their passphrases, and keyslots from before no longer open it', async () => {
  const dir = temporaryDir();
  await achilles(dir, 'create', 'a.achilles', '--user', 'Ana Example');
  await achilles(dir, 'recovery-code', 'a.achilles');
  const keys = join(dir, 'a.achilles.keys');
  const old = readFileSync(keys);
  const made = await achilles(
    dir,
    'rekey',
    'a.achilles',
    '--reason',
    'A laptop was lost',
    '--json',
  );
  expect(made.status).toBe(0);
  expect(made.json()).toMatchObject({
    rekeyed: true,
    users: ['Ana Example'],
    hadRecoveryCode: true,
  });
  expect(made.stderr).toContain('Encrypting the copy under the new key');
  expect((await achilles(dir, 'info', 'a.achilles')).status).toBe(0);
  expect((await achilles(dir, 'rekey', 'a.achilles')).stdout).toMatch(/has a new key/);
  for (const file of [keys, `${keys}2`]) writeFileSync(file, old);
  const refused = await achilles(dir, 'info', 'a.achilles', '--json');
  expect(refused.status).toBe(1);
  expect(refused.json()).toMatchObject({ error: { code: 'case-damaged' } });
  expect((await achilles(dir, 'rekey')).status).toBe(2);
}, 120_000);

test('a demonstration case is the same for the same seed', async () => {
  const dir = temporaryDir();
  const one = (await achilles(dir, 'demo', 'a.achilles', '--seed', '7', '--json')).json();
  const two = (await achilles(dir, 'demo', 'b.achilles', '--seed', '7', '--json')).json();
  expect(one).toMatchObject({ entities: { ocg: 42 } });
  expect({ ...two, elapsedMs: 0 }).toEqual({ ...one, elapsedMs: 0 });
}, 120_000);

const slumlords = sharedData('slumlords');
test.skipIf(slumlords === null)(
  'slumlords comes in whole from its folder: 13 persons, 9 businesses, 69 relations',
  async () => {
    const dir = temporaryDir();
    await achilles(dir, 'create', 'a.achilles');
    await achilles(dir, 'import', 'a.achilles', slumlords ?? '');
    expect((await achilles(dir, 'info', 'a.achilles', '--json')).json()).toMatchObject({
      entities: { person: 13, business: 9 },
      relations: {
        business_interest: 15,
        family: 16,
        family_full: 23,
        owns_property_company: 11,
        sold_to: 4,
      },
      totals: { relations: 69 },
    });
  },
  60_000,
);

test('export writes a case whole in every format for a reason, without anybody protected, and refuses rather than replace a file', async () => {
  const dir = temporaryDir();
  writeFileSync(
    join(dir, 'people.csv'),
    [
      'id,kind,name,role,notes',
      'p1,person,Ana Example,principal,Seen with Cary Quillfeather',
      'p2,person,Cary Quillfeather,exploited-child,',
      'b1,business,Example Nails Ltd,,',
    ].join('\n'),
  );
  writeFileSync(join(dir, 'links.csv'), 'source,target,type\np1,b1,director-of\np1,p2,exploits\n');
  await achilles(dir, 'create', 'a.achilles');
  await achilles(dir, 'import', 'a.achilles', 'people.csv', 'links.csv', '--basis', 'fact');
  const letOut = (...words: string[]) => achilles(dir, 'export', 'a.achilles', ...words);
  const why = ['--reason', 'For the regional unit'];

  for (const format of ['gexf', 'graphml', 'anx', 'ftm', 'csv']) {
    const file = `out.${format}`;
    const told = (await letOut('--format', format, '--out', file, ...why, '--json')).json();
    expect(told, format).toMatchObject({
      file: join(dir, file),
      format,
      records: 2,
      links: 1,
      withheld: { protectedCount: 1 },
    });
    const text = readFileSync(join(dir, file), 'utf8');
    expect(text, format).toContain('Ana Example');
    expect(text, format).toContain('OFFICIAL');
    expect(text, format).toMatch(/1 protected record left out/);
    expect(text, format).not.toMatch(/Quillfeather|exploited/i);
    expect(existsSync(join(dir, `${file}.part`)), format).toBe(false);
  }
  const some = await letOut('--format', 'ftm', '--out', 'some', '--query', 'type:business', ...why);
  expect(some.stdout).toContain('1 records and 0 links written');
  expect(some.stdout).toContain('This cannot be undone.');
  expect(readFileSync(join(dir, 'some'), 'utf8')).not.toContain('Ana Example');

  const before = readFileSync(join(dir, 'out.gexf'));
  const again = await letOut('--format', 'gexf', '--out', 'out.gexf', ...why);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain('There is a file of this name already.');
  expect(readFileSync(join(dir, 'out.gexf'))).toEqual(before);
  for (const wrong of [
    ['--format', 'gexf', '--out', 'new.gexf'],
    ['--format', 'gexf', ...why],
    ['--format', 'pdf', '--out', 'new.pdf', ...why],
    ['--out', 'new.gexf', ...why],
  ])
    expect((await letOut(...wrong)).status, wrong.join(' ')).toBe(2);

  writeFileSync(join(dir, 'coded.csv'), 'id,kind,name\nz1,business,Coded Nails\n');
  const grade = ['--grade', '1BC', '--conditions', 'Ask first'];
  await achilles(dir, 'import', 'a.achilles', 'coded.csv', ...grade);
  const refused = await letOut('--format', 'gexf', '--out', 'c.gexf', ...why);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('coded C. Ask its owner');
  expect(existsSync(join(dir, 'c.gexf')) || existsSync(join(dir, 'c.gexf.part'))).toBe(false);
  expect(
    (await letOut('--format', 'gexf', '--out', 'c.gexf', ...why, '--leave-out-c')).status,
  ).toBe(0);
  expect(readFileSync(join(dir, 'c.gexf'), 'utf8')).not.toMatch(/Coded Nails|Ask first/);
}, 120_000);

test('levers-check counts levers and examples, and tells each problem of a folder by file, line and column', async () => {
  const dir = temporaryDir();
  const shipped = await achilles(dir, 'levers-check', '--json');
  expect(shipped.status).toBe(0);
  const counts = shipped.json() as unknown as { levers: number; examples: number };
  expect(counts).toMatchObject({ levers: 130, problems: [] });
  expect(counts.examples).toBeGreaterThanOrEqual(390);

  mkdirSync(join(dir, 'own/levers'), { recursive: true });
  writeFileSync(join(dir, 'own/levers/a.yaml'), 'id: a\ncolour: red\n');
  writeFileSync(join(dir, 'own/council.yaml'), 'off:\n  - { lever: unheard-of, reason: x }\n');
  const own = await achilles(dir, 'levers-check', 'own');
  expect(own.status).toBe(1);
  expect(own.stdout).toContain('a.yaml:2:1: unknown key “colour”');
  expect(own.stdout).toContain('a.yaml:1:1: missing: “title”, “summary”,');
  expect(own.stdout).toContain('council.yaml:2:14: there is no lever “unheard-of”');
  expect(own.stdout).toMatch(/0 levers, 0 examples, \d+ problems/);
  expect((await achilles(dir, 'levers-check', 'nowhere')).status).toBe(1);
});

test('one lever is printed with its law, triggers, entry, appeal and safeguards, and a mistyped id finds near ones', async () => {
  const dir = temporaryDir();
  const page = await achilles(dir, 'lever', 'premises-licence-review');
  expect(page.status).toBe(0);
  for (const words of [
    'Legal basis',
    'Licensing Act 2003, ss.51-53',
    'Suggested when',
    'Legal test',
    'Rights of entry',
    'Appeal',
    'Deconflict with the LRO before acting.',
    'Confidence in the law: ',
  ])
    expect(page.stdout).toContain(words);
  expect((await achilles(dir, 'lever', 'premises-licence-review', '--json')).json()).toMatchObject({
    lever: { id: 'premises-licence-review', origin: 'shipped', offReason: null },
  });
  const mistyped = await achilles(dir, 'lever', 'premises-licens-reveiw');
  expect(mistyped.status).toBe(1);
  expect(mistyped.stderr).toMatch(
    /no lever “premises-licens-reveiw”\. Near: premises-licence-review/,
  );

  mkdirSync(join(dir, 'own'));
  writeFileSync(
    join(dir, 'own/council.yaml'),
    'off: [{ lever: premises-licence-review, reason: Not here. }]\ncontacts: [{ service: Licensing, team: Invented team, phone: 0113 496 0000 }]\n',
  );
  const withOwn = (await achilles(dir, 'lever', 'premises-licence-review', '--levers', 'own'))
    .stdout;
  expect(withOwn).toContain('SWITCHED OFF by the council: Not here.');
  expect(withOwn).toContain('Licensing: Invented team, 0113 496 0000');
});

test('levers answers of a group, of a service and of a record by name, best first, and tells what a wrong name is near to', async () => {
  const dir = temporaryDir();
  mkdirSync(join(dir, 'group'));
  writeFileSync(
    join(dir, 'group/nodes.csv'),
    [
      'id,type,name,indicators,sector',
      'g1,ocg,Group Kestrel,,',
      'p1,person,Ana Example,,',
      'b1,business,Example Vapes,illicit-tobacco,vape-tobacco-shop',
      'b2,business,Other Vapes,illicit-tobacco,vape-tobacco-shop',
    ].join('\n'),
  );
  writeFileSync(join(dir, 'group/links.csv'), 'from,to,type\np1,g1,member-of\np1,b1,controls\n');
  await achilles(dir, 'create', 'a.achilles');
  expect((await achilles(dir, 'import', 'a.achilles', 'group', '--basis', 'fact')).status).toBe(0);
  type Levers = {
    items: {
      record: string;
      answer: string;
      title: string;
      opening: { rank: { score: number } } | null;
    }[];
  };
  const levers = async (...words: string[]) =>
    (await achilles(dir, 'levers', 'a.achilles', ...words, '--json')).json() as unknown as Levers;

  const group = await levers('--ocg', 'group kestrel', '--answer', 'applies');
  expect(group.items.map(({ record }) => record)).toContain('Example Vapes');
  expect(group.items.map(({ record }) => record)).not.toContain('Other Vapes');
  const scores = group.items.map(({ opening }) => opening?.rank.score ?? -1);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  const service = await levers('--service', 'Trading standards', '--answer', 'applies');
  expect(new Set(service.items.map(({ record }) => record))).toEqual(
    new Set(['Example Vapes', 'Other Vapes']),
  );
  expect((await levers('--entity', 'Other Vapes')).items.length).toBeGreaterThan(0);
  const table = await achilles(dir, 'levers', 'a.achilles', '--ocg', 'Group Kestrel');
  expect(table.stdout).toMatch(/Rank +Record +Answer +Strength +Lever +Why/);
  expect(table.stdout).toMatch(/Example Vapes +applies +strong +Illicit tobacco/);

  const mistyped = await achilles(dir, 'levers', 'a.achilles', '--service', 'licencing');
  expect(mistyped.status).toBe(1);
  expect(mistyped.stderr).toMatch(/no service “licencing”. Near: .*licensing/);
  const record = await achilles(dir, 'levers', 'a.achilles', '--ocg', 'Kestrel');
  expect(record.status).toBe(1);
  expect(record.stderr).toMatch(/no organised crime group “Kestrel”. Near: Group Kestrel/);
  expect((await achilles(dir, 'levers', 'a.achilles', '--answer', 'maybe')).status).toBe(2);
}, 120_000);
