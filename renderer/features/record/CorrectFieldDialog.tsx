import { type FormEvent, useRef, useState } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { FieldChange } from '../../../shared/api/entity-edit.ts';
import { type Grade, INFORMATION_WORDS, SOURCE_WORDS } from '../../../shared/domain/grade.ts';
import { type FieldDefinition, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import type { Origin } from '../../../shared/domain/origin.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { currentText, gainedEntries, isListField, readTyped } from './field-draft.ts';
import { EMPTY_ORIGIN, readOrigin } from './origin-draft.ts';
import styles from './record.module.css';
import { ValueField } from './ValueField.tsx';

interface CorrectFieldDialogProps {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  /** Null: the first. */
  readonly initialField: string | null;
  /** What to start with instead of the present value; null: the present value. */
  readonly initialText: string | null;
  readonly onClose: () => void;
}

/** What was typed into the form. */
interface Draft {
  readonly fieldId: string;
  readonly text: string;
  readonly isUnknown: boolean;
  readonly reason: string;
  readonly observedOn: string;
  readonly source: string;
  readonly information: string;
}

/** What is wrong, and with which part of the form. */
interface Fault {
  readonly part: 'value' | 'information' | 'reason';
  readonly message: string;
}

const NO_GRADE = '';

function gradeOf({ source, information }: Draft): Grade | null {
  const sourceGrade = ([1, 2, 3] as const).find((one) => String(one) === source);
  const informationGrade = (['A', 'B', 'C', 'D', 'E'] as const).find((one) => one === information);
  if (!sourceGrade || !informationGrade) return null;
  return { source: sourceGrade, information: informationGrade, handling: 'P', conditions: null };
}

function originOf(draft: Draft): Origin {
  const grade = gradeOf(draft);
  return {
    ...readOrigin({ ...EMPTY_ORIGIN, observedOn: draft.observedOn }),
    ...(grade ? { basis: 'intelligence', grade } : {}),
  };
}

function changeOf(field: FieldDefinition, before: string, draft: Draft): FieldChange {
  const gained = isListField(field) && !draft.isUnknown ? gainedEntries(before, draft.text) : null;
  if (gained) return { field: field.id, mode: 'add', value: [...gained] };
  const value = draft.isUnknown ? null : readTyped(field, draft.text);
  return { field: field.id, mode: 'replace', value };
}

/** What the form still needs before it can be sent. */
function gapIn(draft: Draft): Fault | null {
  if (draft.source !== NO_GRADE && draft.information === NO_GRADE)
    return { part: 'information', message: 'Grade the information too.' };
  if (draft.reason.trim() === '')
    return { part: 'reason', message: 'Say why: the reason is kept with the correction.' };
  return null;
}

/** Adds a correction record for one field; what was received stays as it was. Entries that join a list are added. */
export function CorrectFieldDialog(props: CorrectFieldDialogProps) {
  const { detail, ontology, initialField, initialText, onClose } = props;
  const fields = kindOf(ontology, detail.summary.kind)?.fields ?? [];
  const say = useStore((state) => state.say);
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>(() => ({
    fieldId: initialField ?? fields[0]?.id ?? '',
    text: initialText ?? textOf(initialField ?? fields[0]?.id ?? ''),
    isUnknown: false,
    reason: '',
    observedOn: '',
    source: NO_GRADE,
    information: NO_GRADE,
  }));
  const [fault, setFault] = useState<Fault | null>(null);
  const field = fields.find((candidate) => candidate.id === draft.fieldId) ?? fields[0];
  if (!field) return null;

  function textOf(id: string): string {
    const found = fields.find((candidate) => candidate.id === id);
    return found ? currentText(detail, found) : '';
  }

  function set(change: Partial<Draft>): void {
    setDraft({ ...draft, ...change });
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!field) return;
    const gap = gapIn(draft);
    if (gap) {
      setFault(gap);
      form.current?.querySelector<HTMLElement>(`[name=${gap.part}]`)?.focus();
      return;
    }
    try {
      await api.entity.edit({
        id: detail.summary.id,
        changes: [changeOf(field, currentText(detail, field), draft)],
        origin: originOf(draft),
        reason: draft.reason,
      });
      say(`Corrected ${field.label.toLowerCase()}`, { canUndo: true });
      onClose();
    } catch (cause) {
      setFault({ part: 'value', message: toAppError(cause).message });
    }
  }

  const faultOf = (part: Fault['part']) => (fault?.part === part ? fault.message : null);
  return (
    <Dialog
      title="Correct or add a field"
      onClose={onClose}
      actions={
        <>
          <Button look="primary" type="submit" form="correct-field">
            Save correction
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <p className={styles.about}>{detail.summary.label}</p>
      <form ref={form} id="correct-field" className={styles.form} onSubmit={save}>
        <SelectField
          label="Field"
          value={field.id}
          onChange={(event) => {
            set({ fieldId: event.target.value, text: textOf(event.target.value) });
            setFault(null);
          }}
        >
          {fields.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.label}
            </option>
          ))}
        </SelectField>
        {!draft.isUnknown && (
          <ValueField
            key={field.id}
            label="Value"
            field={field}
            ontology={ontology}
            value={draft.text}
            error={faultOf('value')}
            onChange={(text) => set({ text })}
          />
        )}
        <CheckField
          label="Not known"
          checked={draft.isUnknown}
          onChange={(event) => set({ isUnknown: event.target.checked })}
        />
        <GradeFields draft={draft} error={faultOf('information')} onChange={set} />
        <TextField
          label="Seen on"
          hint="Such as 2026-03-27, or a part of it. Empty: undated."
          value={draft.observedOn}
          onChange={(event) => set({ observedOn: event.target.value })}
        />
        <TextField
          name="reason"
          label="Reason"
          hint="Kept with the correction and in the audit log."
          value={draft.reason}
          maxLength={500}
          error={faultOf('reason') ?? (draft.isUnknown ? faultOf('value') : null)}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </form>
    </Dialog>
  );
}

function GradeFields({
  draft,
  error,
  onChange,
}: {
  readonly draft: Draft;
  readonly error: string | null;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  return (
    <div className={styles.pair}>
      <SelectField
        label="Source"
        value={draft.source}
        onChange={(event) => onChange({ source: event.target.value })}
      >
        <option value={NO_GRADE}>Own assessment</option>
        {Object.entries(SOURCE_WORDS).map(([value, words]) => (
          <option key={value} value={value}>{`${value} ${words}`}</option>
        ))}
      </SelectField>
      <SelectField
        name="information"
        label="Information"
        error={error}
        value={draft.source === NO_GRADE ? NO_GRADE : draft.information}
        disabled={draft.source === NO_GRADE}
        onChange={(event) => onChange({ information: event.target.value })}
      >
        <option value={NO_GRADE}>Not graded</option>
        {Object.entries(INFORMATION_WORDS).map(([value, words]) => (
          <option key={value} value={value}>{`${value} ${words}`}</option>
        ))}
      </SelectField>
    </div>
  );
}
