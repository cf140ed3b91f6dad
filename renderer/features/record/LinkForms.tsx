import type { RelationDetail } from '../../../shared/api/relation.ts';
import type { Basis, Grade } from '../../../shared/domain/grade.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { originFaults } from '../../../shared/domain/origin.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { FieldTexts } from './FieldGrid.tsx';
import { GradeFields } from './GradeFields.tsx';
import { LinkFields, linkTexts, readLinkFields } from './LinkFields.tsx';
import { linkOptions } from './link-options.ts';
import { PeriodFields } from './NewLinkForm.tsx';
import { OriginFields, ReasonField } from './OriginFields.tsx';
import {
  dateFault,
  EMPTY_ORIGIN,
  type OriginDraft,
  originDraftFaults,
  readDate,
  readOrigin,
} from './origin-draft.ts';
import { reasonFault } from './reason-fault.ts';
import styles from './record.module.css';

interface LinkFormProps {
  readonly detail: RelationDetail;
  readonly ontology: Ontology;
  readonly onClose: () => void;
}

/** A link as a sentence. */
function LinkWords({ detail }: { readonly detail: RelationDetail }) {
  return (
    <p className={styles.about}>
      <b>{detail.from.label}</b> {detail.words} <b>{detail.to.label}</b>
    </p>
  );
}

interface EditDraft {
  readonly type: string;
  readonly startedOn: string;
  readonly endedOn: string;
  readonly observedOn: string;
  /** Own fields of the type, as typed. */
  readonly texts: FieldTexts;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly reason: string;
}

function datesFaults(dates: Readonly<Record<string, string>>): Faults {
  return Object.fromEntries(
    Object.entries(dates).flatMap(([name, text]) => {
      const fault = dateFault(text);
      return fault === null ? [] : [[name, fault] as const];
    }),
  );
}

/** Changes a link: its type, its dates, its own fields, and with basis and grade how sure it is. */
export function EditLinkForm({ detail, ontology, onClose }: LinkFormProps) {
  const say = useStore((state) => state.say);
  const [shown] = detail.sightings;
  const before = linkTexts(detail);
  const isWithheld = detail.from.isProtected || detail.to.isProtected;
  const form = useForm<EditDraft>({
    start: {
      type: detail.type ?? '',
      startedOn: shown?.startedOn ?? '',
      endedOn: shown?.endedOn ?? '',
      observedOn: shown?.observedOn ?? '',
      texts: before,
      basis: shown?.basis ?? 'assessment',
      grade: shown?.grade ?? EMPTY_ORIGIN.grade,
      reason: '',
    },
    check: ({ startedOn, endedOn, observedOn, basis, grade, reason }) => ({
      ...datesFaults({ startedOn, endedOn, observedOn }),
      ...originFaults({ basis, grade }),
      ...reasonFault(reason),
    }),
    async send(draft) {
      const changed = await api.relation.edit({
        id: detail.id,
        type: draft.type || null,
        startedOn: readDate(draft.startedOn),
        endedOn: readDate(draft.endedOn),
        observedOn: readDate(draft.observedOn),
        fields: isWithheld
          ? {}
          : readLinkFields(ontology, draft.type, { before, after: draft.texts }),
        basis: draft.basis,
        grade: draft.grade,
        reason: draft.reason,
      });
      say('Changed the link', { canUndo: true });
      useStore.getState().selectRelation(changed.id, [changed.from.id, changed.to.id]);
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  // Read from its first end: a type that runs the other way would be another link.
  const options = linkOptions(ontology, detail.from.kind, detail.to.kind, detail.type).filter(
    ({ direction }) => direction === 'out',
  );
  return (
    <FormDialog
      title="Change the link"
      action="Save changes"
      width="wide"
      form={form}
      onClose={onClose}
    >
      <LinkWords detail={detail} />
      <SelectField
        name="type"
        label="How they are linked"
        value={draft.type}
        error={faultOf('type')}
        onChange={(event) => set({ type: event.target.value })}
      >
        {detail.type === null && <option value="">{detail.words}</option>}
        {options.map(({ type, words }) => (
          <option key={type} value={type}>
            {words}
          </option>
        ))}
      </SelectField>
      <PeriodFields draft={draft} faultOf={faultOf} onChange={set} />
      <TextField
        name="observedOn"
        label="Seen on"
        hint="When it was last seen to hold."
        value={draft.observedOn}
        error={faultOf('observedOn')}
        onChange={(event) => set({ observedOn: event.target.value })}
      />
      {!isWithheld && (
        <LinkFields
          ontology={ontology}
          type={draft.type}
          before={before}
          texts={draft.texts}
          faultOf={faultOf}
          onChange={(texts) => set({ texts })}
        />
      )}
      <fieldset className={styles.group}>
        <legend>How sure it is</legend>
        <GradeFields
          basis={draft.basis}
          grade={draft.grade}
          faultOf={faultOf}
          onBasis={(basis) => set({ basis })}
          onGrade={(grade) => set({ grade })}
        />
      </fieldset>
      <ReasonField
        value={draft.reason}
        error={faultOf('reason')}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}

/** Takes a link back. */
export function DeleteLinkDialog({ detail, onClose }: LinkFormProps) {
  const { say, select } = useStore.getState();
  const form = useForm({
    start: { reason: '' },
    check: ({ reason }) => reasonFault(reason),
    async send({ reason }) {
      await api.relation.remove({ ids: [detail.id], reason });
      say('Deleted the link', { canUndo: true });
      select([detail.to.id, detail.from.id]);
      onClose();
    },
  });
  const others = detail.sightings.length - 1;
  return (
    <FormDialog
      title="Delete 1 link?"
      action="Delete 1 link"
      look="danger"
      form={form}
      onClose={onClose}
    >
      <LinkWords detail={detail} />
      <p>
        What was received is kept and no longer counts. You can undo this.
        {others > 0 &&
          ` ${others === 1 ? 'One other record of this link stays' : `${others} other records of this link stay`}.`}
      </p>
      <ReasonField
        value={form.draft.reason}
        error={form.faultOf('reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}

interface DisputeDraft {
  readonly text: string;
  readonly origin: OriginDraft;
  readonly reason: string;
}

/** Records what speaks against a link. */
export function DisputeLinkForm({ detail, onClose }: LinkFormProps) {
  const say = useStore((state) => state.say);
  const form = useForm<DisputeDraft>({
    start: { text: '', origin: EMPTY_ORIGIN, reason: '' },
    check: ({ text, origin, reason }) => ({
      ...(text.trim() === '' ? { text: 'Say what speaks against the link.' } : {}),
      ...originDraftFaults(origin),
      ...reasonFault(reason),
    }),
    async send({ text, origin, reason }) {
      await api.relation.dispute({ id: detail.id, text, origin: readOrigin(origin), reason });
      say('Recorded what goes against the link', { canUndo: true });
      onClose();
    },
  });
  const { draft, set, faultOf } = form;
  return (
    <FormDialog
      title="Dispute the link"
      action="Record it"
      width="wide"
      form={form}
      onClose={onClose}
    >
      <LinkWords detail={detail} />
      <TextAreaField
        name="text"
        label="What speaks against it"
        rows={3}
        maxLength={5000}
        value={draft.text}
        error={faultOf('text')}
        onChange={(event) => set({ text: event.target.value })}
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
