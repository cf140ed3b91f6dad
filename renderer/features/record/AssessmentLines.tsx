import { Plus, Trash2 } from 'lucide-react';
import type { RecordReference } from '../../../shared/api/entity.ts';
import { EVIDENCE_WORDS, EvidenceState } from '../../../shared/domain/assessment.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import styles from './assessment.module.css';
import { type AssessmentDraft, type LineDraft, withAdded } from './assessment-draft.ts';
import form from './record.module.css';

interface AssessmentLinesProps {
  readonly draft: AssessmentDraft;
  /** What a line can be written in. */
  readonly records: readonly RecordReference[];
  readonly isWithheld: boolean;
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (change: Partial<AssessmentDraft>) => void;
}

/** The evidence checklist: what is held, asked for or not to be had, of whom, since when, and where it is written. */
export function AssessmentLines(props: AssessmentLinesProps) {
  const { draft, records, isWithheld, faultOf, onChange } = props;
  const shown = draft.lines.filter(({ isRemoved }) => !isRemoved);
  const held = shown.filter(({ state }) => state === 'held').length;
  const set = (line: string, change: Partial<LineDraft>) =>
    onChange({
      lines: draft.lines.map((one) => (one.line === line ? { ...one, ...change } : one)),
    });
  return (
    <fieldset className={form.group}>
      <legend>
        Evidence checklist, {held} of {shown.length} held
      </legend>
      <ul className={styles.lines}>
        {shown.map((line) => (
          <Line
            key={line.line}
            line={line}
            records={records}
            isWithheld={isWithheld}
            fault={faultOf(`datedOn ${line.line}`) ?? null}
            referenceFault={faultOf(`reference ${line.line}`)}
            onChange={(change) => set(line.line, change)}
          />
        ))}
      </ul>
      <div className={styles.adding}>
        <TextField
          label="Add a line of your own"
          maxLength={500}
          value={draft.added}
          disabled={isWithheld}
          onChange={(event) => onChange({ added: event.target.value })}
          onKeyDown={(event) => {
            // Enter here adds the line; it does not save the form.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            onChange(withAdded(draft));
          }}
        />
        <Button
          icon={<Plus size={14} aria-hidden="true" />}
          disabled={draft.added.trim() === ''}
          onClick={() => onChange(withAdded(draft))}
        >
          Add line
        </Button>
      </div>
    </fieldset>
  );
}

function Line(props: {
  readonly line: LineDraft;
  readonly records: readonly RecordReference[];
  readonly isWithheld: boolean;
  readonly fault: string | null;
  readonly referenceFault: string | null;
  readonly onChange: (change: Partial<LineDraft>) => void;
}) {
  const { line, records, isWithheld, fault, referenceFault, onChange } = props;
  const { state } = line;
  return (
    <li className={styles.line}>
      <div className={styles.lineHead}>
        <span className={styles.words}>
          {line.line}
          {line.isGone && <small>No longer on the list of this lever.</small>}
          {line.isOwn && <small>Added to this assessment.</small>}
        </span>
        <select
          className={styles.state}
          aria-label={`State of: ${line.line}`}
          value={state}
          onChange={(event) => onChange({ state: EvidenceState.parse(event.target.value) })}
        >
          {EvidenceState.options.map((option) => (
            <option key={option} value={option}>
              {EVIDENCE_WORDS[option]}
            </option>
          ))}
        </select>
      </div>
      <details
        className={styles.more}
        open={fault !== null || referenceFault !== null || undefined}
      >
        <summary>
          {detailWords(line)}
          <span className="visually-hidden">: {line.line}</span>
        </summary>
        <div className={form.grid}>
          <TextField
            label="Held by or asked of"
            maxLength={120}
            value={line.askedOf}
            disabled={isWithheld}
            onChange={(event) => onChange({ askedOf: event.target.value })}
          />
          <TextField
            name={`datedOn ${line.line}`}
            label="On"
            placeholder="2026-03-27"
            value={line.datedOn}
            error={fault}
            onChange={(event) => onChange({ datedOn: event.target.value })}
          />
          <SelectField
            name={`reference ${line.line}`}
            label="Written in"
            value={line.reference}
            error={referenceFault}
            onChange={(event) => onChange({ reference: event.target.value })}
          >
            <option value="">Nothing in this case</option>
            {referencesOf(records, line.reference).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Note"
            maxLength={4000}
            value={line.note}
            disabled={isWithheld}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        </div>
        {line.isOwn && (
          <Button
            look="quiet"
            icon={<Trash2 size={14} aria-hidden="true" />}
            onClick={() => onChange({ isRemoved: true })}
          >
            Take this line away
          </Button>
        )}
      </details>
    </li>
  );
}

function detailWords({ askedOf, datedOn, note }: LineDraft): string {
  const said = [askedOf, datedOn === '' ? '' : dateWords(datedOn), note].filter(
    (one) => one !== '',
  );
  return said.length === 0 ? 'Of whom, when, where' : said.join(', ');
}

/** The records and reports of the entity, and what was chosen before even where it is none of them. */
function referencesOf(
  records: readonly RecordReference[],
  chosen: string,
): readonly { readonly value: string; readonly label: string }[] {
  const options = new Map<string, string>();
  for (const record of records) {
    const { recordId, reportId, reportReference, sourceName, isCorrection } = record;
    const when = record.observedOn ? `, ${dateWords(record.observedOn)}` : '';
    if (reportId === null)
      options.set(`record ${recordId}`, `${isCorrection ? 'Correction' : sourceName}${when}`);
    else options.set(`report ${reportId}`, `Report ${reportReference}`);
  }
  if (chosen !== '' && !options.has(chosen)) options.set(chosen, 'Another record of the case');
  return [...options].map(([value, label]) => ({ value, label }));
}
