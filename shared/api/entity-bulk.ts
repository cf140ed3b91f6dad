import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { FieldValue, Id } from '../domain/field.ts';
import { Origin } from '../domain/origin.ts';
import { call } from './base.ts';
import { Progress } from './case.ts';
import { Filter } from './entity.ts';
import { ChangeReason } from './entity-edit.ts';

/** Records that something is done to together: those of `ids` that meet the filter; null: all that do. */
const RecordSet = {
  ids: z.array(Id).min(1).max(200_000).nullable().default(null),
  filter: Filter,
};

/** One change that many records are to have. */
const BulkChange = z.strictObject({
  field: z.string().max(60),
  /** `replace`: the value believed from now on; null says: not known. `add`, `remove`: entries of a list. */
  mode: z.enum(['replace', 'add', 'remove']),
  value: FieldValue,
});

const KindCount = z.strictObject({ kind: z.string(), count: z.int() });

/** What a change would do to some records. */
export const BulkEffect = z.strictObject({
  changes: z.int(),
  /** Records that say so already. */
  same: z.int(),
  /** Records whose kind lacks the field, or has another of that name. */
  lacking: z.array(KindCount),
  /** Some of the records that change, before and after. */
  examples: z.array(z.strictObject({ label: z.string(), before: z.string(), after: z.string() })),
});
export type BulkEffect = z.infer<typeof BulkEffect>;

/** Some records, before they are changed together. */
export const BulkPreview = z.strictObject({
  /** Records by kind, most first. Protected people are left out of every change. */
  kinds: z.array(KindCount),
  protectedCount: z.int(),
  /** Null where no change was asked about. */
  effect: BulkEffect.nullable(),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

/** What a change did. */
export const BulkResult = z.strictObject({ changed: z.int(), same: z.int(), left: z.int() });
export type BulkResult = z.infer<typeof BulkResult>;

/** Changing many records together. */
export const entityBulk = {
  /**
   * What kinds some records are of, and what a change would do to them. Nothing is changed.
   * @throws invalid-value where no kind of them takes the value
   */
  bulkPreview: call('consultation')
    .input(z.strictObject({ ...RecordSet, change: BulkChange.nullable().default(null) }))
    .output(BulkPreview),
  /**
   * Changes one field of many records as one step: each has a record of its own that says so, with its source, grade
   * and reason. All or nothing; stopping leaves nothing. Undoable.
   * @throws invalid-value, case-busy
   */
  bulkEdit: call('alteration')
    .input(
      z.strictObject({ ...RecordSet, change: BulkChange, origin: Origin, reason: ChangeReason }),
    )
    .output(
      eventIterator(
        z.strictObject({ progress: Progress.nullable(), result: BulkResult.nullable() }),
      ),
    ),
};
