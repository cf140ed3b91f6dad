import {
  Ban,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  Gavel,
  OctagonPause,
  Search,
  ShieldCheck,
} from 'lucide-react';
import type { Assessment } from '../../../shared/api/assessment.ts';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { ASSESSMENT_WORDS } from '../../../shared/domain/assessment.ts';
import type { Lever, LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { Chip } from '../../ui/Chip.tsx';
import { LeverCard } from './LeverCard.tsx';
import styles from './Levers.module.css';

interface LeverItemProps {
  readonly evaluation: LeverEvaluation;
  readonly lever: Lever;
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  /** Null: nobody has assessed it, or it is not known yet. */
  readonly assessment: Assessment | null;
  readonly revealReason: string | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One lever in the list: its answer and how far it was worked; open, everything about it. */
export function LeverItem(props: LeverItemProps) {
  const { evaluation, lever, assessment, isOpen, onToggle } = props;
  const [basis] = lever.legalBasis;
  return (
    <li className={styles.lever}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        <span className={styles.mark} data-answer={evaluation.answer}>
          {evaluation.guards.isProtective ? (
            <ShieldCheck size={14} aria-hidden="true" />
          ) : (
            <Gavel size={14} aria-hidden="true" />
          )}
        </span>
        <span className={styles.title}>
          <b>{lever.title}</b>
          <span>
            {isOpen && basis ? `${basis.act} ${basis.year}, ${basis.provision}` : lever.service}
          </span>
        </span>
        <span className={styles.chips}>
          <AnswerChip evaluation={evaluation} />
          {assessment && (
            <Chip tone="accent">
              <span className="visually-hidden">Assessed: </span>
              {ASSESSMENT_WORDS[assessment.fields.status]}
            </Chip>
          )}
        </span>
        {!isOpen && <ChevronRight className={styles.chevron} size={15} aria-hidden="true" />}
      </button>
      {isOpen && <LeverCard {...props} />}
    </li>
  );
}

/** The answer in words, with a sign of its own: never told by colour alone. */
function AnswerChip({ evaluation }: { readonly evaluation: LeverEvaluation }) {
  const sign = { size: 12, 'aria-hidden': true } as const;
  if (evaluation.guards.heldForSafeguarding)
    return (
      <Chip tone="warning" icon={<OctagonPause {...sign} />}>
        Held
      </Chip>
    );
  switch (evaluation.answer) {
    case 'applies':
      return evaluation.strength === 'strong' ? (
        <Chip tone="success" icon={<CircleCheck {...sign} />}>
          Strong case
        </Chip>
      ) : (
        <Chip tone="info" icon={<Search {...sign} />}>
          Indicative
        </Chip>
      );
    case 'could-apply':
      return (
        <Chip tone="warning" icon={<CircleDashed {...sign} />}>
          Needs evidence
        </Chip>
      );
    case 'ruled-out':
      return <Chip icon={<Ban {...sign} />}>Ruled out</Chip>;
  }
}
