import { type FormEvent, useState } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { FieldValue } from '../../../shared/domain/field.ts';
import type { Grade } from '../../../shared/domain/grade.ts';
import type { FieldDefinition, Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import styles from './Inspector.module.css';
import { currentText, readTyped, ValueField } from './ValueField.tsx';

interface EditFieldDialogProps {
  readonly detail: EntityDetail;
  readonly ontology: Ontology;
  readonly fields: readonly FieldDefinition[];
  readonly initialField: string;
  readonly onClose: () => void;
}

const NO_GRADE = '';
const INFORMATION = ['A', 'B', 'C', 'D', 'E'] as const;

/** Adds a correction record for one field; what was received stays as it was. */
export function EditFieldDialog({
  detail,
  ontology,
  fields,
  initialField,
  onClose,
}: EditFieldDialogProps) {
  const say = useStore((state) => state.say);
  const [fieldId, setFieldId] = useState(initialField);
  const field = fields.find((candidate) => candidate.id === fieldId) ?? fields[0];
  const [text, setText] = useState(() => (field ? currentText(detail, field) : ''));
  const [isUnknown, setIsUnknown] = useState(false);
  const [reason, setReason] = useState('');
  const [source, setSource] = useState(NO_GRADE);
  const [information, setInformation] = useState(NO_GRADE);
  const [error, setError] = useState<string | null>(null);
  if (!field) return null;

  function choose(id: string): void {
    const next = fields.find((candidate) => candidate.id === id);
    setFieldId(id);
    setText(next ? currentText(detail, next) : '');
    setError(null);
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!field) return;
    if (reason.trim() === '') {
      setError('Say why: the reason is kept with the correction.');
      return;
    }
    const value: FieldValue = isUnknown ? null : readTyped(field, text);
    const grade: Grade | null =
      source && information
        ? {
            source: Number(source) as Grade['source'],
            information: information as Grade['information'],
            handling: 'P',
            conditions: null,
          }
        : null;
    try {
      await api.entity.correct({ id: detail.summary.id, field: field.id, value, reason, grade });
      say(`Corrected ${field.label.toLowerCase()}`, { canUndo: true });
      onClose();
    } catch (cause) {
      setError(toAppError(cause).message);
    }
  }

  return (
    <Dialog
      title={`Correct ${detail.summary.label}`}
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
      <form id="correct-field" className={styles.form} onSubmit={save}>
        <SelectField
          label="Field"
          value={field.id}
          onChange={(event) => choose(event.target.value)}
        >
          {fields.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.label}
            </option>
          ))}
        </SelectField>
        {!isUnknown && (
          <ValueField
            field={field}
            ontology={ontology}
            value={text}
            error={error}
            onChange={setText}
          />
        )}
        <CheckField
          label="Not known"
          checked={isUnknown}
          onChange={(event) => setIsUnknown(event.target.checked)}
        />
        <TextField
          label="Reason"
          hint="Kept with the correction and in the audit log."
          value={reason}
          error={isUnknown ? error : null}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={styles.pair}>
          <SelectField
            label="Source"
            value={source}
            onChange={(event) => setSource(event.target.value)}
          >
            <option value={NO_GRADE}>Own assessment</option>
            <option value="1">1 Reliable</option>
            <option value="2">2 Untested</option>
            <option value="3">3 Not reliable</option>
          </SelectField>
          <SelectField
            label="Information"
            value={information}
            disabled={source === NO_GRADE}
            onChange={(event) => setInformation(event.target.value)}
          >
            <option value={NO_GRADE}>Not graded</option>
            {INFORMATION.map((letter) => (
              <option key={letter} value={letter}>
                {letter}
              </option>
            ))}
          </SelectField>
        </div>
      </form>
    </Dialog>
  );
}
