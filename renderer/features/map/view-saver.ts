import type { ViewState } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { fingerprintOf } from './view-state.ts';

/** Keeps the working map saved after each act, under the act's name. */
export interface ViewSaver {
  /** `isRepeated`: the act comes again and again, as with a held key, and is saved when it pauses. */
  save(actName: string, options?: { readonly isRepeated?: boolean }): void;
  /** Saves what waits, now. */
  flush(): void;
  /** Resolves when nothing is being saved. */
  settled(): Promise<void>;
  /** This is how the map is saved already; null: it is not saved. */
  remember(state: ViewState | null): void;
  /** Whether a saved view is the one last saved or taken from here. */
  isKnown(state: ViewState | null): boolean;
}

const PAUSE_MS = 350;

/** Nothing saved yet, nothing waiting. `read` tells how the map stands. */
export function createViewSaver(read: () => ViewState): ViewSaver {
  let waiting: {
    readonly actName: string;
    readonly state: ViewState;
    readonly timer: number;
  } | null = null;
  let saving: Promise<void> = Promise.resolve();
  let savingCount = 0;
  let known: string | null = null;

  async function store(actName: string, state: ViewState): Promise<void> {
    const { caseState, say } = useStore.getState();
    if (caseState?.status !== 'open' || caseState.isReadOnly || state.shownIds.length === 0) return;
    known = fingerprintOf(state);
    try {
      await api.view.saveWorking({ name: actName, state });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  function flush(): void {
    if (!waiting) return;
    const { actName, state, timer } = waiting;
    window.clearTimeout(timer);
    waiting = null;
    savingCount++;
    saving = saving.then(async () => {
      await store(actName, state);
      savingCount--;
    });
  }

  return {
    save(actName, { isRepeated = false } = {}) {
      // Another act begins: what was done before it is a step of its own to undo.
      if (waiting && waiting.actName !== actName) flush();
      if (waiting) window.clearTimeout(waiting.timer);
      // As it stands now: by the time it is saved, the next act may have begun.
      waiting = { actName, state: read(), timer: window.setTimeout(flush, PAUSE_MS) };
      if (!isRepeated) flush();
    },
    flush,
    settled: () => saving,
    remember(state) {
      known = state && fingerprintOf(state);
    },
    // What is being saved overtakes whatever the case holds now.
    isKnown: (state) =>
      waiting !== null ||
      savingCount > 0 ||
      // A map that was never saved is known as that.
      (state === null ? null : fingerprintOf(state)) === known,
  };
}
