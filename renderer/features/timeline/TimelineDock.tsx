import { X } from 'lucide-react';
import { useState } from 'react';
import { useKeys } from '../../store/keys.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import type { LaneBy } from './lanes.ts';
import { TimelineBody } from './TimelineBody.tsx';
import styles from './timeline.module.css';
import { useTimeline } from './use-timeline.ts';

/** The timeline of what is on the map, below it. */
export function TimelineDock() {
  const timeline = useTimeline('shown');
  const setDock = useStore((state) => state.setDock);
  const [laneBy, setLaneBy] = useState<LaneBy>('kind');
  const keys = useKeys('dock.timeline');
  const title = <h2 className={styles.dockTitle}>Timeline</h2>;
  const close = (
    <>
      <label className={lens.choose}>
        <span>Lanes</span>
        <select value={laneBy} onChange={(event) => setLaneBy(event.target.value as LaneBy)}>
          <option value="kind">By kind</option>
          <option value="record">Selected records</option>
        </select>
      </label>
      <IconButton
        label="Close the timeline"
        keys={keys}
        tip="below-left"
        icon={<X size={14} />}
        onClick={() => setDock(null)}
      />
    </>
  );
  const isReady = timeline.status === 'ready' && timeline.value.entries.length > 0;
  return (
    <div className={styles.dock}>
      {!isReady && (
        <header className={styles.dockHead}>
          {title}
          <span className={lens.gap} />
          {close}
        </header>
      )}
      {timeline.status === 'loading' ? (
        <LoadingState>Reading dates</LoadingState>
      ) : timeline.status === 'failed' ? (
        <FailedState message={timeline.error.message} retry={timeline.retry} />
      ) : (
        <TimelineBody
          model={timeline.value}
          laneBy={laneBy}
          look="chart"
          place="dock"
          lead={title}
          end={close}
        />
      )}
    </div>
  );
}
