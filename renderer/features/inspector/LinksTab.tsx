import type { EntityDetail, RelationEntry } from '../../../shared/api/entity.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { useStore } from '../../store/store.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import inspector from './Inspector.module.css';
import { RecordGrade } from './RecordGrade.tsx';
import { dateWords } from './record-words.ts';
import styles from './Sources.module.css';

const CERTAINTY_WORDS = {
  confirmed: 'Confirmed',
  reported: 'Reported',
  tentative: 'Tentative',
} as const;

/** Every link of the record, in words from its own side. */
export function LinksTab({
  detail,
  ontology,
}: {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
}) {
  const select = useStore((state) => state.select);
  if (detail.relations.length === 0)
    return <p className={styles.nothing}>No links are recorded.</p>;
  return (
    <>
      <ul className={styles.list} aria-label="Links">
        {detail.relations.map((relation) => (
          <li key={relation.id} className={styles.link}>
            <LinkMark relation={relation} ontology={ontology} />
            <div>
              <p className={styles.words}>{relation.words}</p>
              <button
                type="button"
                className={styles.other}
                onClick={() => select([relation.other.id])}
              >
                {relation.other.label}
              </button>
            </div>
            <RecordGrade record={relation} />
            <p className={inspector.origin}>
              {CERTAINTY_WORDS[relation.certainty]}. {relation.sourceName}
              {periodWords(relation)}
            </p>
          </li>
        ))}
      </ul>
      {detail.moreRelations > 0 && (
        <p className={styles.nothing}>
          {detail.moreRelations.toLocaleString('en-GB')} more links are not listed here.
        </p>
      )}
    </>
  );
}

function LinkMark({
  relation,
  ontology,
}: {
  readonly relation: RelationEntry;
  readonly ontology: Ontology;
}) {
  const { other } = relation;
  const kind = kindOf(ontology, other.kind);
  return (
    <EntityMark
      colour={other.kind}
      shape={kind?.shape ?? 'dot'}
      icon={kind?.icon ?? null}
      isProtected={other.isProtected}
      sizePx={22}
    />
  );
}

function periodWords(relation: RelationEntry): string {
  const { startedOn, endedOn, observedOn } = relation;
  if (startedOn && endedOn) return `, ${dateWords(startedOn)} to ${dateWords(endedOn)}`;
  if (startedOn) return `, since ${dateWords(startedOn)}`;
  if (endedOn) return `, until ${dateWords(endedOn)}`;
  return observedOn ? `, seen ${dateWords(observedOn)}` : ', undated';
}
