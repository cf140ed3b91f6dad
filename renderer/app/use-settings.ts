import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { useStore } from '../store/store.ts';

const DRAG_PAUSE_MS = 400;

/** Draws the page as the settings ask: theme, density, size of text, motion, contrast. */
function useAppearance(): void {
  const { theme, density, textPercent, motion, contrast } = useStore((state) => state.settings);
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    const prefersLight = window.matchMedia('(prefers-color-scheme: light)');
    function apply(): void {
      const system = prefersLight.matches ? 'light' : 'dark';
      dataset.theme = theme === 'system' ? system : theme;
      dataset.density = density;
      dataset.motion = motion;
      dataset.contrast = contrast;
      style.setProperty('--text-scale', String(textPercent / 100));
    }
    apply();
    prefersLight.addEventListener('change', apply);
    return () => prefersLight.removeEventListener('change', apply);
  }, [theme, density, textPercent, motion, contrast]);
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
