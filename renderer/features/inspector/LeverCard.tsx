import { CircleDashed, Scale, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Assessment } from '../../../shared/api/assessment.ts';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Lever, LeverEvaluation, LeverGuards } from '../../../shared/domain/lever.ts';
import { type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import { Note } from '../../ui/Note.tsx';
import inspector from './Inspector.module.css';
import { LeverReasons } from './LeverReasons.tsx';
import styles from './Levers.module.css';
import { LeverWork } from './LeverWork.tsx';
import { sentence } from './record-words.ts';

interface LeverCardProps {
  readonly evaluation: LeverEvaluation;
  readonly lever: Lever;
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly assessment: Assessment | null;
  readonly revealReason: string | null;
}

/** One lever for one record: why it is flagged, what is missing, and what the law asks and allows. */
export function LeverCard(props: LeverCardProps) {
  const { evaluation, lever, detail, ontology, assessment, revealReason } = props;
  const { guards, answer } = evaluation;
  const dashed = <CircleDashed size={13} aria-hidden="true" />;
  return (
    <div className={styles.card}>
      <GuardNotes guards={guards} />
      <p className={styles.summary}>{lever.summary}</p>
      <Figures lever={lever} ontology={ontology} />
      <LeverReasons evaluation={evaluation} detail={detail} />
      {answer === 'could-apply' && (
        <Listed title="Missing" items={evaluation.missing} icon={dashed}>
          <p className={inspector.origin}>Ask: {lever.service}</p>
        </Listed>
      )}
      {answer === 'ruled-out' && (
        <Listed
          title="Ruled out because"
          items={evaluation.ruledOutBy}
          icon={<X size={13} aria-hidden="true" />}
        />
      )}
      <LeverWork
        lever={lever}
        detail={detail}
        assessment={assessment}
        isHeld={guards.heldForSafeguarding}
        revealReason={revealReason}
      />
      <Law lever={lever} ontology={ontology} />
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

/** What the law asks and allows, behind a fold: the reasons and the evidence come first. */
function Law({ lever, ontology }: { readonly lever: Lever; readonly ontology: Ontology }) {
  return (
    <details className={styles.more}>
      <summary>What the law asks and allows</summary>
      <div className={styles.law}>
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
        <Powers lever={lever} ontology={ontology} />
        <Part title="Steps">
          <ol>
            {lever.process.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Part>
        <Part title="Penalty and appeal">
          <p>{lever.durationOrPenalty}</p>
          <p>Appeal: {lever.appeal}</p>
        </Part>
      </div>
    </details>
  );
}

function termWords(ontology: Ontology, vocabulary: string, id: string): string {
  return termFor(ontology, vocabulary, id)?.label ?? sentence(id.replaceAll('-', ' '));
}

/** What it would do, how hard it bears on people, what it costs and how long it takes. */
function Figures({ lever, ontology }: { readonly lever: Lever; readonly ontology: Ontology }) {
  const { min, max } = lever.typicalLeadTimeDays;
  const effects = lever.disruptionEffect.map((id) => termWords(ontology, 'disruption-effects', id));
  return (
    <dl className={styles.figures}>
      <div>
        <dt>Effect on</dt>
        <dd>
          {effects.length === 0 ? 'Nothing named' : sentence(effects.join(', ').toLowerCase())}
        </dd>
      </div>
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
function Powers({ lever, ontology }: { readonly lever: Lever; readonly ontology: Ontology }) {
  const { has, basis, warrantNeeded, notice } = lever.rightsOfEntry;
  return (
    <dl className={styles.pairs}>
      <div>
        <dt>Held by</dt>
        <dd>
          {lever.heldBy.map((id) => termWords(ontology, 'holders', id)).join(', ')}
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
  readonly children?: ReactNode;
}) {
  const { title, items, icon, children } = props;
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
      {children}
    </Part>
  );
}
