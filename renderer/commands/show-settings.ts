import { useStore } from '../store/store.ts';

/** Goes to a section of the settings. */
export function showSettings(section: string): void {
  useStore.getState().goTo('settings');
  // The screen is drawn first.
  requestAnimationFrame(() => {
    const heading = document.getElementById(`settings-${section}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  });
}
