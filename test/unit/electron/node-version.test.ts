import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const PROJECT_DIR = resolve(import.meta.dirname, '../../..');

/** Loads the check in a Node that says it is of `version`, and prints a word if it gets past it. */
function loadAs(version: string) {
  const disguise = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `${disguise} await import('./electron/node-version.js'); console.log('started');`,
    ],
    { cwd: PROJECT_DIR, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('an older Node says so in one line and stops before anything else', () => {
  const { status, stdout, stderr } = loadAs('20.20.2');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringContaining('needs Node 24 or newer and this is Node 20.20.2'),
  ]);
});

test.each(['24.0.0', '26.1.0'])('Node %s starts', (version) => {
  expect(loadAs(version)).toEqual({ status: 0, stdout: 'started\n', stderr: '' });
});

test('everything that is started goes through the check', () => {
  const { scripts } = JSON.parse(readFileSync(resolve(PROJECT_DIR, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const name of ['start', 'test', 'achilles']) {
    expect(scripts[name]).toMatch(/^node --import \.\/electron\/node-version\.js /);
  }
});
