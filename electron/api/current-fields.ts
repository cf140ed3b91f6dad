import type { Fields } from '../../shared/domain/field.ts';
import { currentFields, type MergeRecord, mergeRecords } from '../../shared/domain/merge.ts';
import { type RecordRow, readRecord } from '../db/record.ts';

/** Entities or records gone through between two pauses. */
const READ_PER_PAUSE = 200;

/** What entities say of themselves now, by id, from all their records; with a pause now and then for others. */
export function* fieldsByEntity(
  rows: Iterable<RecordRow & { readonly entityId: string }>,
): Generator<void, ReadonlyMap<string, Fields>> {
  let read = 0;
  const records = new Map<string, MergeRecord[]>();
  for (const row of rows) {
    const known = records.get(row.entityId);
    if (known) known.push(readRecord(row));
    else records.set(row.entityId, [readRecord(row)]);
    if (++read % READ_PER_PAUSE === 0) yield;
  }
  const fields = new Map<string, Fields>();
  for (const [id, [first, ...others]] of records) {
    if (!first) continue;
    if (++read % READ_PER_PAUSE === 0) yield;
    // Most entities have one record, which needs no merging.
    fields.set(
      id,
      others.length === 0 ? first.fields : currentFields(mergeRecords([first, ...others])),
    );
  }
  return fields;
}
