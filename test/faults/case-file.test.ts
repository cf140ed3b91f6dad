import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { listAudit } from '../../electron/db/audit.ts';
import { runCommand } from '../../electron/db/command.ts';
import { createCase } from '../../electron/db/open.ts';
import {
  openCase,
  PASSPHRASE,
  saveView,
  templateCase,
  temporaryFolder,
  USER,
  viewState,
} from '../fixtures/case.ts';

const CHILD = resolve(import.meta.dirname, '../fixtures/case-child.ts');

/** More of both in a full run: the short profile keeps each change quick to try. */
const CYCLES = Number(process.env.ACHILLES_FAULT_CYCLES ?? 15);
const SEED = Number(process.env.ACHILLES_FAULT_SEED ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Talk {
  readonly process: ChildProcess;
  /** Whole lines said so far. */
  lines(): string[];
  /** Resolves once the process has said this line, or has ended. */
  said(line: string): Promise<void>;
  readonly ended: Promise<unknown>;
}

function start(mode: string, path: string, stopAt = 0): Talk {
  const child = spawn(process.execPath, [CHILD, mode, path, USER, PASSPHRASE, String(stopAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  // Closed, not only exited: then everything it said has arrived.
  const ended = once(child, 'close');
  const lines = () => text.split('\n').slice(0, -1);
  return {
    process: child,
    lines,
    ended,
    async said(line) {
      while (!lines().includes(line) && child.exitCode === null && child.signalCode === null)
        await delay(2);
    },
  };
}

test(
  `${CYCLES} kills while writing lose no acknowledged command and leave no part of another (seed ${SEED})`,
  async () => {
    console.log(`ACHILLES_FAULT_SEED=${SEED} ACHILLES_FAULT_CYCLES=${CYCLES}`);
    const random = seededRandom(SEED);
    const template = await templateCase();
    onTestFinished(() => template.remove());
    const path = template.copy();
    let acknowledged = 0;
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const writer = start('write', path);
      await writer.said('open');
      expect(writer.lines()[0], `cycle ${cycle}`).toBe('open');
      // At least one command is acknowledged in each cycle, however slow the machine is.
      await writer.said(String(acknowledged + 1));
      await delay(random() * 150);
      writer.process.kill('SIGKILL');
      await writer.ended;
      acknowledged = Math.max(acknowledged, ...writer.lines().slice(1).map(Number));

      const { connection } = await openCase(path);
      const numbers = connection.db
        .prepare<[], number>(
          `SELECT CAST(substr(id, 6) AS INTEGER) FROM view WHERE length(state) = 500 + (CAST(substr(id, 6) AS INTEGER) % 7) * 3000 ORDER BY 1`,
        )
        .pluck()
        .all();
      const whole = connection.db
        .prepare<[], number>(
          `SELECT count(*) FROM command c JOIN change h ON h.command_id = c.id AND h.row_id = 'view-' || c.logical_time`,
        )
        .pluck()
        .get();
      connection.close();
      expect(numbers.length, `cycle ${cycle}`).toBeGreaterThanOrEqual(acknowledged);
      expect(numbers.length, `cycle ${cycle}`).toBeLessThanOrEqual(acknowledged + 1);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(whole).toBe(numbers.length);
      acknowledged = numbers.length;
    }
    console.log(`${acknowledged} commands over ${CYCLES} kills, none lost`);
    expect(acknowledged).toBeGreaterThanOrEqual(CYCLES);
  },
  120_000 + CYCLES * 20_000,
);

test(
  `${CYCLES} kills while the key is changed leave a case that opens and holds all it held (seed ${SEED})`,
  async () => {
    const random = seededRandom(SEED + 2);
    const content = 'x'.repeat(4_000_000);
    const template = await templateCase(({ connection: { db } }) => {
      runCommand(db, { name: 'Keep', author: USER }, () => saveView(db, content));
    });
    onTestFinished(() => template.remove());
    const steps = ['copy', 'encrypt', 'content', 'replace', 'before replace'];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const path = template.copy();
      const rotator = start('rotate', path);
      const step = steps[cycle % steps.length] ?? '';
      await rotator.said(step);
      await delay(random() * (step === 'encrypt' ? 120 : 30));
      rotator.process.kill('SIGKILL');
      await rotator.ended;
      const { connection, keys } = await openCase(path);
      const wasMade = !keys.databaseKey.equals(template.databaseKey);
      const where = `cycle ${cycle}, after ${step}`;
      if (rotator.lines().includes('made')) expect(wasMade, where).toBe(true);
      expect(viewState(connection.db), where).toBe(content);
      expect(connection.db.pragma('integrity_check', { simple: true }), where).toBe('ok');
      expect(listAudit(connection.db, 9).length, where).toBe(wasMade ? 1 : 0);
      connection.close();
      const left = readdirSync(join(path, '..')).filter((name) => /tmp|next/.test(name));
      expect(left, where).toEqual([]);
    }
  },
  120_000 + CYCLES * 20_000,
);

/** What must hold of a folder in which the making of a case was stopped. */
async function expectUsable(path: string, where: string): Promise<'there' | 'absent'> {
  const wasThere = existsSync(path);
  if (wasThere) (await openCase(path)).connection.close();
  else {
    const made = await createCase({ path, name: 'Again', user: USER, passphrase: PASSPHRASE });
    made.connection.close();
  }
  const left = readdirSync(join(path, '..')).filter(
    (name) => name.includes('.new-') || name.endsWith('.tmp'),
  );
  expect(left, where).toEqual([]);
  return wasThere ? 'there' : 'absent';
}

test(
  `${CYCLES} kills while a case is made leave one that opens, or none (seed ${SEED})`,
  async () => {
    const random = seededRandom(SEED + 1);
    const folder = temporaryFolder();
    const startedMs = performance.now();
    const first = start('create', join(folder, 'First.achilles'));
    await first.said('start');
    const saidMs = performance.now();
    await first.said('made');
    const makingMs = performance.now() - saidMs;
    expect(saidMs).toBeGreaterThan(startedMs);
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const path = join(folder, `${cycle}`, 'Made.achilles');
      mkdirSync(join(path, '..'));
      const maker = start('create', path);
      await maker.said('start');
      // Most of the time goes into the key; the files are made at the end.
      const share = cycle % 3 === 0 ? random() : 0.7 + random() * 0.35;
      await delay(share * makingMs);
      maker.process.kill('SIGKILL');
      await maker.ended;
      const wasMade = maker.lines().includes('made');
      const found = await expectUsable(path, `cycle ${cycle}`);
      if (wasMade) expect(found, `cycle ${cycle}`).toBe('there');
    }
  },
  120_000 + CYCLES * 20_000,
);

test.each(['create-kill', 'create-fail'])(
  '%s: whichever file operation stops the making of a case, it is there whole or can be made anew',
  async (mode) => {
    const folder = temporaryFolder();
    const outcomes: string[] = [];
    for (let operation = 1; ; operation++) {
      const path = join(folder, `${operation}`, 'Made.achilles');
      mkdirSync(join(path, '..'));
      const maker = start(mode, path, operation);
      await maker.ended;
      if (maker.lines().includes('made')) break;
      if (mode === 'create-fail' && !existsSync(path)) {
        expect(readdirSync(join(path, '..')).filter((name) => !name.endsWith('.lock'))).toEqual([]);
      }
      outcomes.push(await expectUsable(path, `operation ${operation}`));
    }
    // Both sides of the rename were met, so the loop went through the whole making.
    expect(new Set(outcomes)).toEqual(new Set(['absent', 'there']));
  },
  600_000,
);
