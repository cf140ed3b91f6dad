import type { SafeguardingChoice } from '../../../shared/domain/safeguarding.ts';
import { SAFEGUARDING_WORDS, safeguardingFaults } from '../../../shared/domain/safeguarding.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { ChoiceField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { reasonFault } from './reason-fault.ts';
import styles from './record.module.css';

interface Draft {
  readonly decision: SafeguardingChoice;
  readonly decidedBy: string;
  readonly decidedByRole: string;
  readonly decidedOn: string;
  readonly reason: string;
  readonly reviewOn: string;
}

const CHOICES = [
  {
    value: 'hold',
    label: SAFEGUARDING_WORDS.hold,
    help: 'Levers that do not protect stay held.',
  },
  {
    value: 'allow',
    label: SAFEGUARDING_WORDS.allow,
    help: 'Levers that do not protect can be worked, until the review.',
  },
] as const satisfies readonly { value: SafeguardingChoice; label: string; help: string }[];

/** Records what was decided on whether levers that do not protect may be used on somebody. */
export function SafeguardingDialog(props: {
  readonly entityId: string;
  readonly onClose: () => void;
}) {
  const { entityId, onClose } = props;
  const say = useStore((state) => state.say);
  const today = new Date().toISOString().slice(0, 10);
  const form = useForm<Draft>({
    start: {
      decision: 'hold',
      decidedBy: '',
      decidedByRole: '',
      decidedOn: today,
      reason: '',
      reviewOn: '',
    },
    check: (draft) => safeguardingFaults(trimmed(draft), today) as Faults,
    async send(draft) {
      await api.safeguarding.record({ entityId, fields: trimmed(draft) });
      say('Recorded the safeguarding decision', { canUndo: true });
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  return (
    <FormDialog
      title="Safeguarding decision"
      action="Record the decision"
      width="wide"
      form={form}
      onClose={onClose}
    >
      <p>
        Record what the people responsible for safeguarding decided. It is not yours to decide
        alone: name who did.
      </p>
      <ChoiceField
        label="Decision"
        look="cards"
        value={draft.decision}
        options={CHOICES}
        onChange={(decision) => set({ decision })}
      />
      <div className={styles.pair}>
        <TextField
          name="decidedBy"
          label="Decided by"
          maxLength={120}
          value={draft.decidedBy}
          error={faultOf('decidedBy')}
          onChange={(event) => set({ decidedBy: event.target.value })}
        />
        <TextField
          name="decidedByRole"
          label="Role"
          hint="Such as designated safeguarding lead."
          maxLength={120}
          value={draft.decidedByRole}
          error={faultOf('decidedByRole')}
          onChange={(event) => set({ decidedByRole: event.target.value })}
        />
      </div>
      <div className={styles.pair}>
        <TextField
          name="decidedOn"
          label="Decided on"
          placeholder="2026-03-27"
          value={draft.decidedOn}
          error={faultOf('decidedOn')}
          onChange={(event) => set({ decidedOn: event.target.value })}
        />
        <TextField
          name="reviewOn"
          label="Review on"
          hint="On this day the decision lapses, unless it is made again."
          placeholder="2026-03-27"
          value={draft.reviewOn}
          error={faultOf('reviewOn')}
          onChange={(event) => set({ reviewOn: event.target.value })}
        />
      </div>
      <TextAreaField
        name="reason"
        label="Reasons"
        maxLength={4000}
        rows={3}
        value={draft.reason}
        error={faultOf('reason')}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </FormDialog>
  );
}

function trimmed(draft: Draft): Draft {
  const { decision, decidedBy, decidedByRole, decidedOn, reason, reviewOn } = draft;
  return {
    decision,
    decidedBy: decidedBy.trim(),
    decidedByRole: decidedByRole.trim(),
    decidedOn: decidedOn.trim(),
    reason: reason.trim(),
    reviewOn: reviewOn.trim(),
  };
}

/** Takes a safeguarding decision back. */
export function WithdrawSafeguardingDialog(props: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { id, onClose } = props;
  const say = useStore((state) => state.say);
  const form = useForm({
    start: { reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ reason }) {
      await api.safeguarding.withdraw({ id, reason });
      say('Took the safeguarding decision back', { canUndo: true });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Take this decision back?"
      action="Take it back"
      look="danger"
      form={form}
      onClose={onClose}
    >
      <p>
        It no longer counts, and levers that it allowed are held again. It stays in the history. You
        can undo this.
      </p>
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
