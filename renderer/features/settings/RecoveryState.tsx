import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Note } from '../../ui/Note.tsx';
import styles from './SettingsScreen.module.css';

interface RecoveryStateProps {
  /** How many codes were made in this window: another makes it read again. */
  readonly madeCount: number;
}

/** Whether the case has a recovery code, as its keyslots tell: a warning while it has none. */
export function RecoveryState({ madeCount }: RecoveryStateProps) {
  const handle = useStore((state) => state.caseState?.handle ?? null);
  const cases = useApi(() => api.case.list(), [handle, madeCount]);
  if (cases.status !== 'ready') return null;
  const listing = cases.value.find((known) => known.handle === handle);
  if (!listing) return null;
  if (listing.recoveryCodeMadeAt === null) {
    return (
      <Note tone="warning">
        This case has no recovery code. If its passphrase is lost, nothing can open it.
      </Note>
    );
  }
  const day = new Date(listing.recoveryCodeMadeAt).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return (
    <p className={styles.hint}>
      The recovery code of this case was made on {day}. Another puts it out of force; backups made
      before keep the code of their day.
    </p>
  );
}
