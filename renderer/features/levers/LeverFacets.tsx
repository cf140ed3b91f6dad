import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import styles from './LeverFacets.module.css';
import {
  type CountedFacet,
  clearFacet,
  facetsOf,
  toggleFacet,
  type ValueCounts,
} from './lever-filter.ts';

const SHOWN_AT_FIRST = 8;

/** What the list can be filtered by, with how many each choice would leave. */
export function LeverFacets({ counts }: { readonly counts: ReadonlyMap<string, ValueCounts> }) {
  const ontology = useOntologyOrNull();
  const filter = useStore((state) => state.leverFilter);
  const facets = facetsOf(counts, filter, ontology);
  return (
    <div className={styles.facets}>
      {facets.map((facet) => (
        <Facet key={facet.key} facet={facet} />
      ))}
    </div>
  );
}

function Facet({ facet }: { readonly facet: CountedFacet }) {
  const { key, label, buckets } = facet;
  const filter = useStore((state) => state.leverFilter);
  const setFilter = useStore((state) => state.setLeverFilter);
  const [isOpen, setOpen] = useState(true);
  const [isWhole, setWhole] = useState(false);
  const id = useId();
  const chosen = filter[key] ?? [];
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const shown = isWhole ? buckets : buckets.slice(0, SHOWN_AT_FIRST);
  const Fold = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.facet} aria-labelledby={id}>
      <h3 id={id}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Fold size={14} aria-hidden="true" />
          {label}
        </button>
        {chosen.length > 0 && (
          <button
            type="button"
            className={styles.link}
            aria-label={`Clear ${label}`}
            onClick={() => setFilter(clearFacet(filter, key))}
          >
            Clear
          </button>
        )}
      </h3>
      {isOpen && (
        <ul aria-label={label}>
          {shown.map(({ value, label: words, count }) => (
            <li key={value}>
              <label data-is-none={count === 0}>
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={() => setFilter(toggleFacet(filter, key, value))}
                />
                <span className={styles.words} title={words}>
                  {words}
                </span>
                <span className={styles.share} aria-hidden="true">
                  <i style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <span className={styles.count}>{count.toLocaleString('en-GB')}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {isOpen && buckets.length > shown.length && (
        <button type="button" className={styles.link} onClick={() => setWhole(true)}>
          {`Show all ${buckets.length}`}
        </button>
      )}
    </section>
  );
}
