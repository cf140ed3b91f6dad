import { ClipboardList, Database, Info, LockOpen, UserRound } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { CaseListing } from '../../../shared/api/case.ts';
import type { Damage } from '../../../shared/api/errors.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import { DamageOffer } from './DamageOffer.tsx';
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
  /** Given where the case has a recovery code. */
  readonly onRecover?: (() => void) | undefined;
  /** Given where no work waits behind the lock; with the day of the backup to take, where one is offered. */
  readonly onRestore?: (madeAt?: string) => void;
}

interface Attempt {
  readonly user: string;
  readonly reason: string;
  readonly passphrase: string;
}

/** Tries passphrases, and keeps the wait after a wrong one. */
function useUnlocking(handle: string) {
  const setCaseState = useStore((state) => state.setCaseState);
  const [isBusy, setIsBusy] = useState(false);
  /** About the passphrase; nothing here hints at what it is. */
  const [wrong, setWrong] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  /** Of a case that did not read back whole; it can still be opened for reading. */
  const [damage, setDamage] = useState<Damage | null>(null);
  const [waitSeconds, waitFor] = useCountdown();

  /** Says what went wrong, and whether the passphrase was right all the same. */
  function tell(error: unknown): 'refused' | 'damaged' {
    const { code, message, data } = toAppError(error);
    if (data.waitMs) waitFor(data.waitMs);
    if (data.damage) setDamage(data.damage);
    if (code === 'passphrase-wrong') setWrong('The passphrase is not correct.');
    else if (code === 'passphrase-wait') setWrong('Too soon after a wrong passphrase.');
    else setFailure(message);
    return data.damage ? 'damaged' : 'refused';
  }

  /** Resolves to what came of it. */
  async function unlock(
    { user, reason, passphrase }: Attempt,
    open: 'unlock' | 'openDamaged' = 'unlock',
  ): Promise<'open' | 'refused' | 'damaged'> {
    setIsBusy(true);
    setWrong(null);
    setFailure(null);
    try {
      setCaseState(await api.case[open]({ handle, user: user || null, passphrase, reason }));
      return 'open';
    } catch (error) {
      return tell(error);
    } finally {
      setIsBusy(false);
    }
  }

  return { unlock, isBusy, wrong, failure, damage, waitSeconds };
}

const REMARK = (
  <>
    <Info size={15} aria-hidden="true" />
    <span>
      Only open this case if you need it for your work. Looking without a reason may be an offence.
    </span>
  </>
);

interface WhoProps {
  readonly users: readonly string[];
  readonly value: string;
  readonly onChange: (user: string) => void;
}

function Who({ users, value, onChange }: WhoProps) {
  return (
    <SelectField
      label="User"
      size="large"
      icon={<UserRound size={17} aria-hidden="true" />}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {users.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </SelectField>
  );
}

/** Opens a case with a passphrase and the reason for opening it. */
export function UnlockForm(props: UnlockFormProps) {
  const { title, lead, listing, user, backLabel, onBack, onRecover, onRestore } = props;
  const [who, setWho] = useState(user ?? listing.users[0] ?? '');
  const [reason, setReason] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const { unlock, isBusy, wrong, failure, damage, waitSeconds } = useUnlocking(listing.handle);
  const passphraseInput = useRef<HTMLInputElement>(null);
  const reasonInput = useRef<HTMLInputElement>(null);

  useEffect(() => reasonInput.current?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || waitSeconds > 0) return;
    // What was found damaged is not tried for work again.
    const way = damage ? 'openDamaged' : 'unlock';
    // The passphrase of a damaged case was right, and is what opens it for reading.
    if ((await unlock({ user: who, reason, passphrase }, way)) !== 'refused') return;
    setPassphrase('');
    passphraseInput.current?.focus();
  }

  return (
    <WelcomeCard title={title} lead={lead} remark={REMARK}>
      <form className={styles.form} onSubmit={submit}>
        <FormFailure message={failure} />
        {damage && <DamageOffer damage={damage} onRestore={onRestore} />}
        <TextField
          label="Case"
          size="large"
          icon={<Database size={17} aria-hidden="true" />}
          value={listing.name}
          title={listing.name}
          readOnly
        />
        {listing.users.length > 1 && user === null && (
          <Who users={listing.users} value={who} onChange={setWho} />
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
            {...(damage ? {} : { look: 'primary' as const })}
            size="large"
            icon={<LockOpen size={16} aria-hidden="true" />}
            keys={['Enter']}
            aria-disabled={isBusy || waitSeconds > 0}
          >
            {isBusy
              ? damage
                ? 'Opening…'
                : 'Unlocking…'
              : damage
                ? 'Open read-only, as far as it can be read'
                : 'Unlock'}
          </Button>
          <Button size="large" onClick={onBack}>
            {backLabel}
          </Button>
        </div>
        {onRecover && (
          <Button look="quiet" onClick={onRecover}>
            Passphrase lost? Use the recovery code
          </Button>
        )}
        {onRestore && !damage?.backupMadeAt && (
          <Button look="quiet" onClick={() => onRestore()}>
            Damaged or changed by mistake? Restore a backup
          </Button>
        )}
      </form>
    </WelcomeCard>
  );
}
