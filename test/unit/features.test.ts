import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FEATURES, type Proof, ROWS } from '../features.ts';
import { isTitled, readTestTitles, type TestTitles } from '../test-titles.ts';

const TEST_DIR = join(import.meta.dirname, '..');
const read = new Map<string, readonly TestTitles[] | null>();

/** The tests of a file; null: there is no such file. */
function testsOf(file: string): readonly TestTitles[] | null {
  let tests = read.get(file);
  if (tests === undefined) {
    const path = join(TEST_DIR, file);
    tests = existsSync(path) ? readTestTitles(readFileSync(path, 'utf8')) : null;
    read.set(file, tests);
  }
  return tests;
}

/** What is wrong with a proof; null: nothing. */
function faultOf({ file, test: title, step }: Proof): string | null {
  const tests = testsOf(file);
  if (!tests) return `there is no file ${file}`;
  const named = tests.filter((one) => isTitled(one.title, title));
  if (named.length === 0) return `${file} has no test “${title}”`;
  if (step === undefined || named.some(({ steps }) => steps.some((one) => isTitled(one, step))))
    return null;
  return `“${title}” of ${file} has no step “${step}”`;
}

test('every row of the list of features is there once, forty together', () => {
  expect(ROWS).toHaveLength(40);
  expect(FEATURES.map(({ row }) => row)).toEqual(ROWS);
});

test('every feature is proved by tests and steps that are there, under exactly these titles', () => {
  const faults = FEATURES.flatMap(({ row, proofs }) =>
    proofs.flatMap((proof) => {
      const fault = faultOf(proof);
      return fault === null ? [] : [`row ${row}: ${fault}`];
    }),
  );
  expect(faults).toEqual([]);
});

test('every feature has a proof that goes through the contract, the import or the screen, and names none twice', () => {
  for (const { row, feature, proofs } of FEATURES) {
    const whole = proofs.filter(({ file }) => /^(backend|faults|e2e)\//.test(file));
    expect(whole.length, `row ${row}: ${feature}`).toBeGreaterThan(0);
    const told = proofs.map(({ file, test: title, step }) => [file, title, step].join(' › '));
    expect(new Set(told).size, `row ${row}: ${feature}`).toBe(told.length);
  }
});
