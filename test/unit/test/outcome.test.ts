import { expect, test } from 'vitest';
import { countPlaywright, totalLine } from '../../outcome.ts';

const spec = (
  title: string,
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
  why?: string,
) => ({
  title,
  tests: [{ status, annotations: why === undefined ? [] : [{ type: 'skip', description: why }] }],
});

test('tests are counted at every depth, and a skipped one is named with its reason', () => {
  const outcome = countPlaywright({
    errors: [],
    suites: [
      {
        title: 'map.spec.ts',
        specs: [spec('opens', 'expected'), spec('closes', 'unexpected')],
        suites: [{ title: 'desktop', specs: [spec('starts', 'skipped', 'no binary here')] }],
      },
    ],
  });
  expect(outcome).toEqual({
    passed: 1,
    failed: 1,
    skipped: [{ name: 'map.spec.ts › desktop › starts', reason: 'no binary here' }],
  });
});

test('a test that passed only at a second try has failed, and so has a file that did not load', () => {
  const suites = [{ title: 'map.spec.ts', specs: [spec('opens', 'flaky')] }];
  expect(countPlaywright({ errors: ['did not load'], suites }).failed).toBe(2);
});

test('the last line sums the suites', () => {
  const skipped = [{ name: 'a', reason: 'b' }];
  const outcomes = [
    { passed: 2, failed: 0, skipped },
    { passed: 40, failed: 1, skipped },
  ];
  expect(totalLine(outcomes)).toBe('42 passed, 1 failed, 2 skipped');
});
