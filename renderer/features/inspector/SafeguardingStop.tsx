import { ShieldAlert } from 'lucide-react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { SafeguardingDecision } from '../../../shared/api/safeguarding.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import { baseKindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { SAFEGUARDING_WORDS } from '../../../shared/domain/safeguarding.ts';
import { HOLD_WORDS } from '../../../shared/levers/guard.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Safeguarding.module.css';

interface SafeguardingStopProps {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly evaluations: readonly LeverEvaluation[];
  readonly revealReason: string | null;
}

const NONE = { isWithheld: false, decisions: [] as readonly SafeguardingDecision[] };

/** Why levers are held for somebody, who can lift that, and what was decided so far. */
export function SafeguardingStop(props: SafeguardingStopProps) {
  const { detail, ontology, evaluations, revealReason } = props;
  const { id, kind } = detail.summary;
  const revision = useStore((state) => state.revision);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const isPerson = baseKindOf(ontology, kind) === 'person';
  const found = useApi(
    () => (isPerson ? api.safeguarding.forEntity({ id, revealReason }) : Promise.resolve(NONE)),
    [id, isPerson, revealReason, revision],
  );
  const held = evaluations.filter(({ guards }) => guards.heldForSafeguarding);
  const isWithheld = found.status === 'ready' && found.value.isWithheld;
  const decisions = found.status === 'ready' ? found.value.decisions : [];
  if (held.length === 0 && decisions.length === 0) return null;
  const inForce = decisions.find(({ isInForce }) => isInForce) ?? null;
  const isStopped = held.length > 0;
  return (
    <section className={styles.stop} data-stopped={isStopped} aria-label="Safeguarding">
      <h3>
        <ShieldAlert size={15} aria-hidden="true" />
        {isStopped ? 'Safeguarding stop' : 'Safeguarding decision'}
      </h3>
      {isStopped && (
        <p>
          {held.length === 1 ? '1 lever is' : `${held.length} levers are`} held. {reasonOf(held)}{' '}
          Only a recorded decision of the people responsible for safeguarding lifts this.
        </p>
      )}
      {inForce && <Decision decision={inForce} isWithheld={isWithheld} isReadOnly={isReadOnly} />}
      {!isReadOnly && (isStopped || inForce !== null) && (
        <Button onClick={() => openForm({ type: 'record-safeguarding', entityId: id })}>
          {inForce ? 'Record a new decision' : 'Record a safeguarding decision'}
        </Button>
      )}
      <Earlier decisions={decisions.filter((one) => one !== inForce)} />
    </section>
  );
}

function reasonOf(held: readonly LeverEvaluation[]): string {
  const holds = new Set(held.flatMap(({ guards }) => guards.hold ?? []));
  return [...holds].map((hold) => HOLD_WORDS[hold]).join(' ');
}

function Decision(props: {
  readonly decision: SafeguardingDecision;
  readonly isWithheld: boolean;
  readonly isReadOnly: boolean;
}) {
  const { decision, isWithheld, isReadOnly } = props;
  const openForm = useStore((state) => state.openForm);
  const hasLapsed = decision.decision === 'allow' && !decision.liftsHold;
  return (
    <div className={styles.decision}>
      <p>
        <b>{SAFEGUARDING_WORDS[decision.decision]}.</b> {decidedWords(decision)}
      </p>
      <p>
        {isWithheld ? 'The reasons are withheld until the record is revealed.' : decision.reason}
      </p>
      <p>
        {hasLapsed
          ? `It lapsed on ${dateWords(decision.reviewOn)}: it was not reviewed.`
          : `Review on ${dateWords(decision.reviewOn)}.`}
      </p>
      {!isReadOnly && (
        <Button
          look="quiet"
          onClick={() => openForm({ type: 'withdraw-safeguarding', decisionId: decision.id })}
        >
          Take this decision back
        </Button>
      )}
    </div>
  );
}

function decidedWords({ decidedBy, decidedByRole, decidedOn }: SafeguardingDecision): string {
  return `Decided by ${decidedBy}, ${decidedByRole}, on ${dateWords(decidedOn)}.`;
}

function Earlier({ decisions }: { readonly decisions: readonly SafeguardingDecision[] }) {
  if (decisions.length === 0) return null;
  return (
    <details className={styles.earlier}>
      <summary>
        {decisions.length === 1 ? '1 earlier decision' : `${decisions.length} earlier decisions`}
      </summary>
      <ul>
        {decisions.map((one) => (
          <li key={one.id}>
            <p>
              <b>{SAFEGUARDING_WORDS[one.decision]}.</b> {decidedWords(one)} {one.reason}
            </p>
            <p>
              {one.withdrawnAt === null
                ? 'A later decision took its place.'
                : `Taken back by ${one.withdrawnBy} on ${dateWords(one.withdrawnAt)}: ${one.withdrawalReason}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
