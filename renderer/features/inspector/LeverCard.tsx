import { BookOpen, CircleDashed, Scale, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Assessment } from '../../../shared/api/assessment.ts';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { contactsFor } from '../../../shared/domain/council.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Lever, LeverEvaluation, LeverGuards } from '../../../shared/domain/lever.ts';
import { type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import { HOLD_WORDS } from '../../../shared/levers/guard.ts';
import { leadTimeWords } from '../../../shared/levers/lead-time.ts';
import { useCatalogue, useCatalogueRead } from '../../api/use-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { askWhom } from './ask-whom.ts';
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
      <Holder evaluation={evaluation} lever={lever} ontology={ontology} />
      <LeverReasons evaluation={evaluation} detail={detail} />
      {answer === 'could-apply' && (
        <Listed title="Missing" items={evaluation.missing} icon={dashed}>
          <Whom evaluation={evaluation} lever={lever} ontology={ontology} />
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
      <Law lever={lever} />
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
      <div>
        <Button
          look="quiet"
          icon={<BookOpen size={14} aria-hidden="true" />}
          onClick={() => useStore.getState().showLeverPage(lever.id, evaluation.entityId)}
        >
          Page of this lever
        </Button>
      </div>
    </div>
  );
}

/** Who usually holds what is missing, and by which lever they may be asked. */
function Whom(props: Pick<LeverCardProps, 'evaluation' | 'lever' | 'ontology'>) {
  const catalogue = useCatalogue();
  return (
    <dl className={styles.whom} aria-label="Whom to ask">
      {askWhom(props.evaluation, props.lever, props.ontology).map(
        ({ holder, questions, gatewayIds }) => (
          <div key={holder}>
            <dt>Ask {holder}</dt>
            <dd>
              {questions.join('. ')}
              <span className={inspector.origin}>
                {gatewayIds.length === 0
                  ? 'Check the gateway with the lawyers.'
                  : `By: ${gatewayIds.map((id) => catalogue.get(id)?.title ?? id).join(', or ')}`}
              </span>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function GuardNotes({ guards }: { readonly guards: LeverGuards }) {
  return (
    <>
      {guards.heldForSafeguarding && (
        <Note tone="warning">Held for safeguarding. {guards.hold && HOLD_WORDS[guards.hold]}</Note>
      )}
      {guards.allowedBy && (
        <Note tone="info">
          A safeguarding decision allows this: {guards.allowedBy.name}, {guards.allowedBy.role},{' '}
          {dateWords(guards.allowedBy.decidedOn)}.
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
function Law({ lever }: { readonly lever: Lever }) {
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
        <Powers lever={lever} />
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
        <dd>{leadTimeWords(lever.typicalLeadTimeDays)}</dd>
      </div>
    </dl>
  );
}

/** Who holds it where the case is, of which service, and whom to ask there. */
function Holder(props: Pick<LeverCardProps, 'evaluation' | 'lever' | 'ontology'>) {
  const { evaluation, lever, ontology } = props;
  const read = useCatalogueRead();
  const contacts = read.status === 'ready' ? contactsFor(lever, read.value.contacts) : [];
  const { heldHere } = evaluation;
  const holders = heldHere?.holders ?? lever.heldBy;
  return (
    <dl className={styles.pairs}>
      <div>
        <dt>Held by</dt>
        <dd>
          {holders.map((id) => termWords(ontology, 'holders', id)).join(', ')}
          <span className={inspector.origin}>{lever.service}</span>
          {heldHere && <span className={inspector.origin}>{heldHere.words}</span>}
          {contacts.map(({ team, phone, email, hours }) => (
            <span key={team} className={inspector.origin}>
              {[team, phone, email, hours].filter((part) => part !== undefined).join(', ')}
            </span>
          ))}
        </dd>
      </div>
    </dl>
  );
}

/** Whether they may go in. */
function Powers({ lever }: { readonly lever: Lever }) {
  const { has, basis, warrantNeeded, notice } = lever.rightsOfEntry;
  return (
    <dl className={styles.pairs}>
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
