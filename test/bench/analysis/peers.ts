import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a piece of work took, and a number that tells whether it was the same work. */
export interface Timing {
  readonly ms: number;
  /** Time of all processors together: what others do on the machine changes it less. */
  readonly cpuMs: number;
  readonly value: number;
}

/** A program that does the same work; it waits for each question. */
export interface Peer {
  readonly name: string;
  run(task: string, file: string): Promise<Timing>;
  end(): void;
}

const FOLDER = join(import.meta.dirname, '../peers');

/**
 * Starts a peer of `test/bench/peers` with the Python that ACHILLES_PEERS names, which has the packages that the
 * scripts name; null: there is none.
 */
export function startPeer(name: string): Peer | null {
  const python = process.env.ACHILLES_PEERS;
  if (!python || !existsSync(python)) return null;
  const child: ChildProcess = spawn(python, [join(FOLDER, `${name}_peer.py`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdin || !child.stdout) return null;
  const { stdin } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name,
    async run(task, file) {
      stdin.write(`${JSON.stringify({ task, file })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended without an answer to ${task}.`);
      return JSON.parse(value) as Timing;
    },
    end: () => void child.kill(),
  };
}

/** Does work here, and measures it like a peer's. */
export function timeHere(work: () => number): Timing {
  const cpuStarted = process.cpuUsage();
  const startedAt = performance.now();
  const value = work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuStarted);
  return { ms, cpuMs: (user + system) / 1000, value };
}

/** The timing in the middle by wall time, with the middle of processor time. */
export function medianOf(timings: readonly Timing[]): Timing {
  const middle = (of: (timing: Timing) => number) =>
    timings.map(of).sort((a, b) => a - b)[Math.floor((timings.length - 1) / 2)] ?? Number.NaN;
  return {
    ms: middle(({ ms }) => ms),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    value: middle(({ value }) => value),
  };
}
