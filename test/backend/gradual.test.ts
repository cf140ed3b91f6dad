import { expect, test } from 'vitest';
import { createGradual } from '../../electron/api/gradual.ts';

/** Counts to a hundred, a step at a time; tells how often it was begun. */
function counting() {
  let begun = 0;
  let steps = 0;
  const gradual = createGradual(function* () {
    begun++;
    for (let step = 0; step < 100; step++) {
      steps++;
      yield;
    }
    return begun;
  });
  return { gradual, begun: () => begun, steps: () => steps };
}

test('it is made once for everyone who waits, and kept', async () => {
  const { gradual, begun } = counting();
  expect(gradual.ifMade()).toBeNull();
  expect(await Promise.all([gradual.soon(), gradual.soon()])).toEqual([1, 1]);
  expect(gradual.now()).toBe(1);
  expect(await gradual.soon()).toBe(1);
  expect(begun()).toBe(1);
});

test('who cannot wait goes on from where it stands', () => {
  const { gradual, steps } = counting();
  const other = gradual.steps();
  for (let step = 0; step < 40; step++) other.next();
  expect(steps()).toBe(40);
  expect(gradual.now()).toBe(1);
  expect(steps()).toBe(100);
  expect(other.next()).toEqual({ done: true, value: 1 });
});

test('what is forgotten while it is made is begun again, and whoever waits gets the new one', async () => {
  const { gradual, begun } = counting();
  const waiting = gradual.soon();
  const other = gradual.steps();
  other.next();
  gradual.forget();
  expect(await waiting).toBe(2);
  expect(begun()).toBe(2);
});

test('others are let in while it is made', async () => {
  const gradual = createGradual(function* () {
    for (let step = 0; step < 60; step++) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      yield;
    }
    return 'made';
  });
  let isMade = false;
  const making = gradual.soon().then(() => {
    isMade = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(isMade).toBe(false);
  await making;
  expect(isMade).toBe(true);
});

test('a fault reaches whoever waits, and the next try begins anew', async () => {
  let tries = 0;
  const gradual = createGradual(function* () {
    tries++;
    yield;
    if (tries === 1) throw new Error('The first try fails.');
    return tries;
  });
  await expect(gradual.soon()).rejects.toThrow('The first try fails.');
  expect(await gradual.soon()).toBe(2);
});

test('when the case is left nothing more is made, and whoever waits is told', async () => {
  const { gradual, steps } = counting();
  const waiting = gradual.soon();
  gradual.stop();
  await expect(waiting).rejects.toMatchObject({ code: 'case-not-open' });
  expect(steps()).toBe(0);
});
