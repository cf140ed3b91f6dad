import { api } from '../../api/api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { reasonFault } from './reason-fault.ts';

interface WithdrawDisputeDialogProps {
  readonly disputeId: string;
  readonly onClose: () => void;
}

/** Takes back what was recorded against a link. */
export function WithdrawDisputeDialog({ disputeId, onClose }: WithdrawDisputeDialogProps) {
  const say = useStore((state) => state.say);
  const form = useForm({
    start: { reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ reason }) {
      await api.relation.withdrawDispute({ id: disputeId, reason });
      say('Took back what was against the link', { canUndo: true });
      onClose();
    },
  });
  return (
    <FormDialog title="Take this back?" action="Take it back" form={form} onClose={onClose}>
      <p>It no longer counts against the link. Its text is kept. You can undo this.</p>
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
