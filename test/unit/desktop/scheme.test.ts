import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../electron/content-security-policy.ts';
import { type Manifest, readManifest, respond } from '../../../electron/main/scheme.ts';

let folder = '';
let manifest: Manifest = new Map();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'achilles-scheme-'));
  mkdirSync(join(folder, 'out', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'out', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'out', 'assets', 'main-1a.js'), 'export {};');
  writeFileSync(join(folder, 'out', 'assets', 'main-1a.js.map'), '{}');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  manifest = readManifest(join(folder, 'out'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const get = (url: string) => respond(manifest, { method: 'GET', url });

test('the manifest lists the built files by exact address, and no file of another kind', () => {
  expect([...manifest.keys()].sort()).toEqual([
    'app://achilles/assets/main-1a.js',
    'app://achilles/index.html',
  ]);
});

test('a listed file is answered with its type and its bytes', async () => {
  const answer = get('app://achilles/assets/main-1a.js');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await answer.text()).toBe('export {};');
});

test.each([
  'app://achilles/',
  'app://achilles/assets',
  'app://achilles/INDEX.html',
  'app://achilles/index.html?x',
  'app://achilles/./index.html',
  'app://achilles/../secret.html',
  'app://achilles/%2e%2e/secret.html',
  'app://achilles/assets/..%2f..%2fsecret.html',
  'app://achilles/assets\\..\\..\\secret.html',
  'app://achilles//index.html',
  'app://achilles/assets/main-1a.js.map',
  'app://achilles/constructor',
])('%s is not found, since only the exact address is', (url) => {
  expect(get(url).status).toBe(404);
});

test('an address of another host and a method other than GET are refused', () => {
  expect(get('app://evil/index.html').status).toBe(403);
  expect(respond(manifest, { method: 'POST', url: 'app://achilles/index.html' }).status).toBe(405);
});

test('every answer, refusals too, carries the content policy and forbids keeping a copy', () => {
  for (const url of ['app://achilles/index.html', 'app://achilles/none', 'app://evil/']) {
    const { headers } = get(url);
    expect(headers.get('content-security-policy'), url).toBe(CONTENT_SECURITY_POLICY);
    expect(headers.get('cache-control'), url).toBe('no-store');
    expect(headers.get('x-content-type-options'), url).toBe('nosniff');
  }
});
