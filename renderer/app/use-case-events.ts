import { useEffect } from 'react';
import { api, onConnection } from '../api/api.ts';
import { useStore } from '../store/store.ts';

async function follow(signal: AbortSignal): Promise<void> {
  const { setCaseState, setSettings, markSettingsSaved } = useStore.getState();
  const settings = await api.app.settings();
  markSettingsSaved(settings);
  setSettings(settings);
  for await (const state of await api.case.events(undefined, { signal })) setCaseState(state);
}

/** Keeps the store's case state and settings as the backend has them, across lost connections. */
export function useCaseEvents(): void {
  useEffect(() => {
    let stop = new AbortController();
    const leave = onConnection((status) => {
      useStore.getState().setConnection(status);
      stop.abort();
      if (status !== 'ready') return;
      stop = new AbortController();
      const { signal } = stop;
      follow(signal).catch(() => {
        // The connection broke: its next status begins again. The screen says so meanwhile.
      });
    });
    return () => {
      leave();
      stop.abort();
    };
  }, []);
}
