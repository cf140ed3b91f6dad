import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '../../shared/api/errors.ts';
import type { SafeguardingFields } from '../../shared/domain/safeguarding.ts';
import { prepared } from './statement.ts';

/** A safeguarding decision as it is kept. */
export interface SafeguardingRow extends SafeguardingFields {
  readonly id: string;
  readonly recordId: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
}

const COLUMNS = `id, record_id AS recordId, decision, decided_by AS decidedBy, decided_by_role AS decidedByRole,
  decided_on AS decidedOn, reason, review_on AS reviewOn, recorded_at AS recordedAt, recorded_by AS recordedBy,
  withdrawn_at AS withdrawnAt, withdrawn_by AS withdrawnBy, withdrawal_reason AS withdrawalReason`;

/** Every decision about an entity, newest first, those that were withdrawn too. */
export function safeguardingOf(db: Database, entityId: string): readonly SafeguardingRow[] {
  return prepared<{ id: string }, SafeguardingRow>(
    db,
    `SELECT ${COLUMNS} FROM safeguarding_decision
     WHERE record_id IN (SELECT @id UNION ALL SELECT record_id FROM entity_alias WHERE entity_id = @id)
     ORDER BY recorded_at DESC, id DESC`,
  ).all({ id: entityId });
}

/** The decision that holds for each entity that has one: the newest that is not withdrawn. */
export function safeguardingInForce(db: Database): ReadonlyMap<string, SafeguardingRow> {
  const rows = prepared<[], SafeguardingRow & { readonly entityId: string }>(
    db,
    `SELECT ${COLUMNS}, COALESCE((SELECT a.entity_id FROM entity_alias a WHERE a.record_id = d.record_id), d.record_id) AS entityId
     FROM safeguarding_decision d WHERE withdrawn_at IS NULL ORDER BY recorded_at, id`,
  ).all();
  return new Map(rows.map(({ entityId, ...row }) => [entityId, row]));
}

/** The decision that holds for one entity: the newest that is not withdrawn; null: there is none. */
export function safeguardingFor(db: Database, entityId: string): SafeguardingRow | null {
  return safeguardingOf(db, entityId).find((row) => row.withdrawnAt === null) ?? null;
}

/** @throws {AppError} `not-found` */
export function readSafeguarding(db: Database, id: string): SafeguardingRow {
  const row = prepared<[string], SafeguardingRow>(
    db,
    `SELECT ${COLUMNS} FROM safeguarding_decision WHERE id = ? AND withdrawn_at IS NULL`,
  ).get(id);
  if (!row) throw notFound('safeguarding decision');
  return row;
}

/** Keeps a decision. Must run within a command. */
export function insertSafeguarding(
  db: Database,
  recordId: string,
  fields: SafeguardingFields,
  by: { readonly user: string; readonly at: string },
): string {
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO safeguarding_decision (id, record_id, decision, decided_by, decided_by_role, decided_on, reason, review_on,
       recorded_at, recorded_by)
     VALUES (@id, @recordId, @decision, @decidedBy, @decidedByRole, @decidedOn, @reason, @reviewOn, @at, @user)`,
  ).run({ ...fields, ...by, id, recordId });
  return id;
}

/** Takes a decision back; it stays in the history. Must run within a command. */
export function withdrawSafeguarding(
  db: Database,
  id: string,
  by: { readonly user: string; readonly at: string; readonly reason: string },
): void {
  prepared(
    db,
    `UPDATE safeguarding_decision SET withdrawn_at = @at, withdrawn_by = @user, withdrawal_reason = @reason WHERE id = @id`,
  ).run({ ...by, id });
}

/** Reads the decisions that hold, for the levers. */
export function createSafeguardingReader(db: Database) {
  return {
    inForce: () => safeguardingInForce(db),
    inForceFor: (entityId: string) => safeguardingFor(db, entityId),
  };
}

export type SafeguardingReader = ReturnType<typeof createSafeguardingReader>;
