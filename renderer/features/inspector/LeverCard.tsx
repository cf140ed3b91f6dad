import { Check, CircleDashed, CircleHelp, Scale, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type {
  EvidenceGrade,
  Lever,
  LeverEvaluation,
  LeverTest,
  Truth,
} from '../../../shared/domain/lever.ts';
import { Note } from '../../ui/Note.tsx';
import styles from './Inspector.module.css';
import { RecordGrade } from './RecordGrade.tsx';
import { dateWords } from './record-words.ts';

const TRUTH_WORDS: Readonly<Record<Truth, string>> = {
  true: 'Yes',
  false: 'No',
  unknown: 'Not known',
};
const HOLDER_WORDS: Readonly<Record<string, string>> = {
  district: 'District council',
  county: 'County council',
  unitary: 'Unitary council',
  'london-borough': 'London borough',
  fire: 'Fire and rescue',
  police: 'Police',
  hmrc: 'HMRC',
  dwp: 'DWP',
  dvla: 'DVLA',
  dvsa: 'DVSA',
  glaa: 'GLAA',
  hse: 'HSE',
  nca: 'NCA',
  sia: 'SIA',
  court: 'Court',
  'landlord-social': 'Social landlord',
  'immigration-enforcement': 'Immigration Enforcement',
};

/** One lever for one record: why it is flagged, what is missing, and what the law asks and allows. */
export function LeverCard({
  evaluation,
  lever,
}: {
  readonly evaluation: LeverEvaluation;
  readonly lever: Lever;
}) {
  const { guards } = evaluation;
  const { min, max } = lever.typicalLeadTimeDays;
  return (
    <div className={styles.card}>
      {guards.heldForSafeguarding && (
        <Note tone="warning">
          Under 18. Held until a safeguarding decision is recorded; protective levers come first.
        </Note>
      )}
      {guards.notYetUsable && (
        <Note tone="danger">Not yet usable: this law is made but not in force.</Note>
      )}
      {guards.checkTheLaw && !guards.notYetUsable && (
        <Note tone="warning">Check the law: these references are not certain.</Note>
      )}
      <p>{lever.summary}</p>
      <dl className={styles.figures}>
        <div>
          <dt>Intrusiveness</dt>
          <dd>{lever.intrusiveness} of 5</dd>
        </div>
        <div>
          <dt>Cost (estimate)</dt>
          <dd>{lever.costBand.band}</dd>
        </div>
        <div>
          <dt>Lead time (estimate)</dt>
          <dd>{min === max ? `${min} days` : `${min}–${max} days`}</dd>
        </div>
      </dl>
      <Why evaluation={evaluation} />
      {evaluation.answer === 'could-apply' && (
        <Listed
          title="Missing"
          items={evaluation.missing}
          icon={<CircleDashed size={13} aria-hidden="true" />}
        />
      )}
      {evaluation.answer === 'ruled-out' && (
        <Listed
          title="Ruled out because"
          items={evaluation.ruledOutBy}
          icon={<X size={13} aria-hidden="true" />}
        />
      )}
      <Part title="Held by">
        {lever.heldBy
          .map((holder) => HOLDER_WORDS[holder] ?? holder.replaceAll('-', ' '))
          .join(', ')}
        . {lever.service}
      </Part>
      <Part title="Legal basis">
        <ul>
          {lever.legalBasis.map((basis) => (
            <li key={`${basis.act} ${basis.year} ${basis.provision}`}>
              {basis.act} {basis.year}, {basis.provision}
              {basis.note && <span className={styles.origin}>{basis.note}</span>}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Threshold">{lever.threshold}</Part>
      <Listed
        title="Evidence to gather"
        items={lever.evidence}
        icon={<CircleDashed size={13} aria-hidden="true" />}
      />
      <Part title="Rights of entry">
        {lever.rightsOfEntry.has ? lever.rightsOfEntry.basis : `None. ${lever.rightsOfEntry.basis}`}
        {lever.rightsOfEntry.has && (
          <span className={styles.origin}>
            {lever.rightsOfEntry.warrantNeeded ? 'A warrant is needed.' : 'No warrant needed.'}{' '}
            Notice: {lever.rightsOfEntry.notice}
          </span>
        )}
      </Part>
      <details className={styles.more}>
        <summary>Steps, penalty and appeal</summary>
        <ol>
          {lever.process.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{lever.durationOrPenalty}</p>
        <p>Appeal: {lever.appeal}</p>
      </details>
      <section className={styles.safeguards} aria-label="Safeguards">
        <h4>
          <Scale size={13} aria-hidden="true" />
          Before acting
        </h4>
        <ul>
          {guards.safeguards.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {guards.needsDecisionMaker && <p>Needs a named decision-maker and a recorded rationale.</p>}
      </section>
      <p className={styles.origin}>
        Law followed to {dateWords(lever.asAt)}. References: {lever.confidence} confidence.
      </p>
    </div>
  );
}

function Why({ evaluation }: { readonly evaluation: LeverEvaluation }) {
  return (
    <section aria-label="Why">
      <h4>{evaluation.answer === 'applies' ? 'Why this lever is flagged' : 'What was tested'}</h4>
      {evaluation.triggers.map((trigger) => (
        <div key={trigger.description} className={styles.trigger}>
          <p>
            <TruthMark result={trigger.result} />
            <b>{trigger.description}</b> <span className={styles.strength}>{trigger.strength}</span>
          </p>
          <ul>
            {trigger.tests.map((test) => (
              <TestRow key={test.test} test={test} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function TestRow({ test }: { readonly test: LeverTest }) {
  return (
    <li className={styles.test}>
      <TruthMark result={test.result} />
      <span>
        {test.test}: <b>{test.actual}</b>
        {test.observedOn && <span className={styles.origin}>{dateWords(test.observedOn)}</span>}
      </span>
      {test.grade && <RecordGrade record={recordGradeOf(test.grade)} />}
    </li>
  );
}

function recordGradeOf(grade: EvidenceGrade) {
  return {
    basis: grade.basis,
    grade: {
      source: grade.source,
      information: grade.information,
      handling: null,
      conditions: null,
    },
  };
}

function TruthMark({ result }: { readonly result: Truth }) {
  const Icon = { true: Check, false: X, unknown: CircleHelp }[result];
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

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h4>{title}</h4>
      <div>{children}</div>
    </section>
  );
}

function Listed({
  title,
  items,
  icon,
}: {
  readonly title: string;
  readonly items: readonly string[];
  readonly icon: ReactNode;
}) {
  if (items.length === 0) return null;
  return (
    <section className={styles.part}>
      <h4>{title}</h4>
      <ul className={styles.listed}>
        {items.map((item) => (
          <li key={item}>
            {icon}
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}
