import type { Database } from 'better-sqlite3';
import type { AuditFacet, AuditFilter } from '../../shared/api/audit.ts';
import { logBeside } from './damaged-log.ts';
import { prepared } from './statement.ts';

/** One row of the log as it is read. */
export interface AuditLogRow {
  readonly number: number;
  readonly at: string;
  readonly author: string;
  readonly role: string;
  readonly category: string;
  readonly method: string;
  readonly recordIds: readonly string[];
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
  /** Null: it lies in the log beside a damaged case, each line of which is sealed by itself. */
  readonly hash: string | null;
}

/** What the log holds that meets a filter. */
export interface FoundRows {
  /** Latest first. */
  readonly numbers: number[];
  readonly total: number;
  readonly people: AuditFacet[];
  readonly methods: AuditFacet[];
  readonly categories: AuditFacet[];
}

/** Rows read between two pauses for other calls: each may hold thousands of ids. */
const PAGE = 200;
/** Rows that are in memory already, looked at between two pauses. */
const KEPT_PAGE = 20_000;

type Looked = [
  number: number,
  at: string,
  author: string,
  category: string,
  method: string,
  isMeant: 0 | 1,
];

/** The log of a connection without its ids, the earliest first: rows are never changed, so that only new ones are read. */
const kept = new WeakMap<Database, Looked[]>();

/** Reads what was added since, and gives the whole log. */
function* keptRows(db: Database): Generator<void, readonly Looked[]> {
  const rows = kept.get(db) ?? [];
  kept.set(db, rows);
  const select = db
    .prepare<[number], Looked>(
      `SELECT number, at, author, category, method, 1 FROM audit WHERE number > ? ORDER BY number LIMIT ${PAGE}`,
    )
    .raw();
  // A few people make a hundred thousand entries by a few calls: each name is kept once.
  const words = new Map<string, string>();
  function once(text: string): string {
    const known = words.get(text) ?? text;
    words.set(text, known);
    return known;
  }
  for (;;) {
    const read = select.all(rows.at(-1)?.[0] ?? 0);
    for (const [number, at, author, category, method] of read)
      rows.push([number, at, once(author), once(category), once(method), 1]);
    if (read.length < PAGE) return rows;
    yield;
  }
}

/** Rows that speak of a record or of protected people, told apart from those that do not; the earliest first. */
function* askedRows(
  db: Database,
  filter: AuditFilter,
  recordIds: readonly string[],
): Generator<void, readonly Looked[]> {
  const select = db
    .prepare<[{ before: number; recordIds: string }], Looked>(
      `SELECT number, at, author, category, method, ${meantSql(filter, recordIds)}
       FROM audit WHERE number < @before AND @recordIds IS NOT NULL ORDER BY number DESC LIMIT ${PAGE}`,
    )
    .raw();
  const rows: Looked[] = [];
  for (let before = newestNumber(db) + 1; ; ) {
    const read = select.all({ before, recordIds: JSON.stringify(recordIds) });
    for (const row of read) rows.push(row);
    const last = read.at(-1);
    if (!last || read.length < PAGE) return rows.reverse();
    before = last[0];
    yield;
  }
}

