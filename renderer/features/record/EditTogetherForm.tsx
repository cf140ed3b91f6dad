import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../shared/api/case.ts';
import type { BulkPreview, BulkResult } from '../../../shared/api/entity-bulk.ts';
import { AppError } from '../../../shared/api/errors.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useForm } from '../../api/use-form.ts';
import { type RecordExtent, recordsIn } from '../../store/record-extent.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField, SelectField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { ProgressBar } from '../../ui/State.tsx';
import { isListField } from './field-draft.ts';
import { OriginFields, ReasonField } from './OriginFields.tsx';
import { EMPTY_ORIGIN, originDraftFaults, readOrigin } from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';
import { TogetherEffect } from './TogetherEffect.tsx';
import {
  changeOf,
  kindWords,
  type Mode,
  type OfferedField,
  offeredFields,
  type TogetherDraft,
  valueFault,
} from './together-draft.ts';
import { ValueField } from './ValueField.tsx';
import { counted } from './words.ts';

interface EditTogetherFormProps {
  readonly ontology: Ontology;
  readonly onClose: () => void;
}

const MODES: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'add', label: 'Add entries' },
  { value: 'remove', label: 'Remove entries' },
  { value: 'replace', label: 'Replace the list' },
];

/** One field of many records, changed as one step: the selected ones, or all that are listed. */
export function EditTogetherForm({ ontology, onClose }: EditTogetherFormProps) {
  const selectedCount = useStore((state) => state.selectedIds.length);
  const listed = useStore((state) => state.listCounts?.listed ?? null);
  const [extent, setExtent] = useState<RecordExtent>(selectedCount > 0 ? 'selected' : 'listed');
  const [set] = useState(() => ({
    selected: recordsIn('selected'),
    listed: recordsIn('listed'),
  }));
  const chosen = set[extent];
  const preview = useApi(() => api.entity.bulkPreview(chosen), [chosen]);
  const choice = selectedCount > 0 && (
    <ChoiceField
      label="Which records"
      value={extent}
      onChange={setExtent}
      options={[
        { value: 'selected', label: `${selectedCount.toLocaleString('en-GB')} selected` },
        {
          value: 'listed',
          label: listed === null ? 'All listed' : `All ${listed.toLocaleString('en-GB')} listed`,
        },
      ]}
    />
  );
  const fields =
    preview.status === 'ready' && !preview.isStale
      ? offeredFields(ontology, preview.value.kinds)
      : null;
  if (preview.status !== 'ready' || fields === null || fields.length === 0)
    return (
      <Dialog
        title="Edit records together"
        onClose={onClose}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        {choice}
        <p role="status">
          {preview.status === 'failed'
            ? preview.error.message
            : fields === null
              ? 'Looking at the records.'
              : 'There is nothing here to change together. Protected people are changed each by themselves.'}
        </p>
      </Dialog>
    );
  return (
    <TogetherForm
      key={extent}
      {...{ ontology, onClose, chosen, fields, choice }}
      preview={preview.value}
    />
  );
}

interface TogetherFormProps extends EditTogetherFormProps {
  readonly chosen: ReturnType<typeof recordsIn>;
  readonly preview: BulkPreview;
  readonly fields: readonly OfferedField[];
  readonly choice: ReactNode;
}

