import {
  ArrowLeft,
  ArrowRight,
  MessageSquareWarning,
  Minus,
  Pencil,
  Plus,
  Trash2,
} from 'lucide-react';
import type { Dispute, RelationDetail, Sighting } from '../../../shared/api/relation.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import type { RecordForm } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import inspector from './Inspector.module.css';
import styles from './LinkInspector.module.css';
import { RecordGrade } from './RecordGrade.tsx';
import { CERTAINTY_WORDS, periodWords, sentence } from './record-words.ts';

interface LinkInspectorProps {
  readonly id: string;
  readonly ontology: Ontology;
}

/** Everything known of one link: its ends, how strong it is, what supports it and what goes against it. */
export function LinkInspector({ id, ontology }: LinkInspectorProps) {
  const revision = useStore((state) => state.revision);
  const loaded = useApi(() => api.relation.get({ id }), [id, revision]);
  if (loaded.status === 'loading') return <LoadingState>Reading the link</LoadingState>;
  if (loaded.status === 'failed' && loaded.error.code !== 'not-found')
    return <FailedState message={loaded.error.message} retry={loaded.retry} />;
  if (loaded.status === 'failed')
    return (
      <FailedState message={loaded.error.message}>
        Choose another link or record, or undo the step that removed it.
      </FailedState>
    );
  const detail = loaded.value;
  return (
    <div className={styles.link}>
      <Head detail={detail} ontology={ontology} />
      <LinkTools id={detail.id} />
      <Strength detail={detail} />
      {detail.ownFields.length > 0 && (
        <section className={styles.block} aria-label="What else is known of it">
          <h3>What else is known of it</h3>
          <dl className={styles.fields}>
            {detail.ownFields.map(({ field, label, display }) => (
              <div key={field}>
                <dt>{label}</dt>
                <dd>{display}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section className={styles.block} aria-label="What supports it">
        <h3>What supports it</h3>
        <ul className={styles.list}>
          {detail.sightings.map((sighting) => (
            <SightingRow
              key={sighting.relationId}
              sighting={sighting}
              isShown={sighting.relationId === detail.id}
              ends={[detail.from.id, detail.to.id]}
            />
          ))}
        </ul>
      </section>
      <section className={styles.block} aria-label="What goes against it">
        <h3>What goes against it</h3>
        {detail.against.length === 0 ? (
          <p className={inspector.nothing}>Nothing is recorded against this link.</p>
        ) : (
          <ul className={styles.list}>
            {detail.against.map((dispute) => (
              <DisputeRow key={dispute.id} dispute={dispute} />
            ))}
          </ul>
        )}
      </section>
      <Parallel detail={detail} />
      {detail.fields.length > 0 && (
        <section className={styles.block} aria-label="As received">
          <h3>As received</h3>
          <dl className={styles.fields}>
            {detail.fields.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

function Head({
  detail,
  ontology,
}: {
  readonly detail: RelationDetail;
  readonly ontology: Ontology;
}) {
  const { from, to, words, inverseWords, isDirected, certainty, against } = detail;
  return (
    <header className={styles.head}>
      <End summary={from} ontology={ontology} />
      <div className={styles.type}>
        {isDirected ? (
          <ArrowRight size={14} aria-hidden="true" className={styles.down ?? ''} />
        ) : (
          <Minus size={14} aria-hidden="true" className={styles.down ?? ''} />
        )}
        <h2>{words}</h2>
        {isDirected && <span>{`The other way: ${inverseWords}`}</span>}
      </div>
      <End summary={to} ontology={ontology} />
      <p className={styles.chips}>
        <Chip
          tone={
            certainty === 'confirmed' ? 'success' : certainty === 'reported' ? 'info' : 'warning'
          }
        >
          {CERTAINTY_WORDS[certainty]}
        </Chip>
        {against.length > 0 && <Chip tone="danger">Disputed</Chip>}
        <Chip tone="outline">{periodWords(detail.sightings[0] ?? EMPTY_PERIOD)}</Chip>
      </p>
    </header>
  );
}

const EMPTY_PERIOD = { startedOn: null, endedOn: null, observedOn: null };

function End({
  summary,
  ontology,
}: {
  readonly summary: RelationDetail['from'];
  readonly ontology: Ontology;
}) {
  const select = useStore((state) => state.select);
  const kind = kindOf(ontology, summary.kind);
  return (
    <p className={styles.end}>
      <EntityMark
        colour={kind?.base ?? summary.kind}
        shape={kind?.shape ?? 'dot'}
        icon={kind?.icon ?? null}
        isProtected={summary.isProtected}
        sizePx={28}
      />
      <button type="button" onClick={() => select([summary.id])}>
        {summary.label}
      </button>
      <small>{summary.reference}</small>
    </p>
  );
}

function LinkTools({ id }: { readonly id: string }) {
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  if (isReadOnly) return null;
  const tools: readonly (readonly [
    string,
    RecordForm['type'] & `${string}-link`,
    typeof Pencil,
  ])[] = [
    ['Change', 'edit-link', Pencil],
    ['Add a source', 'support-link', Plus],
    ['Dispute', 'dispute-link', MessageSquareWarning],
    ['Delete', 'delete-link', Trash2],
  ];
  return (
    <div className={styles.tools}>
      {tools.map(([label, type, Icon]) => (
        <Button
          key={type}
          look="quiet"
          icon={<Icon size={14} aria-hidden="true" />}
          onClick={() => {
            if (type !== 'new-link') openForm({ type, id });
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

const OFTEN = 5;

/** How strong the link is, in its three parts: none is added to another. */
function Strength({ detail: { strength } }: { readonly detail: RelationDetail }) {
  const { timesSeen, sourceQuality, lastSeenOn, recency } = strength;
  return (
    <section className={styles.block} aria-label="Strength">
      <h3>Strength</h3>
      <dl className={styles.strength}>
        <Part
          label="Times seen"
          words={timesSeen === 1 ? 'Once' : `${timesSeen} times`}
          share={Math.min(1, timesSeen / OFTEN)}
        />
        <Part
          label="Source quality"
          words={
            sourceQuality === null
              ? 'Not graded'
              : `${Math.round(sourceQuality * 100)} of 100, best source`
          }
          share={sourceQuality}
        />
        <Part
          label="Recency"
          words={lastSeenOn === null ? 'Undated' : `Last seen ${dateWords(lastSeenOn)}`}
          share={recency}
        />
      </dl>
    </section>
  );
}

function Part(props: {
  readonly label: string;
  readonly words: string;
  /** 0 to 1; null: not known. */
  readonly share: number | null;
}) {
  const { label, words, share } = props;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={styles.bar} aria-hidden="true">
          {share !== null && <span style={{ width: `${share * 100}%` }} />}
        </span>
        {words}
      </dd>
    </div>
  );
}

function SightingRow(props: {
  readonly sighting: Sighting;
  readonly isShown: boolean;
  readonly ends: readonly string[];
}) {
  const { sighting, isShown, ends } = props;
  const selectRelation = useStore((state) => state.selectRelation);
  const origin = [
    sighting.reportReference ? `Report ${sighting.reportReference}` : sighting.sourceName,
    sighting.ownerAgency,
    sighting.fileName && `row ${sighting.rowNumber} of ${sighting.fileName}`,
  ].filter(Boolean);
  return (
    <li>
      <div className={styles.row}>
        <p>
          <b>{origin.join(', ')}</b>
        </p>
        <RecordGrade record={sighting} />
      </div>
      <p className={inspector.origin}>
        {`${CERTAINTY_WORDS[sighting.certainty]}. ${sentence(periodWords(sighting))}. Recorded ${dateWords(sighting.recordedAt)}.`}
        {sighting.reviewOn && ` Review on ${dateWords(sighting.reviewOn)}.`}
      </p>
      {sighting.reason && <p className={inspector.origin}>{`Reason: ${sighting.reason}`}</p>}
      {sighting.grade.handling === 'C' && (
        <p className={styles.conditions}>
          {`Coded C. Ask its owner before you share it. ${sighting.grade.conditions ?? ''}`}
        </p>
      )}
      {!isShown && (
        <Button look="quiet" onClick={() => selectRelation(sighting.relationId, ends)}>
          Inspect this one
        </Button>
      )}
    </li>
  );
}

function DisputeRow({ dispute }: { readonly dispute: Dispute }) {
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  return (
    <li>
      <div className={styles.row}>
        <p className={styles.said}>{dispute.text}</p>
        <RecordGrade record={dispute} />
      </div>
      <p className={inspector.origin}>
        {`${dispute.sourceName}. ${dispute.observedOn ? `Seen ${dateWords(dispute.observedOn)}. ` : ''}Recorded ${dateWords(dispute.recordedAt)} by ${dispute.recordedBy}.`}
      </p>
      {!isReadOnly && (
        <Button
          look="quiet"
          aria-label={`Take back: ${dispute.text.slice(0, 60)}`}
          onClick={() => openForm({ type: 'withdraw-dispute', disputeId: dispute.id })}
        >
          Take back
        </Button>
      )}
    </li>
  );
}

function Parallel({ detail }: { readonly detail: RelationDetail }) {
  const selectRelation = useStore((state) => state.selectRelation);
  const { parallel, from, to } = detail;
  if (parallel.length === 0) return null;
  return (
    <section className={styles.block} aria-label="Other links of these two">
      <h3>Other links of these two</h3>
      <ul className={styles.list}>
        {parallel.map(({ id, words, certainty }) => (
          <li key={id}>
            <Button
              look="quiet"
              icon={<ArrowLeft size={13} aria-hidden="true" className={styles.turn ?? ''} />}
              onClick={() => selectRelation(id, [from.id, to.id])}
            >
              {`${sentence(words)}. ${CERTAINTY_WORDS[certainty]}`}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
