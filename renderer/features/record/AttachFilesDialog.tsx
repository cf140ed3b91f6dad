import { HANDLING_WORDS, HandlingCode } from '../../../shared/domain/grade.ts';
import { api } from '../../api/api.ts';
import { useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { reasonFault } from './reason-fault.ts';
import { capitalised, counted } from './words.ts';

interface AttachFilesDialogProps {
  readonly entityId: string;
  readonly files: readonly { readonly handle: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** Asks what files are and how they may be handled before they are kept. */
export function AttachFilesDialog({ entityId, files, onClose }: AttachFilesDialogProps) {
  const say = useStore((state) => state.say);
  const form = useForm({
    start: { caption: '', handling: '', conditions: '', reason: '' },
    check: ({ handling, conditions, reason }) => ({
      ...(handling === 'C' && conditions.trim() === ''
        ? { conditions: 'Code C needs its conditions. Say them, or choose code P.' }
        : {}),
      ...reasonFault(reason),
    }),
    async send({ caption, handling, conditions, reason }) {
      for (const { handle } of files)
        await api.attachment.add({
          entityId,
          file: handle,
          caption,
          handling: HandlingCode.options.find((code) => code === handling) ?? null,
          conditions: handling === 'C' ? conditions : null,
          reason,
        });
      say(`Attached ${counted(files.length, 'file')}`, { canUndo: true });
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  return (
    <FormDialog
      title={`Attach ${counted(files.length, 'file')}`}
      action="Attach"
      form={form}
      onClose={onClose}
    >
      <p>{files.map(({ name }) => name).join(', ')}</p>
      <p>
        PNG, JPEG or PDF, 20 MB at the most. Kept in the case, encrypted, exactly as it is: with the
        place and time that a camera may have written into it.
      </p>
      <TextField
        name="caption"
        label="What it shows"
        maxLength={500}
        value={draft.caption}
        onChange={(event) => set({ caption: event.target.value })}
      />
      <SelectField
        label="Handling code"
        value={draft.handling}
        onChange={(event) => set({ handling: event.target.value })}
      >
        <option value="">Not set</option>
        {HandlingCode.options.map((code) => (
          <option key={code} value={code}>{`${code}  ${capitalised(HANDLING_WORDS[code])}`}</option>
        ))}
      </SelectField>
      {draft.handling === 'C' && (
        <TextAreaField
          name="conditions"
          label="Conditions"
          maxLength={2000}
          value={draft.conditions}
          error={faultOf('conditions')}
          onChange={(event) => set({ conditions: event.target.value })}
        />
      )}
      <ReasonField
        value={draft.reason}
        error={faultOf('reason')}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}
