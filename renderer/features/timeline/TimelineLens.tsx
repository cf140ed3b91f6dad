import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import type { LaneBy } from './lanes.ts';
import { TimelineBody } from './TimelineBody.tsx';
import { type TimelineScope, useTimeline } from './use-timeline.ts';

/** Everything dated about what is on the map, or in the whole case, over time. */
export function TimelineLens({ lenses }: { readonly lenses: ReactNode }) {
  const [scope, setScope] = useState<TimelineScope>('shown');
  const [laneBy, setLaneBy] = useState<LaneBy>('kind');
  const [look, setLook] = useState<'chart' | 'table'>('chart');
  const timeline = useTimeline(scope);
  const isMapEmpty = useStore((state) => state.shownIds.length === 0) && scope === 'shown';
  return (
    <section className={lens.lens} aria-label="Timeline">
      <Toolbar label="Timeline tools">
        {lenses}
        <span className={lens.rule} aria-hidden="true" />
        <label className={lens.choose}>
          <span>Records</span>
          <select value={scope} onChange={(event) => setScope(event.target.value as TimelineScope)}>
            <option value="shown">On the map</option>
            <option value="whole">Whole case</option>
          </select>
        </label>
        <label className={lens.choose}>
          <span>Lanes</span>
          <select value={laneBy} onChange={(event) => setLaneBy(event.target.value as LaneBy)}>
            <option value="kind">By kind</option>
            <option value="record">Selected records</option>
          </select>
        </label>
        <label className={lens.choose}>
          <span>As</span>
          <select
            value={look}
            onChange={(event) => setLook(event.target.value as 'chart' | 'table')}
          >
            <option value="chart">Chart</option>
            <option value="table">Table</option>
          </select>
        </label>
      </Toolbar>
      {isMapEmpty ? (
        <EmptyState title="There is nothing on this map yet">
          Show records on the map, or choose the whole case above.
        </EmptyState>
      ) : timeline.status === 'loading' ? (
        <LoadingState>Reading dates</LoadingState>
      ) : timeline.status === 'failed' ? (
        <FailedState message={timeline.error.message} retry={timeline.retry} />
      ) : (
        <TimelineBody key={scope} model={timeline.value} laneBy={laneBy} look={look} place="lens" />
      )}
    </section>
  );
}
