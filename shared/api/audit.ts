import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { Marking } from '../domain/marking.ts';
import { AuditCategory, call } from './base.ts';
import { EntitySummary } from './entity.ts';

/** One row of the audit log: ids, never content. */
export const AuditEntry = z.strictObject({
  number: z.int(),
  at: z.string(),
  author: z.string(),
  role: z.string(),
  category: z.string(),
  method: z.string(),
  recordCount: z.int(),
  reason: z.string().nullable(),
  /** Who acted beside the author: the two who typed a recovery code. */
  people: z.array(z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Which entries are meant; nothing chosen: all of them. */
export const AuditFilter = z.strictObject({
  people: z.array(z.string().max(200)).max(500).default([]),
  methods: z.array(z.string().max(80)).max(500).default([]),
  categories: z.array(AuditCategory).default([]),
  /** From this instant on. */
  from: z.iso.datetime().nullable().default(null),
  /** Before this instant. */
  before: z.iso.datetime().nullable().default(null),
  /** Entries that touched this record. */
  recordId: Id.nullable().default(null),
  /** Entries that touched a protected person. */
  isProtected: z.boolean().default(false),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** How many entries say so. */
export const AuditFacet = z.strictObject({ value: z.string(), count: z.int() });
export type AuditFacet = z.infer<typeof AuditFacet>;

/** A record that an entry touched, as it is called now; a protected person by reference. */
export const AuditRecord = EntitySummary.pick({
  id: true,
  kind: true,
  label: true,
  reference: true,
  isProtected: true,
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** An entry as the screen lists it. */
export const AuditRow = AuditEntry.extend({
  /** The first record that it touched; null: none, or it is no longer there. */
  record: AuditRecord.nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** One thing that a change did, before and after, in words. */
export const AuditChangeLine = z.strictObject({
  record: AuditRecord.nullable(),
  label: z.string(),
  /** Null: there was nothing. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type AuditChangeLine = z.infer<typeof AuditChangeLine>;

/** A change that was made within the call of an entry. */
export const AuditChange = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  /** How it stands now. */
  state: z.enum(['done', 'undone', 'overtaken']),
  lines: z.array(AuditChangeLine),
  /** Whether what it did to protected people was left out. */
  isWithheld: z.boolean(),
});
export type AuditChange = z.infer<typeof AuditChange>;

/** Everything that one entry tells. */
export const AuditDetail = z.strictObject({
  row: AuditRow,
  /** The end of its seal, in groups; null: it lies in the log beside a damaged case. */
  seal: z.string().nullable(),
  records: z.array(AuditRecord),
  /** Records that are not listed, or are no longer there. */
  moreRecords: z.int(),
  changes: z.array(AuditChange),
});
export type AuditDetail = z.infer<typeof AuditDetail>;

export const audit = {
  /** Latest rows first. */
  list: call('consultation')
    .input(z.strictObject({ limit: z.int().min(1).max(1000).default(100) }))
    .output(z.array(AuditEntry)),
  /** Numbers of the entries that meet a filter, latest first, with counts that ignore what is chosen of themselves. */
  find: call('consultation')
    .input(AuditFilter)
    .output(
      z.strictObject({
        numbers: z.array(z.int()),
        /** Entries of the whole log. */
        total: z.int(),
        people: z.array(AuditFacet),
        methods: z.array(AuditFacet),
        categories: z.array(AuditFacet),
      }),
    ),
  /** Some entries, in the order asked for. */
  rows: call('consultation')
    .input(z.strictObject({ numbers: z.array(z.int()).max(500) }))
    .output(z.array(AuditRow)),
  /** @throws not-found */
  get: call('consultation')
    .input(z.strictObject({ number: z.int() }))
    .output(AuditDetail),
  /** The entries that meet a filter, as a table that leaves the case: references, never names. It cannot be undone. */
  export: call('disclosure')
    .input(
      z.strictObject({
        filter: AuditFilter,
        marking: Marking.default('OFFICIAL-SENSITIVE'),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(z.file()),
  /** Replays the chain and says whether it is whole, with the short seal for the supervisor's book. */
  verify: call('none').output(
    z.strictObject({
      isWhole: z.boolean(),
      rows: z.int(),
      brokenAt: z.int().nullable(),
      seal: z.string(),
    }),
  ),
};
