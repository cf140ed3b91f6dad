import { ClipboardList, Database, Info, LockOpen, UserRound } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { CaseListing } from '../../../shared/api/case.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import { useCountdown } from './use-countdown.ts';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

interface UnlockFormProps {
  readonly title: string;
  readonly lead?: string;
  readonly listing: Pick<CaseListing, 'handle' | 'name' | 'users'>;
  /** The user whose work is waiting behind the lock; null when the case was closed. */
  readonly user: string | null;
  /** Words of the other button. */
  readonly backLabel: string;
  readonly onBack: () => void;
}

/** Opens a case with a passphrase and the reason for opening it. Nothing here hints at the passphrase. */
export function UnlockForm({ title, lead, listing, user, backLabel, onBack }: UnlockFormProps) {
  const setCaseState = useStore((state) => state.setCaseState);
  const [who, setWho] = useState(user ?? listing.users[0] ?? '');
  const [reason, setReason] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [waitSeconds, waitFor] = useCountdown();
  const passphraseInput = useRef<HTMLInputElement>(null);
  const reasonInput = useRef<HTMLInputElement>(null);

  useEffect(() => reasonInput.current?.focus(), []);

  async function unlock(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || waitSeconds > 0) return;
    setIsBusy(true);
    setWrong(null);
    setFailure(null);
    try {
      const { handle } = listing;
      setCaseState(await api.case.unlock({ handle, user: who || null, passphrase, reason }));
    } catch (error) {
      const { code, message, data } = toAppError(error);
      if (data.waitMs) waitFor(data.waitMs);
      if (code === 'passphrase-wrong') setWrong('The passphrase is not correct.');
      else if (code === 'passphrase-wait') setWrong('Too soon after a wrong passphrase.');
      else setFailure(message);
      setPassphrase('');
      passphraseInput.current?.focus();
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <WelcomeCard
      title={title}
      lead={lead}
      remark={
        <>
          <Info size={15} aria-hidden="true" />
          <span>
            Only open this case if you need it for your work. Looking without a reason may be an
            offence.
          </span>
        </>
      }
    >
      <form className={styles.form} onSubmit={unlock}>
        {failure && (
          <div role="alert">
            <Note tone="danger">{failure}</Note>
          </div>
        )}
        <TextField
          label="Case"
          size="large"
          icon={<Database size={17} aria-hidden="true" />}
          value={listing.name}
          title={listing.name}
          readOnly
        />
        {listing.users.length > 1 && user === null && (
          <SelectField
            label="User"
            size="large"
            icon={<UserRound size={17} aria-hidden="true" />}
            value={who}
            onChange={(event) => setWho(event.target.value)}
          >
            {listing.users.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </SelectField>
        )}
        <TextField
          ref={reasonInput}
          label="Reason for opening"
          hint="This goes in the audit log."
          size="large"
          icon={<ClipboardList size={17} aria-hidden="true" />}
          value={reason}
          maxLength={300}
          required
          onChange={(event) => setReason(event.target.value)}
        />
        {/* Read aloud once: the seconds that count down would be read at every tick. */}
        <p className="visually-hidden" role="alert">
          {wrong}
        </p>
        <PassphraseField
          inputRef={passphraseInput}
          label="Passphrase"
          value={passphrase}
          onChange={setPassphrase}
          error={wrong && (waitSeconds > 0 ? `${wrong} Wait ${waitSeconds} s.` : wrong)}
        />
        <div className={styles.buttons}>
          <Button
            type="submit"
            look="primary"
            size="large"
            icon={<LockOpen size={16} aria-hidden="true" />}
            keys={['Enter']}
            aria-disabled={isBusy || waitSeconds > 0}
          >
            {isBusy ? 'Unlocking…' : 'Unlock'}
          </Button>
          <Button size="large" onClick={onBack}>
            {backLabel}
          </Button>
        </div>
      </form>
    </WelcomeCard>
  );
}
