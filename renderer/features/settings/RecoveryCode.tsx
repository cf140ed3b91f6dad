import { KeyRound, Printer } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './RecoveryCode.module.css';
import { RecoverySheets } from './RecoverySheets.tsx';
import { RecoveryState } from './RecoveryState.tsx';
import page from './SettingsScreen.module.css';

type Halves = readonly [string, string];

function HalvesDialog({
  halves,
  onClose,
}: {
  readonly halves: Halves;
  readonly onClose: () => void;
}) {
  const [isWritten, setIsWritten] = useState(false);
  return (
    <Dialog
      title="Recovery code"
      // Closing by Escape before the halves are written down would lose them for good.
      onClose={() => isWritten && onClose()}
      actions={
        <>
          <Button look="primary" aria-disabled={!isWritten} onClick={() => isWritten && onClose()}>
            Close
          </Button>
          <Button icon={<Printer size={15} aria-hidden="true" />} onClick={() => window.print()}>
            Print a sheet each
          </Button>
        </>
      }
    >
      <p>
        Shown this once. Print each half or write it on its own paper, and give the two to different
        people. Any code from before no longer works.
      </p>
      <dl className={styles.halves}>
        <dt>Half A</dt>
        <dd>{halves[0]}</dd>
        <dt>Half B</dt>
        <dd>{halves[1]}</dd>
      </dl>
      <CheckField
        label="Both halves are written down"
        checked={isWritten}
        onChange={(event) => setIsWritten(event.target.checked)}
      />
      <RecoverySheets halves={halves} />
    </Dialog>
  );
}

/** Makes the code by which two people can open the case when its passphrase is lost. */
export function RecoveryCode() {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [halves, setHalves] = useState<Halves | null>(null);
  const [madeCount, setMadeCount] = useState(0);

  async function make(): Promise<void> {
    setFailure(null);
    if (reason.trim() === '') {
      setFault('Enter why the code is made. It goes in the audit log.');
      return;
    }
    setIsBusy(true);
    try {
      setHalves((await api.case.makeRecoveryCode({ reason })).halves);
      setMadeCount(madeCount + 1);
      setReason('');
    } catch (error) {
      setFailure(toAppError(error).message);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <>
      <p className={page.hint}>
        Two people, each with one half, can open this case when its passphrase is lost.
      </p>
      <RecoveryState madeCount={madeCount} />
      <TextField
        label="Reason for making a code"
        hint="This goes in the audit log."
        maxLength={300}
        value={reason}
        error={fault}
        onChange={(event) => {
          setReason(event.target.value);
          setFault(null);
        }}
      />
      {failure && (
        <div role="alert">
          <Note tone="danger">{failure}</Note>
        </div>
      )}
      <div>
        <Button
          icon={<KeyRound size={15} aria-hidden="true" />}
          aria-disabled={isBusy}
          onClick={() => !isBusy && make()}
        >
          {isBusy ? 'Making the code…' : 'Make a recovery code'}
        </Button>
      </div>
      {halves && <HalvesDialog halves={halves} onClose={() => setHalves(null)} />}
    </>
  );
}
