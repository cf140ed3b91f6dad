import { Grid3x3, Orbit, Waypoints, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { GraphScope, GraphStep } from '../../../shared/api/graph.ts';
import type { GridBy } from '../../../shared/overview/grid.ts';
import { MOST_DRAWN, MOST_ON_MAP, overviewFor } from '../../../shared/overview/limits.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { Bubbles } from './Bubbles.tsx';
import { CountGrid } from './CountGrid.tsx';
import styles from './Overview.module.css';
import { OverviewTrail } from './OverviewTrail.tsx';
import { number } from './overview-words.ts';

interface OverviewProps {
  /** The choice of lens, first in the row of tools. */
  readonly lenses: ReactNode;
}

/** More records than can be drawn, as communities or as counts, until what is left can be drawn. */
export function Overview({ lenses }: OverviewProps) {
  const scope = useStore((state) => state.overviewScope);
  if (!scope) return null;
  // Another part is another question: what was chosen for the last one is not for this.
  return <OverviewOf key={JSON.stringify(scope.steps)} scope={scope} lenses={lenses} />;
}

/** Puts the records of a part on the map, best linked first; the way back stays. */
async function openOnMap(scope: GraphScope, name: string, limit = MOST_DRAWN): Promise<void> {
  const { requestMap, putOverviewOnMap, say } = useStore.getState();
  try {
    const { ids } = await api.graph.members({ scope, limit });
    requestMap({ type: 'begin', ids, name });
    putOverviewOnMap();
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

function OverviewOf({ scope, lenses }: OverviewProps & { readonly scope: GraphScope }) {
  const ontology = useOntologyOrNull();
  const revision = useStore((state) => state.revision);
  const closeOverview = useStore((state) => state.closeOverview);
  const size = useApi(() => api.graph.size({ scope }), [scope, revision]);
  const [chosen, setChosen] = useState<'communities' | 'grid' | null>(null);
  const [by, setBy] = useState<GridBy>('links');
  const total = size.status === 'ready' ? size.value.total : null;
  const names = size.status === 'ready' ? size.value.names : [];
  const isSmall = total !== null && overviewFor(total) === 'records';
  const opened = useRef(false);

  useEffect(() => {
    // Few enough to be drawn: nothing to choose.
    if (!isSmall || opened.current) return;
    opened.current = true;
    void openOnMap(scope, nameOfOpening(names));
  }, [isSmall, scope, names]);

  const view = chosen ?? (total !== null && overviewFor(total) === 'grid' ? 'grid' : 'communities');
  const isRest = scope.steps.at(-1)?.type === 'rest';

  function enter(step: GraphStep): void {
    useStore.getState().enterOverview(step);
  }

  return (
    <section className={styles.overview} aria-label="Overview">
      <Toolbar label="Overview tools">
        {lenses}
        <OverviewTrail names={names} isWhole={scope.among === null} />
        <span className={lens.gap} />
        <fieldset className={lens.segments}>
          <legend className="visually-hidden">Show as</legend>
          <button
            type="button"
            aria-pressed={view === 'communities'}
            onClick={() => setChosen('communities')}
          >
            <Orbit size={14} aria-hidden="true" />
            Communities
          </button>
          <button type="button" aria-pressed={view === 'grid'} onClick={() => setChosen('grid')}>
            <Grid3x3 size={14} aria-hidden="true" />
            Count grid
          </button>
        </fieldset>
        {total !== null && total > MOST_DRAWN && total <= MOST_ON_MAP && (
          <Button
            icon={<Waypoints size={14} aria-hidden="true" />}
            onClick={() => void openOnMap(scope, nameOfOpening(names), MOST_ON_MAP)}
          >
            {`Draw all ${number(total)}`}
          </Button>
        )}
        <IconButton
          label="Back to the map"
          tip="below-left"
          icon={<X size={14} />}
          onClick={closeOverview}
        />
      </Toolbar>
      {size.status === 'failed' ? (
        <FailedState
          message={size.error.message}
          retry={size.retry}
          actions={<Button onClick={closeOverview}>Back to the map</Button>}
        />
      ) : total === null || isSmall || !ontology ? (
        <LoadingState>Counting the records</LoadingState>
      ) : view === 'grid' || (isRest && chosen === null) ? (
        <CountGrid
          scope={scope}
          ontology={ontology}
          by={by}
          total={total}
          onBy={setBy}
          onEnter={enter}
        />
      ) : (
        <Bubbles scope={scope} ontology={ontology} total={total} onEnter={enter} />
      )}
    </section>
  );
}

function nameOfOpening(names: readonly string[]): string {
  const last = names.at(-1);
  return last === undefined ? 'Show everything' : `Open ${last}`.slice(0, 120);
}