function TogetherForm(props: TogetherFormProps) {
  const { ontology, onClose, chosen, fields, preview, choice } = props;
  const say = useStore((state) => state.say);
  const stop = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const fieldOf = (id: string) => fields.find(({ definition }) => definition.id === id)?.definition;
  const form = useForm<TogetherDraft>({
    start: {
      fieldId: fields[0]?.definition.id ?? '',
      mode: 'add',
      text: '',
      isUnknown: false,
      origin: EMPTY_ORIGIN,
      reason: '',
    },
    check(draft) {
      const fault = valueFault(ontology, fieldOf(draft.fieldId), draft);
      return {
        ...(fault === null ? {} : { value: fault }),
        ...originDraftFaults(draft.origin),
        ...reasonFault(draft.reason),
      };
    },
    async send(draft) {
      const field = fieldOf(draft.fieldId);
      const change = field && changeOf(field, draft);
      if (!change) return;
      stop.current = new AbortController();
      let result: BulkResult | null = null;
      try {
        const events = await api.entity.bulkEdit(
          {
            ...chosen,
            change: { ...change },
            origin: readOrigin(draft.origin),
            reason: draft.reason,
          },
          { signal: stop.current.signal },
        );
        for await (const event of events) {
          if (event.progress) setProgress(event.progress);
          result = event.result ?? result;
        }
      } catch (error) {
        if (stop.current.signal.aborted)
          throw new AppError('import-cancelled', 'Stopped. Nothing was changed.');
        throw error;
      } finally {
        setProgress(null);
      }
      const changed = result?.changed ?? 0;
      say(
        changed === 0
          ? 'No record was changed: all say so already.'
          : `Changed ${field.label.toLowerCase()} of ${counted(changed, 'record')}`,
        { canUndo: changed > 0 },
      );
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  const field = fieldOf(draft.fieldId);
  const change = field ? changeOf(field, draft) : null;
  const fault = valueFault(ontology, field, draft);
  if (form.isBusy && progress)
    return <Working progress={progress} onStop={() => stop.current?.abort()} />;
  return (
    <FormDialog
      title="Edit records together"
      action="Change them together"
      width="wide"
      form={form}
      onClose={onClose}
    >
      {choice}
      <p>{`${kindWords(ontology, preview.kinds)}.`}</p>
      {preview.protectedCount > 0 && (
        <Note>
          {`${counted(preview.protectedCount, 'protected person is', 'protected people are')} left out. Change each by itself.`}
        </Note>
      )}
      <FieldChoice
        fields={fields}
        value={draft.fieldId}
        onChange={(fieldId) => set({ fieldId, text: '', mode: 'add', isUnknown: false })}
      />
      {field && isListField(field) && (
        <ChoiceField
          label="What to do with the list"
          value={draft.mode}
          options={MODES}
          onChange={(mode) => set({ mode, isUnknown: false })}
        />
      )}
      {field && !draft.isUnknown && (
        <ValueField
          key={field.id}
          name="value"
          {...(isListField(field) ? {} : { label: 'Value' })}
          field={field}
          ontology={ontology}
          value={draft.text}
          error={faultOf('value')}
          onChange={(text) => set({ text })}
        />
      )}
      {field && (!isListField(field) || draft.mode === 'replace') && (
        <CheckField
          label="Not known"
          checked={draft.isUnknown}
          onChange={(event) => set({ isUnknown: event.target.checked })}
        />
      )}
      <TogetherEffect
        {...{ ontology, chosen }}
        change={fault === null ? change : null}
        fault={change ? fault : null}
      />
      <OriginFields
        origin={draft.origin}
        faultOf={faultOf}
        onChange={(origin) => set({ origin })}
      />
      <ReasonField
        value={draft.reason}
        error={faultOf('reason')}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}

interface FieldChoiceProps {
  readonly fields: readonly OfferedField[];
  readonly value: string;
  readonly onChange: (fieldId: string) => void;
}

/** The fields that all kinds share, then those that some lack, with the kinds that do. */
function FieldChoice({ fields, value, onChange }: FieldChoiceProps) {
  const shared = fields.filter(({ lacking }) => lacking.length === 0);
  const partial = fields.filter(({ lacking }) => lacking.length > 0);
  const lacking = fields.find(({ definition }) => definition.id === value)?.lacking ?? [];
  const options = (some: readonly OfferedField[]) =>
    some.map(({ definition: { id, label } }) => (
      <option key={id} value={id}>
        {label}
      </option>
    ));
  return (
    <SelectField
      label="Field"
      hint={
        lacking.length === 0
          ? 'What was received stays as it was. The change goes before it.'
          : `Not a field of ${lacking.join(', ')}: they are left out.`
      }
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {partial.length === 0 ? (
        options(shared)
      ) : (
        <>
          {shared.length > 0 && <optgroup label="All of them have">{options(shared)}</optgroup>}
          <optgroup label="Some of them have">{options(partial)}</optgroup>
        </>
      )}
    </SelectField>
  );
}

/** How far the change is, and how to stop it. */
function Working(props: { readonly progress: Progress; readonly onStop: () => void }) {
  const { progress, onStop } = props;
  const { done, total } = progress;
  return (
    <Dialog
      title="Changing records"
      onClose={onStop}
      actions={<Button onClick={onStop}>Stop</Button>}
    >
      <ProgressBar label="Changing records" fraction={total ? done / total : null} />
      <p>{`${done.toLocaleString('en-GB')} of ${counted(total ?? 0, 'record')}. Stopping leaves nothing changed.`}</p>
    </Dialog>
  );
}
