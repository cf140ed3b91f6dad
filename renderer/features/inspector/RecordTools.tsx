import { Columns2, Link2, Pencil, ShieldCheck, Trash2 } from 'lucide-react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { useBaseKind } from '../../api/use-ontology.ts';
import { whyNotCompared } from '../../store/records.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Inspector.module.css';

interface RecordToolsProps {
  readonly detail: EntityDetail;
  readonly revealReason: string | null;
}

/** What can be done with the record in the inspector. */
export function RecordTools({ detail, revealReason }: RecordToolsProps) {
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const baseOf = useBaseKind();
  const { id, kind, isProtected } = detail.summary;
  const selectedIds = useStore((state) => state.selectedIds);
  const compareRecords = useStore((state) => state.compareRecords);
  const compare = whyNotCompared(selectedIds.length) === null && (
    <Button
      look="quiet"
      icon={<Columns2 size={14} aria-hidden="true" />}
      onClick={() => compareRecords(selectedIds)}
    >
      {`Compare ${selectedIds.length}`}
    </Button>
  );
  if (isReadOnly) return compare && <div className={styles.recordTools}>{compare}</div>;
  return (
    <div className={styles.recordTools}>
      {compare}
      {!detail.isWithheld && (
        <Button
          look="quiet"
          icon={<Pencil size={14} aria-hidden="true" />}
          onClick={() => openForm({ type: 'edit-record', id, revealReason })}
        >
          Edit
        </Button>
      )}
      <Button
        look="quiet"
        icon={<Link2 size={14} aria-hidden="true" />}
        onClick={() => openForm({ type: 'new-link', fromId: id, toId: null })}
      >
        New link
      </Button>
      {baseOf(kind) === 'person' && !isProtected && (
        <Button
          look="quiet"
          icon={<ShieldCheck size={14} aria-hidden="true" />}
          onClick={() => openForm({ type: 'protect-record', id })}
        >
          Mark as protected
        </Button>
      )}
      <Button
        look="quiet"
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={() => openForm({ type: 'delete-records', ids: [id] })}
      >
        Delete
      </Button>
    </div>
  );
}
