import { FunnelX } from 'lucide-react';
import type { ReactNode } from 'react';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import { chipOf } from '../../../shared/query/chip.ts';
import { formatQuery, formatTerm } from '../../../shared/query/format.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { filterOf, type SieveName } from '../../store/explore.ts';
import { type Store, useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import styles from './map.module.css';
import { emptyingSieve } from './nothing-left.ts';

/** The sieve that lets nothing of the map through; null: something is left to see. */
export function selectEmptyingSieve({ shownIds, sieves }: Store): SieveName | null {
  return emptyingSieve(shownIds, sieves);
}

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div className={`${lens.float} ${styles.notice}`}>
      <FunnelX size={15} aria-hidden="true" />
      {children}
    </div>
  );
}

/** Names the condition that hides most, and offers to take it or all of them away. */
function NothingMeetsFilter() {
  const ontology = useOntologyOrNull();
  const filter = useStore(filterOf);
  const revision = useStore((state) => state.revision);
  const filterText = useStore((state) => state.filterText);
  const setFilterText = useStore((state) => state.setFilterText);
  const setFilterDraft = useStore((state) => state.setFilterDraft);
  const goTo = useStore((state) => state.goTo);
  // Counts alone: nobody is shown.
  const found = useApi(
    () => api.entity.query({ filter, limit: 0, levers: 'if-known' }),
    [filter, revision],
  );
  if (!ontology || found.status !== 'ready' || found.isStale) return null;
  const { total, hiding } = found.value;
  const { terms } = parseQuery(filterText, ontology).query;
  const most = terms.find((term) => formatTerm(term) === hiding[0]?.filter);
  const name = most && chipOf(most, ontology).label;
  const elsewhere = `${total.toLocaleString('en-GB')} ${total === 1 ? 'record that is not on it does' : 'records that are not on it do'}.`;
  return (
    <Notice>
      <p role="status">
        <b>Nothing on this map meets the filter.</b> {total > 0 && elsewhere}
        {total === 0 && name !== undefined && `${name} hides the most.`}
      </p>
      {total > 0 && (
        <Button look="quiet" onClick={() => goTo('records')}>
          {total === 1 ? 'List it' : 'List them'}
        </Button>
      )}
      {total === 0 && most && terms.length > 1 && (
        <Button
          look="quiet"
          onClick={() =>
            setFilterText(formatQuery({ terms: terms.filter((term) => term !== most) }))
          }
        >
          {`Clear ${name}`}
        </Button>
      )}
      <Button
        look="quiet"
        onClick={() => {
          setFilterText('');
          setFilterDraft('');
        }}
      >
        Clear the filter
      </Button>
    </Notice>
  );
}

function NothingInRange() {
  const setMeasureRange = useStore((state) => state.setMeasureRange);
  const range = useStore((state) => state.measureRange);
  const name = range && MEASURE_WORDS[range.measure].name.toLowerCase();
  return (
    <Notice>
      <p role="status">
        <b>{`Nothing on this map lies in the range of ${name ?? 'the measure'}.`}</b>
      </p>
      <Button look="quiet" onClick={() => setMeasureRange(null)}>
        Show every value
      </Button>
    </Notice>
  );
}

function NothingInTime() {
  const setTimeBrush = useStore((state) => state.setTimeBrush);
  return (
    <Notice>
      <p role="status">
        <b>Nothing on this map lies in the time that is looked at.</b>
      </p>
      <Button look="quiet" onClick={() => setTimeBrush(null)}>
        Show every time
      </Button>
    </Notice>
  );
}

function NothingToCompare() {
  const setComparison = useStore((state) => state.setComparison);
  return (
    <Notice>
      <p role="status">
        <b>Nothing on this map stands out in the comparison.</b>
      </p>
      <Button look="quiet" onClick={() => setComparison(null)}>
        Stop comparing
      </Button>
    </Notice>
  );
}

const NOTICES: Readonly<Record<SieveName, () => ReactNode>> = {
  filter: NothingMeetsFilter,
  measure: NothingInRange,
  time: NothingInTime,
  compare: NothingToCompare,
};

/** Why everything on the map is faint or gone, and the way out. */
export function NothingLeft({ by }: { readonly by: SieveName }) {
  const Of = NOTICES[by];
  return <Of />;
}
