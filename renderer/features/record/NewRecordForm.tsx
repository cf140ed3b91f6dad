import { useMemo } from 'react';
import type { FieldValue } from '../../../shared/domain/field.ts';
import { fieldFault } from '../../../shared/domain/field-check.ts';
import {
  type KindDefinition,
  kindOf,
  type Ontology,
  offered,
} from '../../../shared/domain/ontology.ts';
import { SubjectCategory } from '../../../shared/domain/person.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { SelectField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { FieldGrid, type FieldTexts } from './FieldGrid.tsx';
import { readTyped } from './field-draft.ts';
import { type LinkDraft, LinkRows, linkFaults, readLinks } from './LinkRows.tsx';
import { OriginFields, ReasonField } from './OriginFields.tsx';
import {
  beginningOrigin,
  type OriginDraft,
  originDraftFaults,
  readOrigin,
} from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';
import { SimilarRecords } from './SimilarRecords.tsx';
import { CATEGORY_WORDS } from './words.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

interface NewRecordFormProps {
  readonly ontology: Ontology;
  readonly initialKind: string;
  readonly initialLinks: readonly LinkDraft[];
  /** Where it goes on the map, in map units; null: where there is room. */
  readonly at: Place | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly kind: string;
  readonly texts: FieldTexts;
  readonly category: string;
  readonly origin: OriginDraft;
  readonly links: readonly LinkDraft[];
  readonly reason: string;
}

/** The fields of a kind that were filled in, as the backend takes them. */
export function readTexts(kind: KindDefinition, texts: FieldTexts): Record<string, FieldValue> {
  const entries = kind.fields.flatMap((field) => {
    const value = readTyped(field, texts[field.id] ?? '');
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [[field.id, value] as const];
  });
  return Object.fromEntries(entries);
}

/** What is wrong with fields. */
export function textFaults(
  ontology: Ontology,
  kind: KindDefinition,
  fields: Readonly<Record<string, FieldValue>>,
): Faults {
  const entries = kind.fields.flatMap((field) => {
    const fault = fieldFault(ontology, field, fields[field.id] ?? null);
    return fault === null ? [] : [[field.id, fault] as const];
  });
  return Object.fromEntries(entries);
}

/** A record made by hand: its fields are those of the ontology. */
export function NewRecordForm(props: NewRecordFormProps) {
  const { ontology, initialKind, initialLinks, at, onClose } = props;
  const { say, select } = useStore.getState();

  const form = useForm<Draft>({
    start: {
      kind: initialKind,
      texts: {},
      category: '',
      origin: beginningOrigin(useStore.getState().settings),
      links: initialLinks,
      reason: '',
    },
    check(draft) {
      const kind = kindOf(ontology, draft.kind);
      if (!kind) return {};
      const fields = readTexts(kind, draft.texts);
      const nothing =
        Object.keys(fields).length === 0 && draft.category === ''
          ? { [kind.labelFrom[0]?.[0] ?? '']: 'Fill in at least one field.' }
          : {};
      return {
        ...nothing,
        ...textFaults(ontology, kind, fields),
        ...linkFaults(draft.links),
        ...originDraftFaults(draft.origin),
        ...reasonFault(draft.reason),
      };
    },
    async send(draft) {
      const kind = kindOf(ontology, draft.kind);
      if (!kind) return;
      const { summary } = await api.entity.create({
        kind: kind.id,
        fields: readTexts(kind, draft.texts),
        category: SubjectCategory.options.find((category) => category === draft.category) ?? null,
        origin: readOrigin(draft.origin),
        links: [...readLinks(draft.links, kind.id, ontology)],
        reason: draft.reason,
      });
      say(`Added ${summary.label}`, { canUndo: true });
      onClose();
      showRecord(summary.id, kind, at);
    },
  });
  const { draft, set, faultOf } = form;
  const kind = kindOf(ontology, draft.kind);
  const fields = useMemo(() => (kind ? readTexts(kind, draft.texts) : {}), [kind, draft.texts]);
  if (!kind) return null;

  return (
    <FormDialog
      title={`New ${kind.label.toLowerCase()}`}
      action={`Add ${kind.label.toLowerCase()}`}
      width="wide"
      form={form}
      onClose={onClose}
    >
      <SelectField
        name="kind"
        label="Kind of record"
        value={draft.kind}
        onChange={(event) => set({ kind: event.target.value, links: [] })}
      >
        {offered(ontology.kinds, [draft.kind]).map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
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
          none="Not said"
          onChange={(category) => set({ category })}
        />
      )}
      <SimilarRecords
        kind={kind.id}
        fields={fields}
        onUse={({ id }) => {
          onClose();
          select([id]);
        }}
      />
      <LinkRows
        kind={kind.id}
        ontology={ontology}
        links={draft.links}
        faultOf={faultOf}
        onChange={(links) => set({ links })}
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

/** What a person is in the case; victims and witnesses are masked from the moment they are saved. */
export function CategoryField(props: {
  readonly value: string;
  readonly none: string;
  readonly onChange: (category: string) => void;
}) {
  const { value, none, onChange } = props;
  return (
    <SelectField
      name="category"
      label="Category"
      hint="Victims and witnesses are shown by reference alone as soon as they are saved."
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{none}</option>
      {SubjectCategory.options.map((category) => (
        <option key={category} value={category}>
          {CATEGORY_WORDS[category]}
        </option>
      ))}
    </SelectField>
  );
}

/** Selects a new record, and puts it on the map where the map is what is looked at. */
function showRecord(id: string, kind: KindDefinition, at: Place | null): void {
  const { select, requestMap, screen, setPanels } = useStore.getState();
  select([id]);
  setPanels({ isInspectorOpen: true });
  if (screen === 'map' && kind.isOnMap)
    requestMap({ type: 'show', ids: [id], ...(at ? { at } : {}) });
}
