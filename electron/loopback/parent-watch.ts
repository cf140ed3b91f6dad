import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process of that id runs, this user's or not. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function parentOf(processId: number): number | null {
  if (process.platform === 'win32') return null;
  if (process.platform === 'linux') {
    // The second field is a name in brackets that may hold anything; the parent is the second after it.
    const status = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  }
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(processId)], {
    encoding: 'utf8',
  });
  return Number(stdout.trim()) || null;
}

/** Who started this process. npm puts a shell in between, which outlives npm when npm is ended by force. */
function starters(environment: NodeJS.ProcessEnv): readonly number[] {
  const parent = process.ppid;
  const grandparent = environment.npm_lifecycle_event === undefined ? null : parentOf(parent);
  return grandparent === null ? [parent] : [parent, grandparent];
}

/** Calls `onEnd` once when whoever started this process has ended; returns how to stop watching. */
export function watchParent(onEnd: () => void, intervalMs = 2000): () => void {
  const watched = starters(process.env);
  const watch = setInterval(() => {
    if (process.ppid === watched[0] && watched.every(isRunning)) return;
    clearInterval(watch);
    onEnd();
  }, intervalMs);
  watch.unref();
  return () => clearInterval(watch);
}
