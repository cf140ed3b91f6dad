import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { MediaType } from '../../shared/api/attachment.ts';
import { notFound } from '../../shared/api/errors.ts';
import type { HandlingCode } from '../../shared/domain/grade.ts';
import type { Marking } from '../../shared/domain/marking.ts';
import { prepared } from './statement.ts';

/** An attachment without its bytes. */
export interface AttachmentRow {
  readonly id: string;
  readonly recordId: string;
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly sizeBytes: number;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly caption: string;
  readonly handling: HandlingCode | null;
  readonly conditions: string | null;
  readonly marking: Marking;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly removedAt: string | null;
  readonly removedBy: string | null;
  readonly removalReason: string | null;
}

const COLUMNS = `id, record_id AS recordId, sha256, name, media_type AS mediaType, size_bytes AS sizeBytes, width_px AS widthPx,
  height_px AS heightPx, caption, handling, handling_conditions AS conditions, marking, added_at AS addedAt, added_by AS addedBy,
  removed_at AS removedAt, removed_by AS removedBy, removal_reason AS removalReason`;

/** Every attachment that an entity has or had, newest first. */
export function attachmentLives(db: Database, entityId: string): readonly AttachmentRow[] {
  return prepared<{ id: string }, AttachmentRow>(
    db,
    `SELECT ${COLUMNS} FROM attachment
     WHERE record_id IN (SELECT @id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id)
     ORDER BY added_at DESC, id DESC`,
  ).all({ id: entityId });
}

/** @throws {AppError} `not-found` */
export function readAttachment(db: Database, id: string): AttachmentRow {
  const row = prepared<[string], AttachmentRow>(
    db,
    `SELECT ${COLUMNS} FROM attachment WHERE id = ? AND removed_at IS NULL`,
  ).get(id);
  if (!row) throw notFound('attachment');
  return row;
}

/** The bytes of a content. @throws {AppError} `not-found` */
export function readContent(db: Database, sha256: string): Uint8Array {
  const bytes = prepared<[string], Buffer>(
    db,
    'SELECT bytes FROM attachment_content WHERE sha256 = ?',
  )
    .pluck()
    .get(sha256) as Buffer | undefined;
  if (!bytes) throw notFound('attachment');
  return bytes;
}

/** Keeps an attachment, and its bytes where they are new. Must run within a command. */
export function insertAttachment(
  db: Database,
  attachment: Omit<AttachmentRow, 'id' | 'removedAt' | 'removedBy' | 'removalReason'>,
  bytes: Uint8Array,
): string {
  const id = uuidv7();
  prepared(
    db,
    'INSERT INTO attachment_content (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING',
  ).run(attachment.sha256, bytes);
  prepared(
    db,
    `INSERT INTO attachment (id, record_id, sha256, name, media_type, size_bytes, width_px, height_px, caption, handling,
       handling_conditions, marking, added_at, added_by)
     VALUES (@id, @recordId, @sha256, @name, @mediaType, @sizeBytes, @widthPx, @heightPx, @caption, @handling,
       @conditions, @marking, @addedAt, @addedBy)`,
  ).run({ ...attachment, id });
  return id;
}

/** Takes an attachment away. Must run within a command. */
export function removeAttachment(
  db: Database,
  id: string,
  by: { readonly at: string; readonly author: string; readonly reason: string },
): void {
  prepared(
    db,
    'UPDATE attachment SET removed_at = ?, removed_by = ?, removal_reason = ? WHERE id = ?',
  ).run(by.at, by.author, by.reason, id);
}
