import { CircleAlert, Import, Info, X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useKeysOf } from '../../store/keys.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, ProgressBar, useDelay } from '../../ui/State.tsx';
import styles from './map.module.css';
import { FIRST_STEP } from './map-reading.ts';
import type { MapSession, MapState } from './map-session.ts';
import { describePart } from './map-words.ts';
import { NothingLeft, selectEmptyingSieve } from './NothingLeft.tsx';
import { useModel } from './use-model.ts';

const MOST_OCGS = 60;
const QUIET_MS = 500;

function EmptyDrawing() {
  return (
    <svg width="120" height="66" viewBox="0 0 120 66" aria-hidden="true">
      <g fill="none" stroke="var(--border-control)" strokeWidth="1.5" strokeDasharray="4 4">
        <circle cx="22" cy="44" r="13" />
        <rect x="50" y="8" width="24" height="24" rx="5" />
        <path d="M98 30l13 11v16H85V41z" />
        <path d="M33 37l17-11M75 26l13 10" />
      </g>
    </svg>
  );
}

/** Ends the reading; the button goes with it, so that the map takes the focus. */
function stopReading({ canvas, stopReading: stop }: MapSession): void {
  stop();
  canvas.region.focus();
}

function Loading({ session, step }: { readonly session: MapSession; readonly step: string }) {
  const isShown = useDelay(QUIET_MS);
  if (!isShown) return null;
  return (
    <div className={styles.loading}>
      <h2>Drawing the map</h2>
      <ProgressBar label="Reading records" fraction={null} />
      <p role="status">{step}</p>
      <Button onClick={() => stopReading(session)}>Stop</Button>
    </div>
  );
}

/** What is being read for a map that stays as it is until then. */
function ReadingMore({ session, step }: { readonly session: MapSession; readonly step: string }) {
  const isShown = useDelay(QUIET_MS);
  if (!isShown) return null;
  return (
    <div className={`${lens.float} ${styles.notice} ${styles.reading}`}>
      <ProgressBar label="Reading records" fraction={null} />
      <p role="status">{step}</p>
      <Button look="quiet" onClick={() => stopReading(session)}>
        Stop
      </Button>
    </div>
  );
}

/** Opens the map on one of the groups. */
function OpenOnGroup({ session }: { readonly session: MapSession }) {
  const revision = useStore((state) => state.revision);
  const groups = useApi(() => api.entity.list({ kind: 'ocg', limit: MOST_OCGS }), [revision]);
  if (groups.status !== 'ready' || groups.value.items.length === 0) return null;
  return (
    <label className={lens.choose}>
      <span>Open on</span>
      <select
        aria-label="Open on an OCG"
        value=""
        onChange={(event) => {
          const id = event.target.value;
          useStore.getState().select([id]);
          session.focus(id);
        }}
      >
        <option value="" disabled>
          an OCG
        </option>
        {groups.value.items.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function PartNotice({ session, state }: MapNoticeProps) {
  const { model } = session.canvas;
  const [isPutAway, setIsPutAway] = useState(false);
  useModel(model, ['records']);
  const { part } = state;
  const words =
    part &&
    describePart(model.recordIds().length, part.totalEntities, part.reason, part.focusLabel);
  if (!words || isPutAway) return null;
  return (
    <div className={`${lens.float} ${styles.notice}`}>
      <Info size={15} aria-hidden="true" />
      <p role="status">
        <b>{words.main}</b> {words.rest}
      </p>
      <OpenOnGroup session={session} />
      <Button look="quiet" onClick={() => useStore.getState().openOverview(null)}>
        Show everything
      </Button>
      <IconButton
        label="Put this away"
        tip="below-left"
        icon={<X size={14} />}
        onClick={() => setIsPutAway(true)}
      />
    </div>
  );
}

interface MapNoticeProps {
  readonly session: MapSession;
  readonly state: MapState;
}

/** What stands on the canvas besides the map: that it is read, that it failed, that it is empty, or that it is a part. */
export function MapNotice({ session, state }: MapNoticeProps) {
  const keysOf = useKeysOf();
  const goTo = useStore((store) => store.goTo);
  const isReadOnly = useStore((store) => store.caseState?.isReadOnly ?? false);
  const openForm = useStore((store) => store.openForm);
  const emptiedBy = useStore(selectEmptyingSieve);
  const { model } = session.canvas;
  useModel(model, ['records', 'kinds']);
  if (state.status === 'loading') {
    return (
      <div className={styles.cover}>
        <Loading session={session} step={state.step ?? FIRST_STEP} />
      </div>
    );
  }
  if (state.status === 'stopped') {
    return (
      <div className={styles.cover}>
        <EmptyState
          title="Reading was stopped"
          actions={
            <Button look="primary" onClick={() => session.resume()}>
              Read the map
            </Button>
          }
        >
          Nothing was changed.
        </EmptyState>
      </div>
    );
  }
  if (state.status === 'failed') {
    return (
      <div className={styles.cover}>
        <FailedState
          message={state.message}
          actions={<Button onClick={() => session.resume()}>Try again</Button>}
        />
      </div>
    );
  }
  if (model.graph.order === 0) {
    return (
      <div className={styles.cover}>
        <EmptyState
          title="There is nothing on this map yet"
          icon={<EmptyDrawing />}
          actions={
            isReadOnly ? null : (
              <>
                <Button
                  look="primary"
                  icon={<Import size={14} aria-hidden="true" />}
                  onClick={() => goTo('import')}
                >
                  Import records
                </Button>
                <Button
                  keys={keysOf('record.new')}
                  onClick={() => openForm({ type: 'new-record' })}
                >
                  New record
                </Button>
              </>
            )
          }
        >
          {state.part && state.part.totalEntities > 0
            ? 'Find a record above to begin, or start the map again.'
            : isReadOnly
              ? READ_ONLY_WORDS
              : 'Import records, or add a person, business or place by hand.'}
        </EmptyState>
      </div>
    );
  }
  if (model.graph.everyNode((_id, { kind }) => model.hiddenKinds.has(kind))) {
    return (
      <div className={styles.cover}>
        <EmptyState
          title="Every kind on this map is hidden"
          icon={<CircleAlert size={28} aria-hidden="true" />}
          actions={
            <Button look="primary" onClick={() => model.showAllKinds()}>
              Show all kinds
            </Button>
          }
        >
          {`${model.graph.order.toLocaleString('en-GB')} records are hidden by the legend.`}
        </EmptyState>
      </div>
    );
  }
  if (emptiedBy !== null) return <NothingLeft by={emptiedBy} />;
  return (
    <>
      <PartNotice session={session} state={state} />
      {state.step !== null && <ReadingMore session={session} step={state.step} />}
    </>
  );
}
