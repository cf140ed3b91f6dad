import type { Assessment } from '../../../shared/api/assessment.ts';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import {
  ASSESSMENT_FIELD_WORDS,
  ASSESSMENT_WORDS,
  AssessmentStatus,
} from '../../../shared/domain/assessment.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Note } from '../../ui/Note.tsx';
import { AssessmentLines } from './AssessmentLines.tsx';
import {
  type AssessmentDraft,
  assessmentChanges,
  assessmentDraft,
  assessmentDraftFaults,
} from './assessment-draft.ts';
import styles from './record.module.css';

const NAMES_DECISION_MAKER = 4;

interface AssessmentFormProps {
  readonly entity: EntityDetail;
  readonly lever: Lever;
  /** Null: nobody has assessed it yet. */
  readonly assessment: Assessment | null;
  readonly revealReason: string | null;
  readonly onClose: () => void;
}

/** How far a lever is worked for a record: status, decision, deconfliction, dates, evidence and notes. */
export function AssessmentForm(props: AssessmentFormProps) {
  const { entity, lever, assessment, revealReason, onClose } = props;
  const say = useStore((state) => state.say);
  const today = new Date().toISOString().slice(0, 10);
  const start = assessmentDraft(assessment, lever, today);
  const isWithheld = assessment?.isWithheld ?? false;
  const changes = assessment?.changes ?? [];
  const form = useForm<AssessmentDraft>({
    start,
    // What is withheld cannot be missed here: the backend knows it.
    check: (draft): Faults => (isWithheld ? {} : assessmentDraftFaults(draft, lever, today)),
    async send(draft) {
      const saved = await api.assessment.save({
        entityId: entity.summary.id,
        leverId: lever.id,
        ...assessmentChanges(start, draft),
        takesCatalogue: draft.takesCatalogue,
        revealReason,
      });
      say(`${lever.title}: ${ASSESSMENT_WORDS[saved.fields.status].toLowerCase()}`, {
        canUndo: true,
      });
      onClose();
    },
  });
  return (
    <FormDialog
      title={lever.title}
      action="Save assessment"
      width="wide"
      form={form}
      onClose={onClose}
    >
      <p>
        For <b>{entity.summary.label}</b>. What you record here is kept with its history, and can be
        undone.
      </p>
      {changes.length > 0 && (
        <CatalogueChanges
          assessment={assessment}
          changes={changes}
          isTaken={form.draft.takesCatalogue}
          fault={form.faultOf('takesCatalogue')}
          onTake={(takesCatalogue) => form.set({ takesCatalogue })}
        />
      )}
      {isWithheld && (
        <Note tone="info">
          What was written is withheld. Reveal the record with a reason to read and change it.
        </Note>
      )}
      <Fields
        lever={lever}
        draft={form.draft}
        isWithheld={isWithheld}
        faultOf={form.faultOf}
        onChange={(fields) => form.set({ fields: { ...form.draft.fields, ...fields } })}
      />
      <AssessmentLines
        draft={form.draft}
        records={entity.records}
        isWithheld={isWithheld}
        faultOf={form.faultOf}
        onChange={form.set}
      />
    </FormDialog>
  );
}

function CatalogueChanges(props: {
  readonly assessment: Assessment | null;
  readonly changes: readonly string[];
  readonly isTaken: boolean;
  readonly fault: string | null;
  readonly onTake: (isTaken: boolean) => void;
}) {
  const { assessment, changes, isTaken, fault, onTake } = props;
  return (
    <Note tone="warning">
      <p>
        The catalogue has changed since this was assessed
        {assessment && ` under edition ${assessment.edition}`}:
      </p>
      <ul className={styles.changed}>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <CheckField
        name="takesCatalogue"
        label="I have read this: go on under the present catalogue"
        checked={isTaken}
        aria-invalid={fault ? true : undefined}
        onChange={(event) => onTake(event.target.checked)}
      />
      {fault && <p className={styles.fault}>{fault}</p>}
    </Note>
  );
}

function Fields(props: {
  readonly lever: Lever;
  readonly draft: AssessmentDraft;
  readonly isWithheld: boolean;
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (fields: Partial<AssessmentDraft['fields']>) => void;
}) {
  const { lever, draft, isWithheld, faultOf, onChange } = props;
  const { fields } = draft;
  const isNamed = lever.intrusiveness >= NAMES_DECISION_MAKER;
  /** What every control of a field has in common. */
  const control = (name: Exclude<keyof typeof fields, 'status'>, isFree = false) => ({
    name,
    label: ASSESSMENT_FIELD_WORDS[name],
    value: fields[name],
    error: faultOf(name),
    disabled: isFree && isWithheld,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ [name]: event.target.value }),
  });
  return (
    <>
      <div className={styles.trio}>
        <SelectField
          name="status"
          label="Status"
          value={fields.status}
          error={faultOf('status')}
          onChange={(event) => onChange({ status: AssessmentStatus.parse(event.target.value) })}
        >
          {AssessmentStatus.options.map((status) => (
            <option key={status} value={status}>
              {ASSESSMENT_WORDS[status]}
            </option>
          ))}
        </SelectField>
        <TextField {...control('begunOn')} placeholder="2026-03-27" />
        <TextField {...control('reviewOn')} placeholder="2026-03-27" />
      </div>
      {fields.status === 'not-appropriate' && (
        <TextAreaField {...control('whyNot', true)} maxLength={4000} />
      )}
      <fieldset className={styles.group}>
        <legend>Who decides</legend>
        <p>
          {isNamed
            ? `Intrusiveness ${lever.intrusiveness} of 5: a named decision-maker and the reasons are needed before it is ready.`
            : `Intrusiveness ${lever.intrusiveness} of 5: record who decides where your scheme of delegation asks for it.`}
        </p>
        <div className={styles.pair}>
          <TextField {...control('decisionMakerName')} maxLength={120} />
          <TextField {...control('decisionMakerRole')} maxLength={120} />
        </div>
        <TextAreaField {...control('rationale', true)} maxLength={4000} />
      </fieldset>
      <fieldset className={styles.group}>
        <legend>Deconfliction</legend>
        <p>
          Ask the Lead Responsible Officer whether acting would harm another operation. Needed
          before it is referred or used.
        </p>
        <div className={styles.pair}>
          <TextField {...control('deconflictedWith')} label="Agreed with" maxLength={120} />
          <TextField {...control('deconflictedOn')} label="On" placeholder="2026-03-27" />
        </div>
      </fieldset>
      <TextAreaField {...control('notes', true)} maxLength={4000} rows={3} />
    </>
  );
}
