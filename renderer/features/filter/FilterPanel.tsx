import { useState } from 'react';
import type { FacetBucket } from '../../../shared/api/entity.ts';
import { baseKindOf, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import {
  chosenWords,
  clearKey,
  setDates,
  setNumbers,
  toggleWord,
} from '../../../shared/query/edit.ts';
import type { Query } from '../../../shared/query/query.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { filterOf } from '../../store/explore.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import { FacetFrame } from './FacetFrame.tsx';
import { FilterBar } from './FilterBar.tsx';
import styles from './FilterPanel.module.css';
import {
  barsWithin,
  countBars,
  FACET_DEFINITIONS,
  type FacetDefinition,
  monthBars,
} from './facets.ts';
import { Histogram } from './Histogram.tsx';
import { MeasureFacet } from './MeasureFacet.tsx';
import { RangeInputs } from './RangeInputs.tsx';
import { useFilter } from './use-filter.ts';

const SHOWN_AT_FIRST = 8;
const SEARCHED_FROM = 12;

interface FacetProps {
  readonly definition: FacetDefinition;
  readonly buckets: readonly FacetBucket[];
  readonly ontology: Ontology;
  readonly query: Query;
  readonly onChange: (query: Query) => void;
}

function WordsFacet({ definition, buckets, ontology, query, onChange }: FacetProps) {
  const { key, label } = definition;
  const [isWhole, setWhole] = useState(false);
  const [sought, setSought] = useState('');
  const chosen = chosenWords(query, key);
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const found = buckets.filter((bucket) =>
    bucket.label.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  const shown = isWhole || sought !== '' ? found : found.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      {buckets.length >= SEARCHED_FROM && (
        <input
          type="search"
          className={styles.sought}
          aria-label={`Find in ${label.toLowerCase()}`}
          placeholder="Find"
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
      )}
      <ul className={styles.buckets} aria-label={label}>
        {shown.map(({ value, label: words, count }) => (
          <li key={value ?? ''}>
            <label data-is-none={count === 0}>
              <input
                type="checkbox"
                checked={chosen.has(value)}
                onChange={() => onChange(toggleWord(query, key, value))}
              />
              {key === 'type' && value !== null && (
                <EntityMark
                  colour={baseKindOf(ontology, value)}
                  shape={kindOf(ontology, value)?.shape ?? 'dot'}
                  sizePx={13}
                />
              )}
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
      {!isWhole && found.length > shown.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {`Show all ${found.length}`}
        </button>
      )}
    </>
  );
}

function CountsFacet({ definition, buckets, query, onChange }: FacetProps) {
  const { key, label } = definition;
  const term = query.terms.find((one) => one.form === 'number' && one.key === key);
  const range = term?.form === 'number' ? term : { least: null, most: null };
  const bars = countBars(buckets);
  const within = barsWithin(
    bars,
    { from: range.least?.toString() ?? null, to: range.most?.toString() ?? null },
    (one, other) => Number(one) < Number(other),
  );
  const set = (from: string | null, to: string | null) =>
    onChange(
      setNumbers(query, key, {
        least: from === null || from === '' ? null : Number(from),
        most: to === null || to === '' ? null : Number(to),
      }),
    );
  return (
    <>
      <Histogram
        label={label}
        bars={bars}
        within={within}
        onChange={([first, last]) => set(bars[first]?.from ?? null, bars[last]?.to ?? null)}
      />
      <RangeInputs
        label={label}
        from={range.least?.toString() ?? ''}
        to={range.most?.toString() ?? ''}
        hint="Any"
        isValid={(text) => /^\d{0,6}$/.test(text)}
        onChange={({ from, to }) => set(from, to)}
      />
    </>
  );
}

/** A date, whole or partial, as it is typed. */
const DATE = /^(\d{4}(-\d{2}(-\d{2})?)?)?$/;

const MS_PER_DAY = 86_400_000;

/** The last day of which something that was due is overdue. */
function yesterday(): string {
  return new Date(Date.now() - MS_PER_DAY).toISOString().slice(0, 10);
}

function MonthsFacet({ definition, buckets, query, onChange }: FacetProps) {
  const { key, label } = definition;
  const term = query.terms.find((one) => one.form === 'date' && one.key === key);
  const range = term?.form === 'date' ? term : { from: null, to: null };
  const bars = monthBars(buckets);
  const unknown = buckets.find(({ value }) => value === null)?.count ?? 0;
  if (bars.length === 0) return <p className={styles.note}>Nothing here has a date.</p>;
  const within = barsWithin(bars, range, (one, other) => one.slice(0, 7) < other.slice(0, 7));
  return (
    <>
      <Histogram
        label={label}
        bars={bars}
        within={within}
        onChange={([first, last]) =>
          onChange(
            setDates(query, key, {
              from: first === 0 ? null : (bars[first]?.from ?? null),
              to: last === bars.length - 1 ? null : (bars[last]?.to ?? null),
            }),
          )
        }
      />
      <RangeInputs
        label={label}
        from={range.from ?? ''}
        to={range.to ?? ''}
        hint="2026-03"
        isValid={(text) => DATE.test(text)}
        onChange={({ from, to }) =>
          onChange(setDates(query, key, { from: from || null, to: to || null }))
        }
      />
      {key === 'review' && (
        <button
          type="button"
          className={styles.more}
          onClick={() => onChange(setDates(query, key, { from: null, to: yesterday() }))}
        >
          Overdue
        </button>
      )}
      {unknown > 0 && (
        <p className={styles.note}>{unknown.toLocaleString('en-GB')} without a date.</p>
      )}
    </>
  );
}

const FORMS = { words: WordsFacet, counts: CountsFacet, months: MonthsFacet };

function FacetSection(props: FacetProps) {
  const { definition, query, onChange } = props;
  const { key, label, form } = definition;
  const Content = FORMS[form];
  const isOn = query.terms.some((term) => 'key' in term && term.key === key);
  return (
    <FacetFrame label={label} isOn={isOn} onClear={() => onChange(clearKey(query, key))}>
      <Content {...props} />
    </FacetFrame>
  );
}

interface FacetsProps {
  readonly ontology: Ontology;
  /** What is on the map is measured; a list of the case is not. */
  readonly isMap: boolean;
}

function Facets({ ontology, isMap }: FacetsProps) {
  const { query, setQuery } = useFilter(ontology);
  const filter = useStore(filterOf);
  const revision = useStore((state) => state.revision);
  const facets = FACET_DEFINITIONS.map(({ key }) => key);
  const loaded = useApi(
    () => api.entity.query({ filter, limit: 0, facets, levers: 'now' }),
    [filter, revision],
  );
  if (loaded.status === 'loading') return <LoadingState>Counting records</LoadingState>;
  if (loaded.status === 'failed')
    return <FailedState message={loaded.error.message} retry={loaded.retry} />;
  const counted = new Map(loaded.value.facets.map(({ facet, buckets }) => [facet, buckets]));
  return (
    <div className={styles.facets}>
      {FACET_DEFINITIONS.map((definition) => {
        const buckets = counted.get(definition.key) ?? [];
        const isAny = buckets.some(({ count, value }) => count > 0 && value !== null);
        const isOn = query.terms.some((term) => 'key' in term && term.key === definition.key);
        if (!isAny && !isOn) return null;
        return (
          <FacetSection
            key={definition.key}
            definition={definition}
            buckets={buckets}
            ontology={ontology}
            query={query}
            onChange={setQuery}
          />
        );
      })}
      {isMap && <MeasureFacet />}
    </div>
  );
}

/** What of the case is looked at: conditions with how many records each would leave. */
export function FilterPanel() {
  const ontology = useOntologyOrNull();
  const close = useStore((state) => state.closeLeftPanel);
  const isOn = useStore((state) => state.filterText !== '' || state.measureRange !== null);
  const setMeasureRange = useStore((state) => state.setMeasureRange);
  const isMap = useStore((state) => state.screen === 'map');
  const mode = useStore((state) => state.sieveMode);
  const setSieveMode = useStore((state) => state.setSieveMode);
  const setFilterText = useStore((state) => state.setFilterText);
  return (
    <>
      <PanelHead title="Filters" onClose={close}>
        {isOn && (
          <Button
            look="quiet"
            onClick={() => {
              setFilterText('');
              setMeasureRange(null);
            }}
          >
            Clear all
          </Button>
        )}
      </PanelHead>
      {isMap && (
        <div className={styles.map}>
          <FilterBar />
          <label className={styles.switch}>
            <input
              type="checkbox"
              checked={mode === 'remove'}
              onChange={({ target }) => setSieveMode(target.checked ? 'remove' : 'fade')}
            />
            Take what is left out off the picture
          </label>
        </div>
      )}
      {ontology && <Facets ontology={ontology} isMap={isMap} />}
    </>
  );
}
