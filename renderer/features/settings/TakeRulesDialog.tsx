import { useState } from 'react';
import type { CouncilPreview, CouncilRuleFile } from '../../../shared/api/council.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { RuleFaults } from './RuleFaults.tsx';
import styles from './SettingsScreen.module.css';

interface TakeRulesDialogProps {
  readonly handles: readonly string[];
  readonly preview: CouncilPreview;
  readonly onClose: () => void;
  readonly onTaken: (count: number) => void;
}

function fileWords({ type, replaces, changes }: CouncilRuleFile): string {
  const what = type === 'rules' ? 'switched-off levers and contacts' : 'lever of your own';
  if (!replaces) return `New: ${what}`;
  if (type === 'rules') return `Replaces what you have: ${what}`;
  return changes.length === 0
    ? 'Replaces the one you have, which says the same'
    : `Replaces the one you have. ${changes.join('. ')}.`;
}

/** What chosen files of rules would do, before any of it is taken. */
export function TakeRulesDialog({ handles, preview, onClose, onTaken }: TakeRulesDialogProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const { files, problems, others } = preview;
  const canTake = files.length > 0 && problems.length === 0;

  async function take(): Promise<void> {
    try {
      await api.council.add({ files: [...handles] });
      onTaken(files.length);
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  return (
    <Dialog
      title={canTake ? 'Use these lever rules?' : 'These lever rules cannot be used'}
      width="wide"
      isLong
      onClose={onClose}
      actions={
        <>
          {canTake && (
            <Button look="primary" onClick={take}>
              Use them
            </Button>
          )}
          <Button onClick={onClose}>{canTake ? 'Cancel' : 'Close'}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <FormFailure message={failure} />
        <RuleFaults
          lead="Nothing was taken. Mend these, then choose the files again."
          problems={problems}
        />
        {problems.length === 0 && files.length === 0 && (
          <p>None of these files holds lever rules. Lever rules are .yaml files.</p>
        )}
        {canTake && (
          <p>
            They hold at once, in every case on this computer. Files you have and did not choose
            stay as they are.
          </p>
        )}
        {files.length > 0 && (
          <ul className={styles.list} aria-label="Chosen lever rules">
            {files.map((file) => (
              <li key={file.name}>
                <div className={styles.item}>
                  <b title={file.title ?? file.name}>{file.title ?? file.name}</b>
                  <span>
                    {fileWords(file)} ({file.name})
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
        {others > 0 && (
          <p className={styles.hint}>
            {others === 1
              ? '1 other file is no .yaml file and is left alone.'
              : `${others} other files are no .yaml files and are left alone.`}
          </p>
        )}
      </div>
    </Dialog>
  );
}
