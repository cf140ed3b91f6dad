import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { useStore } from '../store/store.ts';
import { onWindowMessage, tellWindows } from './window-channel.ts';

/** How often other windows hear of it. */
const TELL_EVERY_MS = 5000;

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Locks the open case when nobody has touched the window for the chosen time. */
export function useIdleLock(): void {
  const isOpen = useStore((state) => state.caseState?.status === 'open');
  const lockAfterMinutes = useStore((state) => state.settings.lockAfterMinutes);

  useEffect(() => {
    if (!isOpen) return;
    let lastSeenMs = performance.now();
    const noteLife = () => {
      lastSeenMs = performance.now();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, noteLife, { passive: true });
    // Whoever works in one window has not left the others.
    let toldMs = 0;
    const tell = () => {
      if (performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      tellWindows({ type: 'alive' });
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, tell, { passive: true });
    const stopHearing = onWindowMessage(({ type }) => {
      if (type === 'alive') noteLife();
    });
    const timer = setInterval(() => {
      if (performance.now() - lastSeenMs < lockAfterMinutes * 60_000) return;
      useStore.getState().setIdleLock(true);
      // When the backend does not answer, the case is out of reach already.
      void api.case.lock().catch(() => undefined);
    }, 1000);
    return () => {
      clearInterval(timer);
      stopHearing();
      for (const sign of SIGNS_OF_LIFE) {
        window.removeEventListener(sign, noteLife);
        window.removeEventListener(sign, tell);
      }
    };
  }, [isOpen, lockAfterMinutes]);
}
