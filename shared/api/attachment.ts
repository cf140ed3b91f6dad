import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { HandlingCode } from '../domain/grade.ts';
import { Marking } from '../domain/marking.ts';
import { call } from './base.ts';
import { ChangeReason } from './entity-edit.ts';
import { FileHandle } from './import-profile.ts';

/** Largest file that can be attached. */
export const LARGEST_ATTACHMENT_BYTES = 20 * 1024 * 1024;

/** What can be attached, told by what a file holds, never by its name. */
export const MediaType = z.enum(['image/png', 'image/jpeg', 'application/pdf']);
export type MediaType = z.infer<typeof MediaType>;

/** A picture or document kept with a record. */
export const AttachmentEntry = z.strictObject({
  id: Id,
  name: z.string(),
  caption: z.string(),
  mediaType: MediaType,
  sizeBytes: z.int(),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  /** SHA-256 of the bytes, which are kept as they came. */
  sha256: z.string(),
  handling: HandlingCode.nullable(),
  conditions: z.string().nullable(),
  marking: Marking,
  addedAt: z.string(),
  addedBy: z.string(),
});
export type AttachmentEntry = z.infer<typeof AttachmentEntry>;

/** Why a protected person's attachments are asked for; null: they are withheld. */
const RevealReason = ChangeReason.nullable().default(null);

export const attachment = {
  /** Attachments of a record, newest first. A protected person's are withheld unless a reason is given. */
  list: call('consultation')
    .input(z.strictObject({ entityId: Id, revealReason: RevealReason }))
    .output(
      z.strictObject({
        isWithheld: z.boolean(),
        /** How many there are, withheld or not. */
        total: z.int(),
        items: z.array(AttachmentEntry),
      }),
    ),
  /**
   * Keeps a PNG, JPEG or PDF with a record, encrypted with the case. Undoable.
   * @throws invalid-value where it is another kind of file, too large, or damaged
   */
  add: call('collection')
    .input(
      z.strictObject({
        entityId: Id,
        file: FileHandle,
        caption: z.string().trim().max(500).default(''),
        handling: HandlingCode.nullable().default(null),
        conditions: z.string().max(2000).nullable().default(null),
        marking: Marking.default('OFFICIAL-SENSITIVE'),
        reason: ChangeReason,
      }),
    )
    .output(AttachmentEntry),
  /** The bytes of an attachment, to be shown. @throws protected-person where no reason is given */
  read: call('consultation')
    .input(z.strictObject({ id: Id, revealReason: RevealReason }))
    .output(z.file()),
  /** The bytes of an attachment, to be saved as a copy outside the case. @throws not-permitted for code C */
  saveCopy: call('disclosure')
    .input(z.strictObject({ id: Id, revealReason: RevealReason, reason: ChangeReason }))
    .output(z.file()),
  /** Takes an attachment away; undo brings it back. */
  remove: call('alteration')
    .input(z.strictObject({ id: Id, reason: ChangeReason }))
    .output(z.strictObject({ id: Id })),
};
