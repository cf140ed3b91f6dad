import { Hammer } from 'lucide-react';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Loaded } from '../../api/use-api.ts';
import { Chip } from '../../ui/Chip.tsx';
import styles from './Inspector.module.css';
import { useCatalogue } from './use-catalogue.ts';

/** The levers that apply, by name. */
export function LeverNames({ levers }: { readonly levers: Loaded<readonly LeverEvaluation[]> }) {
  const catalogue = useCatalogue();
  if (levers.status === 'failed') return <p className={styles.nothing}>{levers.error.message}</p>;
  if (levers.status === 'loading') return <p className={styles.nothing}>Testing levers…</p>;
  const applying = levers.value.filter((entry) => entry.answer === 'applies');
  const possible = levers.value.filter((entry) => entry.answer === 'could-apply').length;
  if (applying.length === 0) {
    return (
      <p className={styles.nothing}>
        No levers flagged. This does not mean none exist.
        {possible > 0 && ` ${possible} could apply: see what is missing.`}
      </p>
    );
  }
  return (
    <div className={styles.leverNames}>
      {applying.map((entry) => (
        <Chip key={entry.leverId} tone="outline" icon={<Hammer size={11} aria-hidden="true" />}>
          {catalogue.get(entry.leverId)?.title ?? entry.leverId}
        </Chip>
      ))}
    </div>
  );
}
