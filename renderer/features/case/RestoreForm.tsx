import { ArchiveRestore, Info } from 'lucide-react';
import { useState } from 'react';
import type { CaseListing } from '../../../shared/api/case.ts';
import { dayInWords } from '../../../shared/domain/words.ts';
import { api } from '../../api/api.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';
import { LoadingState, ProgressBar } from '../../ui/State.tsx';
import type { FaultsOf } from './use-checked-form.ts';
import { useCheckedForm } from './use-checked-form.ts';
import { useCountdown } from './use-countdown.ts';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

/** What can be restored: a backup, and what its file is called. */
interface Source {
  readonly handle: string;
  readonly name: string;
  readonly madeAt: string | null;
}

type Restoring = Readonly<Record<'backup' | 'user' | 'name' | 'reason' | 'passphrase', string>>;

function check({ name, reason, passphrase }: Restoring): FaultsOf<Restoring> {
  return {
    ...(name.trim() === '' && { name: 'Give the restored case a name.' }),
    ...(reason.trim() === '' && { reason: 'Enter why it is restored. It goes in its audit log.' }),
    ...(passphrase === '' && { passphrase: 'Enter the passphrase of the day of the backup.' }),
  };
}

interface FormProps {
  readonly caseName: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly onBack: () => void;
  readonly onRestored: (listing: CaseListing) => void;
}

function Form({ caseName, sources, onBack, onRestored }: FormProps) {
  const [waitSeconds, waitFor] = useCountdown();
  const [step, setStep] = useState<string | null>(null);
  const { form, submit, line, text, failure, isBusy } = useCheckedForm<Restoring>({
    start: {
      backup: sources[0].handle,
      user: '',
      name: `${caseName}, restored`,
      reason: '',
      passphrase: '',
    },
    check,
    send: async ({ backup, user, name, reason, passphrase }) => {
      const target = shell.canChooseCaseFile ? await shell.pickCaseToCreate(name) : null;
      if (shell.canChooseCaseFile && target === null) return; // They changed their mind.
      const chosen = { handle: backup, user: user.trim() || null, passphrase };
      const events = await api.backup.restore({ ...chosen, target, name, reason });
      for await (const { progress, report } of events) {
        setStep(progress?.phase ?? null);
        if (report) onRestored(await api.case.describe({ handle: report.handle }));
      }
    },
    fieldOf: ({ code }) =>
      code === 'passphrase-wrong' || code === 'passphrase-wait'
        ? 'passphrase'
        : code === 'case-exists'
          ? 'name'
          : code === 'bad-request'
            ? 'user'
            : null,
    onFailure: ({ data }) => data.waitMs && waitFor(data.waitMs),
  });
  const isWaiting = isBusy || waitSeconds > 0;

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => (isWaiting ? event.preventDefault() : submit(event))}
      noValidate
    >
      <FormFailure message={failure} />
      <SelectField
        label="Backup"
        size="large"
        value={text('backup').value}
        onChange={(event) => text('backup').onChange(event.target.value)}
      >
        {sources.map(({ handle, name, madeAt }) => (
          <option key={handle} value={handle}>
            {madeAt === null ? name : `Made ${dayInWords(madeAt, new Date())}`}
          </option>
        ))}
      </SelectField>
      <TextField label="Name of the restored case" size="large" maxLength={120} {...line('name')} />
      <TextField label="Reason for restoring" size="large" maxLength={300} {...line('reason')} />
      <TextField
        label="User"
        hint="Leave empty where the case had one user."
        size="large"
        maxLength={80}
        {...line('user')}
      />
      <PassphraseField label="Passphrase" {...text('passphrase')} />
      {isBusy && <ProgressBar label={`Restoring: ${step ?? 'starting'}`} fraction={null} />}
      <div className={styles.buttons}>
        <Button
          type="submit"
          look="primary"
          size="large"
          icon={<ArchiveRestore size={16} aria-hidden="true" />}
          aria-disabled={isWaiting}
        >
          {isBusy ? 'Restoring…' : 'Restore as a new case'}
        </Button>
        <Button size="large" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}

/** What a restoration is made from: the backups of a case, or a file that was chosen. */
export type RestoreFrom =
  | {
      readonly type: 'case';
      readonly listing: Pick<CaseListing, 'handle' | 'name'>;
      /** When the backup was made that is offered first; null: the newest. */
      readonly madeAt: string | null;
    }
  | { readonly type: 'file'; readonly handle: string; readonly name: string };

async function sourcesOf(from: RestoreFrom): Promise<Source[]> {
  if (from.type === 'file') return [{ handle: from.handle, name: from.name, madeAt: null }];
  const { backups } = await api.backup.list({ handle: from.listing.handle });
  const isOffered = (one: Source): boolean => one.madeAt === from.madeAt;
  return [...backups.filter(isOffered), ...backups.filter((one) => !isOffered(one))];
}

/** Makes a new case from a backup, without one being open: for a case that is damaged, lost or changed. */
export function RestoreForm({
  from,
  onBack,
  onRestored,
}: {
  readonly from: RestoreFrom;
  readonly onBack: () => void;
  readonly onRestored: (listing: CaseListing) => void;
}) {
  const found = useApi(() => sourcesOf(from), [from]);
  const caseName = from.type === 'file' ? from.name : from.listing.name;
  const [first, ...others] = found.status === 'ready' ? found.value : [];
  return (
    <WelcomeCard
      title="Restore a backup"
      lead={`“${caseName}” stays as it is. A new case is made beside it.`}
      remark={
        <>
          <Info size={15} aria-hidden="true" />
          <span>
            What was done after the backup is not in it. Its users and passphrases are those of its
            day.
          </span>
        </>
      }
    >
      {found.status === 'loading' && <LoadingState>Looking for backups</LoadingState>}
      {found.status === 'failed' && <FormFailure message={found.error.message} />}
      {first && (
        <Form
          caseName={caseName}
          sources={[first, ...others]}
          onBack={onBack}
          onRestored={onRestored}
        />
      )}
      {found.status === 'ready' && !first && (
        <div className={styles.form}>
          <p>
            There is no backup of this case in the folder “Backups” beside it. Put one there, then
            look again.
          </p>
          <div className={styles.buttons}>
            <Button size="large" onClick={onBack}>
              Back
            </Button>
          </div>
        </div>
      )}
    </WelcomeCard>
  );
}
