import { type RefObject, useEffect, useState } from 'react';

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
      if (isFocusLost()) focusFirst([before, region]);
    };
  }, []);
}

/**
 * Keeps the focus of a panel from being lost: closed, it gives it back to what had it before; where another takes its
 * place, to that one. `shown` says which it is.
 */
export function useFocusKept(panel: RefObject<HTMLElement | null>, shown: string): void {
  // Read while it is drawn: once it is there, a field of its own may have taken the focus.
  const [before] = useState(() => document.activeElement);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown goes when its name changes.
  useEffect(() => {
    const section = panel.current;
    return () => {
      if (isFocusLost()) focusFirst([section, before]);
    };
  }, [panel, shown, before]);
}

function isFocusLost(): boolean {
  return document.activeElement === document.body || document.activeElement === null;
}

/** Gives the focus to the first of these that is still on the page, else to the screen. */
function focusFirst(places: readonly (Element | null | undefined)[]): void {
  const place = places.find(
    (one) => one instanceof HTMLElement && one !== document.body && one.isConnected,
  );
  const next = place instanceof HTMLElement ? place : document.querySelector<HTMLElement>('main');
  next?.focus({ preventScroll: true });
}
