import { useEffect } from 'react';
import type { SharedView, WindowMessage } from '../../shared/domain/window-message.ts';
import { api } from '../api/api.ts';
import { useStore } from '../store/store.ts';
import { SCREEN_NAMES } from '../store/window.ts';
import { LENSES } from './lenses.ts';
import { onWindowMessage, tellWindows } from './window-channel.ts';

/** Tells this window's questions from others'. */
const ownName = crypto.randomUUID();

/** Whether what is being set came from another window: it is not told back. */
let isTaking = false;
/** Only the first answer to a new window counts, and only while nobody has done anything in it. */
let isNew = true;

function viewOf(state: SharedView): SharedView {
  const { selectedIds, filterText, sieveMode, timeBrush, keepsUndated } = state;
  const span = timeBrush && { from: timeBrush.from, to: timeBrush.to };
  return { selectedIds, filterText, sieveMode, timeBrush: span, keepsUndated };
}

function shared(): SharedView {
  const state = useStore.getState();
  return viewOf({ ...state, selectedIds: [...state.selectedIds] });
}

function isSame(one: SharedView, other: SharedView): boolean {
  return JSON.stringify(viewOf(one)) === JSON.stringify(viewOf(other));
}

function take(view: SharedView): void {
  const state = useStore.getState();
  if (isSame(view, shared())) return;
  isTaking = true;
  state.select(view.selectedIds);
  if (view.filterText !== state.filterText) state.setFilterText(view.filterText);
  if (view.sieveMode !== state.sieveMode) state.setSieveMode(view.sieveMode);
  state.setTimeBrush(view.timeBrush);
  state.setKeepsUndated(view.keepsUndated);
  isTaking = false;
}

/** The open case of this window; null while there is none to share. */
function openHandle(): string | null {
  const { caseState } = useStore.getState();
  return caseState?.status === 'open' ? caseState.handle : null;
}

async function rereadSettings(): Promise<void> {
  const { settings: own, setSettings, markSettingsSaved } = useStore.getState();
  const settings = { ...(await api.app.settings()), panels: own.panels };
  // Known as saved before it is set, so that it is not saved again.
  markSettingsSaved(settings);
  setSettings(settings);
}

function answer(message: WindowMessage): void {
  const caseHandle = openHandle();
  switch (message.type) {
    case 'hello': {
      if (caseHandle === null) return;
      const { screen, lens } = useStore.getState();
      tellWindows({ type: 'welcome', to: message.from, caseHandle, view: shared(), screen, lens });
      return;
    }
    case 'welcome': {
      if (!isNew || message.to !== ownName || message.caseHandle !== caseHandle) return;
      isNew = false;
      const { goTo, lookThrough } = useStore.getState();
      const screen = SCREEN_NAMES.find((name) => name === message.screen);
      const lens = LENSES.find(({ id }) => id === message.lens);
      if (screen && screen !== 'map') goTo(screen);
      else if (lens) lookThrough(lens.id);
      take(message.view);
      return;
    }
    case 'view':
      if (message.caseHandle === caseHandle) take(message.view);
      return;
    case 'settings':
      // A failed reading leaves the settings that the window has.
      rereadSettings().catch(() => undefined);
      return;
    case 'alive':
      return;
  }
}

/** Keeps selection, filter and settings alike in every window. Undo, lock and records go through the backend. */
export function useWindows(): void {
  const handle = useStore((state) =>
    state.caseState?.status === 'open' ? state.caseState.handle : null,
  );

  useEffect(() => onWindowMessage(answer), []);

  useEffect(() => {
    if (handle !== null && isNew) tellWindows({ type: 'hello', from: ownName });
  }, [handle]);

  useEffect(
    () =>
      useStore.subscribe((state, last) => {
        if (state.savedSettings !== last.savedSettings && last.savedSettings !== null) {
          if (JSON.stringify(state.savedSettings) !== JSON.stringify(last.savedSettings))
            tellWindows({ type: 'settings' });
        }
        const isSharedChange =
          state.selectedIds !== last.selectedIds ||
          state.filterText !== last.filterText ||
          state.sieveMode !== last.sieveMode ||
          state.timeBrush !== last.timeBrush ||
          state.keepsUndated !== last.keepsUndated;
        const caseHandle = openHandle();
        if (!isSharedChange || isTaking || caseHandle === null) return;
        isNew = false;
        tellWindows({ type: 'view', caseHandle, view: shared() });
      }),
    [],
  );
}
