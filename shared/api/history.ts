import { z } from 'zod';
import { call } from './base.ts';

/** A change someone made, by name. */
export const HistoryEntry = z.strictObject({
  id: z.string(),
  at: z.string(),
  author: z.string(),
  name: z.string(),
  state: z.enum(['done', 'undone', 'overtaken']),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** What undo and redo would do now, for this user. */
export const HistoryState = z.strictObject({
  undo: HistoryEntry.nullable(),
  redo: HistoryEntry.nullable(),
});
export type HistoryState = z.infer<typeof HistoryState>;

export const history = {
  state: call('none').output(HistoryState),
  list: call('consultation')
    .input(z.strictObject({ limit: z.int().min(1).max(500).default(100) }))
    .output(z.array(HistoryEntry)),
  /** Undoes this user's latest change. @throws nothing-to-undo, undo-conflict */
  undo: call('alteration').output(z.strictObject({ undone: HistoryEntry, state: HistoryState })),
  /** @throws nothing-to-undo, undo-conflict */
  redo: call('alteration').output(z.strictObject({ redone: HistoryEntry, state: HistoryState })),
};
