import { X } from 'lucide-react';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { filterTokens, toggleFacet } from './lever-filter.ts';
import styles from './levers.module.css';

/** The conditions that hold, each with a way to drop it. */
export function FilterTokens({ onlyTitle }: { readonly onlyTitle: string | null }) {
  const ontology = useOntologyOrNull();
  const filter = useStore((state) => state.leverFilter);
  const setFilter = useStore((state) => state.setLeverFilter);
  const narrow = useStore((state) => state.narrowToLever);
  const tokens = filterTokens(filter, ontology);
  if (tokens.length === 0 && onlyTitle === null) return null;
  return (
    <ul className={styles.tokens} aria-label="Filters">
      {onlyTitle !== null && (
        <li>
          <button type="button" onClick={() => narrow(null)} aria-label={`Remove ${onlyTitle}`}>
            {onlyTitle}
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      )}
      {tokens.map(({ key, value, label }) => (
        <li key={`${key} ${value}`}>
          <button
            type="button"
            aria-label={`Remove ${label}`}
            onClick={() => setFilter(toggleFacet(filter, key, value))}
          >
            {label}
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
      {tokens.length + Number(onlyTitle !== null) > 1 && (
        <li>
          <button
            type="button"
            onClick={() => {
              setFilter({});
              narrow(null);
            }}
          >
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
}
