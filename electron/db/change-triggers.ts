import type { Database } from 'better-sqlite3';
import { prepared } from './statement.ts';

/** A table that holds the user's work, and how its changes are kept. */
export interface ChangedTable {
  readonly table: string;
  /** Columns that together name a row. */
  readonly key: readonly string[];
  /**
   * Which inserts are written to `change`. Rows of a batch are covered by the batch's own row:
   * writing each of them again would double every import.
   */
  readonly inserts: 'all' | 'outside-batches' | 'none';
  /** Inserted rows that undo leaves where they are: they are taken back by another column. */
  readonly staysWhenUndone: boolean;
}

/** The one list that change triggers, undo and redo are generated from. */
export const CHANGED_TABLES: readonly ChangedTable[] = [
  { table: 'source', key: ['id'], inserts: 'all', staysWhenUndone: true },
  { table: 'batch', key: ['id'], inserts: 'all', staysWhenUndone: true },
  { table: 'record', key: ['id'], inserts: 'outside-batches', staysWhenUndone: false },
  { table: 'relation', key: ['id'], inserts: 'outside-batches', staysWhenUndone: false },
  { table: 'quarantine', key: ['id'], inserts: 'none', staysWhenUndone: false },
  { table: 'batch_absent', key: ['batch_id', 'row_id'], inserts: 'none', staysWhenUndone: false },
  { table: 'view', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'view_part', key: ['view_id', 'part'], inserts: 'all', staysWhenUndone: false },
  { table: 'report', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'report_edit', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'report_item', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'record_withdrawal', key: ['record_id'], inserts: 'all', staysWhenUndone: false },
  { table: 'relation_withdrawal', key: ['relation_id'], inserts: 'all', staysWhenUndone: false },
  { table: 'relation_dispute', key: ['id'], inserts: 'all', staysWhenUndone: false },
  // The bytes, `attachment_content`, are not of this list: they are added once and never change.
  { table: 'attachment', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'record_list', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'community_name', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'case_setting', key: ['key'], inserts: 'all', staysWhenUndone: false },
  { table: 'import_profile', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'own_type', key: ['sort', 'key'], inserts: 'all', staysWhenUndone: false },
  // `lever_snapshot` is not of this list: what the law said on a day is added once and never changes.
  { table: 'lever_assessment', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'lever_evidence', key: ['id'], inserts: 'all', staysWhenUndone: false },
  { table: 'safeguarding_decision', key: ['id'], inserts: 'all', staysWhenUndone: false },
];

/** Tables of arrangements, settings and work on levers: no record is computed from them. */
export const VIEW_TABLES: ReadonlySet<string> = new Set([
  'view',
  'view_part',
  'case_setting',
  'record_list',
  'community_name',
  'import_profile',
  'lever_assessment',
  'lever_evidence',
]);

type Operation = 'insert' | 'update' | 'delete';

/** Columns of a table, in order. */
export function columnsOf(db: Database, table: string): readonly string[] {
  return prepared<[string], string>(db, 'SELECT name FROM pragma_table_info(?) ORDER BY cid')
    .pluck()
    .all(table) as string[];
}

function triggerSql(rule: ChangedTable, columns: readonly string[], operation: Operation): string {
  const image = (row: 'OLD' | 'NEW') =>
    `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`;
  const row = operation === 'delete' ? 'OLD' : 'NEW';
  const rowId = rule.key.map((column) => `${row}.${column}`).join(" || '/' || ");
  const when =
    operation === 'insert' && rule.inserts === 'outside-batches'
      ? ' WHEN NEW.batch_id IS NULL'
      : '';
  // User functions are not to be had in triggers (trusted_schema is off): the command is read from its table.
  return `CREATE TRIGGER change_${rule.table}_${operation} AFTER ${operation.toUpperCase()} ON ${rule.table}${when} BEGIN
  SELECT RAISE(ABORT, 'no command is active') WHERE NOT EXISTS (SELECT 1 FROM active_command);
  INSERT INTO change (command_id, table_name, row_id, before, after)
  SELECT command_id, '${rule.table}', ${rowId}, ${operation === 'insert' ? 'NULL' : image('OLD')}, ${operation === 'delete' ? 'NULL' : image('NEW')}
  FROM active_command;
END`;
}

function wantedTriggers(db: Database): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const rule of CHANGED_TABLES) {
    const columns = columnsOf(db, rule.table);
    // A case between two versions does not have the tables of later ones yet.
    if (columns.length === 0) continue;
    for (const operation of ['insert', 'update', 'delete'] as const) {
      if (operation === 'insert' && rule.inserts === 'none') continue;
      wanted.set(`change_${rule.table}_${operation}`, triggerSql(rule, columns, operation));
    }
  }
  return wanted;
}

function presentTriggers(db: Database): Map<string, string> {
  const rows = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'change_*'`,
    )
    .all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

/** Removes the change triggers, so that a migration may rewrite rows. */
export function dropChangeTriggers(db: Database): void {
  for (const name of presentTriggers(db).keys()) db.exec(`DROP TRIGGER "${name}"`);
}

/** Makes the change triggers those of the list, and says whether any differed. Writes nothing when none did. */
export function ensureChangeTriggers(db: Database): boolean {
  const wanted = wantedTriggers(db);
  const present = presentTriggers(db);
  const isSame =
    wanted.size === present.size && [...wanted].every(([name, sql]) => present.get(name) === sql);
  if (isSame) return false;
  db.transaction(() => {
    dropChangeTriggers(db);
    for (const sql of wanted.values()) db.exec(sql);
  }).immediate();
  return true;
}
