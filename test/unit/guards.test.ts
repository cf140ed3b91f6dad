import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const PROJECT_DIR = resolve(import.meta.dirname, '../..');

/** For each layer: a file in it, what it may import, and what it may not. */
const LAYERS: readonly (readonly [
  file: string,
  allowed: readonly string[],
  forbidden: readonly string[],
])[] = [
  [
    'shared/domain/planted.ts',
    ['zod', './field.ts', '../api/errors.ts'],
    [
      'react',
      'node:fs',
      '@orpc/contract',
      '@orpc/server',
      'electron',
      '../../electron/db/open.ts',
      '../../renderer/ui/Chip.tsx',
    ],
  ],
  [
    'shared/api/planted.ts',
    ['zod', '@orpc/contract', '../domain/field.ts'],
    ['@orpc/server', '@orpc/client', 'react', 'node:crypto', '../../electron/backend.ts'],
  ],
  [
    'electron/db/planted.ts',
    [
      'node:fs',
      'node:timers/promises',
      'better-sqlite3',
      'zod',
      './open.ts',
      '../../shared/domain/field.ts',
    ],
    [
      '@orpc/server',
      'electron',
      'ws',
      'react',
      'node:http',
      'node:net',
      'node:dns/promises',
      '../api/router.ts',
      '../backend.ts',
      '../../renderer/store/store.ts',
    ],
  ],
  [
    'electron/formats/planted.ts',
    ['node:path', 'papaparse', 'iconv-lite', './stage.ts', '../../shared/domain/field.ts'],
    [
      '@orpc/server',
      'electron',
      'node:https',
      '../api/router.ts',
      '../jobs/jobs.ts',
      '../db/open.ts',
    ],
  ],
  [
    'electron/jobs/planted.ts',
    ['node:worker_threads', '../db/open.ts', '../formats/stage.ts', '../../shared/domain/field.ts'],
    [
      '@orpc/server',
      'electron',
      'node:tls',
      '../api/router.ts',
      '../backend.ts',
      '../main/window.ts',
    ],
  ],
  [
    'electron/api/planted.ts',
    [
      '@orpc/server',
      '../db/open.ts',
      '../formats/stage.ts',
      '../jobs/jobs.ts',
      '../../shared/api/contract.ts',
    ],
    [
      'electron',
      'ws',
      '@orpc/server/ws',
      'node:dgram',
      '../backend.ts',
      '../main/window.ts',
      '../loopback/server.ts',
      '../cli/main.ts',
    ],
  ],
  [
    'electron/backend.ts',
    [
      'node:fs',
      '@orpc/server',
      './api/router.ts',
      './db/resources.ts',
      '../shared/api/contract.ts',
    ],
    [
      'electron',
      'ws',
      'node:http',
      './main/window.ts',
      './loopback/server.ts',
      './cli/main.ts',
      '../renderer/store/store.ts',
    ],
  ],
  [
    'electron/main/planted.ts',
    [
      'electron',
      'node:path',
      '@orpc/server/message-port',
      '../backend.ts',
      '../../shared/api/contract.ts',
    ],
    [
      'ws',
      'node:http',
      'node:net',
      '../loopback/server.ts',
      '../start.ts',
      '../cli/main.ts',
      '../db/open.ts',
      '../api/router.ts',
    ],
  ],
  [
    'electron/loopback/planted.ts',
    [
      'ws',
      'node:http',
      'node:net',
      '@orpc/server/ws',
      '../backend.ts',
      '../../shared/api/contract.ts',
    ],
    [
      'electron',
      'react',
      '../main/window.ts',
      '../cli/main.ts',
      '../db/open.ts',
      '../api/router.ts',
    ],
  ],
  [
    'electron/cli/planted.ts',
    ['node:util', '@orpc/server', '../backend.ts', '../../shared/api/contract.ts'],
    [
      'electron',
      'ws',
      'node:http',
      '../loopback/server.ts',
      '../main/window.ts',
      '../db/open.ts',
      '../api/router.ts',
    ],
  ],
  [
    'electron/planted.ts',
    ['node:child_process', './loopback/start.ts', './backend.ts'],
    ['electron', 'ws', 'node:http', '../renderer/store/store.ts'],
  ],
  [
    'renderer/ui/Planted.tsx',
    ['react', 'lucide-react', './Chip.tsx', './Chip.module.css'],
    [
      'zustand',
      'sigma',
      '@orpc/client',
      'node:fs',
      '../../shared/domain/grade.ts',
      '../store/store.ts',
      '../api/api.ts',
      '../features/map/MapScreen.tsx',
    ],
  ],
  [
    'renderer/api/planted.ts',
    [
      'react',
      '@orpc/client',
      '@orpc/client/websocket',
      './use-api.ts',
      '../../shared/api/client.ts',
    ],
    [
      'sigma',
      'electron',
      '@orpc/server',
      'node:fs',
      'ws',
      '../ui/Chip.tsx',
      '../features/map/MapScreen.tsx',
      '../../electron/backend.ts',
    ],
  ],
  [
    'renderer/store/planted.ts',
    ['react', 'zustand', './map.ts', '../../shared/domain/field.ts'],
    [
      '@orpc/client',
      'sigma',
      'electron',
      '../features/map/MapScreen.tsx',
      '../canvas/theme.ts',
      '../../electron/backend.ts',
    ],
  ],
  [
    'renderer/canvas/planted.ts',
    [
      'sigma',
      'sigma/rendering',
      'graphology',
      '../store/store.ts',
      '../ui/Chip.tsx',
      '../../shared/domain/field.ts',
    ],
    [
      '@orpc/client',
      'electron',
      'node:fs',
      '../features/map/MapScreen.tsx',
      '../app/App.tsx',
      '../commands/runners.ts',
      '../../electron/backend.ts',
    ],
  ],
  [
    'renderer/commands/planted.ts',
    ['react', '../store/store.ts', '../api/api.ts', '../../shared/commands.ts'],
    [
      'sigma',
      'zustand',
      '@orpc/client',
      'electron',
      '../features/map/MapScreen.tsx',
      '../app/App.tsx',
      '../../electron/backend.ts',
    ],
  ],
  [
    'renderer/features/entity/Planted.tsx',
    [
      'react',
      './EntityList.tsx',
      '../../ui/Chip.tsx',
      '../../api/use-api.ts',
      '../../store/store.ts',
      '../../../shared/domain/field.ts',
    ],
    [
      'sigma',
      'zustand',
      '@orpc/client',
      'electron',
      'node:fs',
      '../map/MapScreen.tsx',
      '../../features/map/MapScreen.tsx',
      '../../app/App.tsx',
      '../../canvas/theme.ts',
      '../../../electron/backend.ts',
    ],
  ],
  [
    'renderer/app/Planted.tsx',
    ['react', '../features/map/MapScreen.tsx', '../canvas/theme.ts', '../../shared/commands.ts'],
    ['electron', 'ws', 'node:fs', '@orpc/server', '../../electron/backend.ts'],
  ],
];

