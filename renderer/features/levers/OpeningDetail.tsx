import { CircleCheck, CircleDashed, ClipboardCheck } from 'lucide-react';
import type { Opening } from '../../../shared/api/lever-question.ts';
import { ASSESSMENT_WORDS } from '../../../shared/domain/assessment.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Note } from '../../ui/Note.tsx';
import styles from './OpeningDetail.module.css';
import { caseOf, isSafeguardFirst, reasonSentence } from './opening-words.ts';

interface OpeningDetailProps {
  readonly opening: Opening;
  readonly lever: Lever;
}

/** How a lever stands for one record: why it is flagged, what is missing, its place, its tie and its evidence. */
export function OpeningDetail({ opening, lever }: OpeningDetailProps) {
  const { words, tone } = caseOf(opening);
  const { entity, rank, missing, weakestGrade } = opening;
  return (
    <section className={styles.detail} aria-label={`For ${entity.label}`}>
      <h3>
        <span>For {entity.label}</span>
        <Chip tone={tone}>{words}</Chip>
      </h3>
      {isSafeguardFirst(opening) && (
        <Note tone="danger">
          A protected person lives here. Agree a safeguarding plan first: whoever leads it can lift
          this stop.
        </Note>
      )}
      {opening.needsDecisionMaker && (
        <p className={styles.quiet}>Needs a named decision-maker and a recorded rationale.</p>
      )}
      <p>
        <b>{reasonSentence(opening)}</b>{' '}
        {weakestGrade && <span className={styles.quiet}>{weakestWords(weakestGrade)}</span>}
      </p>
      {missing.length > 0 && (
        <>
          <h4>Missing</h4>
          <ul className={styles.lines}>
            {missing.map((line) => (
              <li key={line}>
                <CircleDashed size={14} aria-hidden="true" />
                <span>{line}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {rank && <Place rank={rank} />}
      <Tie opening={opening} />
      <Evidence opening={opening} lever={lever} />
      <RecordLevers />
    </section>
  );
}

/** The weakest of what the answer rests on. */
function weakestWords(grade: NonNullable<Opening['weakestGrade']>): string {
  const { basis, source, information } = grade;
  if (basis === 'fact' && source === null) return 'It rests on fact.';
  const words = gradeWords({ source, information, handling: null, conditions: null });
  return `Weakest ${words.replace('–:', ':').replace(/^Grade /, 'grade ')}.`;
}

/** The way to the record, at its levers: this one and every other. */
function RecordLevers() {
  const setSide = useStore((state) => state.setLeverSide);
  const askForTab = useStore((state) => state.askForTab);
  return (
    <div>
      <Button
        look="quiet"
        icon={<ClipboardCheck size={14} aria-hidden="true" />}
        onClick={() => {
          setSide('record');
          askForTab('levers');
        }}
      >
        Show the record’s levers
      </Button>
    </div>
  );
}

/** What its place in the list is made of. */
function Place({ rank }: { readonly rank: NonNullable<Opening['rank']> }) {
  return (
    <details className={styles.place}>
      <summary>{`Why it stands where it does: ${rank.score} of 100`}</summary>
      <ul>
        {rank.parts.map(({ id, points, most, words }) => (
          <li key={id}>
            <span>{words}</span>
            <span className={styles.number}>{`${points} of ${most}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How the record is tied to the group. */
function Tie({ opening: { tie } }: { readonly opening: Opening }) {
  if (!tie || tie.links === 0) return null;
  return (
    <>
      <h4>{tie.links === 1 ? 'One link from the group' : `${tie.links} links from the group`}</h4>
      {tie.isWithheld ? (
        <p className={styles.quiet}>The way is withheld.</p>
      ) : (
        <ol className={styles.tie}>
          {tie.steps.map((step) => (
            <li key={step.entity.id}>
              {step.words} <b>{step.entity.label}</b>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const STATE_WORDS = {
  held: 'Held',
  'asked-for': 'Asked for',
  'not-available': 'Not available',
  'not-asked': 'Not asked',
} as const;

/** The checklist as far as anyone has kept it. */
function Evidence({ opening, lever }: { readonly opening: Opening; readonly lever: Lever }) {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const { id } = opening.entity;
  const loaded = useApi(() => api.assessment.forEntity({ id }), [id, revision, viewRevision]);
  const all = loaded.status === 'ready' ? loaded.value : [];
  const found = all.find(({ leverId }) => leverId === lever.id) ?? null;
  const lines =
    found?.checklist.map(({ line, state }) => ({ line, state })) ??
    lever.evidence.map((line) => ({ line, state: 'not-asked' as const }));
  const held = lines.filter(({ state }) => state === 'held').length;
  return (
    <>
      <h4>
        <span>Evidence</span>
        <span className={styles.number}>
          {found
            ? `${ASSESSMENT_WORDS[found.fields.status]}, ${held} of ${lines.length} held`
            : 'Nobody has begun'}
        </span>
      </h4>
      <ul className={styles.lines}>
        {lines.map(({ line, state }) => (
          <li key={line} data-state={state}>
            {state === 'held' ? (
              <CircleCheck size={14} aria-hidden="true" />
            ) : (
              <CircleDashed size={14} aria-hidden="true" />
            )}
            <span>
              {line}
              {found && state !== 'held' && (
                <span className={styles.quiet}>{` (${STATE_WORDS[state].toLowerCase()})`}</span>
              )}
              {state === 'held' && <span className="visually-hidden">, held</span>}
            </span>
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <Button
          onClick={() =>
            openForm({ type: 'assess-lever', entityId: id, leverId: lever.id, revealReason: null })
          }
        >
          {found ? 'Change the assessment' : 'Work this lever'}
        </Button>
      )}
    </>
  );
}
