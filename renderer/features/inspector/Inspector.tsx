import { Crosshair, Eye, Gavel, ShieldCheck } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { FLAG_MEANING } from '../../../shared/domain/lever.ts';
import { kindOf, type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntology } from '../../api/use-ontology.ts';
import { useSignMarks } from '../../api/use-sign-marks.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Chip, LeverChip } from '../../ui/Chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useFileDrop } from './attach-files.ts';
import { HistoryTab } from './HistoryTab.tsx';
import styles from './Inspector.module.css';
import { LeversTab } from './LeversTab.tsx';
import { LinkInspector } from './LinkInspector.tsx';
import { LinksTab } from './LinksTab.tsx';
import { RecordTools } from './RecordTools.tsx';
import { RevealDialog } from './RevealDialog.tsx';
import { SourcesTab } from './SourcesTab.tsx';
import { SummaryTab } from './SummaryTab.tsx';

type Tab = 'summary' | 'levers' | 'links' | 'sources' | 'history';

/** What analysis says of a record that is not withheld; the window puts it in. */
type NetworkSlot = ComponentType<{ readonly entityId: string }>;

/** Everything known of the primary selected entity: facts apart from intelligence, levers, links and sources. */
export function Inspector({ network }: { readonly network: NetworkSlot }) {
  const id = useStore((state) => state.primaryId);
  const relationId = useStore((state) => state.primaryRelationId);
  const ontology = useOntology();
  if (id === null && relationId === null) {
    return (
      <EmptyState title="Nothing is selected">
        Choose a record on the map or in a list to see what is known of it and which levers apply.
      </EmptyState>
    );
  }
  if (ontology.status === 'failed')
    return <FailedState message={ontology.error.message} retry={ontology.retry} />;
  if (ontology.status === 'loading') return <LoadingState>Reading the record</LoadingState>;
  if (relationId !== null)
    return <LinkInspector key={relationId} id={relationId} ontology={ontology.value} />;
  if (id === null) return null;
  // The key makes a new record start on its own terms: nothing revealed stays revealed.
  return <RecordInspector key={id} id={id} ontology={ontology.value} network={network} />;
}

function RecordInspector(props: {
  readonly id: string;
  readonly ontology: Ontology;
  readonly network: NetworkSlot;
}) {
  const { id, ontology, network: Network } = props;
  const revision = useStore((state) => state.revision);
  const detail = useApi(() => api.entity.get({ id }), [id, revision]);
  const levers = useApi(() => api.lever.forEntity({ id }), [id, revision]);
  const [tab, setTab] = useState<Tab>('summary');
  const drop = useFileDrop(id);
  const askedTab = useStore((state) => state.askedTab);
  const askForTab = useStore((state) => state.askForTab);
  useEffect(() => {
    if (askedTab === null) return;
    setTab(askedTab);
    askForTab(null);
  }, [askedTab, askForTab]);
  const [revealed, setRevealed] = useState<{
    readonly revision: number;
    readonly detail: EntityDetail;
    readonly reason: string;
  } | null>(null);

  if (detail.status === 'loading') return <LoadingState>Reading the record</LoadingState>;
  if (detail.status === 'failed' && detail.error.code === 'not-found')
    return (
      <FailedState message={detail.error.message}>
        Nothing was changed. Choose another record, or undo the step that removed it.
      </FailedState>
    );
  if (detail.status === 'failed')
    return <FailedState message={detail.error.message} retry={detail.retry} />;
  const isRevealed = revealed?.revision === revision;
  const shown = isRevealed ? revealed.detail : detail.value;
  const revealReason = isRevealed ? revealed.reason : null;
  const applying =
    levers.status === 'ready'
      ? levers.value.filter((entry) => entry.answer === 'applies').length
      : null;
  const flagged =
    levers.status === 'ready' ? levers.value.filter((entry) => entry.isFlagged).length : null;
  const tabs = [
    { id: 'summary', label: 'Summary' },
    { id: 'levers', label: 'Levers', count: applying },
    { id: 'links', label: 'Links', count: shown.relations.length + shown.moreRelations },
    { id: 'sources', label: 'Sources', count: shown.records.length },
    { id: 'history', label: 'History' },
  ] as const;

  return (
    <div className={classNames(styles.inspector, drop.isOver && styles.over)} {...drop.handlers}>
      <Header
        detail={shown}
        ontology={ontology}
        flagged={flagged}
        revealReason={revealReason}
        onReveal={(next, reason) => setRevealed({ revision, detail: next, reason })}
      />
      <Tabs label="Record" tabs={tabs} value={tab} onChange={setTab}>
        {tab === 'summary' && (
          <SummaryTab
            detail={shown}
            ontology={ontology}
            revealReason={revealReason}
            onOpenLevers={() => setTab('levers')}
            levers={levers}
            network={shown.summary.isProtected ? null : <Network entityId={id} />}
          />
        )}
        {tab === 'levers' && (
          <LeversTab
            detail={shown}
            ontology={ontology}
            levers={levers}
            revealReason={revealReason}
          />
        )}
        {tab === 'links' && <LinksTab detail={shown} ontology={ontology} />}
        {tab === 'sources' && <SourcesTab detail={shown} />}
        {tab === 'history' && <HistoryTab detail={shown} revealReason={revealReason} />}
      </Tabs>
    </div>
  );
}