/** Lines that must be refused whatever the layer, each with the rule that refuses it. */
const FORBIDDEN_LINES: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['suspicious/noExplicitAny', 'shared/domain/loose.ts', 'export const value: any = 1;'],
  ['style/noDefaultExport', 'shared/domain/unnamed.ts', 'export default 1;'],
  ['style/noEnum', 'shared/domain/listed.ts', 'export enum Kind {\n  A,\n}'],
  [
    'security/noDangerouslySetInnerHtml',
    'renderer/ui/Raw.tsx',
    'export const Raw = () => <b dangerouslySetInnerHTML={{ __html: "a" }} />;',
  ],
  [
    'plugin',
    'renderer/ui/raw.ts',
    'export function raw(element: HTMLElement) {\n  element.innerHTML = "a";\n}',
  ],
  [
    'correctness/useImportExtensions',
    'shared/domain/short.ts',
    'import { value } from "./loose";\nexport const other = value;',
  ],
  [
    'suspicious/noImportCycles',
    'shared/domain/chicken.ts',
    'import { egg } from "./egg.ts";\nexport const chicken = () => egg;',
  ],
  [
    'suspicious/noImportCycles',
    'shared/domain/egg.ts',
    'import { chicken } from "./chicken.ts";\nexport const egg = () => chicken;',
  ],
];

