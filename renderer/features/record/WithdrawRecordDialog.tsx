import { api } from '../../api/api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { reasonFault } from './reason-fault.ts';

/** Takes back one of the records behind an entity. */
export function WithdrawRecordDialog({
  recordId,
  onClose,
}: {
  readonly recordId: string;
  readonly onClose: () => void;
}) {
  const { say, select, selectedIds } = useStore.getState();
  const form = useForm({
    start: { reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ reason }) {
      const { entityId } = await api.entity.withdrawRecord({ recordId, reason });
      say('Took the record back', { canUndo: true });
      // Nothing else spoke of it: there is nothing left to inspect.
      if (entityId === null) select(selectedIds.slice(0, -1));
      onClose();
    },
  });
  return (
    <FormDialog
      title="Take this record back?"
      action="Take it back"
      look="danger"
      form={form}
      onClose={onClose}
    >
      <p>
        It is kept as it was received, and no longer speaks for anything here. You can undo this.
      </p>
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
