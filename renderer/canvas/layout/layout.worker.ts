import type { LayoutShape } from '../../store/map-request.ts';
import { arrangeNew } from './arrange.ts';
import type { LayoutStep } from './engine.ts';
import { layOutShape } from './lay-out-shape.ts';
import type { ShapeInput } from './shape.ts';

/** What the worker is asked: lay out everything, or find places for what is not fixed. */
export interface LayoutTask {
  readonly mode: 'all' | 'new';
  /** How everything is laid out. */
  readonly shape: LayoutShape;
  readonly input: ShapeInput;
}

/** What the worker answers; the last step has share 1. */
export type LayoutAnswer = LayoutStep;

const POST_EVERY_MS = 40;

function answer(step: LayoutAnswer): void {
  // Not a window: a worker's postMessage takes what is handed over, not an origin.
  self.postMessage(step, { transfer: [step.positions.buffer] });
}

self.onmessage = (event: MessageEvent<LayoutTask>) => {
  const { mode, shape, input } = event.data;
  if (mode === 'new') {
    answer({ positions: arrangeNew(input), share: 1 });
    return;
  }
  let postedMs = 0;
  for (const step of layOutShape(shape, input)) {
    const nowMs = performance.now();
    if (step.share < 1 && nowMs - postedMs < POST_EVERY_MS) continue;
    postedMs = nowMs;
    answer(step);
  }
};
