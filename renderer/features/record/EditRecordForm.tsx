import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { FieldChange } from '../../../shared/api/entity-edit.ts';
import { fieldFault } from '../../../shared/domain/field-check.ts';
import { type KindDefinition, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { SubjectCategory } from '../../../shared/domain/person.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { FieldGrid, type FieldTexts } from './FieldGrid.tsx';
import { currentText, gainedEntries, isListField, readTyped } from './field-draft.ts';
import { CategoryField } from './NewRecordForm.tsx';
import { OriginFields, ReasonField } from './OriginFields.tsx';
import { EMPTY_ORIGIN, type OriginDraft, originDraftFaults, readOrigin } from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';
import { counted } from './words.ts';

interface EditRecordFormProps {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly onClose: () => void;
}

interface Draft {
  readonly texts: FieldTexts;
  readonly category: string;
  readonly origin: OriginDraft;
  readonly reason: string;
}

/** What a form changes: entries that only joined a list are added to it, all else replaces. */
export function changesOf(
  kind: KindDefinition,
  before: FieldTexts,
  after: FieldTexts,
): readonly FieldChange[] {
  return kind.fields.flatMap((field): FieldChange[] => {
    const was = before[field.id] ?? '';
    const is = after[field.id] ?? '';
    if (was.trim() === is.trim()) return [];
    const gained = isListField(field) ? gainedEntries(was, is) : null;
    if (gained) return [{ field: field.id, mode: 'add', value: [...gained] }];
    return [{ field: field.id, mode: 'replace', value: readTyped(field, is) }];
  });
}

function startingTexts(kind: KindDefinition, detail: EntityDetail): FieldTexts {
  return Object.fromEntries(kind.fields.map((field) => [field.id, currentText(detail, field)]));
}

function changeFaults(
  ontology: Ontology,
  kind: KindDefinition,
  changes: readonly FieldChange[],
): Faults {
  const entries = changes.flatMap(({ field: id, value }) => {
    const field = kind.fields.find((candidate) => candidate.id === id);
    const fault = field ? fieldFault(ontology, field, value) : null;
    return fault === null ? [] : [[id, fault] as const];
  });
  return Object.fromEntries(entries);
}

/** Several fields of a record in one form, saved as one step. An emptied field becomes not known. */
export function EditRecordForm({ detail, ontology, onClose }: EditRecordFormProps) {
  const kind = kindOf(ontology, detail.summary.kind);
  return kind ? <EditForm {...{ detail, ontology, onClose, kind }} /> : null;
}

function EditForm({
  detail,
  ontology,
  kind,
  onClose,
}: EditRecordFormProps & { readonly kind: KindDefinition }) {
  const say = useStore((state) => state.say);
  const before = startingTexts(kind, detail);

  const form = useForm<Draft>({
    start: { texts: before, category: '', origin: EMPTY_ORIGIN, reason: '' },
    check(draft) {
      const changes = changesOf(kind, before, draft.texts);
      const isUnchanged =
        changes.length === 0 && draft.category === '' && draft.origin.reviewOn.trim() === '';
      return {
        ...(isUnchanged ? { [kind.fields[0]?.id ?? '']: 'Nothing was changed yet.' } : {}),
        ...changeFaults(ontology, kind, changes),
        ...originDraftFaults(draft.origin),
        ...reasonFault(draft.reason),
      };
    },
    async send(draft) {
      const { summary } = await api.entity.edit({
        id: detail.summary.id,
        changes: [...changesOf(kind, before, draft.texts)],
        category: SubjectCategory.options.find((category) => category === draft.category) ?? null,
        origin: readOrigin(draft.origin),
        reason: draft.reason,
      });
      say(`Saved ${summary.label}`, { canUndo: true });
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  const count = changesOf(kind, before, draft.texts).length;

  return (
    <FormDialog
      title={`Edit ${detail.summary.label}`}
      action="Save changes"
      width="wide"
      form={form}
      onClose={onClose}
    >
      <Note>
        What was received stays as it was. Your changes are kept beside it and go before it.
        Emptying a field says that it is not known.
      </Note>
      <FieldGrid
        kind={kind}
        ontology={ontology}
        texts={draft.texts}
        faultOf={faultOf}
        onChange={({ id }, text) => set({ texts: { ...draft.texts, [id]: text } })}
      />
      {(kind.base ?? kind.id) === 'person' && (
        <CategoryField
          value={draft.category}
          none="As it is"
          onChange={(category) => set({ category })}
        />
      )}
      <p role="status">
        {count === 0 ? 'No field changed yet.' : `${counted(count, 'field')} changed.`}
      </p>
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
