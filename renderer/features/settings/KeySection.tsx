import { RotateCcwKey } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { KeyChangeEvent, KeyChangeReport } from '../../../shared/api/key.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import styles from './SettingsScreen.module.css';
import { StepProgress } from './StepProgress.tsx';
import { useSteps } from './use-steps.ts';

type Phase = NonNullable<KeyChangeEvent['progress']>['phase'];

const PHASES: Readonly<Record<Phase, string>> = {
  space: 'Looking at the free space',
  copy: 'Copying, still encrypted',
  encrypt: 'Encrypting the copy under the new key',
  content: 'Reading every page back',
  audit: 'Checking the audit log',
  counts: 'Counting what is there',
  replace: 'Putting the copy in the place of the case',
};

function doneWords({ users, hadRecoveryCode, seal }: KeyChangeReport): string {
  const who =
    users.length === 1
      ? 'Your passphrase opens it as before.'
      : `All ${users.length} users open it with the passphrases they have.`;
  const code = hadRecoveryCode ? ' The recovery code no longer does: make another.' : '';
  return `The case has a new key. ${who}${code} Make a backup under the new key. Seal ${seal}.`;
}

/** Puts the case under a new key: after someone left, or where a copy of it was lost. */
export function KeySection() {
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const users = useApi(() => api.user.list(), []);
  const [passphrase, setPassphrase] = useState('');
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<{ passphrase?: string; reason?: string }>({});
  const [done, setDone] = useState<string | null>(null);
  const work = useSteps<Phase, KeyChangeReport>();
  if (users.status === 'loading') return null;
  if (users.status === 'failed') return <FormFailure message={users.error.message} />;

  async function change(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (work.isBusy) return;
    setDone(null);
    const found = {
      ...(passphrase === '' && { passphrase: 'Enter the passphrase that opens the case now.' }),
      ...(reason.trim() === '' && {
        reason: 'Enter why the key is changed. It goes in the audit log.',
      }),
    };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const report = await work.follow((signal) =>
      api.key.change({ passphrase, reason }, { signal }),
    );
    setPassphrase('');
    if (!report) return;
    setReason('');
    setDone(doneWords(report));
  }

  return (
    <form className={styles.form} onSubmit={change} noValidate>
      <p className={styles.hint}>
        Change it when someone has left, or when a copy of the case or of its keyslots was lost.
        Users keep their passphrases. Keyslots copied before, and recovery codes made before, no
        longer open the case. Backups made before stay under the key they have, and open with the
        passphrases of their day: collect those that others hold.
      </p>
      {users.value.mayChange && !isReadOnly ? (
        <>
          <FormFailure message={work.failure?.message ?? null} />
          <PassphraseField
            size="standard"
            label="Your passphrase"
            value={passphrase}
            error={faults.passphrase ?? null}
            onChange={setPassphrase}
          />
          <TextField
            label="Reason for changing the key"
            hint="This goes in the audit log."
            maxLength={300}
            value={reason}
            error={faults.reason ?? null}
            onChange={(event) => setReason(event.target.value)}
          />
          <div>
            <Button
              type="submit"
              icon={<RotateCcwKey size={15} aria-hidden="true" />}
              aria-disabled={work.isBusy}
            >
              {work.isBusy ? 'Changing the key…' : 'Change the key'}
            </Button>
          </div>
          {work.isBusy && (
            <StepProgress
              label="Change of key"
              words={PHASES}
              work={work}
              unstoppable={['replace']}
            />
          )}
          <div role="status">{done && <Note tone="success">{done}</Note>}</div>
        </>
      ) : (
        <p>{isReadOnly ? READ_ONLY_WORDS : 'A supervisor of this case changes its key.'}</p>
      )}
    </form>
  );
}
