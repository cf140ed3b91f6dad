import { Eye, Hammer, Landmark, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { EntityDetail, FieldEntry } from '../../../shared/api/entity.ts';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import type { Loaded } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EditFieldDialog } from './EditFieldDialog.tsx';
import styles from './Inspector.module.css';
import { LeverNames } from './LeverNames.tsx';
import { RecordGrade } from './RecordGrade.tsx';
import { originWords } from './record-words.ts';

/** Facts, apart from intelligence; every value with the record it came from. */
export function SummaryTab(props: {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly levers: Loaded<readonly LeverEvaluation[]>;
  readonly onOpenLevers: () => void;
}) {
  const { detail, ontology, levers, onOpenLevers } = props;
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const [edited, setEdited] = useState<string | null>(null);
  const fields = kindOf(ontology, detail.summary.kind)?.fields ?? [];
  const canEdit = !detail.isWithheld && !isReadOnly;
  const onEdit = canEdit ? setEdited : null;

  return (
    <>
      <section className={styles.block} aria-label="Facts">
        <h3>
          <Landmark size={14} aria-hidden="true" />
          Facts <span>From registers and records</span>
        </h3>
        {detail.facts.length === 0 ? (
          <p className={styles.nothing}>
            {detail.isWithheld ? 'Withheld.' : 'No register speaks of this record yet.'}
          </p>
        ) : (
          <dl className={styles.fields}>
            {detail.facts.map((entry) => (
              <FactRow key={rowKey(entry)} entry={entry} onEdit={onEdit} />
            ))}
          </dl>
        )}
      </section>
      <section className={classNames(styles.block, styles.intelligence)} aria-label="Intelligence">
        <h3>
          <Eye size={14} aria-hidden="true" />
          Intelligence <span>Graded 3 × 5 × 2</span>
        </h3>
        {detail.intelligence.length === 0 ? (
          <p className={styles.nothing}>
            {detail.isWithheld ? 'Withheld.' : 'No intelligence is held.'}
          </p>
        ) : (
          <ul className={styles.items}>
            {detail.intelligence.map((entry) => (
              <IntelligenceRow key={rowKey(entry)} entry={entry} onEdit={onEdit} />
            ))}
          </ul>
        )}
      </section>
      {canEdit && (
        <p className={styles.addField}>
          <Button
            look="quiet"
            icon={<Pencil size={13} aria-hidden="true" />}
            onClick={() => setEdited(fields[0]?.id ?? null)}
          >
            Correct or add a field
          </Button>
        </p>
      )}
      <section className={styles.block} aria-label="Levers in short">
        <h3>
          <Hammer size={14} aria-hidden="true" />
          Levers{' '}
          <button type="button" className={styles.linkButton} onClick={onOpenLevers}>
            Open all
          </button>
        </h3>
        <LeverNames levers={levers} />
      </section>
      {edited !== null && (
        <EditFieldDialog
          detail={detail}
          ontology={ontology}
          fields={fields}
          initialField={edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function rowKey(entry: FieldEntry): string {
  return `${entry.field} ${JSON.stringify(entry.value)}`;
}

interface RowProps {
  readonly entry: FieldEntry;
  readonly onEdit: ((field: string) => void) | null;
}

function EditButton({ entry, onEdit }: RowProps) {
  if (!onEdit || !entry.isCurrent) return null;
  return (
    <IconButton
      className={styles.edit ?? ''}
      label={`Edit ${entry.label.toLowerCase()}`}
      tip="below-left"
      icon={<Pencil size={12} aria-hidden="true" />}
      onClick={() => onEdit(entry.field)}
    />
  );
}

function FactRow({ entry, onEdit }: RowProps) {
  const [record] = entry.records;
  return (
    <div className={classNames(styles.field, !entry.isCurrent && styles.overtaken)}>
      <dt>{entry.label}</dt>
      <dd>
        <span className={styles.value}>{entry.display}</span>
        {!entry.isCurrent && <span className={styles.origin}>Overtaken by another record</span>}
        {record && (
          <span className={styles.origin}>
            {originWords(record)}
            {entry.records.length > 1 && ` and ${entry.records.length - 1} more`}
            {record.absentSince && '. Not in the latest edition'}
          </span>
        )}
      </dd>
      <EditButton entry={entry} onEdit={onEdit} />
    </div>
  );
}

function IntelligenceRow({ entry, onEdit }: RowProps) {
  const [record] = entry.records;
  return (
    <li className={classNames(!entry.isCurrent && styles.overtaken)}>
      {record && <RecordGrade record={record} />}
      <div>
        <p className={styles.value}>
          <span className={styles.fieldName}>{entry.label}</span> {entry.display}
        </p>
        {!entry.isCurrent && <p className={styles.origin}>Overtaken by another record</p>}
        {record && (
          <p className={styles.origin}>
            {originWords(record)}
            {entry.records.length > 1 && ` and ${entry.records.length - 1} more`}
          </p>
        )}
      </div>
      <EditButton entry={entry} onEdit={onEdit} />
    </li>
  );
}
