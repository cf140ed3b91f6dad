import { Columns2, GitCompareArrows } from 'lucide-react';
import { useEffect, useState } from 'react';
import type {
  AnalysisSettings,
  ChangeAnswer,
  ChangedLink,
  Newness,
} from '../../../shared/api/analysis-change.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { areMoreWithheldNow, readWithheld } from '../../api/withheld.ts';
import { useStore } from '../../store/store.ts';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Switch } from '../../ui/Switch.tsx';
import {
  byFate,
  FATE_WORDS,
  marksOf,
  movedWords,
  namedIds,
  newnessWords,
  sizesWords,
} from './change-words.ts';
import { Fold } from './Fold.tsx';
import styles from './network.module.css';
import { BringOntoMap, RecordLine } from './RecordLine.tsx';

/** A year: what is compared with where nothing else is known. */
const USUAL_DAYS = 365;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** A comparison, and who was protected when it was worked out. */
interface Found {
  readonly answer: ChangeAnswer;
  readonly withheld: readonly string[];
}

/** What is compared: since the last review, or between two days. */
interface Asked {
  readonly since: 'review' | 'dates';
  readonly from: string;
  readonly to: string;
  readonly network: 'everything' | 'people';
  readonly isOfMap: boolean;
}

async function setReview(on: string | null): Promise<void> {
  const { say } = useStore.getState();
  try {
    await api.analysis.saveReview({ on });
    say(on === null ? 'No review is set.' : `The last review was on ${dateWords(on)}.`, {
      canUndo: true,
    });
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

/** When the last review was, and a way to say that there was one today. */
function Review({ settings }: { readonly settings: Loaded<AnalysisSettings> }) {
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  if (settings.status !== 'ready') return null;
  const { lastReviewOn } = settings.value;
  const today = dayBefore(0);
  return (
    <p className={styles.remark}>
      {lastReviewOn === null
        ? 'No review is set yet. '
        : `The last review was on ${dateWords(lastReviewOn)}. `}
      {!isReadOnly && lastReviewOn !== today && (
        <button type="button" className={styles.inlineAct} onClick={() => void setReview(today)}>
          Reviewed today
        </button>
      )}
    </p>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  /** What is wrong with the day itself. */
  readonly fault: string | null;
  readonly onChange: (value: string) => void;
}

/** A whole day, taken once it is one. */
function DayField({ label, value, fault, onChange }: DayFieldProps) {
  const [text, setText] = useState(value);
  const isDay = DAY.test(text) && !Number.isNaN(Date.parse(text));
  return (
    <TextField
      label={label}
      placeholder="2026-03-14"
      value={text}
      error={isDay ? fault : 'Write a day like 2026-03-14.'}
      onChange={({ target }) => {
        const next = target.value.trim();
        setText(next);
        if (DAY.test(next) && !Number.isNaN(Date.parse(next))) onChange(next);
      }}
    />
  );
}

function Question({
  asked,
  settings,
  onAsk,
}: {
  readonly asked: Asked;
  readonly settings: Loaded<AnalysisSettings>;
  readonly onAsk: (change: Partial<Asked>) => void;
}) {
  const wrong = asked.from >= asked.to ? 'The first date must be before the second.' : null;
  return (
    <div className={styles.question}>
      <ChoiceField
        label="Compare"
        value={asked.since}
        options={[
          { value: 'dates', label: 'Two dates' },
          { value: 'review', label: 'Since last review' },
        ]}
        onChange={(since) => onAsk({ since })}
      />
      {asked.since === 'dates' ? (
        <div className={styles.pair}>
          <DayField
            label="From"
            value={asked.from}
            fault={wrong}
            onChange={(from) => onAsk({ from })}
          />
          <DayField label="To" value={asked.to} fault={null} onChange={(to) => onAsk({ to })} />
        </div>
      ) : (
        <Review settings={settings} />
      )}
      <Switch
        label="Only what is on the map"
        checked={asked.isOfMap}
        onChange={({ target }) => onAsk({ isOfMap: target.checked })}
      />
      <Switch
        label="People alone, with what they share as ties"
        checked={asked.network === 'people'}
        onChange={({ target }) => onAsk({ network: target.checked ? 'people' : 'everything' })}
      />
    </div>
  );
}

/** How the network as a whole stood on both dates. */
function States({ answer }: { readonly answer: ChangeAnswer }) {
  const { before, after, from, to } = answer;
  const rows = [
    ['Records', before.records, after.records],
    ['Links', before.links, after.links],
    ['Largest part', before.largest, after.largest],
    ['Communities', before.communities, after.communities],
    ['Efficiency', before.efficiency.toFixed(3), after.efficiency.toFixed(3)],
  ] as const;
  return (
    <table className={styles.states}>
      <caption className="visually-hidden">The network on both dates</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{dateWords(from)}</th>
          <th scope="col">{dateWords(to)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, one, other]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{one.toLocaleString('en-GB')}</td>
            <td>{other.toLocaleString('en-GB')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewnessNote({ newness }: { readonly newness: Newness }) {
  const words = newnessWords(newness);
  return words === '' ? null : <small>{words}</small>;
}

function Links({ links }: { readonly links: readonly ChangedLink[] }) {
  return links.map(({ from, to, ties, newness }) => (
    <li key={`${from.id} ${to.id}`} className={styles.changedLink}>
      <button
        type="button"
        className={styles.inlineAct}
        onClick={() => {
          const { selectRelation, select, setPanels } = useStore.getState();
          const [first] = ties;
          if (first) selectRelation(first.id, [from.id, to.id]);
          else select([from.id, to.id]);
          setPanels({ isInspectorOpen: true });
        }}
      >
        {`${from.label} and ${to.label}`}
      </button>
      <small>{[...new Set(ties.map(({ words }) => words))].join(', ')}</small>
      <NewnessNote newness={newness} />
    </li>
  ));
}

function Lists({ answer }: { readonly answer: ChangeAnswer }) {
  const { came, left, rose, fell, entered, ended, learned } = answer;
  const { newCutRecords, newBridges, communities } = answer;
  const more = answer.moreEntered + answer.moreEnded;
  return (
    <>
      <Fold title="Came" mark="+" count={came.length} isOpen>
        {came.map(({ record, newness }) => (
          <li key={record.id}>
            <RecordLine record={record}>
              <NewnessNote newness={newness} />
            </RecordLine>
          </li>
        ))}
      </Fold>
      <Fold title="Left" mark="−" count={left.length} isOpen>
        {left.map((record) => (
          <li key={record.id}>
            <RecordLine record={record} />
          </li>
        ))}
      </Fold>
      <Fold title="Rose" mark="↑" count={rose.length} isOpen>
        {rose.map((moved) => (
          <li key={moved.record.id}>
            <RecordLine record={moved.record}>
              <small>{movedWords(moved)}</small>
            </RecordLine>
          </li>
        ))}
      </Fold>
      <Fold title="Fell" mark="↓" count={fell.length}>
        {fell.map((moved) => (
          <li key={moved.record.id}>
            <RecordLine record={moved.record}>
              <small>{movedWords(moved)}</small>
            </RecordLine>
          </li>
        ))}
      </Fold>
      <Fold title="New links" count={entered.length}>
        <Links links={entered} />
      </Fold>
      <Fold title="Ended links" count={ended.length}>
        <Links links={ended} />
      </Fold>
      <Fold title="New bridges" count={newBridges.length + newCutRecords.length}>
        {newCutRecords.map(({ record, cutsOff }) => (
          <li key={record.id}>
            <RecordLine record={record}>
              <small>{`alone holds ${cutsOff.toLocaleString('en-GB')} others`}</small>
            </RecordLine>
          </li>
        ))}
        {newBridges.map(({ from, to, cutsOff }) => (
          <li key={`${from.id} ${to.id}`} className={styles.changedLink}>
            {`${from.label} and ${to.label}`}
            <small>{`the only tie to ${cutsOff.toLocaleString('en-GB')} others`}</small>
          </li>
        ))}
      </Fold>
      <Fold title="Communities" count={communities.length}>
        {byFate(communities).map((change) => (
          <li key={`${change.fate} ${change.around.id}`}>
            <RecordLine record={change.around}>
              <small>{`${FATE_WORDS[change.fate]}: ${sizesWords(change)}`}</small>
            </RecordLine>
          </li>
        ))}
      </Fold>
      <Fold
        title="Was so before, and is new to us"
        count={learned.records.length + learned.links.length}
      >
        {learned.records.map((record) => (
          <li key={record.id}>
            <RecordLine record={record} />
          </li>
        ))}
        <Links links={learned.links} />
      </Fold>
      {more > 0 && (
        <p
          className={styles.remark}
        >{`${more.toLocaleString('en-GB')} more links are not listed.`}</p>
      )}
    </>
  );
}

function Result({ answer }: { readonly answer: ChangeAnswer }) {
  const setChangeMarks = useStore((state) => state.setChangeMarks);
  const hasSides = useStore((state) => state.hasChangeSides);
  const setSides = useStore((state) => state.setChangeSides);
  useEffect(() => setChangeMarks(marksOf(answer)), [answer, setChangeMarks]);
  const { came, left, rose, fell, entered, ended, learned, protectedLeftOut } = answer;
  const isSame =
    came.length + left.length + rose.length + fell.length + entered.length + ended.length === 0;
  return (
    <div className={styles.scroll}>
      <States answer={answer} />
      <div className={styles.drawn}>
        <Switch
          label="Two maps side by side"
          checked={hasSides}
          onChange={({ target }) => setSides(target.checked)}
        />
        <BringOntoMap ids={namedIds(answer)} />
        <p>On the map, + has come and − has left.</p>
      </div>
      {isSame && learned.records.length + learned.links.length === 0 ? (
        <EmptyState title="Nothing changed" icon={<Columns2 size={20} aria-hidden="true" />}>
          Nothing dated between these days came, left, rose or fell. What has no dates counts on
          both.
        </EmptyState>
      ) : (
        <Lists answer={answer} />
      )}
      <p className={styles.remark}>
        {protectedLeftOut > 0 &&
          `${protectedLeftOut} protected ${protectedLeftOut === 1 ? 'record' : 'records'} left out. `}
        {(answer.before.isEstimated || answer.after.isEstimated) &&
          'Who rose and fell, and efficiency, are estimated from some of the shortest routes. '}
        What has no dates counts on both days. A link that nobody has seen for twice its half-life
        counts as ended, though it may go on.
      </p>
    </div>
  );
}

/** How the network changed between two dates, or since the last review. */
export function ChangePanel() {
  const filter = useStore((state) => state.filterText);
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const close = useStore((state) => state.closeLeftPanel);
  const [asked, setAsked] = useState<Asked>({
    since: 'dates',
    from: dayBefore(USUAL_DAYS),
    to: dayBefore(0),
    network: 'everything',
    isOfMap: false,
  });
  const shownIds = useStore((state) => (asked.isOfMap ? state.shownIds : null));
  const settings = useApi(() => api.analysis.settings(), [revision, viewRevision]);
  const reviewOn = settings.status === 'ready' ? settings.value.lastReviewOn : null;
  const canAsk = asked.since === 'dates' ? asked.from < asked.to : reviewOn !== null;
  const withheldNow = useApi(readWithheld, [revision]);
  const change = useApi<Found | null>(
    async (signal) => {
      if (!canAsk) return null;
      const withheld = await readWithheld(signal);
      const answer = await api.analysis.compare(
        {
          from: asked.since === 'review' ? null : asked.from,
          to: asked.since === 'review' ? null : asked.to,
          scope: {
            projection: asked.network === 'people' ? 'person-all' : 'full',
            among: shownIds && [...shownIds],
            filter,
          },
        },
        { signal },
      );
      return { answer, withheld };
    },
    [asked, canAsk, reviewOn, shownIds, filter, revision],
  );
  const found = change.status === 'ready' ? change.value : null;
  // It would go on naming whoever has been protected since.
  const isPutAway = found !== null && areMoreWithheldNow(found.withheld, withheldNow);
  useEffect(
    () => () => {
      const { setChangeMarks, setChangeSides } = useStore.getState();
      setChangeMarks(null);
      setChangeSides(false);
    },
    [],
  );
  useEffect(() => {
    if (isPutAway) useStore.getState().setChangeMarks(null);
  }, [isPutAway]);
  return (
    <>
      <PanelHead title="What changed" onClose={close} />
      <Question
        asked={asked}
        settings={settings}
        onAsk={(next) => setAsked({ ...asked, ...next })}
      />
      {!canAsk && (
        <EmptyState
          title={
            asked.since === 'review' ? 'No review is set' : 'The dates are the wrong way round'
          }
          icon={<GitCompareArrows size={20} aria-hidden="true" />}
        >
          {asked.since === 'review'
            ? 'Say when the network was last reviewed; from then on this shows what changed since.'
            : 'Choose a first date before the second.'}
        </EmptyState>
      )}
      {canAsk && change.status === 'failed' && (
        <FailedState message={change.error.message} retry={change.retry} />
      )}
      {canAsk && (change.status === 'loading' || isPutAway) && (
        <LoadingState>Comparing the dates</LoadingState>
      )}
      {canAsk && found && !isPutAway && <Result answer={found.answer} />}
    </>
  );
}
