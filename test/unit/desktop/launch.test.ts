import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { desktopCommand } from '../../../electron/desktop-launch.ts';
import { findPlaces } from '../../../electron/main/places.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'achilles-launch-'));
  mkdirSync(join(folder, 'node_modules', 'electron', 'dist'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

test('there is no desktop where only the package of Electron is', () => {
  expect(desktopCommand(folder)).toBeNull();
});

test('there is none either where an install was broken off between its two files', () => {
  writeFileSync(join(folder, 'node_modules', 'electron', 'path.txt'), 'electron');
  expect(desktopCommand(folder)).toBeNull();
});

test('the desktop is started with its binary on the project, never as plain Node', () => {
  writeFileSync(join(folder, 'node_modules', 'electron', 'path.txt'), 'electron');
  const binary = join(folder, 'node_modules', 'electron', 'dist', 'electron');
  writeFileSync(binary, '');
  const environment = { HOME: '/home/ana', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect' };
  expect(desktopCommand(folder, environment)).toEqual({
    command: binary,
    args: [folder],
    environment: { HOME: '/home/ana' },
  });
});

test('a package finds its resources beside its archive, a checkout in the project', () => {
  const data = { dataDir: '/data', casesDir: '/data/cases' };
  const options = { appDir: '/app', resourcesPath: '/beside', data };
  expect(findPlaces({ ...options, isPackaged: true }).backend.resourcesDir).toBe(
    join('/beside', 'resources'),
  );
  expect(findPlaces({ ...options, isPackaged: false }).backend.resourcesDir).toBe(
    join('/app', 'resources'),
  );
});
