import type { Database } from 'better-sqlite3';
import DatabaseFile from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { AppError, notFound } from '../../shared/api/errors.ts';
import type { HistoryEntry, HistoryState } from '../../shared/api/history.ts';
import { type AuditInput, appendAudit } from './audit.ts';
import { noteCommand } from './call-command.ts';
import { CHANGED_TABLES, type ChangedTable, columnsOf } from './change-triggers.ts';
import { prepared } from './statement.ts';

/** How many steps each person can take back. */
const UNDO_STEPS = 500;

/** A row that a command wrote. */
export interface TouchedRow {
  readonly table: string;
  readonly rowId: string;
}

/** What a step through history did. */
export interface HistoryStep {
  /** The command that was undone or redone, as it now is. */
  readonly entry: HistoryEntry;
  /** Rows that were written: what is computed from them must be computed anew. */
  readonly touched: readonly TouchedRow[];
}

/** An audit row to be written in the transaction of its change. Ids default to the rows that were touched. */
export interface CommandAudit extends Omit<AuditInput, 'author' | 'reason' | 'recordIds'> {
  readonly auditKey: Buffer;
  readonly recordIds?: readonly string[];
}

interface Change {
  readonly table: string;
  readonly rowId: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Row = Record<string, string | number | null>;

const ENTRY = 'id, at, author, name, state';

/**
 * Runs `work` in one transaction as one named command that can be undone: every row it writes is kept before and
 * after under `commandId`. Raises the case's revision and ends the author's redo. Work that changes nothing leaves
 * no command.
 */
export function runCommand<T>(
  db: Database,
  options: {
    readonly name: string;
    readonly author: string;
    readonly reason?: string | null;
    readonly audit?: CommandAudit;
  },
  work: (commandId: string) => T,
): T {
  return db
    .transaction(() => {
      const command = begin(db, {
        ...options,
        kind: 'do',
        targetId: null,
        reason: options.reason ?? null,
      });
      const result = work(command);
      if (end(db, command) > 0) {
        prepared(
          db,
          `UPDATE command SET state = 'overtaken' WHERE author = ? AND kind = 'do' AND state = 'undone'`,
        ).run(options.author);
      }
      if (options.audit) writeAudit(db, command, options, options.audit);
      return result;
    })
    .immediate();
}

/** Names a running command by what came of it: what a record is called is known once it is there. */
export function nameCommand(db: Database, commandId: string, name: string): void {
  prepared(db, 'UPDATE command SET name = ? WHERE id = ?').run(name, commandId);
}

/** Names of commands are cut from here on, so that the beginning alone of what they are about may stand at their end. */
const SHORTEST_CUT = 100;
/** Fewer letters of a name than these tell nobody. */
const FEWEST_TOLD = 3;

/** Takes the name of someone who became protected out of the names of what was done before. */
export function maskCommandNames(db: Database, label: string, reference: string): void {
  prepared(
    db,
    'UPDATE command SET name = replace(name, @label, @reference) WHERE instr(name, @label) > 0',
  ).run({ label, reference });
  const long = prepared<[number], { id: string; name: string }>(
    db,
    'SELECT id, name FROM command WHERE length(name) >= ?',
  ).all(SHORTEST_CUT);
  for (const { id, name } of long) {
    let length = label.length - 1;
    while (length >= FEWEST_TOLD && !name.endsWith(` ${label.slice(0, length)}`)) length--;
    if (length >= FEWEST_TOLD) nameCommand(db, id, `${name.slice(0, -length)}${reference}`);
  }
}

function writeAudit(
  db: Database,
  command: string,
  by: { readonly author: string; readonly reason?: string | null },
  audit: CommandAudit,
): void {
  const { auditKey, recordIds, detail, ...rest } = audit;
  const isKept = prepared(db, 'SELECT 1 FROM command WHERE id = ?').get(command) !== undefined;
  appendAudit(db, auditKey, {
    ...rest,
    detail: isKept ? { ...detail, commands: [command] } : detail,
    author: by.author,
    reason: by.reason ?? null,
    recordIds: recordIds ?? touchedBy(db, command).map((row) => row.rowId),
  });
}

function begin(
  db: Database,
  command: {
    readonly name: string;
    readonly author: string;
    readonly reason: string | null;
    readonly kind: 'do' | 'undo' | 'redo';
    readonly targetId: string | null;
  },
): string {
  if (prepared(db, 'SELECT 1 FROM active_command').get() !== undefined) {
    throw new Error('A command is already running in this transaction.');
  }
  const id = uuidv7();
  prepared(
    db,
    `INSERT INTO command (id, logical_time, at, author, name, kind, target_id, reason, state)
     VALUES (@id, (SELECT coalesce(max(logical_time), 0) + 1 FROM command), @at, @author, @name, @kind, @targetId, @reason, 'done')`,
  ).run({
    id,
    at: new Date().toISOString(),
    author: command.author,
    name: command.name,
    kind: command.kind,
    targetId: command.targetId,
    reason: command.reason,
  });
  prepared(db, 'INSERT INTO active_command (singleton, command_id) VALUES (1, ?)').run(id);
  return id;
}

/** Ends the command and gives how many rows it changed; one that changed none is removed. */
function end(db: Database, commandId: string): number {
  prepared(db, 'DELETE FROM active_command').run();
  const changes =
    prepared<[string], number>(db, 'SELECT count(*) FROM change WHERE command_id = ?')
      .pluck()
      .get(commandId) ?? 0;
  if (changes === 0) prepared(db, 'DELETE FROM command WHERE id = ?').run(commandId);
  else {
    noteCommand(commandId);
    prepared(
      db,
      `INSERT INTO case_info (key, value) VALUES ('revision', '1')
       ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
    ).run();
  }
  return changes;
}

function touchedBy(db: Database, commandId: string): TouchedRow[] {
  return prepared<[string], TouchedRow>(
    db,
    `SELECT table_name AS "table", row_id AS rowId FROM change WHERE command_id = ?
       GROUP BY table_name, row_id ORDER BY min(sequence)`,
  ).all(commandId);
}

/** What undo and redo would do now, for this author. */
export function historyState(db: Database, author: string): HistoryState {
  return { undo: nextToUndo(db, author), redo: nextToRedo(db, author) };
}

function nextToUndo(db: Database, author: string): HistoryEntry | null {
  const undone =
    prepared<[string], number>(
      db,
      `SELECT count(*) FROM command WHERE author = ? AND state = 'undone' AND kind = 'do'`,
    )
      .pluck()
      .get(author) ?? 0;
  if (undone >= UNDO_STEPS) return null;
  return (
    prepared<[string], HistoryEntry>(
      db,
      `SELECT ${ENTRY} FROM command WHERE author = ? AND state = 'done' AND kind = 'do'
         ORDER BY logical_time DESC LIMIT 1`,
    ).get(author) ?? null
  );
}

function nextToRedo(db: Database, author: string): HistoryEntry | null {
  return (
    prepared<[string], HistoryEntry>(
      db,
      `SELECT ${ENTRY} FROM command WHERE author = ? AND state = 'undone' AND kind = 'do'
         ORDER BY logical_time LIMIT 1`,
    ).get(author) ?? null
  );
}

/** A command, and how many rows of each table it changed. */
export interface ListedCommand extends HistoryEntry {
  readonly time: number;
  readonly rows: readonly { readonly table: string; readonly count: number }[];
}

/** Commands of everyone, latest first; undo and redo show in the state of what they undid. */
export function listHistory(
  db: Database,
  options: { readonly limit: number; readonly before: number | null },
): ListedCommand[] {
  const commands = prepared<[typeof options], HistoryEntry & { readonly time: number }>(
    db,
    `SELECT ${ENTRY}, logical_time AS time FROM command
       WHERE kind = 'do' AND (@before IS NULL OR logical_time < @before)
       ORDER BY logical_time DESC LIMIT @limit`,
  ).all(options);
  const rowsOf = prepared<[string], { readonly table: string; readonly count: number }>(
    db,
    `SELECT table_name AS "table", count(DISTINCT row_id) AS count FROM change
       WHERE command_id = ? GROUP BY table_name ORDER BY table_name`,
  );
  return commands.map((command) => ({ ...command, rows: rowsOf.all(command.id) }));
}

/**
 * Which way and how far the author's history must go until the given command is the latest that holds; null: until
 * none does.
 * @throws {AppError} `not-found` for a command that is not the author's, or was overtaken
 */
export function wayTo(
  db: Database,
  author: string,
  id: string | null,
): { readonly kind: 'undo' | 'redo'; readonly steps: number } {
  const count = (condition: string, time: number): number =>
    prepared<[string, number], number>(
      db,
      `SELECT count(*) FROM command WHERE author = ? AND kind = 'do' AND ${condition}`,
    )
      .pluck()
      .get(author, time) ?? 0;
  if (id === null) return { kind: 'undo', steps: count(`state = 'done' AND logical_time > ?`, -1) };
  const target = prepared<[string, string], { time: number; state: HistoryEntry['state'] }>(
    db,
    `SELECT logical_time AS time, state FROM command WHERE id = ? AND author = ? AND kind = 'do'`,
  ).get(id, author);
  if (!target || target.state === 'overtaken') throw notFound('step of yours');
  return target.state === 'done'
    ? { kind: 'undo', steps: count(`state = 'done' AND logical_time > ?`, target.time) }
    : { kind: 'redo', steps: count(`state = 'undone' AND logical_time <= ?`, target.time) };
}

/** What the author's next steps through history would write. */
export interface StepsAhead {
  /** Rows that were changed, and those of imports that would come or go. */
  readonly rows: number;
  /** Whether the case's own types are among them. */
  readonly hasTypes: boolean;
}

/** Weighs steps before they are taken. */
export function weighSteps(
  db: Database,
  author: string,
  { kind, steps }: { readonly kind: 'undo' | 'redo'; readonly steps: number },
): StepsAhead {
  const [state, order] = kind === 'undo' ? ['done', 'DESC'] : ['undone', 'ASC'];
  const changed = prepared<[object], { readonly rows: number; readonly types: number | null }>(
    db,
    `WITH step AS (SELECT id FROM command WHERE author = @author AND kind = 'do' AND state = '${state}'
                     ORDER BY logical_time ${order} LIMIT @steps),
          touched AS (SELECT table_name, row_id FROM change WHERE command_id IN step)
     SELECT (SELECT count(*) FROM touched)
              + (SELECT count(*) FROM record
                   WHERE batch_id IN (SELECT row_id FROM touched WHERE table_name = 'batch')) AS rows,
            (SELECT count(*) FROM touched WHERE table_name = 'own_type') AS types`,
  ).get({ author, steps });
  return { rows: changed?.rows ?? 0, hasTypes: (changed?.types ?? 0) > 0 };
}

/** Takes back the author's latest command. @throws {AppError} `nothing-to-undo`, `undo-conflict` */
export function undo(db: Database, author: string): HistoryStep {
  return step(db, author, 'undo');
}

/** Does again what the author undid last. @throws {AppError} `nothing-to-undo`, `undo-conflict` */
export function redo(db: Database, author: string): HistoryStep {
  return step(db, author, 'redo');
}

function step(db: Database, author: string, kind: 'undo' | 'redo'): HistoryStep {
  // Within a transaction of the caller no other is begun: a savepoint keeps a copy of every page, and each statement
  // then takes longer than the one before.
  const take = () => takeStep(db, author, kind);
  return db.inTransaction ? take() : db.transaction(take).immediate();
}

function takeStep(db: Database, author: string, kind: 'undo' | 'redo'): HistoryStep {
  const target = kind === 'undo' ? nextToUndo(db, author) : nextToRedo(db, author);
  if (!target) {
    throw new AppError(
      'nothing-to-undo',
      kind === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.',
    );
  }
  const changes = prepared<[string], Change>(
    db,
    `SELECT table_name AS "table", row_id AS rowId, before, after FROM change WHERE command_id = ?
           ORDER BY sequence`,
  ).all(target.id);
  const command = begin(db, {
    author,
    name: target.name,
    kind,
    targetId: target.id,
    reason: null,
  });
  if (kind === 'undo') {
    for (const change of changes.reverse())
      replace(db, kind, { ...change, from: change.after, to: change.before });
  } else {
    for (const change of changes)
      replace(db, kind, { ...change, from: change.before, to: change.after });
  }
  const touched = touchedBy(db, command);
  end(db, command);
  const state = kind === 'undo' ? 'undone' : 'done';
  prepared(db, 'UPDATE command SET state = ? WHERE id = ?').run(state, target.id);
  return { entry: { ...target, state } as const, touched };
}

/** Brings one row from one image to the other, provided that it still equals the first. */
function replace(
  db: Database,
  kind: 'undo' | 'redo',
  change: {
    readonly table: string;
    readonly rowId: string;
    readonly from: string | null;
    readonly to: string | null;
  },
): void {
  const rule = CHANGED_TABLES.find(({ table }) => table === change.table);
  if (!rule) throw new Error(`Changes of table ${change.table} cannot be taken back.`);
  const from = change.from === null ? null : (JSON.parse(change.from) as Row);
  const to = change.to === null ? null : (JSON.parse(change.to) as Row);
  const image = to ?? from;
  if (!image) return;
  const current = currentRow(db, rule, image);
  // An inserted batch or source stays: a column of it says whether it counts.
  if (rule.staysWhenUndone && kind === 'undo' && to === null) return;
  if (rule.staysWhenUndone && kind === 'redo' && from === null && current) return;
  if (!isSame(current, from)) throw conflict(kind);
  try {
    write(db, rule, { from, to });
  } catch (error) {
    if (error instanceof DatabaseFile.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) {
      throw conflict(kind, error);
    }
    throw error;
  }
}

function conflict(kind: 'undo' | 'redo', cause?: unknown): AppError {
  return new AppError(
    'undo-conflict',
    `This cannot be ${kind === 'undo' ? 'undone' : 'redone'}: what it changed was changed again since, or other work now rests on it. Undo the later change first.`,
    { cause },
  );
}

function keyCondition(rule: ChangedTable): string {
  return rule.key.map((column) => `${column} = @${column}`).join(' AND ');
}

function currentRow(db: Database, rule: ChangedTable, image: Row): Row | null {
  return (
    prepared<[Row], Row>(db, `SELECT * FROM ${rule.table} WHERE ${keyCondition(rule)}`).get(
      image,
    ) ?? null
  );
}

/** Compares the columns of the image alone: a later schema may have added others. */
function isSame(current: Row | null, image: Row | null): boolean {
  if (!current || !image) return current === image;
  return Object.keys(image).every((column) => current[column] === image[column]);
}

function write(
  db: Database,
  rule: ChangedTable,
  change: { readonly from: Row | null; readonly to: Row | null },
): void {
  const { from, to } = change;
  if (!to) {
    prepared(db, `DELETE FROM ${rule.table} WHERE ${keyCondition(rule)}`).run(from);
    return;
  }
  // Only columns that the table has reach the statement's text.
  const columns = columnsOf(db, rule.table).filter((column) => Object.hasOwn(to, column));
  const values = columns.map((column) => `@${column}`).join(', ');
  if (!from)
    prepared(db, `INSERT INTO ${rule.table} (${columns.join(', ')}) VALUES (${values})`).run(to);
  else {
    const assignments = columns.map((column) => `${column} = @${column}`).join(', ');
    prepared(db, `UPDATE ${rule.table} SET ${assignments} WHERE ${keyCondition(rule)}`).run(to);
  }
}
