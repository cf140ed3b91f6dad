import { Check, CircleDashed, CircleX, Clock, FileText, PenLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Assessment, ChecklistLine } from '../../../shared/api/assessment.ts';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import {
  ASSESSMENT_FIELD_WORDS,
  ASSESSMENT_WORDS,
  type AssessmentField,
  assessmentValueWords,
  EVIDENCE_WORDS,
} from '../../../shared/domain/assessment.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './LeverWork.module.css';
import { LeverWorkHistory } from './LeverWorkHistory.tsx';
import { openEvidence } from './open-evidence.ts';

interface LeverWorkProps {
  readonly lever: Lever;
  readonly detail: EntityDetail;
  readonly assessment: Assessment | null;
  readonly isHeld: boolean;
  readonly revealReason: string | null;
}

/** How far a lever was worked for the record: its checklist to tick, what was decided, and the way to change it. */
export function LeverWork(props: LeverWorkProps) {
  const { lever, detail, assessment, isHeld, revealReason } = props;
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const canWork = !isReadOnly && !isHeld;
  const lines = assessment?.checklist ?? lever.evidence.map(untouched);
  return (
    <section className={styles.work} aria-label={`Work on ${lever.title}`}>
      <Checklist {...props} lines={lines} canTick={canWork} />
      {assessment && <Decided assessment={assessment} />}
      <div className={styles.acts}>
        {!isReadOnly && (!isHeld || assessment !== null) && (
          <Button
            look={assessment ? 'plain' : 'primary'}
            icon={<PenLine size={14} aria-hidden="true" />}
            onClick={() =>
              openForm({
                type: 'assess-lever',
                entityId: detail.summary.id,
                leverId: lever.id,
                revealReason,
              })
            }
          >
            {assessment ? 'Change the assessment' : 'Work this lever'}
          </Button>
        )}
        {assessment && !isReadOnly && <RemoveAssessment assessment={assessment} />}
      </div>
      {assessment && (
        <LeverWorkHistory
          entityId={detail.summary.id}
          leverId={lever.id}
          revealReason={revealReason}
        />
      )}
    </section>
  );
}

function untouched(line: string): ChecklistLine {
  const nothing = { askedOf: null, datedOn: null, note: null, reference: null };
  const by = { updatedAt: null, updatedBy: null };
  return { line, isOwn: false, isGone: false, state: 'not-asked', ...nothing, ...by };
}

const STATE_ICONS = {
  'not-asked': CircleDashed,
  'asked-for': Clock,
  held: Check,
  'not-available': CircleX,
};

