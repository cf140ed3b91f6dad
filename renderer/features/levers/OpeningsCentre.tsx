import { Gavel, Waypoints } from 'lucide-react';
import { useMemo } from 'react';
import type { Opening } from '../../../shared/api/lever-question.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import type { OpeningSort } from '../../store/levers.ts';
import { showOnMap } from '../../store/show-on-map.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, useDelay } from '../../ui/State.tsx';
import { AnswerChoice } from './AnswerChoice.tsx';
import { ChartLegend, EffectChart } from './EffectChart.tsx';
import { FilterTokens } from './FilterTokens.tsx';
import styles from './levers.module.css';
import { answerCounts, NoGroup, NoneListed, NoOpenings, otherAnswers } from './NoOpenings.tsx';
import { OpeningsTable } from './OpeningsTable.tsx';
import { chartPointOf, type EvidenceState, openingId } from './opening-words.ts';
import {
  MOST_LISTED,
  type OpeningQuestion,
  type OpeningsAnswer,
  type useOpenings,
} from './use-openings.ts';

interface OpeningsCentreProps {
  readonly asked: OpeningQuestion;
  readonly isMissing: boolean;
  readonly openings: ReturnType<typeof useOpenings>;
  readonly evidence: ReadonlyMap<string, EvidenceState>;
  readonly levers: ReadonlyMap<string, Lever>;
}

/** The chart above the list, or why there is none. */
export function OpeningsCentre(props: OpeningsCentreProps) {
  const { asked, isMissing, levers, openings } = props;
  const onlyId = useStore((state) => state.leverOnlyId);
  const answer = openings.loaded.status === 'ready' ? openings.loaded.value : null;
  return (
    <section className={styles.centre} aria-label="Openings" data-region="" tabIndex={-1}>
      {!isMissing && (
        <div className={styles.narrowing}>
          <AnswerChoice counts={answer && answerCounts(answer)} />
          <FilterTokens
            onlyTitle={onlyId === null ? null : (levers.get(onlyId)?.title ?? onlyId)}
          />
        </div>
      )}
      <Content {...props} />
      <p className="visually-hidden" role="status">
        {answer && totalWords(answer, asked.part)}
      </p>
    </section>
  );
}

function totalWords({ total, records }: OpeningsAnswer, part: 'disrupt' | 'protect'): string {
  const openings = `${total.toLocaleString('en-GB')} ${total === 1 ? 'opening' : 'openings'}`;
  const whom = part === 'protect' ? 'to protect' : 'on';
  return `${openings} ${whom} ${recordWords(records)}`;
}

