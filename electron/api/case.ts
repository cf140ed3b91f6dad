import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseInfo, CaseState, Progress } from '../../shared/api/case.ts';
import { AppError } from '../../shared/api/errors.ts';
import { areaFault } from '../../shared/domain/case-area.ts';
import { OWN_PREFIX } from '../../shared/domain/ontology.ts';
import { appendAudit } from '../db/audit.ts';
import { countCase } from '../db/case-count.ts';
import { readCaseInfo } from '../db/case-info.ts';
import { readArea, writeArea, writeMarkingDefaults } from '../db/case-setting.ts';
import { runCommand } from '../db/command.ts';
import { createCase, unlockCase } from '../db/open.ts';
import { openDamaged } from '../db/open-damaged.ts';
import { makeRecoveryCode, recoverCase } from '../db/recovery.ts';
import { CASE_SUFFIX, caseName } from './case-files.ts';
import { DEMONSTRATION_SEED, fillDemonstration } from './demonstration.ts';
import { type BackendContext, guardStream, os } from './os.ts';
import type { OpenCase } from './session.ts';

/** Name, user and passphrase of the demonstration case: its people are invented, so it keeps no secret. */
export const DEMONSTRATION = {
  name: 'Demonstration county',
  user: 'Demonstration analyst',
  passphrase: 'the demonstration case keeps no secrets',
  reason: 'Demonstration with invented data',
  seed: DEMONSTRATION_SEED,
} as const;

type Opened = Awaited<ReturnType<typeof unlockCase>>;

/** Handlers of `case`. */
export const caseHandlers = {
  list: os.case.list.handler(({ context }) => context.caseFiles.list()),

  describe: os.case.describe.handler(({ input, context }) =>
    context.caseFiles.describe(input.handle),
  ),

  create: os.case.create.handler(async ({ input, context }) => {
    const path =
      input.handle === null
        ? context.caseFiles.newPath(input.name)
        : context.caseFiles.pathOf(input.handle);
    const created = await createCase({
      path,
      name: input.name,
      user: input.user,
      passphrase: input.passphrase,
    });
    return enter(context, path, created, {
      method: 'case.create',
      reason: null,
      isDemonstration: false,
    });
  }),

  unlock: os.case.unlock.handler(async ({ input, context }) => {
    const path = context.caseFiles.pathOf(input.handle);
    await leaveCurrent(context);
    const opened = await unlockCase({
      path,
      user: input.user,
      passphrase: input.passphrase,
      mode: 'read-write',
    });
    return enter(context, path, opened, {
      method: 'case.unlock',
      reason: input.reason,
      isDemonstration: isDemonstration(opened),
    });
  }),

  openDamaged: os.case.openDamaged.handler(async ({ input, context }) => {
    const path = context.caseFiles.pathOf(input.handle);
    await leaveCurrent(context);
    const opened = await openDamaged({ ...input, path });
    return enter(context, path, opened, {
      method: 'case.openDamaged',
      reason: input.reason,
      isDemonstration: false,
    });
  }),

  makeRecoveryCode: os.case.makeRecoveryCode.handler(async ({ input, context }) => {
    await context.session.workEnded();
    return { halves: await makeRecoveryCode(context.session.open(), input.reason) };
  }),

  recover: os.case.recover.handler(async ({ input, context }) => {
    const path = context.caseFiles.pathOf(input.handle);
    await leaveCurrent(context);
    const opened = await recoverCase({ ...input, path });
    return enter(context, path, opened, {
      // Its audit row is written before the new keyslot is.
      method: null,
      reason: input.reason,
      isDemonstration: isDemonstration(opened),
    });
  }),

  openDemonstration: os.case.openDemonstration.handler(({ context }) =>
    guardStream(openDemonstration(context)),
  ),

  state: os.case.state.handler(({ context }) => context.session.state()),

  lock: os.case.lock.handler(async ({ context }) => {
    await leave(context, 'locked');
    return context.session.state();
  }),

  close: os.case.close.handler(async ({ context }) => {
    await leave(context, 'closed');
    return context.session.state();
  }),

  info: os.case.info.handler(({ context }): CaseInfo => {
    const open = context.session.open();
    return infoOf(open, context.session.state().revision);
  }),

  area: os.case.area.handler(({ context }) => readArea(context.session.open().connection.db)),

  saveArea: os.case.saveArea.handler(({ input, context }) => {
    const fault = areaFault(input);
    if (fault !== null) throw new AppError('invalid-value', fault);
    const { connection, user } = context.session.open();
    runCommand(connection.db, { name: 'Change the area of the case', author: user }, () =>
      writeArea(connection.db, input),
    );
    // Powers differ by area: whatever the levers answered may be otherwise now.
    context.session.changed();
    return input;
  }),

  saveMarkingDefaults: os.case.saveMarkingDefaults.handler(({ input, context }) => {
    const { connection, user } = context.session.open();
    const kept = runCommand(
      connection.db,
      { name: 'Change how the case is marked', author: user },
      () => writeMarkingDefaults(connection.db, input),
    );
    context.session.changed('view');
    return kept;
  }),

  events: os.case.events.handler(({ context, signal }) => stateEvents(context, signal)),
};

function isDemonstration(opened: Opened): boolean {
  return readCaseInfo(opened.connection.db, 'is_demonstration') === 'true';
}

interface Entrance {
  /** Null where the audit tells of it already. */
  readonly method: string | null;
  readonly reason: string | null;
  readonly isDemonstration: boolean;
  /** False where windows are told only once something was put into it. */
  readonly isTold?: boolean;
}

