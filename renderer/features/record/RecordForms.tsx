import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { EntityDetail } from '../../../shared/api/entity.ts';
import type { ReportDetail } from '../../../shared/api/report.ts';
import { type Ontology, offered } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import type { PresetLink, RecordForm } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { AssessmentForm } from './AssessmentForm.tsx';
import { AttachFilesDialog } from './AttachFilesDialog.tsx';
import { AttachmentDialog } from './AttachmentDialog.tsx';
import { CorrectFieldDialog } from './CorrectFieldDialog.tsx';
import { DeleteRecordsDialog } from './DeleteRecordsDialog.tsx';
import { EditRecordForm } from './EditRecordForm.tsx';
import { EditTogetherForm } from './EditTogetherForm.tsx';
import type { Picked } from './EntityPicker.tsx';
import { DeleteLinkDialog, DisputeLinkForm, EditLinkForm } from './LinkForms.tsx';
import { type LinkDraft, presetDraft } from './LinkRows.tsx';
import { NewLinkForm } from './NewLinkForm.tsx';
import { NewRecordForm } from './NewRecordForm.tsx';
import { PrintReportDialog } from './PrintReportDialog.tsx';
import { ProtectDialog } from './ProtectDialog.tsx';
import { DeleteReportDialog, ReportDialog, ReportsDialog } from './ReportDialog.tsx';
import { ReportForm } from './ReportForm.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { SafeguardingDialog, WithdrawSafeguardingDialog } from './SafeguardingDialog.tsx';
import { WithdrawDisputeDialog } from './WithdrawDisputeDialog.tsx';
import { WithdrawRecordDialog } from './WithdrawRecordDialog.tsx';

/** The form that is open, over whatever screen. */
export function RecordForms() {
  const form = useStore((state) => state.form);
  const closeForm = useStore((state) => state.closeForm);
  const ontology = useOntologyOrNull();
  if (!form || !ontology) return null;
  return (
    <OpenForm key={JSON.stringify(form)} form={form} ontology={ontology} onClose={closeForm} />
  );
}

interface OpenFormProps {
  readonly form: RecordForm;
  readonly ontology: Ontology;
  readonly onClose: () => void;
}

function OpenForm({ form, ontology, onClose }: OpenFormProps) {
  switch (form.type) {
    case 'new-record':
      return (
        <WithPresets links={form.links ?? []} onClose={onClose}>
          {(links) => (
            <NewRecordForm
              ontology={ontology}
              initialKind={form.kind ?? offered(ontology.kinds)[0]?.id ?? ''}
              initialLinks={links}
              at={form.at ?? null}
              onClose={onClose}
            />
          )}
        </WithPresets>
      );
    case 'edit-record':
      return (
        <WithDetail id={form.id} revealReason={form.revealReason ?? null} onClose={onClose}>
          {(detail) => <EditRecordForm {...{ detail, ontology, onClose }} />}
        </WithDetail>
      );
    case 'correct-field':
      return (
        <WithDetail id={form.id} revealReason={form.revealReason ?? null} onClose={onClose}>
          {(detail) => (
            <CorrectFieldDialog
              {...{ detail, ontology, onClose }}
              initialField={form.field ?? null}
              initialText={form.value ?? null}
            />
          )}
        </WithDetail>
      );
    case 'new-link':
      return (
        <WithEnds
          ids={form.toId === null ? [form.fromId] : [form.fromId, form.toId]}
          onClose={onClose}
        >
          {([from, to]) => from && <NewLinkForm {...{ ontology, from, onClose }} to={to ?? null} />}
        </WithEnds>
      );
    case 'attach-files':
      return <AttachFilesDialog entityId={form.entityId} files={form.files} onClose={onClose} />;
    case 'attachment':
      return (
        <AttachmentDialog
          entityId={form.entityId}
          id={form.id}
          revealReason={form.revealReason}
          onClose={onClose}
        />
      );
    case 'reports':
      return <ReportsDialog onClose={onClose} />;
    case 'report':
      return <ReportDialog id={form.id} onClose={onClose} />;
    case 'new-report':
      return <ReportForm {...{ ontology, onClose }} existing={null} revealReason={null} />;
    case 'edit-report':
      return (
        <WithReport id={form.id} revealReason={form.revealReason} onClose={onClose}>
          {(existing) => (
            <ReportForm {...{ ontology, existing, onClose }} revealReason={form.revealReason} />
          )}
        </WithReport>
      );
    case 'print-report':
      return <PrintReportDialog id={form.id} onClose={onClose} />;
    case 'delete-report':
      return <DeleteReportDialog id={form.id} onClose={onClose} />;
    case 'protect-record':
      return <ProtectDialog id={form.id} onClose={onClose} />;
    case 'review-record':
      return <ReviewDialog of={{ entityId: form.id }} onClose={onClose} />;
    case 'review-source':
      return <ReviewDialog of={{ sourceId: form.sourceId }} onClose={onClose} />;
    case 'delete-records':
      return <DeleteRecordsDialog ids={form.ids} onClose={onClose} />;
    case 'edit-together':
      return <EditTogetherForm {...{ ontology, onClose }} />;
    case 'withdraw-record':
      return <WithdrawRecordDialog recordId={form.recordId} onClose={onClose} />;
    case 'assess-lever':
      return <WithAssessment {...form} onClose={onClose} />;
    case 'record-safeguarding':
      return <SafeguardingDialog entityId={form.entityId} onClose={onClose} />;
    case 'withdraw-safeguarding':
      return <WithdrawSafeguardingDialog id={form.decisionId} onClose={onClose} />;
    case 'withdraw-dispute':
      return <WithdrawDisputeDialog disputeId={form.disputeId} onClose={onClose} />;
    default:
      return <LinkForm form={form} ontology={ontology} onClose={onClose} />;
  }
}

