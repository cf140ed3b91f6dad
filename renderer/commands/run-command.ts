import type { CommandId } from '../../shared/commands.ts';
import { toAppError } from '../api/failure.ts';
import { useStore } from '../store/store.ts';
import { isAvailable } from './availability.ts';
import { RUNNERS } from './runners.ts';

/** Runs a command where it is available, and says so when it fails. */
export async function runCommand(id: CommandId): Promise<void> {
  const state = useStore.getState();
  if (!isAvailable(id, state)) return;
  state.noteCommand(id);
  try {
    await RUNNERS[id]();
  } catch (error) {
    state.say(toAppError(error).message, { tone: 'failed' });
  }
}
