import { AsyncLocalStorage } from 'node:async_hooks';

const noted = new AsyncLocalStorage<string[]>();

/** Notes that a command was kept, for the audit row of the call that it ran in. */
export function noteCommand(id: string): void {
  noted.getStore()?.push(id);
}

/** Does the work of a call; `commands` is filled with the ids of what it did that can be undone. */
export function notingCommands<T>(commands: string[], work: () => T): T {
  return noted.run(commands, work);
}
