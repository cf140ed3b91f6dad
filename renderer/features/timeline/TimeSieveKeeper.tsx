import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { timeSieve } from './timeline-model.ts';
import { useTimeline } from './use-timeline.ts';

function Keeper() {
  const timeline = useTimeline('shown');
  const brush = useStore((state) => state.timeBrush);
  const keepsUndated = useStore((state) => state.keepsUndated);
  const ids = useStore((state) => state.shownIds);
  const setSieve = useStore((state) => state.setSieve);
  const model = timeline.status === 'ready' ? timeline.value : null;
  useEffect(() => {
    if (brush && model) setSieve('time', timeSieve(model, { brush, keepsUndated, ids }));
  }, [brush, model, keepsUndated, ids, setSieve]);
  useEffect(() => () => setSieve('time', null), [setSieve]);
  return null;
}

/** Keeps what a stretch of time lets through as records come, go and change, whichever screen is looked at. */
export function TimeSieveKeeper() {
  const isBrushed = useStore(
    (state) => state.timeBrush !== null && state.caseState?.status === 'open',
  );
  return isBrushed ? <Keeper /> : null;
}
