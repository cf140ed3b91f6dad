import { setImmediate as letOthersWork } from 'node:timers/promises';
import { AppError } from '../../shared/api/errors.ts';
import { SLICE_MS } from './slices.ts';

/** Something that takes long to make, and is kept until what it rests on changes. */
export interface Gradual<T> {
  /** At once, however long that keeps others waiting. */
  now(): T;
  /** As soon as it can be while others are let in between. */
  soon(): Promise<T>;
  /** Step by step, for whoever makes something else of it. */
  steps(): Generator<void, T>;
  /** Null where it was not made yet. */
  ifMade(): T | null;
  /** What it rests on changed: it is made anew when it is next wanted. */
  forget(): void;
  /** The case is left: whoever waits is told, and nothing more is read. */
  stop(): void;
}

/** @param make Makes it in steps; may be begun again whenever what it rests on changes. */
export function createGradual<T>(make: () => Generator<void, T>): Gradual<T> {
  let made: { readonly value: T } | null = null;
  let work: Generator<void, T> | null = null;
  let waiting: Promise<T> | null = null;
  let isStopped = false;

  function step(): void {
    work ??= make();
    try {
      const { done, value } = work.next();
      if (!done) return;
      made = { value };
    } catch (error) {
      // Whoever asks next begins anew.
      work = null;
      throw error;
    }
    work = null;
  }

  async function makeInSlices(): Promise<T> {
    try {
      while (made === null) {
        await letOthersWork();
        // Forgotten meanwhile, it begins again with the next step; left, it ends.
        if (isStopped) throw new AppError('case-not-open', 'The case was locked meanwhile.');
        const startedAt = performance.now();
        while (made === null && performance.now() - startedAt < SLICE_MS) step();
      }
      return made.value;
    } finally {
      waiting = null;
    }
  }

  return {
    now() {
      while (made === null) step();
      return made.value;
    },
    *steps() {
      while (made === null) {
        step();
        yield;
      }
      return made.value;
    },
    soon() {
      if (made !== null) return Promise.resolve(made.value);
      waiting ??= makeInSlices();
      return waiting;
    },
    ifMade: () => made?.value ?? null,
    forget() {
      made = null;
      work = null;
    },
    stop() {
      isStopped = true;
      made = null;
      work = null;
    },
  };
}
