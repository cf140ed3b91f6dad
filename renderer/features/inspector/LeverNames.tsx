import { Gavel } from 'lucide-react';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Loaded } from '../../api/use-api.ts';
import { useCatalogue } from '../../api/use-catalogue.ts';
import { Chip } from '../../ui/Chip.tsx';
import inspector from './Inspector.module.css';
import styles from './Summary.module.css';

/** The levers that apply, by name. */
export function LeverNames({ levers }: { readonly levers: Loaded<readonly LeverEvaluation[]> }) {
  const catalogue = useCatalogue();
  if (levers.status === 'failed')
    return <p className={inspector.nothing}>{levers.error.message}</p>;
  if (levers.status === 'loading') return <p className={inspector.nothing}>Testing levers…</p>;
  const applying = levers.value.filter((entry) => entry.answer === 'applies');
  const possible = levers.value.filter((entry) => entry.answer === 'could-apply').length;
  if (applying.length === 0) {
    return (
      <p className={inspector.nothing}>
        No levers flagged. This does not mean none exist.
        {possible > 0 && ` ${possible} could apply: see what is missing.`}
      </p>
    );
  }
  return (
    <ul className={styles.leverNames} aria-label="Levers that apply">
      {applying.map((entry) => {
        const title = catalogue.get(entry.leverId)?.title ?? entry.leverId;
        return (
          <li key={entry.leverId} title={title}>
            <Chip tone="outline" icon={<Gavel size={11} aria-hidden="true" />}>
              {title}
            </Chip>
          </li>
        );
      })}
    </ul>
  );
}
