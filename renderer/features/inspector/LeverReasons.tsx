import { Check, CircleHelp, X } from 'lucide-react';
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
export function LeverReasons({ evaluation }: { readonly evaluation: LeverEvaluation }) {
  const { answer, triggers } = evaluation;
  const telling = answer === 'applies' ? 'true' : answer === 'could-apply' ? 'unknown' : 'false';
  const first = triggers.filter((trigger) => trigger.result === telling);
  const rest = triggers.filter((trigger) => trigger.result !== telling);
  return (
    <section aria-label="Why">
      <h4>{answer === 'applies' ? 'Why this lever is flagged' : 'What was tested'}</h4>
      {first.map((trigger) => (
        <TriggerTests key={trigger.description} trigger={trigger} />
      ))}
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>
            {rest.length === 1 ? '1 other ground tested' : `${rest.length} other grounds tested`}
          </summary>
          {rest.map((trigger) => (
            <TriggerTests key={trigger.description} trigger={trigger} />
          ))}
        </details>
      )}
    </section>
  );
}

function TriggerTests({ trigger }: { readonly trigger: Trigger }) {
  return (
    <div className={styles.trigger}>
      <p>
        <TruthMark result={trigger.result} />
        <b>{trigger.description}</b>
        <span className={styles.strength}>{trigger.strength}</span>
      </p>
      <ul className={styles.tests}>
        {trigger.tests.map((test) => (
          <TestRow key={test.test} test={test} />
        ))}
      </ul>
    </div>
  );
}

function TestRow({ test }: { readonly test: LeverTest }) {
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
    <GradeChip
      source={source}
      information={information}
      // Handling is a record's, and the sources tab tells it.
      words={words.replace('–:', ':')}
    />
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
