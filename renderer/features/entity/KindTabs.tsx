import type { Ontology } from '../../../shared/domain/ontology.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import styles from './KindTabs.module.css';

interface KindTabsProps {
  readonly ontology: Ontology | null;
  /** Entities by kind; null while they are counted. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** Null: every kind. */
  readonly kind: string | null;
  readonly onChange: (kind: string | null) => void;
}

/** The kinds that the case has, to show one alone. */
export function KindTabs({ ontology, counts, kind, onChange }: KindTabsProps) {
  if (!ontology || !counts) return <div className={styles.tabs} />;
  const present = ontology.kinds.filter((one) => (counts[one.id] ?? 0) > 0);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <fieldset className={styles.tabs} aria-label="Kinds">
      <button type="button" aria-pressed={kind === null} onClick={() => onChange(null)}>
        All records <span>{total.toLocaleString('en-GB')}</span>
      </button>
      {present.map((one) => (
        <button
          key={one.id}
          type="button"
          aria-pressed={kind === one.id}
          onClick={() => onChange(one.id)}
        >
          <EntityMark colour={one.id} shape={one.shape} sizePx={14} />
          {one.plural} <span>{(counts[one.id] ?? 0).toLocaleString('en-GB')}</span>
        </button>
      ))}
    </fieldset>
  );
}
