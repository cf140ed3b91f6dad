import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Demonstration } from './Demonstration.tsx';
import { RecoverForm } from './RecoverForm.tsx';
import { UnlockForm } from './UnlockForm.tsx';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard, WelcomeFrame } from './WelcomeFrame.tsx';

const LEAD = 'Your work is saved. Unlock to carry on where you were.';

/** What is shown instead of a locked case: nothing of its content, and the way back in. */
export function LockedScreen() {
  const caseState = useStore((state) => state.caseState);
  const setCaseState = useStore((state) => state.setCaseState);
  const title = useStore((state) =>
    state.isIdleLock ? `Locked after ${state.settings.lockAfterMinutes} minutes` : 'Locked',
  );
  const [isOpening, setIsOpening] = useState(false);
  const [isRecovering, setIsRecovering] = useState(false);
  const cases = useApi(() => api.case.list(), [caseState?.handle]);
  if (!caseState?.handle) return null;
  const { handle, name, user, isDemonstration } = caseState;
  const listing = cases.status === 'ready' && cases.value.find((known) => known.handle === handle);

  async function close(): Promise<void> {
    setCaseState(await api.case.close());
  }

  if (isDemonstration && isOpening) {
    return (
      <WelcomeFrame>
        <Demonstration onBack={() => setIsOpening(false)} />
      </WelcomeFrame>
    );
  }
  if (listing && isRecovering) {
    return (
      <WelcomeFrame>
        <RecoverForm listing={listing} onBack={() => setIsRecovering(false)} />
      </WelcomeFrame>
    );
  }
  return (
    <WelcomeFrame>
      {isDemonstration ? (
        <WelcomeCard title={title} lead={LEAD}>
          <div className={styles.form}>
            <div className={styles.buttons}>
              <Button
                look="primary"
                size="large"
                icon={<LockOpen size={16} aria-hidden="true" />}
                onClick={() => setIsOpening(true)}
              >
                Carry on
              </Button>
              <Button size="large" onClick={close}>
                Close the case
              </Button>
            </div>
          </div>
        </WelcomeCard>
      ) : (
        <UnlockForm
          title={title}
          lead={LEAD}
          listing={{ handle, name: name ?? '', users: user ? [user] : [] }}
          user={user}
          backLabel="Close the case"
          onBack={close}
          onRecover={
            listing && listing.recoveryCodeMadeAt !== null ? () => setIsRecovering(true) : undefined
          }
        />
      )}
    </WelcomeFrame>
  );
}
