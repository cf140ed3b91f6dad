import { useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { EntityPicker, type Picked, PickedName } from './EntityPicker.tsx';
import type { FieldTexts } from './FieldGrid.tsx';
import { LinkFields, readLinkFields } from './LinkFields.tsx';
import { linkedKinds, linkOptions } from './link-options.ts';
import { OriginFields, ReasonField } from './OriginFields.tsx';
import {
  beginningOrigin,
  dateFault,
  type OriginDraft,
  originDraftFaults,
  readDate,
  readOrigin,
} from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';
import styles from './record.module.css';

interface NewLinkFormProps {
  readonly ontology: Ontology;
  readonly from: Picked;
  readonly to: Picked | null;
  /** A type and direction to begin with, as of {@link linkOptions}; empty: to be chosen. */
  readonly option?: string;
  readonly title?: string;
  readonly onClose: () => void;
}

const NO_TEXTS: FieldTexts = {};

interface Draft {
  readonly other: Picked | null;
  readonly option: string;
  readonly startedOn: string;
  readonly endedOn: string;
  /** Own fields of the type, as typed. */
  readonly texts: FieldTexts;
  readonly origin: OriginDraft;
  readonly reason: string;
}

function periodFaults({ startedOn, endedOn }: Pick<Draft, 'startedOn' | 'endedOn'>): Faults {
  const faults: Record<string, string> = {};
  for (const [name, text] of Object.entries({ startedOn, endedOn })) {
    const fault = dateFault(text);
    if (fault) faults[name] = fault;
  }
  return faults;
}

/** A link between two records: its other end found by typing, and only types that fit both. */
export function NewLinkForm(props: NewLinkFormProps) {
  const { ontology, from, to, option = '', title = 'New link', onClose } = props;
  const say = useStore((state) => state.say);
  const [kinds] = useState(() => linkedKinds(ontology, from.kind));

  const form = useForm<Draft>({
    start: {
      other: to,
      option,
      startedOn: '',
      endedOn: '',
      texts: NO_TEXTS,
      origin: beginningOrigin(useStore.getState().settings),
      reason: '',
    },
    check: (draft) => ({
      ...(draft.other ? {} : { other: 'Find the record at the other end.' }),
      ...(draft.other && draft.option === '' ? { type: 'Say how they are linked.' } : {}),
      ...periodFaults(draft),
      ...originDraftFaults(draft.origin),
      ...reasonFault(draft.reason),
    }),
    async send(draft) {
      const { other } = draft;
      const chosen = options.find(({ value }) => value === draft.option);
      if (!other || !chosen) return;
      const [fromId, toId] = chosen.direction === 'out' ? [from.id, other.id] : [other.id, from.id];
      const made = await api.relation.create({
        fromId,
        toId,
        type: chosen.type,
        startedOn: readDate(draft.startedOn),
        endedOn: readDate(draft.endedOn),
        fields: readLinkFields(ontology, chosen.type, { before: NO_TEXTS, after: draft.texts }),
        origin: readOrigin(draft.origin),
        reason: draft.reason,
      });
      say(`Linked ${made.from.label} and ${made.to.label}`, { canUndo: true });
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  const options = draft.other ? linkOptions(ontology, from.kind, draft.other.kind) : [];

  return (
    <FormDialog title={title} action="Add link" width="wide" form={form} onClose={onClose}>
      <PickedName label="From" picked={from} ontology={ontology} />
      <EntityPicker
        label="To"
        name="other"
        ontology={ontology}
        picked={draft.other}
        kinds={kinds}
        error={faultOf('other')}
        onPick={(other) => set({ other, option: '' })}
      />
      {draft.other && (
        <SelectField
          name="type"
          label="How they are linked"
          hint={
            options.length === 0
              ? 'No type of link joins records of these kinds. Choose another record.'
              : 'Only types that fit both ends are listed.'
          }
          value={draft.option}
          error={faultOf('type')}
          onChange={(event) => set({ option: event.target.value })}
        >
          <option value="">Choose…</option>
          {options.map(({ value, words }) => (
            <option key={value} value={value}>
              {`${from.label} ${words} ${draft.other?.label ?? ''}`}
            </option>
          ))}
        </SelectField>
      )}
      <PeriodFields draft={draft} faultOf={faultOf} onChange={set} />
      <LinkFields
        ontology={ontology}
        type={options.find(({ value }) => value === draft.option)?.type ?? ''}
        before={NO_TEXTS}
        texts={draft.texts}
        faultOf={faultOf}
        onChange={(texts) => set({ texts })}
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

/** The days between which a link held. */
export function PeriodFields(props: {
  readonly draft: { readonly startedOn: string; readonly endedOn: string };
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (change: { startedOn?: string; endedOn?: string }) => void;
}) {
  const { draft, faultOf, onChange } = props;
  return (
    <div className={styles.pair}>
      <TextField
        name="startedOn"
        label="Began"
        hint="Such as 2024-05, or empty where that is not known."
        value={draft.startedOn}
        error={faultOf('startedOn')}
        onChange={(event) => onChange({ startedOn: event.target.value })}
      />
      <TextField
        name="endedOn"
        label="Ended"
        hint="Empty: as far as is known it still holds."
        value={draft.endedOn}
        error={faultOf('endedOn')}
        onChange={(event) => onChange({ endedOn: event.target.value })}
      />
    </div>
  );
}
