import { CircleHelp, Clock, TriangleAlert, X } from 'lucide-react';
import { useMemo } from 'react';
import type { CaseMeasure, Projection, Weighting } from '../../../shared/analysis/case-measure.ts';
import {
  PROJECTIONS,
  WEIGHTED_MEASURES,
  WEIGHTINGS,
} from '../../../shared/analysis/case-measure.ts';
import { useOntology } from '../../api/use-ontology.ts';
import type { Running } from '../../api/use-running.ts';
import { useKeys } from '../../store/keys.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, LoadingState, ProgressBar } from '../../ui/State.tsx';
import styles from './analysis.module.css';
import { chosenKey, MONEY_FLOW, measureChoices, rankingName } from './measure-choices.ts';
import { PlayersTable } from './PlayersTable.tsx';
import { unsafeWords } from './players.ts';
import {
  leftOutWords,
  PROJECTION_WORDS,
  scopeWords,
  shortScopeWords,
  WEIGHTING_WORDS,
} from './scope-words.ts';
import { type Ranking, usePlayers } from './use-players.ts';
import { timeWords } from './value-words.ts';

/** Who holds the network together, below the map: ranked, with doubt and reason. */
export function KeyPlayersDock() {
  const scope = useScope();
  const measure = useStore((state) => state.playersBy);
  const withLever = useStore((state) => state.arePlayersWithLever);
  const openMeasure = useStore((state) => state.openMeasure);
  const ontology = useOntology();
  const { running, players, look } = usePlayers({ scope, measure, withLever });
  const { value, error } = running;
  const listKey = `${measure} ${scope.projection} ${withLever}`;
  return (
    <div className={styles.dock}>
      <Head measure={measure} />
      <Said running={running} />
      {error && !value ? (
        <FailedState message={error.message} retry={running.again} />
      ) : !value || ontology.status !== 'ready' ? (
        running.status === 'stopped' ? (
          <EmptyState
            title="This was stopped"
            actions={
              <Button look="primary" onClick={running.again}>
                Compute it
              </Button>
            }
          />
        ) : (
          <LoadingState>Working out who holds the network together</LoadingState>
        )
      ) : value.answer.found === 0 ? (
        <Nobody withLever={withLever} ranked={value.answer.ranked} />
      ) : areAllAlike(value.answer) ? (
        <AllAlike count={value.answer.found} among={value.question.scope.among} />
      ) : (
        <PlayersTable
          label="Key players"
          measureName={rankingName(value.answer.measure, value.question.scope.projection)}
          players={players}
          most={value.most ?? value.answer.players[0]?.value ?? 0}
          ontology={ontology.value}
          listKey={listKey}
          onLook={look}
          onExplain={(entityId) => openMeasure({ measure: value.answer.measure, entityId })}
        />
      )}
    </div>
  );
}

function Head({ measure }: { readonly measure: CaseMeasure }) {
  const withLever = useStore((state) => state.arePlayersWithLever);
  const setWithLever = useStore((state) => state.setPlayersWithLever);
  const setDock = useStore((state) => state.setDock);
  const openMeasure = useStore((state) => state.openMeasure);
  const keys = useKeys('dock.players');
  return (
    <header className={styles.head}>
      <h2>Key players</h2>
      <MeasureChoice measure={measure} />
      <IconButton
        label="What this measure means"
        icon={<CircleHelp size={14} aria-hidden="true" />}
        tip="above"
        onClick={() => openMeasure({ measure, entityId: null })}
      />
      <GraphChoice measure={measure} />
      <span className={styles.gap} />
      <div className={styles.end}>
        {/* biome-ignore lint/a11y/useSemanticElements: two buttons of one choice, not fields of a form. */}
        <div className={lens.segments} role="group" aria-label="Who is listed">
          <button type="button" aria-pressed={!withLever} onClick={() => setWithLever(false)}>
            Everyone
          </button>
          <button type="button" aria-pressed={withLever} onClick={() => setWithLever(true)}>
            With a lever
          </button>
        </div>
        <IconButton
          label="Close key players"
          keys={keys}
          tip="below-left"
          icon={<X size={14} aria-hidden="true" />}
          onClick={() => setDock(null)}
        />
      </div>
    </header>
  );
}