let dir: string;

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), `${source}\n`);
}

/** A file for each import, so that a refusal can be told from its neighbour's. */
function plantImport(layerFile: string, specifier: string, number: number): string {
  const file = layerFile.replace(/lanted\.(tsx?)$/, `lanted${number}.$1`);
  plant(file, `import '${specifier}';`);
  return file;
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'achilles-guards-'));
  for (const file of [
    'biome.json',
    'package.json',
    '.gitignore',
    'tsconfig.json',
    'shared/tsconfig.json',
    'renderer/no-raw-html.grit',
  ]) {
    cpSync(join(PROJECT_DIR, file), join(dir, file));
  }
  symlinkSync(join(PROJECT_DIR, 'node_modules'), join(dir, 'node_modules'), 'junction');
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Refusal {
  readonly rule: string;
  readonly file: string;
}

function lint(): readonly Refusal[] {
  const biome = join(PROJECT_DIR, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
    {
      cwd: dir,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const report = JSON.parse(stdout) as {
    diagnostics: { severity: string; category: string; location: { path: string } }[];
  };
  return report.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ category, location }) => ({
      rule: category.replace(/^lint\//, ''),
      file: location.path,
    }));
}

describe('the linter', () => {
  test('refuses every import that a layer may not make, and no other', () => {
    const expected: { file: string; specifier: string; isRefused: boolean }[] = [];
    for (const [layerFile, allowed, forbidden] of LAYERS) {
      // `electron/backend.ts` is one file with a rule of its own: the next test plants all its imports at once.
      if (!layerFile.includes('lanted')) continue;
      [...allowed, ...forbidden].forEach((specifier, number) => {
        const file = plantImport(layerFile, specifier, number);
        expected.push({ file, specifier, isRefused: forbidden.includes(specifier) });
      });
    }
    const refused = new Set(
      lint()
        .filter(({ rule }) => rule === 'style/noRestrictedImports')
        .map(({ file }) => file),
    );
    expect(expected.length).toBeGreaterThan(150);
    expect(expected.map((each) => ({ ...each, isRefused: refused.has(each.file) }))).toEqual(
      expected,
    );
  });

  test('refuses that the backend imports a host', () => {
    const [, allowed = [], forbidden = []] =
      LAYERS.find(([file]) => file === 'electron/backend.ts') ?? [];
    plant(
      'electron/backend.ts',
      [...allowed, ...forbidden].map((name) => `import '${name}';`).join('\n'),
    );
    const refused = lint().filter(
      ({ rule, file }) => rule === 'style/noRestrictedImports' && file === 'electron/backend.ts',
    );
    expect(refused).toHaveLength(forbidden.length);
  });

  test('refuses loose types, nameless exports, markup made from text, short addresses and circles', () => {
    for (const [, file, source] of FORBIDDEN_LINES) plant(file, source);
    const refusals = lint();
    for (const [rule, file] of FORBIDDEN_LINES) expect(refusals).toContainEqual({ rule, file });
  });
});

describe('the compiler', () => {
  function compileShared(): string {
    const tsc = join(PROJECT_DIR, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(
      process.execPath,
      [tsc, '-p', 'shared', '--noEmit', '--pretty', 'false'],
      {
        cwd: dir,
        encoding: 'utf8',
      },
    );
    return stdout;
  }

  test('knows neither the browser nor Node in shared code', () => {
    rmSync(join(dir, 'shared/domain'), { recursive: true, force: true });
    rmSync(join(dir, 'shared/api'), { recursive: true, force: true });
    plant('shared/domain/pure.ts', 'export const now = (text: string): number => text.length;');
    expect(compileShared()).toBe('');
    for (const name of ['document', 'window', 'process', 'Buffer', 'require']) {
      plant('shared/domain/impure.ts', `export const planted = ${name};`);
      expect(compileShared()).toContain(`impure.ts(1,24): error TS2`);
    }
  });
});
