import { useMemo } from 'react';
import type { CaseMeasure } from '../../../shared/analysis/case-measure.ts';
import { barsInRange, measureBars } from '../../../shared/analysis/measure-range.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import { useMeasureValues } from '../../api/use-measure-values.ts';
import { measureInUse } from '../../store/analysis.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';
import { FacetFrame } from './FacetFrame.tsx';
import styles from './FilterPanel.module.css';
import { Histogram } from './Histogram.tsx';
import { RangeInputs } from './RangeInputs.tsx';

const ANY = { least: null, most: null };
/** A value that is not below zero, as it is typed. */
const VALUE = /^(\d{1,9}(\.\d{0,12})?)?$/;

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}

/** Never with an exponent: it is to be read and changed. */
function textOf(value: number | null): string {
  return value?.toLocaleString('en-GB', { useGrouping: false, maximumFractionDigits: 12 }) ?? '';
}

/** Values of the measure that is looked at, among the records on the map: a range of them narrows what is shown. */
export function MeasureFacet() {
  const inUse = useStore(measureInUse);
  const playersBy = useStore((state) => state.playersBy);
  const range = useStore((state) => state.measureRange);
  const setMeasureRange = useStore((state) => state.setMeasureRange);
  const measure = inUse ?? playersBy;
  return (
    <FacetFrame
      label={MEASURE_WORDS[measure].name}
      isOn={range !== null}
      // What nobody looks at is not computed unasked.
      isOpenAtFirst={inUse !== null}
      onClear={() => setMeasureRange(null)}
    >
      <Values measure={measure} />
    </FacetFrame>
  );
}

function Values({ measure }: { readonly measure: CaseMeasure }) {
  const label = MEASURE_WORDS[measure].name;
  const range = useStore((state) => state.measureRange) ?? ANY;
  const setMeasureRange = useStore((state) => state.setMeasureRange);
  const openMeasure = useStore((state) => state.openMeasure);
  const shownIds = useStore((state) => state.shownIds);
  const among = useStore((state) => state.measured.among);
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  const running = useMeasureValues([measure], { scope, revision });
  const { value, status, isStale, error, again, stop } = running;
  const column = value?.get(measure);
  const values = useMemo(() => shownIds.flatMap((id) => column?.get(id) ?? []), [shownIds, column]);
  const bars = useMemo(() => measureBars(values), [values]);
  const unmeasured = shownIds.length - values.length;

  if (!column && status === 'running')
    return (
      <p className={styles.note} role="status">
        Computing…{' '}
        <button type="button" className={styles.more} onClick={stop}>
          Stop
        </button>
      </p>
    );
  if (!column)
    return (
      <p className={styles.note} role="status">
        {error?.message ?? 'Stopped.'}{' '}
        <button type="button" className={styles.more} onClick={again}>
          Compute again
        </button>
      </p>
    );
  const set = (least: number | null, most: number | null) =>
    setMeasureRange({ measure, least, most });
  return (
    <>
      {bars.length > 0 && (
        <>
          <Histogram
            label={label}
            bars={bars}
            within={barsInRange(bars, range)}
            onChange={([first, last]) =>
              set(
                first === 0 ? null : (bars[first]?.least ?? null),
                last === bars.length - 1 ? null : (bars[last]?.most ?? null),
              )
            }
          />
          <RangeInputs
            label={label}
            from={textOf(range.least)}
            to={textOf(range.most)}
            hint="Any"
            isValid={(text) => VALUE.test(text)}
            onChange={({ from, to }) => set(numberOf(from), numberOf(to))}
          />
        </>
      )}
      {bars.length === 0 && <p className={styles.note}>Nothing on this map is measured.</p>}
      <p className={styles.note} role="status">
        {among === 'case' ? 'Measured in the whole case.' : 'Measured among what is on the map.'}
        {unmeasured > 0 &&
          ` ${unmeasured.toLocaleString('en-GB')} not measured, as protected people and OCGs never are; a range leaves them out.`}
        {isStale && (status === 'running' ? ' Stale: it is being computed again.' : ' Stale.')}
      </p>
      {isStale && status !== 'running' && (
        <button type="button" className={styles.more} onClick={again}>
          Compute again
        </button>
      )}
      <button
        type="button"
        className={styles.more}
        onClick={() => openMeasure({ measure, entityId: null })}
      >
        What {label.toLowerCase()} means
      </button>
    </>
  );
}
