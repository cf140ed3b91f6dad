import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type AttachmentEntry, LARGEST_ATTACHMENT_BYTES } from '../../shared/api/attachment.ts';
import { AppError } from '../../shared/api/errors.ts';
import {
  type AttachmentRow,
  attachmentLives,
  insertAttachment,
  readAttachment,
  readContent,
  removeAttachment,
} from '../db/attachment.ts';
import type { EntityRow } from '../db/entity.ts';
import { readMedia } from '../formats/media.ts';
import { fieldProblem } from './field-value.ts';
import { refuseProblems, runHandWork, safeLabel, writableCase } from './hand-work.ts';
import { os } from './os.ts';
import type { RegisteredFile } from './registered-file.ts';
import type { OpenCase } from './session.ts';

const LONGEST_NAME = 200;
const MIB = 1024 * 1024;

/** Handlers of `attachment`. */
export const attachmentHandlers = {
  list: os.attachment.list.handler(({ input, context }) => {
    const open = context.session.open();
    const row = open.entities.get(input.entityId);
    context.touch([row.id]);
    if (input.revealReason !== null) context.because(input.revealReason);
    const present = attachmentLives(open.connection.db, row.id).filter(
      ({ removedAt }) => removedAt === null,
    );
    const isWithheld = row.isProtected === 1 && input.revealReason === null && present.length > 0;
    return {
      isWithheld,
      total: present.length,
      items: isWithheld ? [] : present.map(entryOf),
    };
  }),

  add: os.attachment.add.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const row = open.entities.get(input.entityId);
    if (input.handling === 'C' && (input.conditions ?? '').trim() === '')
      refuseProblems([
        fieldProblem('conditions', 'Code C needs its conditions. Say them, or choose code P.'),
      ]);
    const file = session.file(input.file);
    const bytes = bytesOf(file);
    const media = readMedia(bytes);
    if ('refusal' in media) throw new AppError('invalid-value', media.refusal);
    const { db } = open.connection;
    const id = runHandWork(session, open, {
      reason: input.reason,
      work: () => ({
        recordIds: [],
        result: insertAttachment(
          db,
          {
            ...media,
            recordId: row.id,
            sha256: createHash('sha256').update(bytes).digest('hex'),
            name: shownName(file.name),
            sizeBytes: bytes.length,
            caption: input.caption,
            handling: input.handling,
            conditions: input.handling === 'C' ? input.conditions : null,
            marking: input.marking,
            addedAt: new Date().toISOString(),
            addedBy: open.user,
          },
          bytes,
        ),
      }),
      nameOf: () => `Attach a file to ${safeLabel(session, open, row.id)}`,
    });
    session.forgetFiles([input.file]);
    context.touch([row.id, id]);
    context.because(input.reason);
    return entryOf(readAttachment(db, id));
  }),

  read: os.attachment.read.handler(({ input, context }) => {
    const open = context.session.open();
    const { attachment, entity } = permitted(open, input);
    context.touch([entity.id, attachment.id]);
    if (input.revealReason !== null) context.because(input.revealReason);
    return fileOf(open, attachment);
  }),

  saveCopy: os.attachment.saveCopy.handler(({ input, context }) => {
    const open = context.session.open();
    const { attachment, entity } = permitted(open, input);
    context.touch([entity.id, attachment.id]);
    context.because(input.reason);
    if (attachment.handling === 'C')
      throw new AppError(
        'not-permitted',
        'This file is coded C. Ask its owner before you share it: no copy can leave the case.',
      );
    return fileOf(open, attachment);
  }),

  remove: os.attachment.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = writableCase(session);
    const { db } = open.connection;
    const row = readAttachment(db, input.id);
    const by = { at: new Date().toISOString(), author: open.user, reason: input.reason };
    runHandWork(session, open, {
      reason: input.reason,
      work: () => {
        removeAttachment(db, row.id, by);
        return { recordIds: [], result: null };
      },
      nameOf: () => `Remove a file of ${safeLabel(session, open, row.recordId)}`,
    });
    context.touch([row.id, row.recordId]);
    context.because(input.reason);
    return { id: row.id };
  }),
};

/** An attachment that may be shown. @throws {AppError} `protected-person`, `not-found` */
function permitted(
  open: OpenCase,
  input: { readonly id: string; readonly revealReason: string | null },
): { readonly attachment: AttachmentRow; readonly entity: EntityRow } {
  const attachment = readAttachment(open.connection.db, input.id);
  const entity = open.entities.get(attachment.recordId);
  if (entity.isProtected === 1 && input.revealReason === null)
    throw new AppError(
      'protected-person',
      'This file is of a protected person. Reveal the record with a reason first.',
    );
  return { attachment, entity };
}

/** @throws {AppError} `invalid-value` where the file is too large or empty */
function bytesOf(file: RegisteredFile): Uint8Array {
  const sizeBytes = 'bytes' in file ? file.bytes.length : statSync(file.path).size;
  if (sizeBytes > LARGEST_ATTACHMENT_BYTES)
    throw new AppError(
      'invalid-value',
      `The file is ${Math.ceil(sizeBytes / MIB)} MB; ${LARGEST_ATTACHMENT_BYTES / MIB} MB is the most. Make it smaller, or divide it.`,
    );
  if (sizeBytes === 0) throw new AppError('invalid-value', 'The file is empty. Choose another.');
  return 'bytes' in file ? file.bytes : readFileSync(file.path);
}

/** The last part of a file's name, without what no screen shows. */
function shownName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .toWellFormed();
  return (plain || 'file').slice(0, LONGEST_NAME);
}

function fileOf(open: OpenCase, row: AttachmentRow): File {
  const bytes = readContent(open.connection.db, row.sha256);
  return new File([new Uint8Array(bytes)], row.name, { type: row.mediaType });
}

function entryOf(row: AttachmentRow): AttachmentEntry {
  return {
    id: row.id,
    name: row.name,
    caption: row.caption,
    mediaType: row.mediaType,
    sizeBytes: row.sizeBytes,
    widthPx: row.widthPx,
    heightPx: row.heightPx,
    sha256: row.sha256,
    handling: row.handling,
    conditions: row.conditions,
    marking: row.marking,
    addedAt: row.addedAt,
    addedBy: row.addedBy,
  };
}
