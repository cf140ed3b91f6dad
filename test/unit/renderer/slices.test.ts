import { expect, test } from 'vitest';
import { inSlices } from '../../../renderer/store/slices.ts';

function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

function* longWork(log: string[]): Generator<void, string> {
  for (let step = 0; step < 60; step++) {
    work(1);
    yield;
  }
  log.push('long work');
  return 'done';
}

/** What the page does besides: a task of its own. */
function otherTask(log: string[]): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      log.push('other task');
      resolve();
    }, 0);
  });
}

test('another task is done before long work ends', async () => {
  const log: string[] = [];
  const other = otherTask(log);
  expect(await inSlices(longWork(log))).toBe('done');
  await other;
  expect(log).toEqual(['other task', 'long work']);
});

test('it pauses the way the browser offers, where it does', async () => {
  let pauses = 0;
  Object.assign(globalThis, {
    scheduler: {
      yield: () => {
        pauses++;
        return new Promise<void>((resolve) => setTimeout(resolve, 0));
      },
    },
  });
  try {
    await inSlices(longWork([]));
  } finally {
    Reflect.deleteProperty(globalThis, 'scheduler');
  }
  expect(pauses).toBeGreaterThan(1);
});

function* shortWork(log: string[]): Generator<void> {
  log.push('short work');
  yield;
}

test('short work is done without a pause', () => {
  const log: string[] = [];
  void inSlices(shortWork(log));
  expect(log).toEqual(['short work']);
});

test('work that is no longer wanted ends', async () => {
  const log: string[] = [];
  const stop = new AbortController();
  const result = inSlices(longWork(log), stop.signal);
  stop.abort();
  await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  expect(log).toEqual([]);
});