type FormOfLink = Extract<
  RecordForm,
  { type: 'edit-link' | 'delete-link' | 'dispute-link' | 'support-link' }
>;

function LinkForm({ form, ontology, onClose }: OpenFormProps & { readonly form: FormOfLink }) {
  const loaded = useApi(() => api.relation.get({ id: form.id }), [form.id]);
  useFailure(loaded.status === 'failed' ? loaded.error.message : null, onClose);
  if (loaded.status !== 'ready') return null;
  const detail = loaded.value;
  switch (form.type) {
    case 'edit-link':
      return <EditLinkForm {...{ detail, ontology, onClose }} />;
    case 'delete-link':
      return <DeleteLinkDialog {...{ detail, ontology, onClose }} />;
    case 'dispute-link':
      return <DisputeLinkForm {...{ detail, ontology, onClose }} />;
    case 'support-link':
      // One more record of the same link, with its own source.
      return (
        <NewLinkForm
          {...{ ontology, onClose }}
          title="Add a source to the link"
          from={detail.from}
          to={detail.to}
          option={detail.type === null ? '' : `${detail.type} out`}
        />
      );
  }
}

/** Tells why a form could not be opened, and puts it away. */
function useFailure(message: string | null, onClose: () => void): void {
  useEffect(() => {
    if (message === null) return;
    useStore.getState().say(message, { tone: 'failed' });
    onClose();
  }, [message, onClose]);
}

/** Reads a record for a form; a protected person's fields with the reason that they were revealed for. */
function WithDetail(props: {
  readonly id: string;
  readonly revealReason: string | null;
  readonly onClose: () => void;
  readonly children: (detail: EntityDetail) => ReactNode;
}) {
  const { id, revealReason, onClose, children } = props;
  const loaded = useApi(
    () =>
      revealReason === null
        ? api.entity.get({ id })
        : api.entity.reveal({ id, reason: revealReason }),
    [id, revealReason],
  );
  useFailure(loaded.status === 'failed' ? loaded.error.message : null, onClose);
  return loaded.status === 'ready' ? children(loaded.value) : null;
}

/** Reads a lever, the record that it is worked for, and how far it was worked. */
function WithAssessment(props: {
  readonly entityId: string;
  readonly leverId: string;
  readonly revealReason: string | null;
  readonly onClose: () => void;
}) {
  const { entityId, leverId, revealReason, onClose } = props;
  const loaded = useApi(async () => {
    const [{ levers }, assessments, entity] = await Promise.all([
      api.lever.catalogue(),
      api.assessment.forEntity({ id: entityId, revealReason }),
      revealReason === null
        ? api.entity.get({ id: entityId })
        : api.entity.reveal({ id: entityId, reason: revealReason }),
    ]);
    const assessment = assessments.find((one) => one.leverId === leverId) ?? null;
    return { lever: levers.find(({ id }) => id === leverId) ?? null, assessment, entity };
  }, [entityId, leverId, revealReason]);
  const isUnknown = loaded.status === 'ready' && loaded.value.lever === null;
  useFailure(
    loaded.status === 'failed'
      ? loaded.error.message
      : isUnknown
        ? 'The catalogue has no such lever any more. What was recorded of it is kept.'
        : null,
    onClose,
  );
  if (loaded.status !== 'ready' || loaded.value.lever === null) return null;
  const { lever, assessment, entity } = loaded.value;
  return <AssessmentForm {...{ entity, lever, assessment, revealReason, onClose }} />;
}

/** Reads a report for its form; what is withheld of it with the reason that it was revealed for. */
function WithReport(props: {
  readonly id: string;
  readonly revealReason: string | null;
  readonly onClose: () => void;
  readonly children: (detail: ReportDetail) => ReactNode;
}) {
  const { id, revealReason, onClose, children } = props;
  const loaded = useApi(() => api.report.get({ id, revealReason }), [id, revealReason]);
  useFailure(loaded.status === 'failed' ? loaded.error.message : null, onClose);
  return loaded.status === 'ready' ? children(loaded.value) : null;
}

/** Reads what the ends of a link are called. */
function WithEnds(props: {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly children: (ends: readonly Picked[]) => ReactNode;
}) {
  const { ids, onClose, children } = props;
  const loaded = useApi(
    () => Promise.all(ids.map(async (id) => (await api.entity.get({ id })).summary)),
    [ids.join(' ')],
  );
  useFailure(loaded.status === 'failed' ? loaded.error.message : null, onClose);
  return loaded.status === 'ready' ? children(loaded.value) : null;
}

/** Reads what the links of a new record lead to. */
function WithPresets(props: {
  readonly links: readonly PresetLink[];
  readonly onClose: () => void;
  readonly children: (links: readonly LinkDraft[]) => ReactNode;
}) {
  const { links, onClose, children } = props;
  const loaded = useApi(
    () =>
      Promise.all(
        links.map(async (link) =>
          presetDraft(link, (await api.entity.get({ id: link.otherId })).summary),
        ),
      ),
    [links],
  );
  useFailure(loaded.status === 'failed' ? loaded.error.message : null, onClose);
  return loaded.status === 'ready' ? children(loaded.value) : null;
}
