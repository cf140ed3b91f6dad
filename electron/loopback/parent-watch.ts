/** Calls `onEnd` once when the process that started this one has ended; returns how to stop watching. */
export function watchParent(onEnd: () => void, intervalMs = 2000): () => void {
  const parentId = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parentId && isRunning(parentId)) return;
    clearInterval(watch);
    onEnd();
  }, intervalMs);
  watch.unref();
  return () => clearInterval(watch);
}

/** Whether a process of that id runs, this user's or not. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
