import { useEffect } from 'react';

/**
 * Remembers what had the focus before this was opened, and gives it back once it is gone: a browser does so when a
 * dialog is closed, not when its element is taken out. Call it before what opens the dialog.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const before = document.activeElement;
    // What opened it may be drawn anew by what was done, as a link that was changed: then its part of the window.
    const region = before?.closest<HTMLElement>('[data-region]');
    return () => {
      // Whoever closed it may have led the focus elsewhere.
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      if (before instanceof HTMLElement && before !== document.body && before.isConnected)
        before.focus({ preventScroll: true });
      else if (region?.isConnected) region.focus({ preventScroll: true });
      else document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    };
  }, []);
}
