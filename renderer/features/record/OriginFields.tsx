import type { SourceEntry } from '../../../shared/api/source.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { GradeFields } from './GradeFields.tsx';
import { BY_HAND, NEW_SOURCE, type OriginDraft, withSource } from './origin-draft.ts';
import styles from './record.module.css';

const NONE: readonly SourceEntry[] = [];

/** The sources that records rest on, to choose among. */
function useSources(): readonly SourceEntry[] {
  const revision = useStore((state) => state.revision);
  const sources = useApi(() => api.source.list(), [revision]);
  return sources.status === 'ready' ? sources.value : NONE;
}

interface OriginFieldsProps {
  readonly origin: OriginDraft;
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (origin: OriginDraft) => void;
}

/** Where something comes from: source, basis, grade, handling, when it was seen, when to look again. */
export function OriginFields({ origin, faultOf, onChange }: OriginFieldsProps) {
  const sources = useSources();
  const isByHandKnown = sources.some(({ name }) => name === 'Entered by hand');
  return (
    <fieldset className={styles.group}>
      <legend>Where it comes from</legend>
      <SelectField
        label="Source"
        value={origin.source}
        onChange={(event) => onChange(withSource(origin, event.target.value, sources))}
      >
        {!isByHandKnown && <option value={BY_HAND}>Entered by hand</option>}
        {sources.map(({ id, name, ownerAgency }) => (
          <option key={id} value={name === 'Entered by hand' ? BY_HAND : id}>
            {ownerAgency ? `${name} (${ownerAgency})` : name}
          </option>
        ))}
        <option value={NEW_SOURCE}>A new source…</option>
      </SelectField>
      {origin.source === NEW_SOURCE && (
        <div className={styles.pair}>
          <TextField
            name="sourceName"
            label="Name of the source"
            maxLength={200}
            value={origin.sourceName}
            error={faultOf('sourceName')}
            onChange={(event) => onChange({ ...origin, sourceName: event.target.value })}
          />
          <TextField
            label="Owner agency"
            maxLength={200}
            value={origin.ownerAgency}
            onChange={(event) => onChange({ ...origin, ownerAgency: event.target.value })}
          />
        </div>
      )}
      <GradeFields
        basis={origin.basis}
        grade={origin.grade}
        faultOf={faultOf}
        onBasis={(basis) => onChange({ ...origin, basis })}
        onGrade={(grade) => onChange({ ...origin, grade })}
      />
      <div className={styles.pair}>
        <TextField
          name="observedOn"
          label="Seen on"
          hint="Such as 2026-03-27, or a part of it. Empty: undated."
          value={origin.observedOn}
          error={faultOf('observedOn')}
          onChange={(event) => onChange({ ...origin, observedOn: event.target.value })}
        />
        <TextField
          name="reviewOn"
          label="Review on"
          hint="When to look at it again. Empty: as its source says."
          value={origin.reviewOn}
          error={faultOf('reviewOn')}
          onChange={(event) => onChange({ ...origin, reviewOn: event.target.value })}
        />
      </div>
    </fieldset>
  );
}

interface ReasonFieldProps {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (reason: string) => void;
}

/** Why: asked for with every change. */
export function ReasonField({ value, error, onChange }: ReasonFieldProps) {
  return (
    <TextField
      name="reason"
      label="Reason"
      hint="Kept with the change and in the audit log."
      maxLength={500}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
