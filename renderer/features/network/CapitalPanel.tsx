import { Coins } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CapitalEntry } from '../../../shared/api/analysis-likeness.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { bringsWords, shareWords, weightOf } from './likeness-words.ts';
import styles from './network.module.css';
import { Caution, PeopleQuestion, usePeopleScope } from './PeopleQuestion.tsx';
import { RecordField, useRecord } from './RecordField.tsx';
import { type ListedRecord, RecordLine } from './RecordLine.tsx';

const LISTED = 50;

/** Keeps what somebody brings; false: it could not be kept, and that was said. */
async function keep({ id, label }: ListedRecord, weight: number | null): Promise<boolean> {
  const { say } = useStore.getState();
  try {
    await api.analysis.saveResource({ id, weight });
    say(weight === null ? `${label} counts as usual again.` : `${label} brings ${weight} now.`, {
      canUndo: true,
    });
    return true;
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
    return false;
  }
}

interface WeightFormProps {
  readonly record: ListedRecord;
  /** What an analyst set; null: nobody did. */
  readonly set: number | null;
  readonly onDone: () => void;
}

function WeightForm({ record, set, onDone }: WeightFormProps) {
  const [text, setText] = useState(set === null ? '' : String(set));
  const field = useRef<HTMLInputElement>(null);
  useFocusReturn();
  useEffect(() => field.current?.focus(), []);
  const weight = weightOf(text);
  const isWrong = weight === null && text.trim() !== '';
  const finish = (isKept: boolean) => isKept && onDone();
  return (
    <form
      className={styles.rename}
      aria-label={`What ${record.label} brings`}
      onSubmit={(event) => {
        event.preventDefault();
        if (weight !== null) void keep(record, weight).then(finish);
      }}
    >
      <TextField
        ref={field}
        label="Brings, from 0 to 1"
        hint="0: nothing. 0.2: as any known member. 1: the most."
        inputMode="decimal"
        placeholder="0.6"
        value={text}
        error={isWrong ? 'Write a number from 0 to 1, such as 0.6.' : null}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      <Button type="submit" look="primary" disabled={weight === null}>
        Save
      </Button>
      {set !== null && (
        <Button onClick={() => void keep(record, null).then(finish)}>As usual</Button>
      )}
      <Button onClick={onDone}>Cancel</Button>
    </form>
  );
}

/** A person, and a form for what they bring. */
function SetWeight({
  id,
  onPick,
}: {
  readonly id: string | null;
  readonly onPick: (id: string | null) => void;
}) {
  const record = useRecord(id);
  const ontology = useOntologyOrNull();
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const settings = useApi(() => api.analysis.settings(), [revision, viewRevision]);
  const base = record && (ontology ? kindOf(ontology, record.kind)?.base : null);
  const isPerson = record !== null && (base ?? record.kind) === 'person';
  return (
    <div className={styles.setter}>
      <RecordField
        label="Set what somebody brings"
        id={id}
        placeholder="A person"
        onPick={onPick}
      />
      {record && !isPerson && (
        <p className={styles.remark}>Only people bring something. Choose a person.</p>
      )}
      {record && isPerson && record.isProtected && (
        <p className={styles.remark}>Nobody protected is reckoned as bringing anything.</p>
      )}
      {record && isPerson && !record.isProtected && settings.status === 'ready' && (
        <WeightForm
          key={record.id}
          record={record}
          set={settings.value.resources.find((each) => each.id === record.id)?.weight ?? null}
          onDone={() => onPick(null)}
        />
      )}
    </div>
  );
}

function Item({
  entry,
  onChange,
}: {
  readonly entry: CapitalEntry;
  readonly onChange: (() => void) | null;
}) {
  const { record, rank, importance } = entry;
  const share = shareWords(importance);
  return (
    <li className={styles.tie}>
      <RecordLine record={record}>
        <span className={styles.likeness}>
          <i aria-hidden="true">
            <b style={{ width: `${Math.min(1, importance) * 100}%` }} />
          </i>
          <span className="visually-hidden">goes with them: </span>
          {share}
        </span>
      </RecordLine>
      <p>
        {`Place ${rank.toLocaleString('en-GB')}. ${bringsWords(entry)}. `}
        {onChange && (
          <button
            type="button"
            className={styles.inlineAct}
            aria-label={`Change what ${record.label} brings`}
            onClick={onChange}
          >
            Change
          </button>
        )}
      </p>
    </li>
  );
}

/** What the network would lose without each person: what they bring, and how well ties share it. */
export function CapitalPanel() {
  const { scope, isOfMap, setOfMap } = usePeopleScope();
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const close = useStore((state) => state.closeLeftPanel);
  const [changedId, setChangedId] = useState<string | null>(null);
  const found = useApi(
    (signal) => api.analysis.capital({ limit: LISTED, scope }, { signal }),
    [scope, revision, viewRevision],
  );
  const answer = found.status === 'ready' ? found.value : null;
  return (
    <>
      <PanelHead title="Network capital" onClose={close} />
      <PeopleQuestion
        isOfMap={isOfMap}
        setOfMap={setOfMap}
        meaning="The share of the network’s worth that goes with each person: what they bring (money, skill, tools, access, violence) and what reaches others through them."
        method={[
          'Analysts set what people bring, from 0 to 1. Where nobody did, a known member of a group counts 0.2 and others 0. Ties pass it on by how likely they are, and half as well over two.',
          'The worth is from 0 to 1, and small where most bring nothing. Shares are not parts of one whole: what two share goes with either. Weights are judgements: set them on graded information, and look again when they change the order.',
        ]}
        source="after Schwartz and Rouselle (2009), Trends in Organized Crime 12, 188–207."
      />
      {!isReadOnly && <SetWeight id={changedId} onPick={setChangedId} />}
      {found.status === 'failed' && (
        <FailedState message={found.error.message} retry={found.retry} />
      )}
      {found.status === 'loading' && <LoadingState>Working out what people bring</LoadingState>}
      {answer && (
        <div className={styles.scroll} aria-busy={found.status === 'ready' && found.isStale}>
          {answer.items.length === 0 ? (
            <EmptyState
              title="Nobody brings anything yet"
              icon={<Coins size={20} aria-hidden="true" />}
            >
              Nobody here is known to be of a group, and no weight is set.
            </EmptyState>
          ) : (
            <>
              <div className={styles.listHead}>
                <h3>Largest share first</h3>
                <span role="status">{`Worth ${answer.capital.toLocaleString('en-GB', { maximumSignificantDigits: 2 })}`}</span>
              </div>
              <ol className={styles.plain} aria-label="People by what would go with them">
                {answer.items.map((entry) => (
                  <Item
                    key={entry.record.id}
                    entry={entry}
                    onChange={isReadOnly ? null : () => setChangedId(entry.record.id)}
                  />
                ))}
              </ol>
            </>
          )}
          <Caution protectedLeftOut={answer.protectedLeftOut}>
            A share is a question, not a finding.
          </Caution>
        </div>
      )}
    </>
  );
}
