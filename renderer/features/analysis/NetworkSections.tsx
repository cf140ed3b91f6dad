import { Waypoints } from 'lucide-react';
import type { CaseMeasure } from '../../../shared/analysis/case-measure.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { type Scope, useScope } from '../../store/use-scope.ts';
import styles from './network.module.css';
import { SignsSection } from './SignsSection.tsx';
import { ordinal, valueWords } from './value-words.ts';

/** What analysis says of a record: its place in the network, and its signs of a front or an enabler. */
export function NetworkSections({ entityId }: { readonly entityId: string }) {
  return (
    <>
      <SignsSection entityId={entityId} />
      <PlaceInNetwork entityId={entityId} />
    </>
  );
}

/** Measures that are told at a glance. */
const SHORT = ['betweenness', 'harmonic', 'degree'] as const satisfies readonly CaseMeasure[];

interface Place {
  readonly measure: CaseMeasure;
  readonly value: number;
  readonly rank: number | null;
  readonly ranked: number;
}

async function readPlaces(
  entityId: string,
  scope: Scope,
  signal: AbortSignal,
): Promise<readonly Place[]> {
  const events = await api.analysis.measure(
    { scope, measures: [...SHORT], replicates: 0 },
    { signal },
  );
  const places: Place[] = [];
  let at = -1;
  for await (const event of events) {
    if (event.type === 'records') at = event.ids.indexOf(entityId);
    if (event.type !== 'values') continue;
    const value = event.values[at] ?? null;
    if (value === null) continue;
    places.push({
      measure: event.measure,
      value,
      rank: event.ranks[at] ?? null,
      ranked: event.values.filter((one) => one !== null).length,
    });
  }
  return places;
}

/** A few measures of a record, each of which opens what it means and what it rests on. */
function PlaceInNetwork({ entityId }: { readonly entityId: string }) {
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  const openMeasure = useStore((state) => state.openMeasure);
  const measureGraph = useStore((state) => state.measureGraph);
  const places = useApi(
    (signal) => readPlaces(entityId, scope, signal),
    [entityId, scope, revision],
  );
  if (places.status === 'loading') return null;
  return (
    <section className={styles.block} aria-label="Place in the network">
      <h3>
        <Waypoints size={14} aria-hidden="true" />
        Place in the network
        <button
          type="button"
          className={styles.all}
          onClick={() => openMeasure({ measure: 'betweenness', entityId })}
        >
          All measures
        </button>
      </h3>
      {places.status === 'failed' ? (
        <p className={styles.quiet}>{places.error.message}</p>
      ) : places.value.length === 0 ? (
        <p className={styles.quiet}>
          Not in the graph that is measured: the filter, or the choice of graph, leaves it out.{' '}
          {scope.among !== null && (
            <button
              type="button"
              className={styles.link}
              onClick={() => measureGraph({ among: 'case' })}
            >
              Measure the whole case
            </button>
          )}
        </p>
      ) : (
        <ul className={styles.places}>
          {places.value.map(({ measure, value, rank, ranked }) => (
            <li key={measure}>
              <span title={MEASURE_WORDS[measure].counts}>{MEASURE_WORDS[measure].name}</span>
              <button
                type="button"
                className={styles.number}
                aria-label={`${MEASURE_WORDS[measure].name} ${valueWords(value)}: what it means and what it rests on`}
                onClick={() => openMeasure({ measure, entityId })}
              >
                {valueWords(value)}
              </button>
              <span className={styles.rank}>
                {rank === null ? '–' : `${ordinal(rank)} of ${ranked.toLocaleString('en-GB')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
