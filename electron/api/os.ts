import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from '@orpc/server';
import type { Settings } from '../../shared/api/app.ts';
import { contract } from '../../shared/api/contract.ts';
import { AppError } from '../../shared/api/errors.ts';
import { type AuditInput, appendAudit } from '../db/audit.ts';
import { notingCommands } from '../db/call-command.ts';
import type { CouncilFolder } from '../db/council-folder.ts';
import { isDamage } from '../db/inspect.ts';
import type { PlaceFiles } from '../db/place-file.ts';
import type { CaseFiles } from './case-files.ts';
import { refuseUnkeepableText } from './input-text.ts';
import type { OpenCase, Session } from './session.ts';

/** What a host hands to each call. */
export interface BackendContext {
  readonly session: Session;
  readonly caseFiles: CaseFiles;
  readonly placeFiles: PlaceFiles;
  readonly councilFolder: CouncilFolder;
  readonly dataDir: string;
  readonly host: 'desktop' | 'browser' | 'command-line';
  readonly version: string;
  readonly now: () => number;
  /** Tells the host that the settings were saved. */
  readonly settingsSaved: (settings: Settings) => void;
}

/** What a handler sees besides. */
export interface CallContext extends BackendContext {
  /** Notes ids for the audit row of this call. */
  readonly touch: (ids: Iterable<string>) => void;
  /** Reason for the audit row, where the call has one of its own. */
  readonly because: (reason: string) => void;
  /** The call wrote its audit row itself, in the transaction of its change. */
  readonly audited: () => void;
}

/** Ids that one audit row lists at the most; beyond it the row tells how many more. */
const AUDIT_IDS = 5000;

function asClientError(error: unknown): unknown {
  if (error instanceof AppError) {
    return new ORPCError('APP', {
      defined: true,
      status: 400,
      message: error.message,
      data: error.data,
      cause: error,
    });
  }
  if (isDiskFull(error)) {
    return new ORPCError('APP', {
      defined: true,
      status: 400,
      data: { code: 'disk-full' },
      message:
        'The disk is full. Nothing of this change was kept; earlier work is safe. Free some space, then try again.',
    });
  }
  if (error instanceof ORPCError) return error;
  if (isDamage(error)) {
    return asClientError(
      new AppError(
        'case-damaged',
        'This needs a part of the case file that is damaged, so it cannot be answered. Other parts may still be read. Keep the file, and restore a backup.',
      ),
    );
  }
  if (isReadOnly(error)) return asClientError(readingOnly());
  // Names and values may be in the message: the log holds the kind of failure and where it was, no more.
  console.error(
    'internal failure',
    error instanceof Error ? (error.stack ?? error.name) : typeof error,
  );
  return new ORPCError('APP', {
    defined: true,
    status: 400,
    data: { code: 'internal' },
    message: 'Something went wrong inside Achilles. Your case was not changed by it.',
  });
}

function isReadOnly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_READONLY';
}

/** Why a case that is open for reading was not changed. */
function readingOnly(): AppError {
  return new AppError(
    'case-read-only',
    'This case is open for reading only, so nothing in it can be changed. To go on working, restore a backup.',
  );
}

/** What a call does that changes a case. */
const WRITING: ReadonlySet<string> = new Set(['collection', 'alteration', 'erasure']);

/** Calls about access that change the open case, its keyslots, or take its write lock. */
const WRITING_ACCESS: ReadonlySet<string> = new Set([
  'backup.make',
  'case.makeRecoveryCode',
  'key.change',
  'user.add',
  'user.changePassphrase',
  'user.remove',
]);

/** @throws {AppError} `case-read-only` */
function refuseWriting(session: Session, call: { category: string; method: string }): void {
  if (!session.current()?.connection.isReadOnly) return;
  if (WRITING.has(call.category) || WRITING_ACCESS.has(call.method)) throw readingOnly();
}

function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC')
  );
}

/** Commands that one audit row tells of: a walk through history may take hundreds of steps. */
const AUDIT_COMMANDS = 20;

/** Counts and ids of what a call did, for its audit row; null: there is nothing to tell. */
function auditDetail(moreIds: number, commands: readonly string[]): AuditInput['detail'] {
  if (moreIds === 0 && commands.length === 0) return null;
  return {
    ...(moreIds > 0 && { more: moreIds }),
    ...(commands.length > 0 && { commands: commands.slice(-AUDIT_COMMANDS) }),
  };
}

/** The contract with its middlewares. Written out: the inferred type repeats every schema, and is too long to compile. */
type Contract = ImplementerInternalWithMiddlewares<typeof contract, BackendContext, CallContext>;

/** The contract with its middleware: text that cannot be kept is refused, failures become the contract's, and the audit row is durable before the answer leaves. */
export const os: Contract = implement(contract)
  .$context<BackendContext>()
  .use(async ({ context, next, procedure, path }, input) => {
    const { audit: category } = procedure['~orpc'].meta;
    const ids = new Set<string>();
    let reason: string | null = null;
    let isAudited = false;
    const commands: string[] = [];
    let before: OpenCase | null = null;
    try {
      refuseUnkeepableText(input);
      refuseWriting(context.session, { category, method: path.join('.') });
      // An import holds the write lock to its end, and every audited call writes: it waits here, not inside
      // SQLite. A second import (collection) is refused by itself; opening and locking (access) stop the work.
      if (['consultation', 'alteration', 'disclosure', 'combination', 'erasure'].includes(category))
        await context.session.workEnded();
      before = context.session.current();
      const result = await notingCommands(commands, () =>
        next({
          context: {
            touch(more: Iterable<string>) {
              for (const id of more) ids.add(id);
            },
            because(text: string) {
              reason = text;
            },
            audited() {
              isAudited = true;
            },
          },
        }),
      );
      const open = context.session.current();
      // What was read of a case that was left meanwhile can no longer be logged there, so it is not told.
      if (isLeft(category, before, open) && !isAudited) throw leftMeanwhile();
      if (category !== 'none' && category !== 'access' && !isAudited && open) {
        const listed = [...ids].slice(0, AUDIT_IDS);
        appendAudit(open.connection.db, open.keys.auditKey, {
          author: open.user,
          role: open.role,
          category,
          method: path.join('.'),
          recordIds: listed,
          detail: auditDetail(ids.size - listed.length, commands),
          reason: reason ?? open.reason,
        });
      }
      return result;
    } catch (error) {
      // What an AppError says of damage may be another file's, such as a backup's.
      if (isDamage(error) && !(error instanceof AppError)) noticeDamage(context.session);
      const isExpected = error instanceof AppError || error instanceof ORPCError;
      // Work that was under way finds its connection closed.
      if (!isExpected && !isDamage(error) && isLeft(category, before, context.session.current()))
        throw asClientError(leftMeanwhile());
      throw asClientError(error);
    }
  });

/** The call fails in any case: that no more can be opened of the case changes nothing about that. */
function noticeDamage(session: Session): void {
  try {
    session.noticeDamage();
  } catch (error) {
    console.error('a damaged case could not go on', error instanceof Error ? error.name : '');
  }
}

/** Whether the case that a call was about was locked, or exchanged, while it was answered. */
function isLeft(category: string, before: OpenCase | null, now: OpenCase | null): boolean {
  return category !== 'access' && category !== 'none' && before !== null && now !== before;
}

function leftMeanwhile(): AppError {
  return new AppError('case-not-open', 'The case was locked meanwhile.');
}

/** Makes failures inside a stream the contract's, as the middleware sees only its start. */
export async function* guardStream<T>(stream: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* stream;
  } catch (error) {
    throw asClientError(error);
  }
}
