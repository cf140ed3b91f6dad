import { expect, test } from 'vitest';
import { longTaskRows, worstFirst } from '../../e2e/long-task-rows.ts';
import type { PageNote } from '../../e2e/long-tasks.ts';

const STEPS = [
  { title: 'outer', fromMs: 0, toMs: 1000 },
  { title: 'inner', fromMs: 100, toMs: 500 },
];
const task = (atMs: number, durationMs: number, input: string | null = null): PageNote => ({
  sort: 'task',
  ...{ atMs, durationMs, input },
  hasShaders: false,
});
const script = (atMs: number, durationMs: number, isOwn = true): PageNote => ({
  sort: 'script',
  ...{ atMs, durationMs, isOwn },
  name: 'BUTTON.onclick choose',
});

test('a task counts for the innermost step that it began in, with the input before it and the longest script in it', () => {
  const rows = longTaskRows('map', STEPS, [
    task(150, 200, 'key e'),
    script(160, 120),
    script(290, 20),
    task(400, 300, 'key i'),
    task(700, 60),
    task(2000, 70),
  ]);
  expect(rows).toMatchObject([
    { step: 'inner', count: 2, longestMs: 300, scriptMs: 120, input: 'key e' },
    { step: 'outer', count: 1, scriptMs: 0, script: '', input: 'opened' },
    { step: '', count: 1, longestMs: 70 },
  ]);
});

test('what the test itself runs in a page is no script of the product, and first shaders are left out', () => {
  const rows = longTaskRows('map', STEPS, [
    { sort: 'task', atMs: 10, durationMs: 900, hasShaders: true, input: null },
    task(150, 200),
    script(160, 120, false),
    { sort: 'input', atMs: 160, waitedMs: 80, name: 'key a' },
    { sort: 'input', atMs: 170, waitedMs: 60, name: 'key b' },
  ]);
  expect(rows).toMatchObject([{ step: 'inner', count: 1, scriptMs: 0, waitedMs: 80 }]);
});

test('what the product’s own scripts took goes first, then what took longest', () => {
  const rows = [
    ...longTaskRows('a', [], [task(0, 900)]),
    ...longTaskRows('b', [], [task(0, 90), script(1, 80)]),
    ...longTaskRows('c', [], [task(0, 95)]),
  ];
  expect(worstFirst(rows).map(({ spec }) => spec)).toEqual(['b', 'a', 'c']);
});
