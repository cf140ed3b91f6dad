import { ViewState } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import type { MapModel } from '../../canvas/map-model.ts';
import { useStore } from '../../store/store.ts';

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

/** The map as it stands, as it is saved. Places are whole map units: nobody sees less. */
function viewStateOf({ graph, pinnedIds }: MapModel): ViewState {
  const positions: ViewState['positions'] = {};
  graph.forEachNode((id, { x, y }) => {
    positions[id] = [Math.round(x), Math.round(y)];
  });
  return ViewState.parse({ shownIds: graph.nodes(), positions, pinnedIds: [...pinnedIds] });
}

function fingerprint(state: ViewState): string {
  const places = state.shownIds.map((id) => [id, ...(state.positions[id] ?? [])]).sort();
  return JSON.stringify([places, [...state.pinnedIds].sort()]);
}

/** Nothing saved yet, nothing waiting. */
export function createViewSaver(model: MapModel): ViewSaver {
  let waiting: { readonly actName: string; readonly timer: number } | null = null;
  let saving: Promise<void> = Promise.resolve();
  let known: string | null = null;

  async function store(actName: string): Promise<void> {
    const { caseState, say } = useStore.getState();
    if (caseState?.status !== 'open' || caseState.isReadOnly || model.graph.order === 0) return;
    const state = viewStateOf(model);
    known = fingerprint(state);
    try {
      await api.view.saveWorking({ name: actName, state });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  function flush(): void {
    if (!waiting) return;
    const { actName, timer } = waiting;
    window.clearTimeout(timer);
    waiting = null;
    saving = saving.then(() => store(actName));
  }

  return {
    save(actName, { isRepeated = false } = {}) {
      // Another act begins: what was done before it is a step of its own to undo.
      if (waiting && waiting.actName !== actName) flush();
      if (waiting) window.clearTimeout(waiting.timer);
      waiting = { actName, timer: window.setTimeout(flush, PAUSE_MS) };
      if (!isRepeated) flush();
    },
    flush,
    settled: () => saving,
    remember(state) {
      known = state && fingerprint(state);
    },
    isKnown: (state) => waiting !== null || (state !== null && fingerprint(state) === known),
  };
}
