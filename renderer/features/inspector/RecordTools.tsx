import { Link2, Pencil, ShieldCheck, Trash2 } from 'lucide-react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';

interface RecordToolsProps {
  readonly detail: EntityDetail;
  readonly revealReason: string | null;
}

/** What can be done with the record in the inspector. */
export function RecordTools({ detail, revealReason }: RecordToolsProps) {
  const openForm = useStore((state) => state.openForm);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const { id, kind, isProtected } = detail.summary;
  if (isReadOnly) return null;
  return (
    <>
      {!detail.isWithheld && (
        <IconButton
          label="Edit"
          tip="below-left"
          icon={<Pencil size={16} aria-hidden="true" />}
          onClick={() => openForm({ type: 'edit-record', id, revealReason })}
        />
      )}
      <IconButton
        label="New link"
        keys={['A']}
        tip="below-left"
        icon={<Link2 size={16} aria-hidden="true" />}
        onClick={() => openForm({ type: 'new-link', fromId: id, toId: null })}
      />
      {kind === 'person' && !isProtected && (
        <IconButton
          label="Mark as protected"
          tip="below-left"
          icon={<ShieldCheck size={16} aria-hidden="true" />}
          onClick={() => openForm({ type: 'protect-record', id })}
        />
      )}
      <IconButton
        label="Delete"
        tip="below-left"
        icon={<Trash2 size={16} aria-hidden="true" />}
        onClick={() => openForm({ type: 'delete-records', ids: [id] })}
      />
    </>
  );
}
