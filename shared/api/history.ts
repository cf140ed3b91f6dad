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

/** What a change can touch. */
export const TouchedKind = z.enum([
  'record',
  'link',
  'import',
  'source',
  'report',
  'attachment',
  'view',
  'setting',
  'type',
  'assessment',
  'decision',
  'other',
]);
export type TouchedKind = z.infer<typeof TouchedKind>;

/** A change as the list of changes shows it. */
export const HistoryLine = HistoryEntry.extend({
  /** Rises from change to change. */
  time: z.int(),
  isYours: z.boolean(),
  /** How much it touched, by kind; an import counts as one. */
  touched: z.array(z.strictObject({ kind: TouchedKind, count: z.int() })),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

/** What undo and redo would do now, for this user. */
export const HistoryState = z.strictObject({
  undo: HistoryEntry.nullable(),
  redo: HistoryEntry.nullable(),
});
export type HistoryState = z.infer<typeof HistoryState>;

export const history = {
  state: call('none').output(HistoryState),
  /** Changes of everyone, latest first; those before a time, to read on. */
  list: call('consultation')
    .input(
      z.strictObject({
        limit: z.int().min(1).max(500).default(100),
        before: z.int().nullable().default(null),
      }),
    )
    .output(z.array(HistoryLine)),
  /**
   * Undoes or redoes this user's changes, all or none, until the given one is the latest that holds; null: until none
   * does. @throws nothing-to-undo, undo-conflict
   */
  stepTo: call('alteration')
    .input(z.strictObject({ id: z.string().nullable() }))
    .output(z.strictObject({ undone: z.int(), redone: z.int(), state: HistoryState })),
  /** Undoes this user's latest change. @throws nothing-to-undo, undo-conflict */
  undo: call('alteration').output(z.strictObject({ undone: HistoryEntry, state: HistoryState })),
  /** @throws nothing-to-undo, undo-conflict */
  redo: call('alteration').output(z.strictObject({ redone: HistoryEntry, state: HistoryState })),
};
