import { ChevronRight, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { useCatalogue } from '../../api/use-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import inspector from './Inspector.module.css';
import { LeverItem } from './LeverItem.tsx';
import styles from './Levers.module.css';
import {
  firstOpen,
  type LeverEntry,
  type LeverGroup,
  leverGroups,
  strengthWords,
} from './lever-groups.ts';
import { SafeguardingStop } from './SafeguardingStop.tsx';
import { UnknownAssessments } from './UnknownAssessments.tsx';

/** Rows of a group that are shown until somebody asks for the rest. */
const SHOWN_AT_FIRST = 12;

interface LeversTabProps {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly levers: Loaded<readonly LeverEvaluation[]>;
  readonly revealReason: string | null;
}

/** What each lever answers for the record, why, and how far it was worked. */
export function LeversTab({ detail, ontology, levers, revealReason }: LeversTabProps) {
  const { id, isProtected } = detail.summary;
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const assessments = useApi(
    () => api.assessment.forEntity({ id, revealReason }),
    [id, revealReason, revision, viewRevision],
  );
  // The reasons of a protected person's levers are read, and logged, only where they are looked at.
  const revealed = useApi(
    async () => (revealReason === null ? null : await api.lever.forEntity({ id, revealReason })),
    [id, revealReason, revision],
  );
  const catalogue = useCatalogue();
  // Whoever comes from the page of a lever finds it open.
  const asked = useStore((state) => state.leverPage);
  const [chosen, setChosen] = useState(asked?.entityId === id ? asked.leverId : null);
  if (levers.status === 'loading') return <LoadingState>Testing levers</LoadingState>;
  if (levers.status === 'failed')
    return <FailedState message={levers.error.message} retry={levers.retry} />;
  const answers = (revealed.status === 'ready' ? revealed.value : null) ?? levers.value;
  const groups = leverGroups(answers, catalogue, isProtected);
  const shown = chosen ?? firstOpen(groups);
  const isFlagged = answers.some(({ answer }) => answer === 'applies');
  const known = assessments.status === 'ready' ? assessments.value : [];
  const item = (entry: LeverEntry) => (
    <LeverItem
      key={entry.lever.id}
      {...entry}
      detail={detail}
      ontology={ontology}
      assessment={known.find((one) => one.leverId === entry.lever.id) ?? null}
      revealReason={revealReason}
      isOpen={shown === entry.lever.id}
      onToggle={() => setChosen(shown === entry.lever.id ? '' : entry.lever.id)}
    />
  );
  return (
    <div className={styles.levers}>
      <SafeguardingStop
        detail={detail}
        ontology={ontology}
        evaluations={answers}
        revealReason={revealReason}
      />
      {assessments.status === 'failed' && (
        <p role="alert" className={inspector.nothing}>
          {assessments.error.message}
        </p>
      )}
      {!isFlagged && (
        <section aria-label="Applies">
          <h3 className={styles.group}>
            Applies <span>0</span>
          </h3>
          <p className={inspector.nothing}>
            No levers flagged. This does not mean none exist. See what is missing.
          </p>
        </section>
      )}
      {groups.map((group) => (
        <Group key={group.id} group={group} openId={shown} item={item} />
      ))}
      <UnknownAssessments assessments={known} evaluations={answers} detail={detail} />
      <Button
        look="quiet"
        icon={<Printer size={14} aria-hidden="true" />}
        onClick={() => useStore.getState().setLetOut({ type: 'record', id })}
      >
        Lever sheet
      </Button>
      <p className={styles.legal}>A flag is a prompt for a decision, not legal advice.</p>
    </div>
  );
}

function Group(props: {
  readonly group: LeverGroup;
  readonly openId: string | null;
  readonly item: (entry: LeverEntry) => ReactNode;
}) {
  const { group, openId, item } = props;
  const { title, entries, isFolded } = group;
  const strengths = strengthWords(group);
  const [isWhole, setIsWhole] = useState(false);
  const [isOpen, setIsOpen] = useState(entries.some(({ lever }) => lever.id === openId));
  const rest = entries.length - SHOWN_AT_FIRST;
  const isCut =
    !isWhole && rest > 1 && !entries.slice(SHOWN_AT_FIRST).some(({ lever }) => lever.id === openId);
  const shown = isCut ? entries.slice(0, SHOWN_AT_FIRST) : entries;
  const list = (
    <>
      <ul className={styles.list}>{shown.map(item)}</ul>
      {isCut && (
        <Button look="quiet" onClick={() => setIsWhole(true)}>
          Show the other {rest}
        </Button>
      )}
    </>
  );
  const heading = (
    <h3 className={styles.group}>
      {title} <span>{entries.length}</span>
      {strengths && <small>{strengths}</small>}
    </h3>
  );
  return (
    <section aria-label={title}>
      {isFolded ? (
        <details
          className={styles.folded}
          open={isOpen}
          onToggle={(event) => setIsOpen(event.currentTarget.open)}
        >
          <summary>
            <ChevronRight size={14} aria-hidden="true" />
            {heading}
          </summary>
          {list}
        </details>
      ) : (
        <>
          {heading}
          {list}
        </>
      )}
    </section>
  );
}
