import { expect, test } from 'vitest';
import { createReadingQueue } from '../../../renderer/features/map/reading-queue.ts';

/** A queue, what it told, and a wait until all that was added is through. */
function queueOf() {
  const told: (string | null)[] = [];
  const failures: unknown[] = [];
  let stops = 0;
  const queue = createReadingQueue({
    onStep: (step) => told.push(step),
    onFail: (error) => failures.push(error),
    onStopped: () => stops++,
  });
  const settle = () => new Promise<void>((resolve) => queue.add(async () => () => resolve(), null));
  return { queue, told, failures, stops: () => stops, settle };
}

test('stopping a reading tells the backend, applies nothing, and lets what is asked later through', async () => {
  const { queue, failures, stops, settle } = queueOf();
  const applied: string[] = [];
  const begun = Promise.withResolvers<AbortSignal>();
  queue.add(({ signal }) => {
    begun.resolve(signal);
    // A backend that never heard of it: nobody waits for it all the same.
    return new Promise(() => {});
  }, 'Reading 4,000 records and their links');
  queue.add(async () => () => applied.push('asked before the stop'), 'Reading neighbours');
  const signal = await begun.promise;
  expect(signal.aborted).toBe(false);
  queue.stop();
  expect(signal.aborted).toBe(true);
  queue.add(async () => () => applied.push('asked after it'), 'Reading neighbours');
  await settle();
  expect(applied).toEqual(['asked after it']);
  expect(failures).toEqual([]);
  expect(stops()).toBe(1);
});

test('an aborted call is no failure, and any other is one', async () => {
  const { queue, failures, settle } = queueOf();
  const begun = Promise.withResolvers<void>();
  queue.add(({ signal }) => {
    begun.resolve();
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }, 'Reading');
  await begun.promise;
  queue.stop();
  const fault = new Error('the disk is gone');
  queue.add(() => Promise.reject(fault), 'Reading');
  await settle();
  expect(failures).toEqual([fault]);
});

test('a reading says its steps in turn, and nothing once all are through', async () => {
  const { queue, told, settle } = queueOf();
  queue.add(async ({ tell }) => {
    tell('Reading 12 records and their links');
    return null;
  }, 'Reading how the map was left');
  await settle();
  expect(told.slice(0, 2)).toEqual([
    'Reading how the map was left',
    'Reading 12 records and their links',
  ]);
  queue.add(async () => null, 'Reading neighbours');
  await settle();
  await settle();
  await Promise.resolve();
  expect(told.at(-1)).toBeNull();
});

test('a stop leaves alone what follows the changes of the case, which has no step', async () => {
  const { queue, settle } = queueOf();
  const applied: string[] = [];
  queue.add(async () => () => applied.push('reread'), null);
  queue.stop();
  await settle();
  expect(applied).toEqual(['reread']);
});

test('a new beginning drops what was asked before it', async () => {
  const { queue, settle } = queueOf();
  const applied: string[] = [];
  queue.add(async () => () => applied.push('before'), 'Reading');
  queue.overtake();
  queue.add(async () => () => applied.push('after'), 'Reading');
  await settle();
  expect(applied).toEqual(['after']);
});
