import { FileUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toAppError } from '../api/failure.ts';
import { shell, uploadFiles } from '../api/shell.ts';
import { droppedFiles } from '../features/import/dropped-files.ts';
import { useStore } from '../store/store.ts';
import styles from './DropOverlay.module.css';

/** The import's first step takes what is dropped on it itself, and says so where it is dropped. */
function hasFiles(event: DragEvent): boolean {
  const isTaken = event.target instanceof Element && event.target.closest('[data-takes-files]');
  return !isTaken && (event.dataTransfer?.types.includes('Files') ?? false);
}

/** Hands dropped files to the host and takes them to the import's first step. Nothing of them is in the case yet. */
async function take(transfer: DataTransfer): Promise<void> {
  const { say } = useStore.getState();
  try {
    const files = await uploadFiles(await droppedFiles(transfer));
    if (files.length === 0) return;
    useStore.getState().setDroppedFiles(files);
    useStore.getState().goTo('import');
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

/**
 * Files dropped anywhere on the window of an open case begin an import; the overlay says so before they are let go.
 * On the desktop, which opens files through its own dialog alone, it says where to choose them.
 */
export function DropOverlay() {
  const [isOver, setIsOver] = useState(false);
  const canWrite = useStore((state) => !state.caseState?.isReadOnly);
  const canDrop = shell.host === 'browser' && canWrite;

  useEffect(() => {
    // A drag enters and leaves every element that it passes: only the outermost counts.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!(event.dataTransfer?.types.includes('Files') ?? false)) return;
      depth++;
      setIsOver(hasFiles(event));
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setIsOver(false);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event) || !canDrop || document.querySelector('dialog[open]')) return;
      event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setIsOver(false);
      if (event.defaultPrevented || !event.dataTransfer || !hasFiles(event)) return;
      event.preventDefault();
      if (canDrop && !document.querySelector('dialog[open]')) void take(event.dataTransfer);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    // Before anything below hears of them: the guard of the window would refuse them.
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name as keyof typeof listeners, listener, true);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name as keyof typeof listeners, listener, true);
    };
  }, [canDrop]);

  if (!isOver) return null;
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.card}>
        <FileUp size={32} strokeWidth={1.5} aria-hidden="true" />
        <h2>{canDrop ? 'Drop to begin an import' : 'Files cannot be dropped here'}</h2>
        <p>
          {canDrop
            ? 'The files go to the first step of the import. Nothing is saved to the case until you commit.'
            : canWrite
              ? 'Choose them under Import.'
              : 'This case is open for reading only.'}
        </p>
      </div>
    </div>
  );
}
