import type { Database, Statement } from 'better-sqlite3';

const preparedOf = new WeakMap<Database, Map<string, Statement<unknown[], unknown>>>();

/**
 * A statement prepared once for each connection. For functions that are called often and keep no repository; not
 * for `iterate`, as the one statement would be busy. What it gives is as its caller says.
 */
export function prepared<Parameters extends unknown[] | object = unknown[], Result = unknown>(
  db: Database,
  sql: string,
): Parameters extends unknown[] ? Statement<Parameters, Result> : Statement<[Parameters], Result> {
  let statements = preparedOf.get(db);
  if (!statements) {
    statements = new Map();
    preparedOf.set(db, statements);
  }
  let statement = statements.get(sql);
  if (!statement) {
    statement = db.prepare<unknown[], unknown>(sql);
    statements.set(sql, statement);
  }
  return statement as never;
}
