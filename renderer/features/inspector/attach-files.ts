import type { DragEvent } from 'react';
import { useState } from 'react';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { toAppError } from '../../api/failure.ts';
import { uploadFiles } from '../../api/shell.ts';
import { useStore } from '../../store/store.ts';

/** Opens the form that keeps files with a record, once they are chosen. */
export async function attachFiles(
  entityId: string,
  choose: () => Promise<readonly ChosenFile[]>,
): Promise<void> {
  const { openForm, say } = useStore.getState();
  try {
    const files = await choose();
    if (files.length > 0) openForm({ type: 'attach-files', entityId, files });
  } catch (cause) {
    say(toAppError(cause).message, { tone: 'failed' });
  }
}

/** Takes files that are dropped on an element, to be attached to a record. */
export function useFileDrop(entityId: string) {
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const [isOver, setIsOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent): void {
        if (isReadOnly || !holdsFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave(event: DragEvent): void {
        const { currentTarget, relatedTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setIsOver(false);
      },
      onDrop(event: DragEvent): void {
        setIsOver(false);
        if (isReadOnly || !holdsFiles(event)) return;
        event.preventDefault();
        // The list empties itself after the event.
        const files = [...event.dataTransfer.files];
        void attachFiles(entityId, () => uploadFiles(files));
      },
    },
  };
}
