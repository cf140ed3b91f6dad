import { ArchiveRestore } from 'lucide-react';
import type { Damage } from '../../../shared/api/errors.ts';
import { damageInWords } from '../../../shared/domain/damage-words.ts';
import { dayInWords } from '../../../shared/domain/words.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './WelcomeFrame.module.css';

/** What can be done about a damaged case besides reading it: the newest whole backup, and what would be lost. */
export function DamageOffer({
  damage,
  onRestore,
}: {
  readonly damage: Damage;
  readonly onRestore: ((madeAt: string) => void) | undefined;
}) {
  const now = new Date();
  const { backupMadeAt } = damage;
  return (
    <>
      <p role="status">
        {damageInWords(damage, now)}
        {backupMadeAt !== null && !onRestore && ' To restore it, close the case first.'}
      </p>
      {backupMadeAt !== null && onRestore && (
        <div className={styles.buttons}>
          <Button
            look="primary"
            size="large"
            icon={<ArchiveRestore size={16} aria-hidden="true" />}
            onClick={() => onRestore(backupMadeAt)}
          >
            {`Restore the backup made ${dayInWords(backupMadeAt, now)}`}
          </Button>
        </div>
      )}
    </>
  );
}