/** Which rows speak of what is looked for; all, where nothing is. Ids are long and random: text holds one or does not. */
function meantSql(filter: AuditFilter, recordIds: readonly string[]): string {
  const conditions = [
    filter.recordId !== null &&
      recordIds.length > 0 &&
      'EXISTS (SELECT 1 FROM json_each(@recordIds) asked WHERE instr(record_ids, asked.value) > 0)',
    filter.isProtected &&
      `EXISTS (SELECT 1 FROM json_each(record_ids) touched JOIN entity e ON e.id = touched.value
         WHERE e.is_protected = 1)`,
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? '1' : conditions.join(' AND ');
}

/**
 * Goes through the log, latest first, with pauses. Counts of people, calls and categories ignore what the filter says
 * of themselves.
 */
export function* findAudit(
  db: Database,
  filter: AuditFilter,
  /** Ids under which the record that is asked for may be written. */
  recordIds: readonly string[],
): Generator<void, FoundRows> {
  const isAsked = filter.recordId !== null || filter.isProtected;
  const rows = isAsked ? yield* askedRows(db, filter, recordIds) : yield* keptRows(db);
  const found = counting(filter);
  // Beside a damaged case nothing tells which entities are protected: its own rows are looked at alone.
  if (!isAsked)
    for (const row of besideRows(db, newestNumber(db)).reverse())
      found.look([row.number, row.at, row.author, row.category, row.method, 1]);
  for (let at = rows.length - 1; at >= 0; at--) {
    found.look(rows[at]!);
    if (at % KEPT_PAGE === 0) yield;
  }
  return found.result();
}

function counting(filter: AuditFilter) {
  const people = new Map<string, number>();
  const methods = new Map<string, number>();
  const categories = new Map<string, number>();
  const numbers: number[] = [];
  let total = 0;
  const chosen = {
    people: new Set(filter.people),
    methods: new Set(filter.methods),
    categories: new Set<string>(filter.categories),
  };
  const meets = (set: ReadonlySet<string>, value: string) => set.size === 0 || set.has(value);
  const add = (counts: Map<string, number>, value: string, isCounted: boolean) =>
    counts.set(value, (counts.get(value) ?? 0) + (isCounted ? 1 : 0));
  return {
    look([number, at, author, category, method, isMeant]: Looked): void {
      total++;
      const isWithin =
        isMeant === 1 &&
        (filter.from === null || at >= filter.from) &&
        (filter.before === null || at < filter.before);
      const byPerson = meets(chosen.people, author);
      const byMethod = meets(chosen.methods, method);
      const byCategory = meets(chosen.categories, category);
      add(people, author, isWithin && byMethod && byCategory);
      add(methods, method, isWithin && byPerson && byCategory);
      add(categories, category, isWithin && byPerson && byMethod);
      if (isWithin && byPerson && byMethod && byCategory) numbers.push(number);
    },
    result(): FoundRows {
      return {
        numbers,
        total,
        people: facetOf(people),
        methods: facetOf(methods),
        categories: facetOf(categories),
      };
    },
  };
}

function facetOf(counts: ReadonlyMap<string, number>): AuditFacet[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function newestNumber(db: Database): number {
  return prepared<[], number>(db, 'SELECT coalesce(max(number), 0) FROM audit').pluck().get() ?? 0;
}

function besideRows(db: Database, newest: number) {
  return logBeside(db)?.list(newest) ?? [];
}

/** Some rows of the log, in the order asked for; those that are not there are passed over. */
export function readAudit(db: Database, numbers: readonly number[]): AuditLogRow[] {
  const rows = prepared<
    [string],
    Omit<AuditLogRow, 'recordIds' | 'detail'> & { recordIds: string; detail: string | null }
  >(
    db,
    `SELECT a.number AS number, a.at AS at, a.author AS author, a.role AS role, a.category AS category,
       a.method AS method, a.record_ids AS recordIds, a.detail AS detail, a.reason AS reason, a.hash AS hash
     FROM json_each(?) asked JOIN audit a ON a.number = asked.value ORDER BY asked.key`,
  )
    .all(JSON.stringify(numbers))
    .map((row) => ({
      ...row,
      recordIds: JSON.parse(row.recordIds) as string[],
      detail: row.detail === null ? null : (JSON.parse(row.detail) as Record<string, unknown>),
    }));
  const newest = newestNumber(db);
  const wanted = new Set(numbers.filter((number) => number > newest));
  if (wanted.size === 0) return rows;
  const beside = besideRows(db, newest).filter(({ number }) => wanted.has(number));
  const at = new Map(numbers.map((number, index) => [number, index]));
  return [
    ...rows,
    ...beside.map(({ recordCount: _, people, ...row }) => ({
      ...row,
      recordIds: [],
      detail: people.length > 0 ? { people } : null,
      hash: null,
    })),
  ].sort((a, b) => (at.get(a.number) ?? 0) - (at.get(b.number) ?? 0));
}

/** A command as an entry of the log tells of it, with the rows that it wrote. */
export interface LoggedCommand {
  readonly id: string;
  readonly name: string;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly state: 'done' | 'undone' | 'overtaken';
  readonly rows: readonly { readonly table: string; readonly rowId: string }[];
}

/** Commands by their ids, with at most so many of their rows. */
export function loggedCommands(
  db: Database,
  ids: readonly string[],
  mostRows: number,
): LoggedCommand[] {
  const rowsOf = prepared<[string, number], { table: string; rowId: string }>(
    db,
    `SELECT table_name AS "table", row_id AS rowId FROM change WHERE command_id = ?
       GROUP BY table_name, row_id ORDER BY min(sequence) LIMIT ?`,
  );
  return prepared<[string], Omit<LoggedCommand, 'rows'>>(
    db,
    `SELECT c.id AS id, c.name AS name, c.kind AS kind, c.state AS state
     FROM json_each(?) asked JOIN command c ON c.id = asked.value ORDER BY asked.key`,
  )
    .all(JSON.stringify(ids))
    .map((command) => ({ ...command, rows: rowsOf.all(command.id, mostRows) }));
}
