import { Check, CircleHelp, X } from 'lucide-react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { gradeWords } from '../../../shared/domain/grade.ts';
import type {
  EvidenceGrade,
  LeverEvaluation,
  LeverTest,
  Truth,
} from '../../../shared/domain/lever.ts';
import { GradeChip } from '../../ui/GradeChip.tsx';
import inspector from './Inspector.module.css';
import styles from './Levers.module.css';
import { evidenceWords, openEvidence } from './open-evidence.ts';
import { BasisTag } from './RecordGrade.tsx';
import { sentence } from './record-words.ts';

const TRUTH_WORDS: Readonly<Record<Truth, string>> = {
  true: 'Yes',
  false: 'No',
  unknown: 'Not known',
};
const TRUTH_ICONS = { true: Check, false: X, unknown: CircleHelp };

const ISO_DATE = /\b\d{4}-\d{2}(?:-\d{2})?\b/g;

type Trigger = LeverEvaluation['triggers'][number];

/** What speaks for the answer comes first; other grounds that were tested are a click away. */
export function LeverReasons(props: {
  readonly evaluation: LeverEvaluation;
  readonly detail: EntityDetail;
}) {
  const { evaluation, detail } = props;
  const { answer, triggers, weakestGrade } = evaluation;
  if (triggers.length === 0)
    return (
      <p className={inspector.nothing}>
        Why is withheld. Reveal the record with a reason to read it.
      </p>
    );
  const telling = answer === 'applies' ? 'true' : answer === 'could-apply' ? 'unknown' : 'false';
  const first = triggers.filter((trigger) => trigger.result === telling);
  const rest = triggers.filter((trigger) => trigger.result !== telling);
  return (
    <section aria-label="Why">
      <h4>{answer === 'applies' ? 'Why this lever is flagged' : 'What was tested'}</h4>
      {first.map((trigger) => (
        <TriggerTests key={trigger.description} trigger={trigger} detail={detail} />
      ))}
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>
            {rest.length === 1 ? '1 other ground tested' : `${rest.length} other grounds tested`}
          </summary>
          {rest.map((trigger) => (
            <TriggerTests key={trigger.description} trigger={trigger} detail={detail} />
          ))}
        </details>
      )}
      {weakestGrade && answer !== 'ruled-out' && (
        <p className={styles.weakest}>
          Weakest grade it rests on <TestGrade grade={weakestGrade} />
        </p>
      )}
    </section>
  );
}

function TriggerTests(props: { readonly trigger: Trigger; readonly detail: EntityDetail }) {
  const { trigger, detail } = props;
  return (
    <div className={styles.trigger}>
      <p>
        <TruthMark result={trigger.result} />
        <b>{trigger.description}</b>
        <span className={styles.strength}>{trigger.strength}</span>
      </p>
      <ul className={styles.tests}>
        {trigger.tests.map((test) => (
          <TestRow key={test.test} test={test} detail={detail} />
        ))}
      </ul>
    </div>
  );
}

/** Records of one test that have a button each; more of them are among the sources. */
const RECORDS_SHOWN = 3;

function TestRow({ test, detail }: { readonly test: LeverTest; readonly detail: EntityDetail }) {
  const found = test.actual.replaceAll(ISO_DATE, dateWords);
  const date = test.observedOn && dateWords(test.observedOn);
  return (
    <li className={styles.test}>
      <TruthMark result={test.result} />
      <span>
        {sentence(test.test)}
        <span className={inspector.origin}>
          <b>{found}</b>
          {date && !found.includes(date) && `, ${date}`}
        </span>
        {test.recordIds.length > 0 && (
          <span className={styles.written}>
            {test.recordIds.slice(0, RECORDS_SHOWN).map((id) => (
              <button key={id} type="button" onClick={() => void openEvidence(detail, id)}>
                {evidenceWords(detail, id)}
              </button>
            ))}
            {test.recordIds.length > RECORDS_SHOWN &&
              `and ${test.recordIds.length - RECORDS_SHOWN} more`}
          </span>
        )}
      </span>
      {test.grade && <TestGrade grade={test.grade} />}
    </li>
  );
}

/** The weakest grade behind a test. */
function TestGrade({ grade }: { readonly grade: EvidenceGrade }) {
  const { basis, source, information } = grade;
  const words = gradeWords({ source, information, handling: null, conditions: null });
  if (source === null && basis !== 'intelligence') return <BasisTag basis={basis} />;
  return (
    <span className={styles.intelligence}>
      <span className={styles.intel}>Intel</span>
      <GradeChip
        source={source}
        information={information}
        // Handling is a record's, and the sources tab tells it.
        words={words.replace('–:', ':')}
        tip="left"
      />
    </span>
  );
}

function TruthMark({ result }: { readonly result: Truth }) {
  const Icon = TRUTH_ICONS[result];
  return (
    <Icon
      className={styles.truth}
      data-result={result}
      size={14}
      role="img"
      aria-label={TRUTH_WORDS[result]}
    />
  );
}
