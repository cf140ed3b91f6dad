import { expect, test } from 'vitest';
import { isTitled, readTestTitles } from '../../test-titles.ts';

const SOURCE = `import { test } from 'vitest';

// test('commented out', () => {});
test.skip('skipped', () => {});

test('one line', () => check());

test("a person’s \\"own\\" words", async () => {
  await test.step('the first step', async () => {
    run('test.step(no step)');
  });
  const made = await test.step(
    \`the \${nth} step\`,
    async () => make(),
  );
  await test.step(name, async () => {});
});

for (const name of names) {
  test.skipIf(name === null)(
    \`every file of \${name} is read\`,
    () => {},
  );
}

test.each<[string, RegExp]>([
  ['a', /b/],
])('%s is refused', () => {});

test.describe('a part', () => {
  test('within a part', async () => {
    await test.step('a step within', () => {});
  });
});
`;

test('tests are read with their own steps, and neither those that are skipped nor those in comments', () => {
  expect(readTestTitles(SOURCE)).toEqual([
    { title: 'one line', steps: [] },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the source has it.
    { title: 'a person’s "own" words', steps: ['the first step', 'the ${nth} step'] },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the source has it.
    { title: 'every file of ${name} is read', steps: [] },
    { title: '%s is refused', steps: [] },
    { title: 'within a part', steps: ['a step within'] },
  ]);
});

test('what is filled in when a test is run may be anything; the rest is exact', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as a source has it.
  const written = 'every file of ${set.name} is read (%s)';
  expect(isTitled(written, 'every file of graphs is read (twice)')).toBe(true);
  expect(isTitled(written, 'every file of graphs is read')).toBe(false);
  expect(isTitled('a+b?', 'a+b?')).toBe(true);
  expect(isTitled('a+b?', 'aab')).toBe(false);
});