function recordWords(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'record' : 'records'}`;
}

function Content({ asked, isMissing, openings, evidence, levers }: OpeningsCentreProps) {
  const { loaded, isStopped } = openings;
  const check = useStore((state) => state.checkLeversAgain);
  if (isMissing) return <NoGroup />;
  if (isStopped)
    return (
      <EmptyState
        title="Stopped"
        icon={<Gavel size={28} aria-hidden="true" />}
        actions={
          <Button look="primary" onClick={check}>
            Check again
          </Button>
        }
      >
        The levers were not tested to the end.
      </EmptyState>
    );
  if (loaded.status === 'failed')
    return (
      <FailedState
        message={loaded.error.message}
        actions={<Button onClick={check}>Try again</Button>}
      />
    );
  if (loaded.status === 'loading' || loaded.value === null)
    return <Testing onStop={openings.stop} />;
  const { total, otherPart } = loaded.value;
  if (total + otherPart + otherAnswers(loaded.value, asked) === 0)
    return <NoOpenings asked={asked} />;
  return (
    <Found
      answer={loaded.value}
      asked={asked}
      listKey={openings.listKey}
      listMore={openings.listMore}
      evidence={evidence}
      levers={levers}
    />
  );
}

function Testing({ onStop }: { readonly onStop: () => void }) {
  const isShown = useDelay(500);
  return (
    <div className={styles.testing} role="status">
      {isShown && (
        <>
          <p>Testing every lever against every record</p>
          <Button onClick={onStop}>Stop</Button>
        </>
      )}
    </div>
  );
}

interface FoundProps {
  readonly answer: OpeningsAnswer;
  readonly asked: OpeningQuestion;
  readonly listKey: string;
  readonly listMore: (() => void) | null;
  readonly evidence: ReadonlyMap<string, EvidenceState>;
  readonly levers: ReadonlyMap<string, Lever>;
}

function openOpening({ entity, leverId }: Opening): void {
  const { select, openLever, setPanels } = useStore.getState();
  select([entity.id]);
  openLever(leverId, entity.id);
  setPanels({ isInspectorOpen: true });
}

function Found({ answer, asked, listKey, listMore, evidence, levers }: FoundProps) {
  const ontology = useOntologyOrNull();
  const { items, total } = answer;
  const openId = useStore((state) =>
    state.leverPage?.entityId ? `${state.leverPage.entityId} ${state.leverPage.leverId}` : null,
  );
  const byId = useMemo(() => new Map(items.map((one) => [openingId(one), one])), [items]);
  const points = useMemo(
    () => items.map((one) => chartPointOf(one, levers.get(one.leverId))),
    [items, levers],
  );
  const unreckoned = points.filter(({ cutOff }) => cutOff === null).length;
  const more = total - items.length;
  return (
    <>
      {asked.part === 'disrupt' && unreckoned < points.length && (
        <div className={styles.chartCard}>
          <div className={styles.cardHead}>
            <h2>Effect and lead time</h2>
            <span className={styles.gap} />
            <ChartLegend points={points} />
          </div>
          <EffectChart
            points={points}
            openId={openId}
            titleOf={(id) => byId.get(id)?.title ?? ''}
            onOpen={(id) => {
              const opening = byId.get(id);
              if (opening) openOpening(opening);
            }}
          />
          {unreckoned > 0 && (
            <p className={styles.chartNote}>
              {`${unreckoned.toLocaleString('en-GB')} of those listed are not drawn: they are not near the group, or only find out, share or refer.`}
            </p>
          )}
        </div>
      )}
      <div className={styles.card}>
        <ListHead answer={answer} asked={asked} />
        {total === 0 ? (
          <NoneListed answer={answer} asked={asked} />
        ) : (
          <OpeningsTable
            label={asked.part === 'protect' ? 'Openings that protect' : 'Openings, best first'}
            openings={items}
            levers={levers}
            ontology={ontology}
            evidence={evidence}
            listKey={listKey}
            onOpen={openOpening}
          />
        )}
        {more > 0 && (
          <p className={lens.more}>
            {`${more.toLocaleString('en-GB')} more stand below.`}
            {listMore ? (
              <Button onClick={listMore}>
                {total <= MOST_LISTED
                  ? `List all ${total.toLocaleString('en-GB')}`
                  : `List up to ${MOST_LISTED.toLocaleString('en-GB')}`}
              </Button>
            ) : (
              ' Filter to see others.'
            )}
          </p>
        )}
      </div>
    </>
  );
}

const SORTS: readonly { readonly id: OpeningSort; readonly label: string }[] = [
  { id: 'rank', label: 'Best first' },
  { id: 'effect', label: 'Effect' },
  { id: 'lead-time', label: 'Lead time' },
  { id: 'intrusiveness', label: 'Intrusiveness' },
  { id: 'record', label: 'Record' },
  { id: 'lever', label: 'Lever' },
];

/** Records that the map is given where none is selected. */
const SHOWN_AT_ONCE = 30;

function ListHead({
  answer,
  asked,
}: {
  readonly answer: OpeningsAnswer;
  readonly asked: OpeningQuestion;
}) {
  const sort = useStore((state) => state.leverSort);
  const setSort = useStore((state) => state.setLeverSort);
  const setPart = useStore((state) => state.setLeverPart);
  const selectedIds = useStore((state) => state.selectedIds);
  const isProtect = asked.part === 'protect';
  const [disrupt, protect] = isProtect
    ? [answer.otherPart, answer.total]
    : [answer.total, answer.otherPart];
  const best = [...new Set(answer.items.map(({ entity }) => entity.id))].slice(0, SHOWN_AT_ONCE);
  const shown = selectedIds.length > 0 ? selectedIds : best;
  return (
    <div className={styles.cardHead}>
      <h2>
        {isProtect ? 'To protect' : 'Openings'}{' '}
        <span>{`${isProtect ? '' : 'on '}${recordWords(answer.records)}`}</span>
      </h2>
      <span className={styles.gap} />
      <fieldset className={lens.segments} aria-label="What is to be done">
        <button type="button" aria-pressed={!isProtect} onClick={() => setPart('disrupt')}>
          {`Disrupt ${disrupt.toLocaleString('en-GB')}`}
        </button>
        <button type="button" aria-pressed={isProtect} onClick={() => setPart('protect')}>
          {`Protect ${protect.toLocaleString('en-GB')}`}
        </button>
      </fieldset>
      {!isProtect && (
        <label className={lens.choose}>
          <select
            aria-label="Order"
            value={sort}
            onChange={({ target }) => setSort(sortOf(target.value))}
          >
            {SORTS.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button
        look="quiet"
        icon={<Waypoints size={14} aria-hidden="true" />}
        onClick={() => showOnMap(shown)}
      >
        {selectedIds.length > 0 ? `Show ${selectedIds.length} on map` : 'Show on map'}
      </Button>
    </div>
  );
}

function sortOf(value: string): OpeningSort {
  return SORTS.find(({ id }) => id === value)?.id ?? 'rank';
}
