import { expect, test } from 'vitest';
import { inSlices } from '../../electron/api/slices.ts';

/** Keeps the processor busy for some milliseconds. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('others are answered between two slices', async () => {
  const order: string[] = [];
  const long = inSlices(
    function* () {
      for (let step = 0; step < 30; step++) {
        work(1);
        yield;
      }
      order.push('long');
    },
    { version: () => 0 },
  );
  await new Promise((done) => setImmediate(done));
  order.push('other');
  await long;
  expect(order).toEqual(['other', 'long']);
});

test('work that is short is done at once', async () => {
  let isDone = false;
  const short = inSlices(
    // biome-ignore lint/correctness/useYield: work of one step
    function* () {
      isDone = true;
      return 'done';
    },
    { version: () => 0 },
  );
  expect(isDone).toBe(true);
  expect(await short).toBe('done');
});

test('when what it rests on changes it begins again, so that no answer is half of before and half of after', async () => {
  let version = 1;
  let begun = 0;
  const answer = inSlices(
    function* () {
      begun++;
      const first = version;
      for (let step = 0; step < 30; step++) {
        work(1);
        yield;
      }
      return [first, version];
    },
    { version: () => version },
  );
  await new Promise((done) => setImmediate(done));
  version = 2;
  expect(await answer).toEqual([2, 2]);
  expect(begun).toBe(2);
});

test('it ends when whoever asked has gone', async () => {
  const stop = new AbortController();
  let steps = 0;
  const answer = inSlices(
    function* () {
      for (;;) {
        work(1);
        steps++;
        yield;
      }
    },
    { version: () => 0, signal: stop.signal },
  );
  stop.abort();
  await expect(answer).rejects.toMatchObject({ code: 'CLIENT_CLOSED_REQUEST' });
  const before = steps;
  await new Promise((done) => setTimeout(done, 5));
  expect(steps).toBe(before);
});
