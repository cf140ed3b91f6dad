import { useState } from 'react';
import { toAppError } from './failure.ts';
import { shell } from './shell.ts';

/** What a dialog that lets something out of the case knows of its reason and of how far it is. */
export interface Export {
  /** For the field of the reason. */
  readonly reason: {
    readonly value: string;
    readonly isMissing: boolean;
    readonly onChange: (reason: string) => void;
  };
  readonly isBusy: boolean;
  readonly failure: string | null;
  /** Asks for a file with the reason, and saves it; null where it leaves in another way. Nothing without a reason. */
  run(ask: (reason: string) => Promise<File | null>): Promise<void>;
}

/** Lets something out of the case for a reason, once: `say` tells of a file that was saved, `onDone` ends the dialog. */
export function useExport(say: (words: string) => void, onDone: () => void): Export {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const given = reason.trim();

  return {
    reason: { value: reason, isMissing: isTried && given === '', onChange: setReason },
    isBusy,
    failure,
    async run(ask) {
      setTried(true);
      if (given === '' || isBusy) return;
      setBusy(true);
      setFailure(null);
      try {
        const file = await ask(given);
        if (!file) return;
        const bytes = new Uint8Array(await file.arrayBuffer());
        if (await shell.saveFile(file.name, bytes)) say(`Exported to ${file.name}.`);
        onDone();
      } catch (error) {
        setFailure(toAppError(error).message);
        setBusy(false);
      }
    },
  };
}
