import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

// The builder's own parts, found from the builder: its schema, and how it reads patterns of files.
const PROJECT_DIR = resolve(import.meta.dirname, '../../..');
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const libraryDir = dirname(fromBuilder.resolve('app-builder-lib/package.json'));
const fromLibrary = createRequire(join(libraryDir, 'package.json'));

type FileSet = { from: string; to: string; filter: string[] };
interface BuilderConfig {
  readonly files: readonly (string | FileSet)[];
  readonly extraResources: readonly FileSet[];
  readonly afterPack: string;
  readonly [key: string]: unknown;
}

const config: BuilderConfig = parse(
  readFileSync(join(PROJECT_DIR, 'electron-builder.yml'), 'utf8'),
);

test('the builder’s own schema accepts the configuration, and refuses a wrong one', () => {
  const { default: Ajv } = fromLibrary('ajv');
  const schema = JSON.parse(readFileSync(join(libraryDir, 'scheme.json'), 'utf8'));
  const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);
  expect(isValid(config), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...config, npmRebuild: 'no' })).toBe(false);
  expect(isValid({ ...config, nothingKnown: true })).toBe(false);
});

test('each system gets its kinds of package', () => {
  expect(config).toMatchObject({
    win: { target: ['nsis'] },
    mac: { target: ['dmg'] },
    linux: { target: ['AppImage', 'deb'] },
  });
});

test('nothing is compiled, everything is in the archive, and no update address is built in', () => {
  expect(config).toMatchObject({ npmRebuild: false, asar: true, publish: null });
  expect(config.disableAsarIntegrity).toBeUndefined();
});

test('on Windows it is installed where its users cannot write', () => {
  expect(config.nsis).toMatchObject({
    perMachine: true,
    allowToChangeInstallationDirectory: false,
  });
});

test('every file that the configuration names is there', async () => {
  for (const platform of ['win', 'mac', 'linux']) {
    const { icon } = config[platform] as { icon: string };
    expect(existsSync(join(PROJECT_DIR, icon)), icon).toBe(true);
  }
  const hook = await import(join(PROJECT_DIR, config.afterPack));
  expect(typeof hook.afterPack).toBe('function');
});

// The builder puts the processor in this place.
const ARCH = `\${arch}`;

/** What the builder's own matcher would take of the project for one platform, apart from installed packages. */
function packedFiles(): (path: string) => boolean {
  const { getMainFileMatchers } = fromLibrary('./out/fileMatcher.js');
  const [main] = getMainFileMatchers(
    PROJECT_DIR,
    '/packed',
    (text: string) => text.replace(ARCH, 'x64'),
    config.linux,
    {
      info: {
        projectDir: PROJECT_DIR,
        buildResourcesDir: 'resources/icons',
        config,
        debugLogger: { isEnabled: false },
        isPrepackedAppAsar: false,
      },
    },
    join(PROJECT_DIR, 'dist'),
    false,
  );
  const filter = main.createFilter();
  const asFile = { isDirectory: () => false, isFile: () => true };
  return (path) => filter(join(PROJECT_DIR, path), asFile);
}

test('the package holds what was built, and nothing of the browser host, the command line, tests or sources', () => {
  const isPacked = packedFiles();
  for (const path of [
    'package.json',
    'out/main/index.js',
    'out/main/backend-process.js',
    'out/main/migrations/0001-create-case.sql',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'out/renderer/assets/inter.woff2',
  ]) {
    expect(isPacked(path), path).toBe(true);
  }
  const sources = readdirSync(PROJECT_DIR, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(PROJECT_DIR, join(entry.parentPath, entry.name)))
    .filter((path) => !/^(node_modules|\.git|out)\//.test(path));
  expect(sources.some((path) => path.startsWith('electron/loopback/'))).toBe(true);
  expect(sources.filter(isPacked)).toEqual(['package.json']);
  for (const path of ['out/main/index.js.map', 'out/types/a.js', 'node_modules/ws/index.js']) {
    expect(isPacked(path), path).toBe(false);
  }
});

test('of installed packages only the database driver is taken, with the binary of each platform', () => {
  const sets = config.files.filter((entry): entry is FileSet => typeof entry !== 'string');
  expect(sets.map((set) => set.from)).toEqual(['node_modules/better-sqlite3']);
  for (const [platform, name] of [
    ['win', 'win32'],
    ['mac', 'darwin'],
    ['linux', 'linux'],
  ] as const) {
    const { files } = config[platform] as { files: FileSet[] };
    expect(files).toHaveLength(1);
    expect(files[0]?.filter).toEqual([`${name}-${ARCH}.node`]);
    expect(existsSync(join(PROJECT_DIR, files[0]?.from ?? '', `${name}-x64.node`))).toBe(true);
  }
});

test('the database driver works with just the files that are packed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'achilles-package-'));
  const sets = [...config.files, ...(config.linux as { files: FileSet[] }).files];
  const binary = `${process.platform}-${process.arch}.node`;
  for (const set of sets.filter((entry): entry is FileSet => typeof entry !== 'string')) {
    for (const pattern of set.filter) {
      const name = pattern.replace(/\/\*\*\/\*$/, '').replace(`linux-${ARCH}.node`, binary);
      cpSync(join(PROJECT_DIR, set.from, name), join(folder, set.to, name), { recursive: true });
    }
  }
  const load = createRequire(join(folder, 'package.json'));
  const Database: typeof import('better-sqlite3') = load('better-sqlite3');
  expect(load.resolve('better-sqlite3').startsWith(folder)).toBe(true);
  const db = new Database(':memory:');
  expect(db.prepare('SELECT 6 * 7 AS answer').get()).toEqual({ answer: 42 });
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('resources lie beside the archive, without screenshots', () => {
  expect(config.extraResources).toEqual([
    { from: 'resources', to: 'resources', filter: ['**/*', '!screenshots{,/**/*}', '!icons/*.ts'] },
  ]);
});
