import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { reasonFault } from './reason-fault.ts';
import { counted } from './words.ts';

interface DeleteRecordsDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Asks before records are deleted, and says what goes with them. */
export function DeleteRecordsDialog({ ids, onClose }: DeleteRecordsDialogProps) {
  const { say, select, selectedIds } = useStore.getState();
  const effect = useApi(() => api.entity.removalEffect({ ids: [...ids] }), [ids]);
  const form = useForm({
    start: { reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ reason }) {
      const { records, links } = await api.entity.remove({ ids: [...ids], reason });
      say(`Deleted ${counted(records, 'record')} and ${counted(links, 'link')}`, { canUndo: true });
      select(selectedIds.filter((id) => !ids.includes(id)));
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Delete ${counted(ids.length, 'record')}?`}
      action={`Delete ${counted(ids.length, 'record')}`}
      look="danger"
      form={form}
      onClose={onClose}
    >
      <p role="status">
        {effect.status === 'ready'
          ? `This also removes ${counted(effect.value.links, 'link')} and ${counted(effect.value.leverFlags, 'lever flag')}.`
          : effect.status === 'failed'
            ? effect.error.message
            : 'Counting what goes with it.'}
      </p>
      <p>What was received is kept and no longer counts. You can undo this.</p>
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
