import { api } from '../../api/api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { ChoiceField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { EMPTY_ORIGIN, readOrigin } from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';

type Why = 'victim' | 'witness' | 'at-risk';

const WHYS = [
  {
    value: 'victim',
    label: 'Victim',
    help: 'Of the group, of trafficking, of cuckooing or other harm.',
  },
  {
    value: 'witness',
    label: 'Witness',
    help: 'Saw or knows something, and could be harmed for it.',
  },
  { value: 'at-risk', label: 'Child or adult at risk', help: 'Kept as vulnerable.' },
] as const satisfies readonly { value: Why; label: string; help: string }[];

/** Marks a person as protected: from then on a reference stands for the name. */
export function ProtectDialog({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const say = useStore((state) => state.say);
  const form = useForm<{ readonly why: Why; readonly reason: string }>({
    start: { why: 'victim', reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ why, reason }) {
      const { summary } = await api.entity.edit({
        id,
        changes: why === 'at-risk' ? [{ field: 'vulnerable', mode: 'replace', value: true }] : [],
        category: why === 'at-risk' ? null : why,
        origin: readOrigin(EMPTY_ORIGIN),
        reason,
      });
      say(`${summary.label} is protected now`, { canUndo: true });
      onClose();
    },
  });
  return (
    <FormDialog title="Mark as protected" action="Mark as protected" form={form} onClose={onClose}>
      <p>
        The name and details are withheld at once: on the map, in lists, in search and in reports.
        The person is no longer counted as a member, ranked or suggested.
      </p>
      <ChoiceField
        label="Why"
        look="cards"
        value={form.draft.why}
        options={WHYS}
        onChange={(why) => form.set({ why })}
      />
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
