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

interface LockedProps {
  readonly title: string;
  readonly onClose: () => void;
}

/** The way back into the demonstration case, which needs no passphrase. */
function LockedDemonstration({ title, onClose }: LockedProps) {
  const [isOpening, setIsOpening] = useState(false);
  if (isOpening) return <Demonstration onBack={() => setIsOpening(false)} />;
  return (
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
          <Button size="large" onClick={onClose}>
            Close the case
          </Button>
        </div>
      </div>
    </WelcomeCard>
  );
}

interface LockedCaseProps extends LockedProps {
  readonly handle: string;
  readonly name: string;
  readonly user: string | null;
}

/** The way back into a case: the passphrase of who had it open, or its recovery code. */
function LockedCase({ title, handle, name, user, onClose }: LockedCaseProps) {
  const [isRecovering, setIsRecovering] = useState(false);
  const cases = useApi(() => api.case.list(), [handle]);
  const known = cases.status === 'ready' ? cases.value.find((one) => one.handle === handle) : null;
  if (known && isRecovering) {
    return <RecoverForm listing={known} onBack={() => setIsRecovering(false)} />;
  }
  const hasCode = known ? known.recoveryCodeMadeAt !== null : false;
  return (
    <UnlockForm
      title={title}
      lead={LEAD}
      listing={{ handle, name, users: user ? [user] : [] }}
      user={user}
      backLabel="Close the case"
      onBack={onClose}
      onRecover={hasCode ? () => setIsRecovering(true) : undefined}
    />
  );
}

/** What is shown instead of a locked case: nothing of its content, and the way back in. */
export function LockedScreen() {
  const caseState = useStore((state) => state.caseState);
  const setCaseState = useStore((state) => state.setCaseState);
  const title = useStore((state) =>
    state.isIdleLock ? `Locked after ${state.settings.lockAfterMinutes} minutes` : 'Locked',
  );
  if (!caseState?.handle) return null;
  const { handle, name, user, isDemonstration } = caseState;

  async function close(): Promise<void> {
    setCaseState(await api.case.close());
  }

  return (
    <WelcomeFrame>
      {isDemonstration ? (
        <LockedDemonstration title={title} onClose={close} />
      ) : (
        <LockedCase title={title} handle={handle} name={name ?? ''} user={user} onClose={close} />
      )}
    </WelcomeFrame>
  );
}
