import { useEffect } from 'react';
import { useStore } from '../store/store.ts';

/** How long copied text stays on the clipboard. */
const KEPT_MS = 60_000;

/**
 * What leaves by the clipboard is plain text under its marking, and does not stay there: it is cleared after a
 * minute and when the case is locked. Only what was copied here is cleared.
 */
export function useClipboard(): void {
  const marking = useStore((state) => state.caseState?.marking ?? null);
  const isOpen = useStore((state) => state.caseState?.status === 'open');

  useEffect(() => {
    if (!isOpen || marking === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;

    function clear(): void {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      // Refused while the window is not in front: tried again when it is.
      navigator.clipboard.writeText('').catch(() => {
        window.addEventListener(
          'focus',
          () => void navigator.clipboard.writeText('').catch(() => {}),
          { once: true },
        );
      });
    }

    function mark(event: ClipboardEvent): void {
      const text = copiedText(event.target);
      if (text === '' || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', `${marking}\n${text}`);
      event.preventDefault();
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(clear, KEPT_MS);
    }

    document.addEventListener('copy', mark);
    return () => {
      document.removeEventListener('copy', mark);
      clear();
    };
  }, [isOpen, marking]);
}

/** The selected text, in a form field or on the page. */
function copiedText(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0);
  }
  return document.getSelection()?.toString() ?? '';
}
