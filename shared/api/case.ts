import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CaseArea } from '../domain/case-area.ts';
import { Marking, MarkingChoice, MarkingDefaults } from '../domain/marking.ts';
import { call } from './base.ts';

/** Opaque name of a case file, given out by the host. Never a path. */
export const CaseHandle = z.string().min(1).max(120);

/** A case the welcome screen can offer. */
export const CaseListing = z.strictObject({
  handle: CaseHandle,
  name: z.string(),
  sizeBytes: z.number().nullable(),
  lastOpenedAt: z.string().nullable(),
  isDemonstration: z.boolean(),
  /** False when the file is no longer where it was. */
  isPresent: z.boolean(),
  users: z.array(z.string()),
  /** Null when no recovery code was made, or the keyslots cannot be read. */
  recoveryCodeMadeAt: z.string().nullable(),
});
export type CaseListing = z.infer<typeof CaseListing>;

/** The case that is open or locked in this backend. */
export const CaseState = z.strictObject({
  status: z.enum(['closed', 'locked', 'open']),
  handle: CaseHandle.nullable(),
  name: z.string().nullable(),
  user: z.string().nullable(),
  /** Of the window, and of what is copied and printed: never below the highest that the case holds. */
  marking: Marking.nullable(),
  markingDefaults: MarkingDefaults.nullable(),
  isDemonstration: z.boolean(),
  isReadOnly: z.boolean(),
  /** Open as far as it can be read: what meets a damaged part of its file fails. */
  isDamaged: z.boolean(),
  /** Rises when records, relations or judgements change. */
  revision: z.int().min(0),
  /** Rises when the saved map changes: moved, pinned, hidden. */
  viewRevision: z.int().min(0),
  /** Rises when the types of the case change: its kinds, fields, links and words. */
  typesRevision: z.int().min(0),
});
export type CaseState = z.infer<typeof CaseState>;

/** Counts of what a case holds; protected people are counted, never named. */
export const CaseInfo = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  revision: z.int(),
  area: CaseArea,
  /** Entities by kind. */
  entities: z.record(z.string(), z.int()),
  /** What kinds and types of link that this case added are called, by id. */
  ownLabels: z.record(z.string(), z.string()),
  /** Relations by type as received. */
  relations: z.record(z.string(), z.int()),
  /** Relations by ontology type; those that no type claims are under `unclaimed`. */
  relationTypes: z.record(z.string(), z.int()),
  totals: z.strictObject({
    entities: z.int(),
    relations: z.int(),
    records: z.int(),
    sources: z.int(),
    imports: z.int(),
    quarantined: z.int(),
    ungraded: z.int(),
    protected: z.int(),
  }),
});
export type CaseInfo = z.infer<typeof CaseInfo>;

/** One step of a long piece of work. */
export const Progress = z.strictObject({
  phase: z.string(),
  done: z.int().min(0),
  /** Null: not known yet. */
  total: z.int().min(0).nullable(),
});
export type Progress = z.infer<typeof Progress>;

const Passphrase = z.string().min(1).max(1000);
const UserName = z.string().trim().min(1).max(80);
const Reason = z.string().trim().min(1).max(300);
/** Half of a recovery code, as printed or as a person typed it. */
const RecoveryHalf = z.string().max(200);

export const caseFile = {
  /** Recent cases and those in the cases folder, latest first. */
  list: call('none').output(z.array(CaseListing)),
  /** One case by its handle, such as one that was just chosen. */
  describe: call('none')
    .input(z.strictObject({ handle: CaseHandle }))
    .output(CaseListing),
  /** Makes an encrypted case with one user and opens it. `handle` from the host's dialog; null: the cases folder. */
  create: call('access')
    .input(
      z.strictObject({
        handle: CaseHandle.nullable(),
        name: z.string().trim().min(1).max(120),
        user: UserName,
        passphrase: Passphrase,
      }),
    )
    .output(CaseState),
  /** Opens a case. `user` null: the only keyslot. The reason is recorded. */
  unlock: call('access')
    .input(
      z.strictObject({
        handle: CaseHandle,
        user: UserName.nullable(),
        passphrase: Passphrase,
        reason: Reason,
      }),
    )
    .output(CaseState),
  /**
   * Opens a damaged case for reading, as far as it can be read; its file is never written. What is done in it is
   * recorded in a log beside it.
   */
  openDamaged: call('access')
    .input(
      z.strictObject({
        handle: CaseHandle,
        user: UserName.nullable(),
        passphrase: Passphrase,
        reason: Reason,
      }),
    )
    .output(CaseState),
  /** Makes (when it is not there) and opens the demonstration case of invented people, with progress. */
  openDemonstration: call('access').output(
    eventIterator(z.strictObject({ progress: Progress.nullable(), state: CaseState.nullable() })),
  ),
  /** Makes a recovery code of the open case, shown this once; any before it stops working. The reason is recorded. */
  makeRecoveryCode: call('access')
    .input(z.strictObject({ reason: Reason }))
    .output(z.strictObject({ halves: z.tuple([z.string(), z.string()]) })),
  /**
   * Opens a case with both halves of its recovery code, typed by two people whose names are recorded with the
   * reason, and gives one user, known or new, a new passphrase.
   */
  recover: call('access')
    .input(
      z.strictObject({
        handle: CaseHandle,
        halves: z.tuple([RecoveryHalf, RecoveryHalf]),
        people: z.tuple([UserName, UserName]),
        user: UserName,
        passphrase: Passphrase,
        reason: Reason,
      }),
    )
    .output(CaseState),
  state: call('none').output(CaseState),
  lock: call('access').output(CaseState),
  close: call('access').output(CaseState),
  info: call('consultation').output(CaseInfo),
  /** Which council's area the case is about. */
  area: call('none').output(CaseArea),
  /** One undoable change. */
  saveArea: call('alteration').input(CaseArea).output(CaseArea),
  /** How reports, imports, exports and the window are marked where nobody says: what is given changes, in one undoable step. */
  saveMarkingDefaults: call('alteration').input(MarkingChoice).output(MarkingDefaults),
  /** Says that something changed; the reader asks again. Starts with the present state. */
  events: call('none').output(eventIterator(CaseState)),
};
