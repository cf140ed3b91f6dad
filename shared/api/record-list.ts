import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { RecordColumn } from './app.ts';
import { call } from './base.ts';
import { EntitySort } from './entity.ts';

/** What a saved list shows, and how. */
export const RecordListState = z.strictObject({
  filter: z.string().max(2000),
  sort: z.array(EntitySort).max(4),
  columns: z.array(RecordColumn).max(500),
  /** What the rows are gathered under; null: nothing. */
  group: EntitySort.nullable().default(null),
});
export type RecordListState = z.infer<typeof RecordListState>;

/** A saved list's name. */
export const RecordListName = z.string().trim().min(1).max(60);

/** A saved list of records. */
export const RecordList = z.strictObject({
  id: Id,
  name: RecordListName,
  state: RecordListState,
  /** Records that it finds now; null: its filter cannot be read any more. */
  count: z.int().nullable(),
});
export type RecordList = z.infer<typeof RecordList>;

const byId = z.strictObject({ id: Id });

export const recordList = {
  /** Saved lists by name, with how many records each finds now. */
  list: call('none').output(z.array(RecordList)),
  /** Keeps a list under a name: a new one, or `id` as it is now. Undoable. @throws not-found, invalid-value */
  save: call('alteration')
    .input(z.strictObject({ id: Id.nullable(), name: RecordListName, state: RecordListState }))
    .output(RecordList),
  /** A copy under the name "… copy". Undoable. @throws not-found */
  duplicate: call('alteration').input(byId).output(RecordList),
  /** Undoable. @throws not-found */
  remove: call('alteration').input(byId).output(byId),
};
