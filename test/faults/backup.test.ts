import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit, verifyAudit } from '../../electron/db/audit.ts';
import { makeBackup } from '../../electron/db/backup.ts';
import { runCommand } from '../../electron/db/command.ts';
import { readKeyslots } from '../../electron/db/keyslot-file.ts';
import { accessBackup, forgetBackup, verifyBackup } from '../../electron/db/restore.ts';
import {
  filesOf,
  openCase,
  PASSPHRASE,
  saveView,
  templateCase,
  USER,
  viewState,
} from '../fixtures/case.ts';

const CHILD = resolve(import.meta.dirname, '../fixtures/case-child.ts');
/** What no file beside the case may show. */
const SECRET = 'the heron flies at midnight';
const NEXT_PASSPHRASE = 'another seven invented words for the case';

/**
 * Every file operation in a full run. The short profile takes every eighth, beginning at another one each time, so
 * that a few runs try them all.
 */
const STRIDE = process.env.ACHILLES_FAULT_CYCLES === undefined ? 8 : 1;
const FIRST = 1 + (Number(process.env.ACHILLES_FAULT_SEED ?? Date.now()) % STRIDE);

/** Of a change of key every third: its steps on either side of the replacement are few. */
const ROTATION_STRIDE = Math.min(STRIDE, 3);

let template: Awaited<ReturnType<typeof templateCase>>;
beforeAll(async () => {
  template = await templateCase(({ connection: { db } }) => {
    runCommand(db, { name: 'Keep', author: USER }, () => saveView(db, SECRET));
  });
});
afterAll(() => template.remove());

/** Runs the work in a process of its own that is stopped at its nth file operation; false when it has no such. */
function wasStopped(mode: string, path: string, stopAt: number): boolean {
  const words = [CHILD, mode, path, USER, PASSPHRASE, String(stopAt)];
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  if (!lines.includes('stopped')) expect(lines).toEqual(['made']);
  return lines.includes('stopped');
}

async function isWhole(path: string): Promise<boolean> {
  const found = await accessBackup(path, { user: USER, passphrase: PASSPHRASE });
  try {
    for (const step = verifyBackup(found); !step.next().done; );
    return true;
  } finally {
    forgetBackup(found);
  }
}

/** Files that a stop by a failing write must have taken away. */
function leftovers(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => /\.tmp|\.new-/.test(name));
}

test.each(['kill', 'fail'])(
  'backup, %s at each file operation: the case opens, and a backup is there whole or not at all',
  async (how) => {
    const outcomes = new Set<string>();
    for (let operation = FIRST; ; operation += STRIDE) {
      const path = template.copy();
      const target = `${path}.backup.achilles`;
      const before = readFileSync(path);
      if (!wasStopped(`backup-${how}`, path, operation)) break;
      const where = `operation ${operation}`;
      if (existsSync(target)) {
        outcomes.add('there');
        expect(await isWhole(target), where).toBe(true);
      } else {
        outcomes.add('absent');
        if (how === 'fail') expect(leftovers(path), where).toEqual([]);
        if (how === 'fail') expect(existsSync(`${target}.keys`), where).toBe(false);
      }
      // What was begun does not stand in the way, and the case is what it was.
      const opened = await openCase(path);
      if (!existsSync(target)) {
        const source = { db: opened.connection.db, path, ...opened.keys };
        for (const making = makeBackup(source, { target, nowMs: 0 }); !making.next().done; );
        expect(leftovers(path), where).toEqual([]);
      }
      opened.connection.close();
      expect(readFileSync(path).length, where).toBeGreaterThanOrEqual(before.length);
    }
    expect(outcomes).toContain('absent');
  },
  600_000,
);

test.each(['kill', 'fail'])(
  'restore, %s at each file operation: the backup is untouched, and the new case opens or is not there',
  async (how) => {
    const outcomes = new Set<string>();
    for (let operation = FIRST; ; operation += STRIDE) {
      const path = template.copy();
      const backup = `${path}.backup.achilles`;
      const opened = await openCase(path);
      const source = { db: opened.connection.db, path, ...opened.keys };
      for (const making = makeBackup(source, { target: backup, nowMs: 0 }); !making.next().done; );
      opened.connection.close();
      const before = readFileSync(backup);
      const restored = `${path}.restored.achilles`;
      if (!wasStopped(`restore-${how}`, path, operation)) break;
      const where = `operation ${operation}`;
      expect(readFileSync(backup).equals(before), where).toBe(true);
      if (existsSync(restored)) {
        outcomes.add('there');
        (await openCase(restored)).connection.close();
      } else {
        outcomes.add('absent');
        if (how === 'fail') expect(leftovers(path), where).toEqual([]);
      }
    }
    expect(outcomes).toContain('absent');
  },
  600_000,
);

test.each(['kill', 'fail'])(
  'a change of key, %s at each file operation: the case opens with what it held, under the old key or the new',
  async (how) => {
    const outcomes = new Set<string>();
    for (let operation = 1 + (FIRST % ROTATION_STRIDE); ; operation += ROTATION_STRIDE) {
      const path = template.copy();
      const { keyId } = readKeyslots(path).keyslots;
      if (!wasStopped(`rotate-${how}`, path, operation)) break;
      const where = `operation ${operation}`;
      for (const [name, bytes] of filesOf(dirname(path))) {
        if (bytes.length >= 4096)
          expect(bytes.includes('SQLite format 3'), `${where}: ${name}`).toBe(false);
        expect(bytes.includes(SECRET), `${where}: ${name}`).toBe(false);
      }
      const { connection, keys } = await openCase(path);
      const isNew = readKeyslots(path).keyslots.keyId !== keyId;
      expect(keys.databaseKey.equals(template.databaseKey), where).toBe(!isNew);
      expect(
        listAudit(connection.db, 9).map(({ method }) => method),
        where,
      ).toEqual(isNew ? ['case.change-key'] : []);
      expect(viewState(connection.db), where).toBe(SECRET);
      expect(verifyAudit(connection.db, keys.auditKey).isWhole, where).toBe(true);
      connection.close();
      // Nothing of what was begun stays behind, and a second opening finds the same.
      expect(leftovers(path), where).toEqual([]);
      expect(existsSync(`${path}.keys-next`), where).toBe(false);
      expect(readFileSync(`${path}.keys2`, 'utf8'), where).toBe(
        readFileSync(`${path}.keys`, 'utf8'),
      );
      outcomes.add(isNew ? 'new' : 'old');
    }
    expect(outcomes).toEqual(new Set(['old', 'new']));
  },
  600_000,
);

test.each(['kill', 'fail'])(
  'a changed passphrase, %s at each file operation: exactly one of the two opens the case',
  async (how) => {
    const outcomes = new Set<string>();
    for (let operation = 1; ; operation++) {
      const path = template.copy();
      if (!wasStopped(`passphrase-${how}`, path, operation)) break;
      const opens = async (passphrase: string, inHours: number) =>
        openCase(path, { passphrase, clock: () => Date.now() + inHours * 3_600_000 }).then(
          ({ connection }) => {
            connection.close();
            return true;
          },
          () => false,
        );
      const old = await opens(PASSPHRASE, 1);
      const next = old ? false : await opens(NEXT_PASSPHRASE, 2);
      expect(old || next, `operation ${operation}`).toBe(true);
      outcomes.add(old ? 'old' : 'new');
    }
    expect(outcomes).toEqual(new Set(['old', 'new']));
  },
  600_000,
);