function Header(props: {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly flagged: number | null;
  readonly revealReason: string | null;
  readonly onReveal: (detail: EntityDetail, reason: string) => void;
}) {
  const { detail, ontology, flagged, revealReason, onReveal } = props;
  const goTo = useStore((state) => state.goTo);
  const requestMap = useStore((state) => state.requestMap);
  const [isAsking, setIsAsking] = useState(false);
  const { summary } = detail;
  const mark = useSignMarks().get(summary.id);
  const sign = summary.isProtected ? null : mark;
  const kind = kindOf(ontology, summary.kind);
  const role = summary.role
    ? (termFor(ontology, 'roles', summary.role)?.label ?? summary.role)
    : null;
  return (
    <header className={styles.header}>
      <EntityMark
        colour={kind?.base ?? summary.kind}
        shape={kind?.shape ?? 'dot'}
        icon={kind?.icon ?? null}
        isProtected={summary.isProtected}
        sizePx={40}
      />
      <div className={styles.title}>
        <h2 title={summary.label}>{summary.label}</h2>
        <p>{subtitleOf(detail)}</p>
        <div className={styles.chips}>
          {flagged !== null && flagged > 0 && (
            <LeverChip
              count={flagged}
              meaning={FLAG_MEANING}
              icon={<Gavel size={11} aria-hidden="true" />}
            />
          )}
          {role && <Chip>{role}</Chip>}
          {sign && (
            <Chip tone="warning">{sign === 'front' ? 'Possible front' : 'Possible enabler'}</Chip>
          )}
          {summary.isProtected && (
            <Chip tone="info" icon={<ShieldCheck size={12} aria-hidden="true" />}>
              Protected. Not a suspect
            </Chip>
          )}
          <Chip tone="outline">{summary.reference}</Chip>
        </div>
      </div>
      <div className={styles.tools}>
        <IconButton
          label="Show on map"
          icon={<Crosshair size={16} aria-hidden="true" />}
          tip="below-left"
          onClick={() => {
            goTo('map');
            requestMap({ type: 'show', ids: [summary.id] });
          }}
        />
      </div>
      <RecordTools detail={detail} revealReason={revealReason} />
      {detail.isWithheld && (
        <div className={styles.withheld}>
          <p>
            Victims, children and adults at risk are shown by reference. Names and details are
            withheld.
          </p>
          <Button icon={<Eye size={14} aria-hidden="true" />} onClick={() => setIsAsking(true)}>
            Reveal, with a reason
          </Button>
        </div>
      )}
      {isAsking && (
        <RevealDialog
          id={summary.id}
          onClose={() => setIsAsking(false)}
          onRevealed={(next, reason) => {
            setIsAsking(false);
            onReveal(next, reason);
          }}
        />
      )}
    </header>
  );
}

/** What kind of thing it is, and the field that places it best. */
function subtitleOf(detail: EntityDetail): string {
  const placing = [
    'sector',
    'premisesType',
    'make',
    'eventType',
    'occupation',
    'band',
    'licenceType',
  ];
  const place = ['address', 'postcode', 'dateOfBirth'];
  const current = [...detail.facts, ...detail.intelligence].filter((entry) => entry.isCurrent);
  const find = (fields: readonly string[]) =>
    current.find((entry) => fields.includes(entry.field) && entry.display !== detail.summary.label)
      ?.display;
  return [detail.kindLabel, find(placing), find(place)].filter(Boolean).join('. ');
}
