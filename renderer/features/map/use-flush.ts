import { useEffect } from 'react';
import { addWaitingSaves } from '../../api/waiting-saves.ts';
import type { ViewSaver } from './view-saver.ts';

/** Saves what waits before a command, a click elsewhere or leaving: undo must find it done. */
export function useFlush(saver: ViewSaver): void {
  useEffect(() => {
    function flushBeforeCommand(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey) saver.flush();
    }
    const forget = addWaitingSaves(() => {
      saver.flush();
      return saver.settled();
    });
    window.addEventListener('keydown', flushBeforeCommand, { capture: true });
    window.addEventListener('pointerdown', saver.flush, { capture: true });
    window.addEventListener('pagehide', saver.flush);
    return () => {
      forget();
      window.removeEventListener('keydown', flushBeforeCommand, { capture: true });
      window.removeEventListener('pointerdown', saver.flush, { capture: true });
      window.removeEventListener('pagehide', saver.flush);
    };
  }, [saver]);
}
