import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { noticeText, shippedPackages } from '../../../electron/notices.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '../../..');
const names = shippedPackages(PROJECT_DIR).map(({ description }) => description.name);

test('the notices name what ships: libraries, icons, fonts and what these need', () => {
  expect(names).toEqual(
    expect.arrayContaining([
      'react',
      'sigma',
      'zod',
      'lucide-react',
      '@fontsource-variable/inter',
      'scheduler',
    ]),
  );
});

test('what only builds or tests the product is not named', () => {
  for (const name of ['vite', 'vitest', 'electron-builder', '@playwright/test', 'typescript']) {
    expect(names).not.toContain(name);
  }
});

test('every package that ships has a licence that lets it', () => {
  const licences = new Set(
    shippedPackages(PROJECT_DIR).map(({ description }) => description.license),
  );
  const known = [
    '0BSD',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'ISC',
    'MIT',
    'OFL-1.1',
    '(MIT OR CC0-1.0)',
  ];
  expect([...licences].filter((licence) => !known.includes(licence ?? 'none'))).toEqual([]);
});

test('the notices that ship are those of the packages that ship: else run "npm run notices"', () => {
  const shipped = readFileSync(
    resolve(PROJECT_DIR, 'resources/notices/third-party-notices.txt'),
    'utf8',
  );
  expect(shipped).toBe(noticeText(PROJECT_DIR));
});