/** Makes an unlocked case the open one; where that fails it is closed again. */
async function enter(
  context: BackendContext,
  path: string,
  opened: Opened,
  how: Entrance,
): Promise<CaseState> {
  try {
    // Another window may have opened a case meanwhile.
    await leaveCurrent(context);
    return enterNow(context, path, opened, how);
  } catch (error) {
    if (context.session.current()?.connection !== opened.connection) opened.connection.close();
    throw error;
  }
}

function enterNow(context: BackendContext, path: string, opened: Opened, how: Entrance): CaseState {
  const { connection, keys, user, role } = opened;
  const { reason, isDemonstration, isTold = true } = how;
  if (how.method !== null) {
    appendAudit(connection.db, keys.auditKey, {
      author: user,
      role,
      category: 'access',
      method: how.method,
      recordIds: [],
      detail: null,
      reason,
    });
  }
  const handle = context.caseFiles.register(path);
  const name = readCaseInfo(connection.db, 'name') ?? caseName(path);
  context.session.setOpen(
    { handle, name, connection, keys, user, role, reason, isDemonstration },
    isTold,
  );
  context.caseFiles.noteOpened(path, isDemonstration);
  return context.session.state();
}

async function leaveCurrent(context: BackendContext): Promise<void> {
  if (context.session.current()) await leave(context, 'closed');
}

/** Closes or locks, once running work has stopped, with an audit row that tells how long a case was open. */
export async function leave(context: BackendContext, status: 'locked' | 'closed'): Promise<void> {
  await context.session.stopWork();
  const open = context.session.current();
  try {
    if (open && (!open.connection.isReadOnly || open.connection.isDamaged))
      recordLeaving(open, status);
  } catch (error) {
    // A damaged case is never written, so that it was left is no reason to keep it open.
    if (!open?.connection.isDamaged) throw error;
  }
  context.session.setClosed(status);
}

function recordLeaving(open: OpenCase, status: 'locked' | 'closed'): void {
  appendAudit(open.connection.db, open.keys.auditKey, {
    author: open.user,
    role: open.role,
    category: 'access',
    method: `case.${status === 'locked' ? 'lock' : 'close'}`,
    recordIds: [],
    detail: null,
    reason: null,
  });
}

async function* openDemonstration(
  context: BackendContext,
): AsyncGenerator<{ progress: Progress | null; state: CaseState | null }> {
  const { caseFiles, session } = context;
  const path = join(caseFiles.casesDir, `${DEMONSTRATION.name}${CASE_SUFFIX}`);
  const credentials = { path, user: DEMONSTRATION.user, passphrase: DEMONSTRATION.passphrase };
  await leaveCurrent(context);
  const isThere = existsSync(path);
  if (!isThere)
    yield { progress: { phase: 'Making an encrypted case', done: 0, total: null }, state: null };
  const opened = isThere
    ? await unlockCase({ ...credentials, mode: 'read-write' })
    : await createCase({
        ...credentials,
        path: caseFiles.newPath(DEMONSTRATION.name),
        name: DEMONSTRATION.name,
        isDemonstration: true,
      });
  const state = await enter(context, path, opened, {
    method: isThere ? 'case.unlock' : 'case.create',
    reason: DEMONSTRATION.reason,
    isDemonstration: true,
    // A window that heard of it would show a case without records, and stop the filling by leaving this screen.
    isTold: false,
  });
  const isEmpty = () => session.current()?.entities.countByKind().length === 0;
  try {
    // Empty where the making was cut short, or when it was undone: made anew.
    if (isEmpty()) {
      for await (const progress of fillDemonstration(session, {
        seed: DEMONSTRATION.seed,
        scale: 'county',
      }))
        yield { progress, state: null };
    } else session.changed('view');
  } finally {
    if (isEmpty()) await leaveCurrent(context);
  }
  yield { progress: null, state: { ...state, ...session.state() } };
}

function infoOf(open: OpenCase, revision: number): CaseInfo {
  const { db } = open.connection;
  const kinds = open.entities.countByKind();
  const types = open.relations.countByType();
  const relations = new Map<string, number>();
  const relationTypes = new Map<string, number>();
  for (const { sourceType, type, count } of types) {
    relations.set(sourceType, (relations.get(sourceType) ?? 0) + count);
    relationTypes.set(type ?? 'unclaimed', (relationTypes.get(type ?? 'unclaimed') ?? 0) + count);
  }
  return {
    id: readCaseInfo(db, 'id') ?? '',
    name: open.name,
    createdAt: readCaseInfo(db, 'created_at') ?? '',
    revision,
    area: readArea(db),
    ownLabels: Object.fromEntries(
      [...open.ontology.kinds, ...open.ontology.relationTypes]
        .filter(({ id }) => id.startsWith(OWN_PREFIX))
        .map(({ id, label }) => [id, label]),
    ),
    entities: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])),
    relations: Object.fromEntries(relations),
    relationTypes: Object.fromEntries(relationTypes),
    totals: {
      entities: kinds.reduce((sum, row) => sum + row.count, 0),
      relations: types.reduce((sum, row) => sum + row.count, 0),
      protected: kinds.reduce((sum, row) => sum + row.protected, 0),
      ...countCase(db),
    },
  };
}

async function* stateEvents(
  context: BackendContext,
  signal: AbortSignal | undefined,
): AsyncGenerator<CaseState> {
  const waiting: CaseState[] = [context.session.state()];
  let wake: (() => void) | null = null;
  const rouse = (): void => {
    wake?.();
    wake = null;
  };
  const unsubscribe = context.session.subscribe((state) => {
    // Only the latest state matters: a slow reader skips those between.
    waiting.splice(0, waiting.length, state);
    rouse();
  });
  signal?.addEventListener('abort', rouse);
  try {
    while (!signal?.aborted) {
      const state = waiting.shift();
      if (state) yield state;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', rouse);
  }
}
