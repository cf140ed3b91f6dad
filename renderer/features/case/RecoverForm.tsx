import { Info, LockOpen } from 'lucide-react';
import type { CaseListing } from '../../../shared/api/case.ts';
import { faultsOfPassphrase, PASSPHRASE_RULE } from '../../../shared/domain/new-passphrase.ts';
import { readHalf } from '../../../shared/domain/recovery-code.ts';
import { api } from '../../api/api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import type { FaultsOf } from './use-checked-form.ts';
import { useCheckedForm } from './use-checked-form.ts';
import { useCountdown } from './use-countdown.ts';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

type Recovery = Readonly<
  Record<
    'halfA' | 'halfB' | 'personA' | 'personB' | 'user' | 'reason' | 'passphrase' | 'repeated',
    string
  >
>;

function check(fields: Recovery): FaultsOf<Recovery> {
  const halfA = readHalf('A', fields.halfA).fault;
  const halfB = readHalf('B', fields.halfB).fault;
  return {
    ...(halfA !== null && { halfA }),
    ...(fields.personA.trim() === '' && { personA: 'Enter who typed half A.' }),
    ...(halfB !== null && { halfB }),
    ...(fields.personB.trim() === '' && { personB: 'Enter who typed half B.' }),
    ...(fields.user.trim() === '' && { user: 'Enter who gets the new passphrase.' }),
    ...(fields.reason.trim() === '' && { reason: 'Enter why the case is opened this way.' }),
    ...faultsOfPassphrase(fields.passphrase, fields.repeated),
  };
}

interface RecoverFormProps {
  readonly listing: Pick<CaseListing, 'handle' | 'name' | 'users'>;
  readonly onBack: () => void;
}

function useRecovery(listing: RecoverFormProps['listing']) {
  const setCaseState = useStore((state) => state.setCaseState);
  const [waitSeconds, waitFor] = useCountdown();
  const checked = useCheckedForm<Recovery>({
    start: {
      halfA: '',
      halfB: '',
      personA: '',
      personB: '',
      user: listing.users[0] ?? '',
      reason: '',
      passphrase: '',
      repeated: '',
    },
    check,
    send: async ({ halfA, halfB, personA, personB, user, reason, passphrase }) => {
      const { handle } = listing;
      const halves: [string, string] = [halfA, halfB];
      const people: [string, string] = [personA, personB];
      setCaseState(await api.case.recover({ handle, halves, people, user, reason, passphrase }));
    },
    fieldOf: ({ code }) => (code === 'passphrase-too-short' ? 'passphrase' : null),
    onFailure: ({ data }) => data.waitMs && waitFor(data.waitMs),
  });
  return { ...checked, waitSeconds };
}

/** Opens a case whose passphrase is lost: two people type the halves of its recovery code. */
export function RecoverForm({ listing, onBack }: RecoverFormProps) {
  const { form, submit, line, text, failure, isBusy, waitSeconds } = useRecovery(listing);
  const isWaiting = isBusy || waitSeconds > 0;
  return (
    <WelcomeCard
      title="Recover your case"
      lead="Two people open it with the halves of its recovery code."
      remark={
        <>
          <Info size={15} aria-hidden="true" />
          <span>Both names and the reason go in the audit log.</span>
        </>
      }
    >
      <form
        ref={form}
        className={styles.form}
        onSubmit={(event) => (isWaiting ? event.preventDefault() : submit(event))}
        noValidate
      >
        <FormFailure
          message={failure && (waitSeconds > 0 ? `${failure} (${waitSeconds} s)` : failure)}
        />
        <div className={styles.tight}>
          <TextField label="Half A" placeholder="A-" maxLength={200} autoFocus {...line('halfA')} />
          <TextField label="Half A typed by" maxLength={80} {...line('personA')} />
        </div>
        <div className={styles.tight}>
          <TextField label="Half B" placeholder="B-" maxLength={200} {...line('halfB')} />
          <TextField label="Half B typed by" maxLength={80} {...line('personB')} />
        </div>
        <div className={styles.tight}>
          <TextField
            label="Who gets the new passphrase"
            hint="A user of the case, or a new one."
            maxLength={80}
            {...line('user')}
          />
          <TextField label="Reason" maxLength={300} {...line('reason')} />
        </div>
        <PassphraseField
          label="New passphrase"
          hint={PASSPHRASE_RULE}
          isNew
          {...text('passphrase')}
        />
        <PassphraseField label="New passphrase again" isNew {...text('repeated')} />
        <div className={styles.buttons}>
          <Button
            type="submit"
            look="primary"
            size="large"
            icon={<LockOpen size={16} aria-hidden="true" />}
            aria-disabled={isWaiting}
          >
            {isBusy ? 'Opening…' : 'Open the case'}
          </Button>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </WelcomeCard>
  );
}