function Checklist(
  props: LeverWorkProps & { readonly lines: readonly ChecklistLine[]; readonly canTick: boolean },
) {
  const { lever, detail, lines, canTick, revealReason } = props;
  const say = useStore((state) => state.say);
  /** Ticks that are on their way: shown at once. */
  const [pending, setPending] = useState<ReadonlyMap<string, boolean>>(new Map());
  // What came back is what is shown from then on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines say that an answer came.
  useEffect(() => setPending(new Map()), [props.assessment]);
  const isHeld = ({ line, state }: ChecklistLine) => pending.get(line) ?? state === 'held';
  const held = lines.filter(isHeld).length;

  async function tick(line: ChecklistLine, isTicked: boolean): Promise<void> {
    setPending((last) => new Map(last).set(line.line, isTicked));
    const { askedOf, datedOn, note, reference } = line;
    try {
      await api.assessment.save({
        entityId: detail.summary.id,
        leverId: lever.id,
        evidence: [
          {
            line: line.line,
            state: isTicked ? 'held' : 'not-asked',
            askedOf,
            datedOn,
            note,
            recordId: reference?.kind === 'record' ? reference.id : null,
            reportId: reference?.kind === 'report' ? reference.id : null,
          },
        ],
        revealReason,
      });
    } catch (error) {
      setPending((last) => new Map([...last].filter(([one]) => one !== line.line)));
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  return (
    <section aria-label="Evidence checklist">
      <h4 className={styles.title}>
        Evidence checklist{' '}
        <span>
          {held} of {lines.length} in place
        </span>
      </h4>
      <progress
        className={styles.bar}
        value={held}
        max={lines.length}
        aria-label="Evidence in place"
      />
      <ul className={styles.lines}>
        {lines.map((line) => (
          <Line
            key={line.line}
            line={line}
            isHeld={isHeld(line)}
            detail={detail}
            onTick={canTick ? (isTicked) => void tick(line, isTicked) : null}
          />
        ))}
      </ul>
    </section>
  );
}

function Line(props: {
  readonly line: ChecklistLine;
  readonly isHeld: boolean;
  readonly detail: EntityDetail;
  /** Null: it can only be read. */
  readonly onTick: ((isTicked: boolean) => void) | null;
}) {
  const { line, isHeld, detail, onTick } = props;
  const state = isHeld ? 'held' : line.state === 'held' ? 'not-asked' : line.state;
  const Icon = STATE_ICONS[state];
  const said = [
    state === 'asked-for' || state === 'not-available' ? EVIDENCE_WORDS[state] : null,
    line.askedOf,
    line.datedOn && dateWords(line.datedOn),
    line.note,
    line.isGone ? 'no longer on this lever’s list' : null,
  ].filter((part) => part !== null);
  return (
    <li className={styles.line}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the box is there wherever it can be ticked. */}
      <label>
        {onTick && (
          <input
            type="checkbox"
            className={styles.box}
            checked={isHeld}
            onChange={(event) => onTick(event.target.checked)}
          />
        )}
        <span className={styles.sign} data-state={state}>
          <Icon size={11} strokeWidth={state === 'held' ? 3 : 2} aria-hidden="true" />
        </span>
        <span className={styles.words} data-state={state}>
          {!onTick && <span className="visually-hidden">{EVIDENCE_WORDS[state]}: </span>}
          {line.line}
        </span>
      </label>
      {(said.length > 0 || line.reference) && (
        <p className={styles.said}>
          {said.join(', ')}
          {line.reference && (
            <ReferenceButton
              reference={line.reference}
              detail={detail}
              isFirst={said.length === 0}
            />
          )}
        </p>
      )}
    </li>
  );
}

function ReferenceButton(props: {
  readonly reference: NonNullable<ChecklistLine['reference']>;
  readonly detail: EntityDetail;
  readonly isFirst: boolean;
}) {
  const { reference, detail, isFirst } = props;
  return (
    <>
      {!isFirst && ' '}
      <button
        type="button"
        className={styles.reference}
        onClick={() => void openEvidence(detail, reference.id, reference.kind)}
      >
        <FileText size={11} aria-hidden="true" />
        {reference.label}
      </button>
    </>
  );
}

const DECIDED: readonly AssessmentField[] = ['whyNot', 'rationale', 'begunOn', 'reviewOn', 'notes'];

/** What was recorded besides the evidence. */
function Decided({ assessment }: { readonly assessment: Assessment }) {
  const { fields, changes, isUnknownLever, isWithheld } = assessment;
  const people = [
    ['Decision-maker', fields.decisionMakerName, fields.decisionMakerRole],
    [
      'Deconflicted',
      fields.deconflictedWith,
      fields.deconflictedOn && dateWords(fields.deconflictedOn),
    ],
  ] as const;
  return (
    <section className={styles.decided} aria-label="Assessment">
      <h4 className={styles.title}>
        Assessment <Chip tone="accent">{ASSESSMENT_WORDS[fields.status]}</Chip>
      </h4>
      {changes.length > 0 && !isUnknownLever && (
        <Note tone="warning">
          The catalogue has changed since:
          <ul className={styles.changes}>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </Note>
      )}
      <dl className={styles.pairs}>
        {people.map(([label, ...parts]) => {
          const words = parts.filter((part) => part !== null).join(', ');
          return (
            words !== '' && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{words}</dd>
              </div>
            )
          );
        })}
        {DECIDED.map((field) => {
          const words = assessmentValueWords(field, fields[field]);
          return (
            words !== null && (
              <div key={field}>
                <dt>{ASSESSMENT_FIELD_WORDS[field]}</dt>
                <dd>{words}</dd>
              </div>
            )
          );
        })}
      </dl>
      {isWithheld && (
        <p className={styles.said}>What was written is withheld until the record is revealed.</p>
      )}
      {fields.reviewOn !== null && fields.reviewOn <= new Date().toISOString().slice(0, 10) && (
        <Note tone="warning">The review was due on {dateWords(fields.reviewOn)}.</Note>
      )}
      <p className={styles.said}>
        Last changed by {assessment.updatedBy}, {dateWords(assessment.updatedAt)}
      </p>
    </section>
  );
}

function RemoveAssessment({ assessment }: { readonly assessment: Assessment }) {
  const say = useStore((state) => state.say);
  return (
    <Button
      look="quiet"
      onClick={() => {
        api.assessment.remove({ id: assessment.id }).then(
          () => say(`Removed the assessment of ${assessment.title}`, { canUndo: true }),
          (error: unknown) => say(toAppError(error).message, { tone: 'failed' }),
        );
      }}
    >
      Remove
    </Button>
  );
}
