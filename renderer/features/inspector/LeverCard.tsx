import { CircleDashed, Scale, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Lever, LeverEvaluation, LeverGuards } from '../../../shared/domain/lever.ts';
import { Note } from '../../ui/Note.tsx';
import inspector from './Inspector.module.css';
import { LeverReasons } from './LeverReasons.tsx';
import styles from './Levers.module.css';
import { sentence } from './record-words.ts';

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

function holderWords(holder: string): string {
  return HOLDER_WORDS[holder] ?? holder.replaceAll('-', ' ');
}

/** One lever for one record: why it is flagged, what is missing, and what the law asks and allows. */
export function LeverCard({
  evaluation,
  lever,
}: {
  readonly evaluation: LeverEvaluation;
  readonly lever: Lever;
}) {
  const { guards, answer } = evaluation;
  const dashed = <CircleDashed size={13} aria-hidden="true" />;
  return (
    <div className={styles.card}>
      <GuardNotes guards={guards} />
      <p className={styles.summary}>{lever.summary}</p>
      <Figures lever={lever} />
      <LeverReasons evaluation={evaluation} />
      {answer === 'could-apply' && (
        <Listed title="Missing" items={evaluation.missing} icon={dashed} />
      )}
      {answer === 'ruled-out' && (
        <Listed
          title="Ruled out because"
          items={evaluation.ruledOutBy}
          icon={<X size={13} aria-hidden="true" />}
        />
      )}
      <Listed title="Evidence to gather" items={lever.evidence} icon={dashed} />
      <Part title="Legal basis">
        <ul>
          {lever.legalBasis.map((basis) => (
            <li key={`${basis.act} ${basis.year} ${basis.provision}`}>
              {basis.act} {basis.year}, {basis.provision}
              {basis.note && <span className={inspector.origin}>{basis.note}</span>}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Threshold">
        <p>{lever.threshold}</p>
      </Part>
      <Powers lever={lever} />
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
      <section className={styles.safeguards} aria-label="Before acting">
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
      <p className={inspector.origin}>
        Law followed to {dateWords(lever.asAt)}. References: {lever.confidence} confidence.
      </p>
    </div>
  );
}

function GuardNotes({ guards }: { readonly guards: LeverGuards }) {
  return (
    <>
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
    </>
  );
}

function Figures({ lever }: { readonly lever: Lever }) {
  const { min, max } = lever.typicalLeadTimeDays;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>Intrusiveness</dt>
        <dd>{lever.intrusiveness} of 5</dd>
      </div>
      <div>
        <dt>Cost, estimate</dt>
        <dd>{sentence(lever.costBand.band)}</dd>
      </div>
      <div>
        <dt>Lead time, estimate</dt>
        <dd>{min === max ? `${min} days` : `${min} to ${max} days`}</dd>
      </div>
    </dl>
  );
}

/** Who can use it, and whether they may go in. */
function Powers({ lever }: { readonly lever: Lever }) {
  const { has, basis, warrantNeeded, notice } = lever.rightsOfEntry;
  return (
    <dl className={styles.pairs}>
      <div>
        <dt>Held by</dt>
        <dd>
          {lever.heldBy.map(holderWords).join(', ')}
          <span className={inspector.origin}>{lever.service}</span>
        </dd>
      </div>
      <div>
        <dt>Rights of entry</dt>
        <dd>
          {has ? basis : `None. ${basis}`}
          {has && (
            <span className={inspector.origin}>
              {warrantNeeded ? 'A warrant is needed.' : 'No warrant needed.'} Notice: {notice}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Listed(props: {
  readonly title: string;
  readonly items: readonly string[];
  readonly icon: ReactNode;
}) {
  const { title, items, icon } = props;
  if (items.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={styles.listed}>
        {items.map((item) => (
          <li key={item}>
            {icon}
            <span>{item}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
