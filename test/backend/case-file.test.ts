import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import DatabaseFile, { type Database } from 'better-sqlite3';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { appendAudit } from '../../electron/db/audit.ts';
import { readCaseInfo } from '../../electron/db/case-info.ts';
import { isNetworkPlace } from '../../electron/db/case-place.ts';
import { historyState, redo, runCommand, undo } from '../../electron/db/command.ts';
import { APPLICATION_ID } from '../../electron/db/connection.ts';
import { MIGRATIONS_FOLDER } from '../../electron/db/migrate.ts';
import { connect, createCase } from '../../electron/db/open.ts';
import {
  addRecord,
  filesOf,
  newCase,
  openCase,
  PASSPHRASE,
  refusal,
  saveView,
  tamper,
  templateCase,
  temporaryFolder,
  USER,
  viewState,
} from '../fixtures/case.ts';

const PLANTED = ['Zebedee Quillfeather', 'Þorgrímur Żółć', 'ZZ99 9ZZ Marrowbone Lane'];
const CHILD = resolve(import.meta.dirname, '../fixtures/case-child.ts');

let template: Awaited<ReturnType<typeof templateCase>>;

beforeAll(async () => {
  template = await templateCase(({ connection }) => {
    runCommand(connection.db, { name: 'Fill', author: USER }, () => {
      for (let row = 0; row < 300; row++)
        addRecord(connection.db, { name: PLANTED[row % 3] ?? '', note: 'x'.repeat(200) });
      saveView(connection.db, 'arranged');
    });
  });
});
afterAll(() => template.remove());

