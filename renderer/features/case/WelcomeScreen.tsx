import { useState } from 'react';
import type { CaseListing } from '../../../shared/api/case.ts';
import { api } from '../../api/api.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { CaseChoice } from './CaseChoice.tsx';
import { Demonstration } from './Demonstration.tsx';
import { NewCaseForm } from './NewCaseForm.tsx';
import { RecoverForm } from './RecoverForm.tsx';
import { RestoreForm, type RestoreFrom } from './RestoreForm.tsx';
import { UnlockForm } from './UnlockForm.tsx';
import { WelcomeFrame } from './WelcomeFrame.tsx';

type Step =
  | { readonly name: 'choice' }
  | { readonly name: 'new' }
  | { readonly name: 'demonstration' }
  | { readonly name: 'unlock' | 'recover'; readonly listing: CaseListing }
  | { readonly name: 'restore'; readonly from: RestoreFrom };

const CHOICE: Step = { name: 'choice' };

/** The first screen: which case, or a new one. */
export function WelcomeScreen() {
  const [step, setStep] = useState<Step>(CHOICE);
  const cases = useApi(() => api.case.list(), [step]);

  async function openOther(): Promise<void> {
    const handle = await shell.pickCaseToOpen();
    if (handle === null) return;
    setStep({ name: 'unlock', listing: await api.case.describe({ handle }) });
  }

  async function restoreOther(): Promise<void> {
    const handle = await shell.pickCaseToOpen();
    if (handle === null) return;
    const { name } = await api.case.describe({ handle });
    setStep({ name: 'restore', from: { type: 'file', handle, name } });
  }

  return (
    <WelcomeFrame>
      {step.name === 'choice' && (
        <CaseChoice
          cases={cases}
          onUnlock={(listing) =>
            setStep(
              listing.isPresent
                ? { name: 'unlock', listing }
                : { name: 'restore', from: { type: 'case', listing, madeAt: null } },
            )
          }
          onNew={() => setStep({ name: 'new' })}
          onOpenOther={openOther}
          onRestoreOther={restoreOther}
          onDemonstration={() => setStep({ name: 'demonstration' })}
        />
      )}
      {step.name === 'new' && <NewCaseForm onBack={() => setStep(CHOICE)} />}
      {step.name === 'demonstration' && <Demonstration onBack={() => setStep(CHOICE)} />}
      {step.name === 'unlock' && (
        <UnlockForm
          title="Unlock your case"
          listing={step.listing}
          user={null}
          backLabel="Back"
          onBack={() => setStep(CHOICE)}
          onRestore={(madeAt) =>
            setStep({
              name: 'restore',
              from: { type: 'case', listing: step.listing, madeAt: madeAt ?? null },
            })
          }
          onRecover={
            step.listing.recoveryCodeMadeAt === null
              ? undefined
              : () => setStep({ name: 'recover', listing: step.listing })
          }
        />
      )}
      {step.name === 'recover' && (
        <RecoverForm
          listing={step.listing}
          onBack={() => setStep({ name: 'unlock', listing: step.listing })}
        />
      )}
      {step.name === 'restore' && (
        <RestoreForm
          from={step.from}
          onBack={() => setStep(CHOICE)}
          onRestored={(listing) => setStep({ name: 'unlock', listing })}
        />
      )}
    </WelcomeFrame>
  );
}
