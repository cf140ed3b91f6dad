import { existsSync } from 'node:fs';
import type { BackupEvent, BackupListing, BackupReport } from '../../shared/api/backup.ts';
import { AppError } from '../../shared/api/errors.ts';
import { appendAudit } from '../db/audit.ts';
import { makeBackup } from '../db/backup.ts';
import {
  type DatedBackup,
  KEPT_IN_ALL,
  KEPT_TODAY,
  listDatedBackups,
  listVersionBackups,
} from '../db/backup-folder.ts';
import type { CaseContent } from '../db/case-content.ts';
import { readCaseInfo, writeCaseInfo } from '../db/case-info.ts';
import { keyIdOf } from '../db/keyslot-file.ts';
import { describeKeyslots } from '../db/open.ts';
import {
  accessBackup,
  type BackupAccess,
  forgetBackup,
  restoreBackup,
  verifyBackup,
} from '../db/restore.ts';
import { caseName } from './case-files.ts';
import { type BackendContext, guardStream, os } from './os.ts';
import type { OpenCase } from './session.ts';
import { telling } from './telling.ts';

/** Handlers of `backup`. */
export const backupHandlers = {
  list: os.backup.list.handler(({ input, context }) => {
    const open = context.session.current();
    const isOpen = open !== null && (input.handle === null || input.handle === open.handle);
    const path = isOpen ? open.connection.path : pathOfClosed(context, input.handle);
    const keyId = keyIdOf(path);
    const backups = [
      ...listDatedBackups(path).map((found) => listing(context, found, 'dated', keyId)),
      ...listVersionBackups(path).map((found) => listing(context, found, 'before-version', keyId)),
    ].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
    const lastMadeAt = isOpen
      ? readCaseInfo(open.connection.db, 'backed_up_at')
      : (backups[0]?.madeAt ?? null);
    return { backups, lastMadeAt, keptToday: KEPT_TODAY, keptInAll: KEPT_IN_ALL };
  }),

  make: os.backup.make.handler(({ input, context, signal }) =>
    guardStream(make(context, input, signal)),
  ),

  verify: os.backup.verify.handler(({ input, context, signal }) =>
    guardStream(verify(context, input, signal)),
  ),

  restore: os.backup.restore.handler(({ input, context, signal }) =>
    guardStream(restore(context, input, signal)),
  ),
};

function pathOfClosed(context: BackendContext, handle: string | null): string {
  // Without a handle the open case is meant, and there is none.
  return handle === null
    ? context.session.open().connection.path
    : context.caseFiles.pathOf(handle);
}

function listing(
  { caseFiles }: BackendContext,
  { path, madeAt, sizeBytes }: DatedBackup,
  kind: BackupListing['kind'],
  keyId: string | null,
): BackupListing {
  return {
    handle: caseFiles.register(path),
    name: caseName(path),
    madeAt,
    sizeBytes,
    kind,
    usersOfOtherKey: keyId === keyIdOf(path) ? null : describeKeyslots(path).users,
  };
}

function reportOf(
  context: BackendContext,
  path: string,
  content: CaseContent,
  removed: readonly string[] = [],
): BackupReport {
  return {
    handle: context.caseFiles.register(path),
    name: caseName(path),
    caseName: content.name,
    records: content.rows.record ?? 0,
    relations: content.rows.relation ?? 0,
    rows: Object.values(content.rows).reduce((sum, count) => sum + count, 0),
    auditRows: content.audit.rows,
    seal: content.audit.seal,
    users: describeKeyslots(path).users,
    removed: [...removed],
  };
}

async function* make(
  context: BackendContext,
  input: { readonly target: string | null; readonly reason: string },
  caller: AbortSignal | undefined,
): AsyncGenerator<BackupEvent> {
  const { session, caseFiles, now } = context;
  const work = await session.beginWork(caller);
  try {
    const open = session.open();
    const { connection, keys } = open;
    const { path, db } = connection;
    // Recorded first: no copy exists that the log of its case does not tell of.
    recordAccess(open, 'backup.make', input.reason);
    const made = yield* telling(
      makeBackup(
        { db, path, ...keys },
        { target: input.target === null ? null : caseFiles.pathOf(input.target), nowMs: now() },
      ),
      work.signal,
    );
    writeCaseInfo(db, 'backed_up_at', made.backup.madeAt);
    session.changed('view');
    yield {
      progress: null,
      report: reportOf(context, made.backup.path, made.content, made.removed),
    };
  } finally {
    work.end();
  }
}

function recordAccess(open: OpenCase, method: string, reason: string): void {
  appendAudit(open.connection.db, open.keys.auditKey, {
    author: open.user,
    role: open.role,
    category: 'access',
    method,
    recordIds: [],
    detail: null,
    reason,
  });
}

function accessOf(
  { session }: BackendContext,
  { user, passphrase }: { readonly user: string | null; readonly passphrase: string | null },
): BackupAccess {
  if (passphrase !== null) return { user, passphrase };
  const { connection, keys, user: name, role } = session.open();
  return { open: { path: connection.path, keys, user: name, role } };
}

async function* verify(
  context: BackendContext,
  input: {
    readonly handle: string;
    readonly user: string | null;
    readonly passphrase: string | null;
  },
  signal: AbortSignal | undefined,
): AsyncGenerator<BackupEvent> {
  const path = context.caseFiles.pathOf(input.handle);
  const found = await accessBackup(path, accessOf(context, input));
  try {
    const content = yield* telling(verifyBackup(found), signal);
    yield { progress: null, report: reportOf(context, path, content) };
  } finally {
    forgetBackup(found);
  }
}

async function* restore(
  context: BackendContext,
  input: {
    readonly handle: string;
    readonly user: string | null;
    readonly passphrase: string | null;
    readonly target: string | null;
    readonly name: string;
    readonly reason: string;
  },
  signal: AbortSignal | undefined,
): AsyncGenerator<BackupEvent> {
  const { caseFiles } = context;
  const path = caseFiles.pathOf(input.handle);
  const target =
    input.target === null ? caseFiles.newPath(input.name) : caseFiles.pathOf(input.target);
  if (existsSync(target)) {
    throw new AppError(
      'case-exists',
      'There is already a case of this name here, and it was left alone. Choose another name.',
    );
  }
  const found = await accessBackup(path, accessOf(context, input));
  try {
    const { name, reason } = input;
    const content = yield* telling(restoreBackup(found, { target, name, reason }), signal);
    yield { progress: null, report: reportOf(context, target, content) };
  } finally {
    forgetBackup(found);
  }
}
