import { Clock } from 'lucide-react';
import { WEIGHTED_MEASURES } from '../../../shared/analysis/case-measure.ts';
import { figure } from '../../../shared/analysis/figure.ts';
import { measureOfStyle } from '../../../shared/analysis/measure-style.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import type { MeasureColumns } from '../../api/use-measure-values.ts';
import type { Running } from '../../api/use-running.ts';
import { useStore } from '../../store/store.ts';
import styles from './dress.module.css';

/** Of the measures that the map is drawn by: from where to where they go, on which graph, and whether they are stale. */
export function MeasuredLegend({ measured }: { readonly measured: Running<MeasureColumns> }) {
  const sizedBy = useStore((state) => measureOfStyle(state.style.sizeBy));
  const colouredBy = useStore((state) => measureOfStyle(state.style.colourBy));
  const { weighting, among } = useStore((state) => state.measured);
  const openMeasure = useStore((state) => state.openMeasure);
  const measures = [...new Set([sizedBy, colouredBy])].filter((measure) => measure !== null);
  if (measures.length === 0) return null;
  const { value, status, isStale, computedAt, error } = measured;
  const most =
    sizedBy && [...(value?.get(sizedBy)?.values() ?? [])].reduce((a, b) => Math.max(a, b), 0);
  return (
    <section aria-label="Measures">
      <ul>
        {sizedBy && typeof most === 'number' && (
          <li>
            <i className={styles.dot} data-size="small" /> 0
            <i className={styles.dot} data-size="large" /> {figure(most)}
          </li>
        )}
        {measures.map((measure) => (
          <li key={measure}>
            <button
              type="button"
              className={styles.stop}
              onClick={() => openMeasure({ measure, entityId: null })}
            >
              What {MEASURE_WORDS[measure].name.toLowerCase()} means
            </button>
          </li>
        ))}
        <li>
          {among === 'case' ? 'Measured in the whole case' : 'Measured among what is on the map'}
          {measures.some((measure) => WEIGHTED_MEASURES.has(measure)) && `, by ${weighting}`}
        </li>
        {isStale && computedAt && (
          <li className={styles.staleMeasure} role="status">
            <Clock size={12} aria-hidden="true" /> Stale, from{' '}
            {computedAt.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
          </li>
        )}
        {status === 'running' && (
          <li>
            Computing…{' '}
            <button type="button" className={styles.stop} onClick={measured.stop}>
              Stop
            </button>
          </li>
        )}
        {(status === 'stopped' || status === 'failed') && (
          <li>
            {error?.message ?? 'Stopped.'}{' '}
            <button type="button" className={styles.stop} onClick={measured.again}>
              Compute again
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