function MeasureChoice({ measure }: { readonly measure: CaseMeasure }) {
  const projection = useStore((state) => state.measured.projection);
  const rankPlayersBy = useStore((state) => state.rankPlayersBy);
  const measureGraph = useStore((state) => state.measureGraph);
  const { common, others } = useMemo(() => measureChoices(projection), [projection]);
  function choose(key: string): void {
    if (key === MONEY_FLOW) {
      measureGraph({ projection: 'flow-money' });
      rankPlayersBy('pagerank');
      return;
    }
    // Who leaves the money leaves its graph.
    if (chosenKey(measure, projection) === MONEY_FLOW) measureGraph({ projection: 'full' });
    rankPlayersBy(key as CaseMeasure);
  }
  return (
    <label className={lens.choose}>
      <span>By</span>
      <select
        value={chosenKey(measure, projection)}
        onChange={(event) => choose(event.target.value)}
      >
        {common.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
        <optgroup label="Other measures">
          {others.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

function GraphChoice({ measure }: { readonly measure: CaseMeasure }) {
  const { projection, weighting, among } = useStore((state) => state.measured);
  const measureGraph = useStore((state) => state.measureGraph);
  return (
    <>
      <label className={lens.choose}>
        <span>On</span>
        <select
          value={projection}
          onChange={(event) => measureGraph({ projection: event.target.value as Projection })}
        >
          {PROJECTIONS.map((id) => (
            <option key={id} value={id}>
              {PROJECTION_WORDS[id].name}
            </option>
          ))}
        </select>
      </label>
      {WEIGHTED_MEASURES.has(measure) && (
        <label className={lens.choose}>
          <span>Weigh by</span>
          <select
            value={weighting}
            onChange={(event) => measureGraph({ weighting: event.target.value as Weighting })}
          >
            {WEIGHTINGS.map((id) => (
              <option key={id} value={id}>
                {WEIGHTING_WORDS[id].name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={lens.choose}>
        <span>Of</span>
        <select
          value={among}
          onChange={(event) => measureGraph({ among: event.target.value as 'case' | 'map' })}
        >
          <option value="case">Whole case</option>
          <option value="map">The map</option>
        </select>
      </label>
    </>
  );
}

/** What the ranking rests on, how far it can be relied on, and whether it is of an earlier state of the case. */
function Said({ running }: { readonly running: Running<Ranking> }) {
  const { value } = running;
  const nameOf = useMemo(() => {
    const names = new Map(value?.answer.players.map(({ entity }) => [entity.id, entity.label]));
    return (id: string) => names.get(id);
  }, [value?.answer]);
  const firstId = value?.answer.players[0]?.entity.id;
  const unsafe = value?.doubts ? unsafeWords(value.doubts.unsafe, nameOf, firstId) : null;
  return (
    <div className={styles.said}>
      {value && <RestsOn ranking={value} />}
      {unsafe && (
        <span className={styles.unsafe}>
          <TriangleAlert size={12} aria-hidden="true" /> {unsafe}
        </span>
      )}
      <Standing running={running} />
    </div>
  );
}

/** What was ranked by what, on which graph, and who was left out. */
function RestsOn({ ranking: { answer, question } }: { readonly ranking: Ranking }) {
  const { scope } = question;
  const { measure, ranked, head, sampled, caution } = answer;
  return (
    <span title={`Computed on: ${scopeWords(scope, measure)}.`}>
      <b>{rankingName(measure, scope.projection)}</b> rank out of {ranked.toLocaleString('en-GB')}.{' '}
      {leftOutWords(head)} {shortScopeWords(scope, measure)}
      {sampled && ` Estimated${errorWords(sampled.error)}.`}
      {caution === 'mixed-kinds' && ' Kinds are not comparable by this measure: choose people.'}
      {caution === 'needs-direction' && ' This measure needs links with a direction.'}
    </span>
  );
}

function errorWords(error: number | null): string {
  return error === null
    ? ''
    : `, within ${Number(error.toPrecision(2))} of the exact value with 95% confidence`;
}

const PHASE_WORDS = {
  measures: 'Computing values',
  intervals: 'Testing how sure the ranks are',
  communities: 'Finding communities',
  sets: 'Looking for sets',
} as const;

/** Whether the result is stale, how far the next one is, and how to stop or begin it. */
function Standing({ running }: { readonly running: Running<Ranking> }) {
  const { status, progress, isStale, computedAt, error, value } = running;
  const words = progress ? PHASE_WORDS[progress.phase] : 'Computing';
  return (
    <>
      {isStale && computedAt && (
        <span className={styles.stale} role="status">
          <Clock size={12} aria-hidden="true" /> Stale, from {timeWords(computedAt)}
        </span>
      )}
      {status === 'running' && (
        <span className={styles.progress}>
          <span>{words}</span>
          <ProgressBar
            label={words}
            fraction={progress && progress.total > 0 ? progress.done / progress.total : null}
          />
          <button type="button" className={styles.link} onClick={running.stop}>
            Stop
          </button>
        </span>
      )}
      {status === 'stopped' && value && (
        <span>
          {value.doubts ? 'Stopped.' : 'Stopped: how sure the ranks are was not tested.'}{' '}
          <button type="button" className={styles.link} onClick={running.again}>
            Compute again
          </button>
        </span>
      )}
      {status === 'failed' && value && (
        <span role="alert">
          {error?.message}{' '}
          <button type="button" className={styles.link} onClick={running.again}>
            Try again
          </button>
        </span>
      )}
    </>
  );
}

/** Whether nothing tells those who were ranked apart: a list would put them in an order that means nothing. */
function areAllAlike({ players, found, ranked }: Ranking['answer']): boolean {
  const value = players[0]?.value;
  const isWhole = found > 1 && found === ranked && players.length === found;
  return isWhole && players.every((player) => player.value === value);
}

function AllAlike(props: { readonly count: number; readonly among: readonly string[] | null }) {
  const measureGraph = useStore((state) => state.measureGraph);
  return (
    <EmptyState
      title="Nobody stands out"
      actions={
        props.among && (
          <Button onClick={() => measureGraph({ among: 'case' })}>Measure the whole case</Button>
        )
      }
    >
      {`All ${props.count.toLocaleString('en-GB')} have the same value by this measure on this graph. There may be no links of this kind in it.`}
    </EmptyState>
  );
}

function Nobody({ withLever, ranked }: { readonly withLever: boolean; readonly ranked: number }) {
  const setWithLever = useStore((state) => state.setPlayersWithLever);
  const measureGraph = useStore((state) => state.measureGraph);
  if (withLever && ranked > 0)
    return (
      <EmptyState
        title="Nobody who was ranked has a lever"
        actions={<Button onClick={() => setWithLever(false)}>Show everyone</Button>}
      >
        This does not mean that none exists: see what is missing under Levers.
      </EmptyState>
    );
  return (
    <EmptyState
      title="There is nothing to rank"
      actions={
        <Button onClick={() => measureGraph({ projection: 'full', among: 'case' })}>
          Measure the whole case
        </Button>
      }
    >
      No record that the filter lets through is in this graph, or none has a value there.
    </EmptyState>
  );
}
