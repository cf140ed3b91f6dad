import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { useStore } from '../store/store.ts';

const DRAG_PAUSE_MS = 400;

/** Draws the page in the chosen theme and density. */
function useAppearance(): void {
  const theme = useStore((state) => state.settings.theme);
  const density = useStore((state) => state.settings.density);
  useEffect(() => {
    const prefersLight = window.matchMedia('(prefers-color-scheme: light)');
    function apply(): void {
      const system = prefersLight.matches ? 'light' : 'dark';
      document.documentElement.dataset.theme = theme === 'system' ? system : theme;
      document.documentElement.dataset.density = density;
    }
    apply();
    prefersLight.addEventListener('change', apply);
    return () => prefersLight.removeEventListener('change', apply);
  }, [theme, density]);
}

function save(): void {
  const { settings, say, markSettingsSaved } = useStore.getState();
  api.app.saveSettings(settings).then(
    () => markSettingsSaved(settings),
    () =>
      say('The settings could not be saved. They hold until the window closes.', {
        tone: 'warning',
      }),
  );
}

/** Saves the settings when the user changes them. */
function useSaving(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = useStore.subscribe((state, last) => {
      if (state.settings === last.settings || state.settings === state.savedSettings) return;
      clearTimeout(timer);
      // A panel that is being dragged changes its size at every step.
      const isDragging = state.settings.panels !== last.settings.panels;
      if (isDragging) timer = setTimeout(save, DRAG_PAUSE_MS);
      else save();
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, []);
}

/** Applies the settings to the page and keeps them. */
export function useSettings(): void {
  useAppearance();
  useSaving();
}