/** Starts a process of its own on a case; it is ended with the test. */
function startChild(mode: string, path: string, options: { uid?: number } = {}): ChildProcess {
  const child = spawn(process.execPath, [CHILD, mode, path, USER, PASSPHRASE], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

/** Whether any of the planted texts, in the two encodings a program would use, is in any of the files. */
function findPlanted(
  files: Iterable<readonly [string, Buffer]>,
  texts: readonly string[] = PLANTED,
): string[] {
  const found: string[] = [];
  for (const [name, bytes] of files) {
    for (const text of texts) {
      for (const encoding of ['utf8', 'utf16le'] as const)
        if (bytes.includes(Buffer.from(text, encoding))) found.push(`${text} in ${name}`);
    }
  }
  return found;
}

test('making a case leaves the case, two keyslot files and an empty lock, owner-only, and nothing temporary', async () => {
  const made = await newCase();
  const folder = dirname(made.connection.path);
  made.connection.close();
  expect(readdirSync(folder).sort()).toEqual([
    'Heron.achilles',
    'Heron.achilles.keys',
    'Heron.achilles.keys2',
    'Heron.achilles.lock',
  ]);
  expect(statSync(join(folder, 'Heron.achilles.lock')).size).toBe(0);
  if (process.platform !== 'win32') expect(statSync(made.connection.path).mode & 0o777).toBe(0o600);
  expect(made).toMatchObject({ user: USER, role: 'supervisor' });
});

test('every connection has every setting, the first and any further one', async () => {
  const made = await newCase();
  const further = connect({
    path: made.connection.path,
    databaseKey: made.keys.databaseKey,
    mode: 'read-write',
  });
  for (const { db } of [made.connection, further]) {
    const read = (name: string) => db.pragma(name, { simple: true });
    expect({
      cipher: read('cipher'),
      legacy: read('legacy'),
      journal: read('journal_mode'),
      synchronous: read('synchronous'),
      foreignKeys: read('foreign_keys'),
      recursiveTriggers: read('recursive_triggers'),
      trustedSchema: read('trusted_schema'),
      cellSizeCheck: read('cell_size_check'),
      secureDelete: read('secure_delete'),
      tempStore: read('temp_store'),
      mmapSize: read('mmap_size'),
      cacheSize: read('cache_size'),
      applicationId: read('application_id'),
      version: read('user_version'),
    }).toEqual({
      cipher: 'sqlcipher',
      legacy: '4',
      journal: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      recursiveTriggers: 1,
      trustedSchema: 0,
      cellSizeCheck: 1,
      secureDelete: 1,
      tempStore: 2,
      mmapSize: 0,
      cacheSize: -65_536,
      applicationId: APPLICATION_ID,
      version: readdirSync(MIGRATIONS_FOLDER).length,
    });
  }
  further.close();
});

test('what a further connection commits the first one sees, and closing it leaves the case open', async () => {
  const made = await newCase();
  const further = connect({
    path: made.connection.path,
    databaseKey: made.keys.databaseKey,
    mode: 'read-write',
  });
  runCommand(further.db, { name: 'Save', author: USER }, () =>
    saveView(further.db, 'from a worker'),
  );
  further.close();
  expect(viewState(made.connection.db)).toBe('from a worker');
});

test('none of what is stored can be read in the case, its log, its keyslots or any file beside it', async () => {
  const { connection } = await openCase(template.copy());
  const { db } = connection;
  runCommand(db, { name: 'More', author: USER }, () => {
    for (let row = 0; row < 500; row++) addRecord(db, { name: PLANTED[row % 3] ?? '' });
  });
  const folder = dirname(connection.path);
  const open = filesOf(folder);
  expect([...open.keys()]).toContain('Heron.achilles-wal');
  expect(open.get('Heron.achilles-wal')?.length).toBeGreaterThan(100_000);
  expect(findPlanted(open)).toEqual([]);
  connection.close();
  expect(findPlanted(filesOf(folder))).toEqual([]);
  // The search itself works: the user's name is meant to be readable in the keyslots.
  expect(findPlanted(filesOf(folder), [USER])).toHaveLength(2);
});

test.runIf(process.platform === 'linux')(
  'a sort too large for memory spills to no temporary file',
  async () => {
    const { connection } = await openCase(template.copy());
    const { db } = connection;
    db.pragma('cache_size = -100');
    const sorted = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
    SELECT i, hex(zeroblob(100)) || (i * 7919 % 40009) AS filler FROM n ORDER BY filler`;
    expect(spilledFiles(db, sorted)).toEqual([]);
    // The same sort without the setting does spill, so the test above can fail.
    db.pragma('temp_store = FILE');
    expect(spilledFiles(db, sorted)).not.toEqual([]);
  },
);

/** Files that are open and already unlinked, as SQLite's temporary files are, while a query is running. */
function spilledFiles(db: Database, sql: string): string[] {
  const rows = db.prepare(sql).iterate();
  rows.next();
  const files = readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(join('/proc/self/fd', descriptor))];
    } catch {
      return [];
    }
  });
  rows.return?.();
  return files.filter((file) => file.includes('etilqs'));
}

const HALF = (path: string) => Math.floor(statSync(path).size / 8192) * 4096;

test.each<[string, string, (path: string) => void]>([
  ['a file that is not there', 'case-missing', (path) => rmSync(path)],
  ['an empty file', 'case-empty', (path) => truncateSync(path)],
  [
    'a case without its keyslots',
    'keyslot-missing',
    (path) => {
      rmSync(`${path}.keys`);
      rmSync(`${path}.keys2`);
    },
  ],
  [
    'a folder',
    'case-not-a-case',
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
  [
    'a plain SQLite file',
    'case-not-a-case',
    (path) => {
      rmSync(path);
      new DatabaseFile(path).exec('CREATE TABLE t (a)').close();
    },
  ],
  [
    'a text document',
    'case-not-a-case',
    (path) => writeFileSync(path, 'Minutes of the meeting\n'.repeat(2000)),
  ],
  ['a file of zeros', 'case-not-a-case', (path) => writeFileSync(path, Buffer.alloc(100_000))],
  [
    'an encrypted database of another program',
    'case-not-a-case',
    (path) => tamper(path, template.databaseKey, (db) => db.pragma('application_id = 1')),
  ],
  [
    'a case of a newer version',
    'case-newer-version',
    (path) => tamper(path, template.databaseKey, (db) => db.pragma('user_version = 999')),
  ],
  ['a case cut in half', 'case-damaged', (path) => truncateSync(path, HALF(path))],
  ['a case cut inside a page', 'case-damaged', (path) => truncateSync(path, HALF(path) + 1000)],
  [
    'a case that lost its last page',
    'case-damaged',
    (path) => truncateSync(path, statSync(path).size - 4096),
  ],
  ['a case cut to a hundred bytes', 'case-damaged', (path) => truncateSync(path, 100)],
  ['a case with one altered bit', 'case-damaged', (path) => flip(path, HALF(path) + 77)],
  ['a case with one altered bit in its first page', 'case-damaged', (path) => flip(path, 2000)],
  [
    'another case under these keyslots',
    'case-damaged',
    (path) => {
      const bytes = readFileSync(path);
      for (let at = 0; at < bytes.length; at++) bytes[at] = bytes[at]! ^ 0x5a;
      writeFileSync(path, bytes);
    },
  ],
  [
    'a case with a broken reference',
    'case-damaged',
    (path) =>
      tamper(path, template.databaseKey, (db) => {
        db.pragma('foreign_keys = OFF');
        db.exec(
          `INSERT INTO change (command_id, table_name, row_id) VALUES ('nobody', 'view', 'x')`,
        );
      }),
  ],
  ['a case with a row that lacks what every row has', 'case-damaged', emptyRequiredColumn],
  [
    'a case whose id is not that of its keyslots',
    'case-damaged',
    (path) =>
      tamper(path, template.databaseKey, (db) =>
        db.exec(`UPDATE case_info SET value = 'x' WHERE key = 'id'`),
      ),
  ],
])('%s is refused as %s and left byte for byte as it was', async (_what, code, arrange) => {
  const path = template.copy();
  arrange(path);
  const folder = dirname(path);
  const before = filesOf(folder);
  expect(await refusal(() => openCase(path))).toBe(code);
  expect(filesOf(folder)).toEqual(before);
});

/** As a fault in a page would, for the schema forbids it: the rule is taken away, broken, and put back. */
function emptyRequiredColumn(path: string): void {
  const [required, optional] = ['state      TEXT NOT NULL', 'state      TEXT         '];
  const rewrite = (from: string, to: string) =>
    tamper(path, template.databaseKey, (db) => {
      db.unsafeMode(true);
      db.pragma('writable_schema = ON');
      const { changes } = db
        .prepare(`UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'view'`)
        .run(from, to);
      expect(changes).toBe(1);
    });
  rewrite(required, optional);
  tamper(path, template.databaseKey, (db) => {
    db.exec('DROP TRIGGER change_view_update; UPDATE view SET state = NULL');
  });
  rewrite(optional, required);
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = bytes[at]! ^ 0x10;
  writeFileSync(path, bytes);
}

test('a wrong passphrase changes nothing but the count of tries', async () => {
  const path = template.copy();
  const before = filesOf(dirname(path));
  expect(
    await refusal(() => openCase(path, { passphrase: 'not the passphrase of this case' })),
  ).toBe('passphrase-wrong');
  const after = filesOf(dirname(path));
  expect(after.delete('Heron.achilles.attempts')).toBe(true);
  expect(after).toEqual(before);
});

test('a damaged case with work still in its log keeps both as they were', async () => {
  const path = template.copy();
  const { connection } = await openCase(path);
  runCommand(connection.db, { name: 'Save', author: USER }, () =>
    saveView(connection.db, 'in the log'),
  );
  // As a kill would leave it: the log was not folded into the case.
  const left = join(temporaryFolder(), 'left');
  cpSync(dirname(path), left, { recursive: true });
  connection.close();
  const copy = join(left, 'Heron.achilles');
  flip(copy, HALF(copy) + 77);
  rmSync(`${copy}-shm`);
  const before = filesOf(left);
  expect(before.get('Heron.achilles-wal')?.length).toBeGreaterThan(0);
  expect(await refusal(() => openCase(copy))).toBe('case-damaged');
  expect(filesOf(left)).toEqual(before);
});

test('a case left open by a kill opens with all that was in its log', async () => {
  const path = template.copy();
  const { connection } = await openCase(path);
  runCommand(connection.db, { name: 'Save', author: USER }, () =>
    saveView(connection.db, 'in the log'),
  );
  const left = join(temporaryFolder(), 'left');
  cpSync(dirname(path), left, { recursive: true });
  const again = await openCase(join(left, 'Heron.achilles'));
  expect(viewState(again.connection.db)).toBe('in the log');
});

test('a case open in another process is in use until that process ends, however it ends', async () => {
  const path = template.copy();
  const child = startChild('hold', path);
  expect(await firstLine(child)).toBe('open');
  const before = filesOf(dirname(path));
  expect(await refusal(() => openCase(path))).toBe('case-in-use');
  expect(await refusal(() => openCase(path, { mode: 'read-only' }))).toBe('case-in-use');
  expect(filesOf(dirname(path))).toEqual(before);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { connection } = await openCase(path);
  expect(viewState(connection.db)).toBe('arranged');
});

test('another process is told so while the case is open here, by whatever name it comes, and not after', async () => {
  const path = template.copy();
  const first = await openCase(path);
  const second = await openCase(path);
  second.connection.close();
  const alias = join(temporaryFolder(), 'Alias.achilles');
  symlinkSync(path, alias);
  expect(await firstLine(startChild('look', path))).toBe('case-in-use');
  expect(await firstLine(startChild('look', alias))).toBe('case-in-use');
  first.connection.close();
  expect(await firstLine(startChild('look', alias))).toBe('open');
});

test.runIf(process.platform !== 'win32').each([
  ['file', (path: string) => chmodSync(path, 0o444)],
  ['folder', (path: string) => chmodSync(dirname(path), 0o555)],
])('a read-only %s is refused for work, and looked at without writing', async (_what, protect) => {
  const path = template.copy();
  const before = filesOf(dirname(path));
  protect(path);
  onTestFinished(() => chmodSync(dirname(path), 0o755));
  expect(await refusal(() => openCase(path))).toBe('case-read-only');
  const { connection, keys, user } = await openCase(path, { mode: 'read-only' });
  expect([connection.isReadOnly, user, readCaseInfo(connection.db, 'name')]).toEqual([
    true,
    USER,
    'Heron',
  ]);
  expect(() => connection.db.exec(`DELETE FROM case_info`)).toThrow();
  const row = {
    author: USER,
    role: 'supervisor',
    category: 'consultation',
    method: 'entity.get',
    recordIds: [],
    detail: null,
    reason: null,
  } as const;
  expect(await refusal(() => appendAudit(connection.db, keys.auditKey, row))).toBe(
    'case-read-only',
  );
  connection.close();
  expect(filesOf(dirname(path)).get('Heron.achilles')).toEqual(before.get('Heron.achilles'));
});

test.runIf(process.getuid?.() === 0)(
  'a user whom the system denies writing is refused for work, with nothing touched',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'achilles-denied-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(dirname(template.copy()), folder, { recursive: true });
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    chmodSync(folder, 0o755);
    const before = filesOf(folder);
    expect(
      await firstLine(startChild('work', join(folder, 'Heron.achilles'), { uid: 65_534 })),
    ).toBe('case-read-only');
    expect(filesOf(folder)).toEqual(before);
  },
);

test('network shares are known by the type of their file system, and on Windows by the form of their path', () => {
  const place = (folder: string, platform: NodeJS.Platform, fileSystemType: number) =>
    isNetworkPlace({ folder, platform, fileSystemType });
  for (const type of [0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0xff534d42 | 0])
    expect(place('/mnt/share', 'linux', type), String(type)).toBe(true);
  for (const type of [0xef53, 0x9123683e, 0x01021994, 0x58465342])
    expect(place('/home/ana', 'linux', type), String(type)).toBe(false);
  for (const path of ['\\\\server\\share', '//server/share', '\\\\?\\UNC\\server\\share'])
    expect(place(path, 'win32', 0), path).toBe(true);
  for (const path of ['C:\\Cases', '\\\\?\\C:\\Cases'])
    expect(place(path, 'win32', 0), path).toBe(false);
});

test('a case is never made over another, nor in a folder that is missing or read-only', async () => {
  const path = template.copy();
  const options = { name: 'Other', user: USER, passphrase: PASSPHRASE };
  const before = filesOf(dirname(path));
  expect(await refusal(() => createCase({ ...options, path }))).toBe('case-exists');
  expect(filesOf(dirname(path))).toEqual(before);
  expect(
    await refusal(() =>
      createCase({ ...options, path: join(dirname(path), 'none', 'X.achilles') }),
    ),
  ).toBe('case-missing');
  if (process.platform === 'win32') return;
  chmodSync(dirname(path), 0o555);
  onTestFinished(() => chmodSync(dirname(path), 0o755));
  expect(
    await refusal(() => createCase({ ...options, path: join(dirname(path), 'X.achilles') })),
  ).toBe('case-read-only');
});

test('what another case of that name left behind is kept, and not taken for the new case’s', async () => {
  const old = template.copy();
  const { connection } = await openCase(old);
  runCommand(connection.db, { name: 'Save', author: USER }, () =>
    saveView(connection.db, 'in the log'),
  );
  const folder = join(temporaryFolder(), 'left');
  cpSync(dirname(old), folder, { recursive: true });
  connection.close();
  const path = join(folder, 'Heron.achilles');
  const moved = join(folder, 'Moved.achilles');
  renameSync(path, moved);
  const made = await createCase({ path, name: 'Second', user: USER, passphrase: PASSPHRASE });
  expect(viewState(made.connection.db)).toBeNull();
  made.connection.close();
  for (const name of readdirSync(folder)) {
    const suffix = /^Heron\.achilles(.*)\.orphan-\d+$/.exec(name)?.[1];
    if (suffix !== undefined) renameSync(join(folder, name), moved + suffix);
  }
  const again = await openCase(moved);
  expect(viewState(again.connection.db)).toBe('in the log');
});

test('a case lives happily under a name and in a folder of any script', async () => {
  const folder = join(temporaryFolder(), 'Żółć ‘mappe’ 案件');
  mkdirSync(folder);
  const path = join(folder, 'Opération Łąka %20 #1?.achilles');
  const made = await createCase({ path, name: 'Opération', user: 'Łucja', passphrase: PASSPHRASE });
  made.connection.close();
  const { connection, user } = await openCase(path, { user: 'Łucja'.normalize('NFD') });
  expect([readCaseInfo(connection.db, 'name'), user]).toEqual(['Opération', 'Łucja']);
});

test('the user may be left out while there is only one', async () => {
  const { connection, user } = await openCase(template.copy(), { user: null });
  expect(user).toBe(USER);
  connection.close();
});

test('closing folds the log into the case and leaves only the files of a closed case', async () => {
  const path = template.copy();
  const { connection } = await openCase(path);
  runCommand(connection.db, { name: 'Save', author: USER }, () => saveView(connection.db, 'b'));
  connection.close();
  expect(existsSync(`${path}-wal`) || existsSync(`${path}-shm`)).toBe(false);
  connection.close();
});

/** A folder of migrations with one more than the released ones. */
function migrationsWith(sql: string): string {
  const folder = temporaryFolder();
  for (const name of readdirSync(MIGRATIONS_FOLDER))
    copyFileSync(join(MIGRATIONS_FOLDER, name), join(folder, name));
  const next = String(readdirSync(folder).length + 1).padStart(4, '0');
  writeFileSync(join(folder, `${next}-next.sql`), sql);
  return folder;
}

const NEXT = `ALTER TABLE view ADD COLUMN colour TEXT; UPDATE view SET colour = 'plain';`;
const NOW = readdirSync(MIGRATIONS_FOLDER).length;

test('a case of an older version is backed up, brought forward with its rows, and keeps its history', async () => {
  const path = template.copy();
  const { connection } = await openCase(path, { migrationsFolder: migrationsWith(NEXT) });
  const { db } = connection;
  expect(db.pragma('user_version', { simple: true })).toBe(NOW + 1);
  expect(db.prepare('SELECT state, colour FROM view').all()).toEqual([
    { state: 'arranged', colour: 'plain' },
  ]);
  runCommand(db, { name: 'Colour', author: USER }, () => db.exec(`UPDATE view SET colour = 'red'`));
  expect(
    db.prepare<[], string>(`SELECT after FROM change ORDER BY sequence DESC LIMIT 1`).pluck().get(),
  ).toContain('"colour":"red"');
  undo(db, USER);
  // Images from before the new column still can be undone and redone.
  expect(historyState(db, USER).undo?.name).toBe('Fill');
  undo(db, USER);
  expect(viewState(db)).toBeNull();
  redo(db, USER);
  expect(viewState(db)).toBe('arranged');
});

test('the backup from before a change of version opens as a case, with the same passphrase and the old version', async () => {
  const path = template.copy();
  const { connection } = await openCase(path, { migrationsFolder: migrationsWith(NEXT) });
  connection.close();
  const backup = path.replace('.achilles', `.before-version-${NOW + 1}.achilles`);
  expect(findPlanted(filesOf(dirname(path)))).toEqual([]);
  const opened = await openCase(backup);
  expect(opened.connection.db.pragma('user_version', { simple: true })).toBe(NOW);
  expect(viewState(opened.connection.db)).toBe('arranged');
});

test('a migration that fails leaves the case at its version, working, and the same backup does for the next try', async () => {
  const path = template.copy();
  const broken = migrationsWith(`${NEXT} INSERT INTO no_such_table VALUES (1);`);
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(openCase(path, { migrationsFolder: broken })).rejects.toThrow('no such table');
  }
  expect(
    readdirSync(dirname(path)).filter((name) => /before-version.*achilles$/.test(name)),
  ).toHaveLength(1);
  const { connection } = await openCase(path);
  expect(connection.db.prepare('SELECT * FROM view').all()).toMatchObject([{ state: 'arranged' }]);
  expect(() => connection.db.exec(`UPDATE view SET state = 'x'`)).toThrow('no command is active');
});

test('a migration that breaks a reference is not kept', async () => {
  const path = template.copy();
  const breaking = migrationsWith(`DELETE FROM source;`);
  await expect(openCase(path, { migrationsFolder: breaking })).rejects.toThrow(
    'breaks a reference',
  );
  const { connection } = await openCase(path);
  expect(connection.db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(1);
});

test('a case that was brought forward is refused by the older version, which makes no backup of it', async () => {
  const path = template.copy();
  const { connection } = await openCase(path, { migrationsFolder: migrationsWith(NEXT) });
  connection.close();
  const before = filesOf(dirname(path));
  expect(await refusal(() => openCase(path))).toBe('case-newer-version');
  expect(filesOf(dirname(path))).toEqual(before);
});

test('the full check is made once a week and noted', async () => {
  const path = template.copy();
  const day = 24 * 3600 * 1000;
  const noted: (string | null)[] = [];
  for (const afterDays of [1, 8, 9]) {
    const { connection } = await openCase(path, { clock: () => Date.now() + afterDays * day });
    noted.push(readCaseInfo(connection.db, 'fully_checked_at'));
    connection.close();
  }
  expect(noted[1]).not.toBe(noted[0]);
  expect(noted[2]).toBe(noted[1]);
});
