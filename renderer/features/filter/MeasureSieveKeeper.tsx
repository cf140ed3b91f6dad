import { useEffect } from 'react';
import { isInRange, type MeasureRange } from '../../../shared/analysis/measure-range.ts';
import { useMeasureValues } from '../../api/use-measure-values.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';

function Keeper({ range }: { readonly range: MeasureRange }) {
  const setSieve = useStore((state) => state.setSieve);
  const say = useStore((state) => state.say);
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  const { value, error } = useMeasureValues([range.measure], { scope, revision });
  const column = value?.get(range.measure);
  useEffect(() => {
    if (!column) return;
    const passing = [...column].filter(([, one]) => isInRange(one, range));
    setSieve('measure', {
      entityIds: new Set(passing.map(([id]) => id)),
      relationIds: null,
    });
  }, [column, range, setSieve]);
  useEffect(() => {
    if (error) say(error.message, { tone: 'failed' });
  }, [error, say]);
  useEffect(() => () => setSieve('measure', null), [setSieve]);
  return null;
}

/** Keeps what the range of a measure lets through. Who has no value, as protected people, is not let through. */
export function MeasureSieveKeeper() {
  const range = useStore((state) => state.measureRange);
  const isOpen = useStore((state) => state.caseState?.status === 'open');
  return range && isOpen ? <Keeper range={range} /> : null;
}
