import type { KeyChangeEvent } from '../../shared/api/key.ts';
import { verifyAudit } from '../db/audit.ts';
import { readKeyslots } from '../db/keyslot-file.ts';
import { confirmRotation, rotateKey } from '../db/rotate-key.ts';
import { type BackendContext, guardStream, os } from './os.ts';
import { telling } from './telling.ts';

/** Handlers of `key`. */
export const keyHandlers = {
  change: os.key.change.handler(({ input, context, signal }) =>
    guardStream(change(context, input, signal)),
  ),
};

async function* change(
  { session, now }: BackendContext,
  input: { readonly passphrase: string; readonly reason: string },
  caller: AbortSignal | undefined,
): AsyncGenerator<KeyChangeEvent> {
  await confirmRotation(session.open(), input.passphrase, now);
  const work = await session.beginWork(caller);
  try {
    const open = session.open();
    const { recovery, slots } = readKeyslots(open.connection.path).keyslots;
    try {
      const { connection, keys } = yield* telling(
        rotateKey(open, { reason: input.reason, beforeReplace: () => session.pause() }),
        work.signal,
      );
      session.setOpen({ ...open, connection, keys });
    } catch (error) {
      // The case is whole, under one key or the other; whoever unlocks it finds out by their passphrase.
      if (!open.connection.db.open) session.setClosed('locked');
      throw error;
    }
    const { db } = session.open().connection;
    yield {
      progress: null,
      report: {
        users: slots.map(({ user }) => user),
        hadRecoveryCode: recovery !== undefined,
        seal: verifyAudit(db, session.open().keys.auditKey, { lastRows: 1 }).seal,
      },
    };
  } finally {
    work.end();
  }
}
