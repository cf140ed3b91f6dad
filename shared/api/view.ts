import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { call } from './base.ts';

/** The working map as it was left: what is shown, where, and what is pinned. */
export const ViewState = z.strictObject({
  shownIds: z.array(Id).max(5000),
  /** Positions by entity, in map units. */
  positions: z.record(z.string(), z.tuple([z.number(), z.number()])),
  pinnedIds: z.array(Id).max(5000),
});
export type ViewState = z.infer<typeof ViewState>;

export const view = {
  /** The working view; null when the map was never arranged. */
  getWorking: call('none').output(ViewState.nullable()),
  /** Saves it under a name for undo: "Move The Brass Heron". */
  saveWorking: call('alteration')
    .input(z.strictObject({ name: z.string().min(1).max(120), state: ViewState }))
    .output(ViewState),
};
