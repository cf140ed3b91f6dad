import { useMemo } from 'react';
import { joinTimeline } from '../../../shared/timeline/join.ts';
import { api } from '../../api/api.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { inSlices } from '../../store/slices.ts';
import { useStore } from '../../store/store.ts';
import { layTimeline, type TimelineModel, todayNumber } from './timeline-model.ts';

/** Of which records the timeline is: those on the map, or all of the case. */
export type TimelineScope = 'shown' | 'whole';

interface Asked {
  readonly ids: readonly string[] | null;
  readonly revision: number;
  readonly model: Promise<TimelineModel>;
}

/** The last answer: the chart and the sieve below the map ask for the same. */
let last: Asked | null = null;

function readModel(ids: readonly string[] | null, revision: number): Promise<TimelineModel> {
  if (last?.ids === ids && last.revision === revision) return last.model;
  const model = api.timeline
    .read({ ids: ids === null ? null : [...ids] })
    .then(joinTimeline)
    .then((timeline) => inSlices(layTimeline(timeline, todayNumber())));
  const asked: Asked = { ids, revision, model };
  last = asked;
  model.catch(() => {
    if (last === asked) last = null;
  });
  return model;
}

/** Everything dated about the records on the map, or of the whole case; read again when records change. */
export function useTimeline(scope: TimelineScope): Loaded<TimelineModel> {
  const revision = useStore((state) => state.revision);
  const shownIds = useStore((state) => state.shownIds);
  const ids = useMemo(() => (scope === 'whole' ? null : shownIds), [scope, shownIds]);
  return useApi(() => readModel(ids, revision), [ids, revision]);
}
