import { api } from '../../api/api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { dateFault, EMPTY_ORIGIN, readDate, readOrigin } from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';

interface ReviewDialogProps {
  /** A record, or a source with everything that rests on it. */
  readonly of: { readonly entityId: string } | { readonly sourceId: string };
  readonly onClose: () => void;
}

/** Sets when something is due to be looked at again. */
export function ReviewDialog({ of, onClose }: ReviewDialogProps) {
  const say = useStore((state) => state.say);
  const isSource = 'sourceId' in of;
  const form = useForm({
    start: { reviewOn: '', reason: '' },
    check({ reviewOn, reason }) {
      const fault = dateFault(reviewOn);
      const missing = !isSource && reviewOn.trim() === '' ? 'Enter the date.' : null;
      const wrong = fault ?? missing;
      return { ...(wrong ? { reviewOn: wrong } : {}), ...reasonFault(reason) };
    },
    async send({ reviewOn, reason }) {
      if (isSource)
        await api.source.setReview({ id: of.sourceId, reviewOn: readDate(reviewOn), reason });
      else
        await api.entity.edit({
          id: of.entityId,
          changes: [],
          origin: readOrigin({ ...EMPTY_ORIGIN, reviewOn }),
          reason,
        });
      say('Set the review date', { canUndo: true });
      onClose();
    },
  });
  return (
    <FormDialog
      title={isSource ? 'Review date of the source' : 'Review date of the record'}
      action="Set review date"
      form={form}
      onClose={onClose}
    >
      <TextField
        name="reviewOn"
        label="Review on"
        hint={
          isSource
            ? 'Such as 2027-01-31. Every record of this source that has no date of its own follows. Empty: no date.'
            : 'Such as 2027-01-31.'
        }
        value={form.draft.reviewOn}
        error={form.faultOf('reviewOn')}
        onChange={(event) => form.set({ reviewOn: event.target.value })}
      />
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
