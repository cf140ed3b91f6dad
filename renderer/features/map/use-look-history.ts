import { useEffect, useMemo, useRef } from 'react';
import { isGroupId } from '../../canvas/groups.ts';
import { useStore } from '../../store/store.ts';
import { createLookSteps, isSameLook, type Look } from './look-steps.ts';
import type { MapSession } from './map-session.ts';

const PAUSE_MS = 450;
/** A step that takes longer has failed: looks are noted again. */
const LONGEST_STEP_MS = 5000;

/** Steps through what was looked at. */
export interface LookHistory {
  step(direction: 'earlier' | 'later'): void;
}

function lookOf({ canvas }: MapSession): Look {
  const { lens, filterText } = useStore.getState();
  const { graph } = canvas.model;
  return {
    lens,
    filterText,
    shownIds: graph.filterNodes((id) => !isGroupId(id)),
    places: new Map(graph.mapNodes((id, { x, y }) => [id, { x, y }])),
    camera: canvas.cameraPlace(),
  };
}

/**
 * Remembers what was looked at, for stepping back through it: what is shown, the camera, the filter and the lens.
 * It changes nothing in the case, and knows nothing of changes to it.
 */
export function useLookHistory(session: MapSession): LookHistory {
  const steps = useMemo(() => createLookSteps(), []);

  const going = useRef<{ readonly look: Look; readonly untilMs: number } | null>(null);

  const note = useMemo(
    () => () => {
      const { status, layout } = session.state;
      if (status !== 'ready' || layout.type !== 'settled') return;
      const look = lookOf(session);
      // A step is on its way: what is still shown meanwhile is no look of its own.
      if (going.current) {
        const hasArrived = isSameLook(look, going.current.look);
        if (!hasArrived && performance.now() < going.current.untilMs) return;
        going.current = null;
      }
      steps.note(look);
      useStore.getState().setLookSteps({ earlier: steps.earlierCount, later: steps.laterCount });
    },
    [session, steps],
  );

  useEffect(() => {
    const { model, sigma } = session.canvas;
    const camera = sigma.getCamera();
    let timer = 0;
    function noteSoon(): void {
      window.clearTimeout(timer);
      timer = window.setTimeout(note, PAUSE_MS);
    }
    camera.on('updated', noteSoon);
    const stops = [
      session.subscribe(noteSoon),
      model.subscribe((change) => {
        if (change === 'records') noteSoon();
      }),
      useStore.subscribe((state, before) => {
        if (state.lens !== before.lens || state.filterText !== before.filterText) noteSoon();
      }),
    ];
    return () => {
      window.clearTimeout(timer);
      camera.off('updated', noteSoon);
      for (const stop of stops) stop();
      useStore.getState().setLookSteps({ earlier: 0, later: 0 });
    };
  }, [session, note]);

  return useMemo(
    () => ({
      step(direction) {
        // What was looked at last counts, however short.
        note();
        const { say, setFilterText, lookThrough, setLookSteps } = useStore.getState();
        const look = steps.step(direction);
        if (!look) {
          say(direction === 'earlier' ? 'There is no earlier view.' : 'There is no later view.');
          return;
        }
        going.current = { look, untilMs: performance.now() + LONGEST_STEP_MS };
        lookThrough(look.lens);
        setFilterText(look.filterText);
        session.lookBack(look);
        setLookSteps({ earlier: steps.earlierCount, later: steps.laterCount });
      },
    }),
    [session, steps, note],
  );
}
