import { ChevronRight, Plus } from 'lucide-react';
import type { EntityDetail, RelationEntry } from '../../../shared/api/entity.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import inspector from './Inspector.module.css';
import { RecordGrade } from './RecordGrade.tsx';
import { CERTAINTY_WORDS, periodWords } from './record-words.ts';
import styles from './Sources.module.css';

/** Every link of the record, in words from its own side. */
export function LinksTab({
  detail,
  ontology,
}: {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
}) {
  const select = useStore((state) => state.select);
  const selectRelation = useStore((state) => state.selectRelation);
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const add = !isReadOnly && (
    <p className={styles.add}>
      <Button
        look="quiet"
        icon={<Plus size={13} aria-hidden="true" />}
        onClick={() => openForm({ type: 'new-link', fromId: detail.summary.id, toId: null })}
      >
        Add a link
      </Button>
    </p>
  );
  if (detail.relations.length === 0)
    return (
      <>
        <p className={styles.nothing}>No links are recorded.</p>
        {add}
      </>
    );
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
            <IconButton
              className={styles.openLink ?? ''}
              label={`Inspect the link: ${relation.words} ${relation.other.label}`}
              tip="below-left"
              icon={<ChevronRight size={14} aria-hidden="true" />}
              onClick={() => selectRelation(relation.id, [detail.summary.id, relation.other.id])}
            />
            <p className={inspector.origin}>
              {CERTAINTY_WORDS[relation.certainty]}. {relation.sourceName}
              {`, ${periodWords(relation)}`}
            </p>
          </li>
        ))}
      </ul>
      {detail.moreRelations > 0 && (
        <p className={styles.nothing}>
          {detail.moreRelations.toLocaleString('en-GB')} more links are not listed here.
        </p>
      )}
      {add}
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
      colour={kind?.base ?? other.kind}
      shape={kind?.shape ?? 'dot'}
      icon={kind?.icon ?? null}
      isProtected={other.isProtected}
      sizePx={22}
    />
  );
}
