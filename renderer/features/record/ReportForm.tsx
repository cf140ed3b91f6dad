import { Plus } from 'lucide-react';
import { useRef } from 'react';
import type { ReportDetail } from '../../../shared/api/report.ts';
import { FIRST_MARKINGS, Marking, type MarkingDefaults } from '../../../shared/domain/marking.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ReasonField } from './OriginFields.tsx';
import { dateFault, NEW_SOURCE, readDate } from './origin-draft.ts';
import { ReportItemFields } from './ReportItemFields.tsx';
import { reasonFault } from './reason-fault.ts';
import styles from './record.module.css';
import {
  type EntityDraft,
  emptyItem,
  entitiesOf,
  type ItemDraft,
  itemFaults,
  itemsOf,
  readEntities,
  readItems,
} from './report-draft.ts';
import { counted } from './words.ts';

interface ReportFormProps {
  readonly ontology: Ontology;
  /** The report that is changed; null: a new one. */
  readonly existing: ReportDetail | null;
  /** What its withheld parts were revealed for. */
  readonly revealReason: string | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly reference: string;
  readonly reportedOn: string;
  readonly source: string;
  readonly sourceName: string;
  readonly ownerAgency: string;
  readonly marking: string;
  readonly reviewOn: string;
  readonly entities: readonly EntityDraft[];
  readonly items: readonly ItemDraft[];
  readonly reason: string;
}

function check(draft: Draft): Faults {
  const dates = (['reportedOn', 'reviewOn'] as const).flatMap((name) => {
    const fault = dateFault(draft[name]);
    return fault === null ? [] : [[name, fault] as const];
  });
  return {
    ...(draft.reference.trim() === '' ? { reference: 'Give the report its reference.' } : {}),
    ...Object.fromEntries(dates),
    ...(draft.source === NEW_SOURCE && draft.sourceName.trim() === ''
      ? { sourceName: 'Name the source, or choose one that is listed.' }
      : {}),
    ...itemFaults(draft.items),
    ...reasonFault(draft.reason),
  };
}

function sourceOf({ source, sourceName, ownerAgency }: Draft) {
  if (source === NEW_SOURCE)
    return { name: sourceName.trim(), ownerAgency: ownerAgency.trim() || null };
  return source === '' ? null : { id: source };
}

/** A form with a report in it, or with nothing yet but what the case says for new ones. */
function startOf(
  ontology: Ontology,
  existing: ReportDetail | null,
  defaults: MarkingDefaults['reports'],
): Draft {
  const empty = { source: '', sourceName: '', ownerAgency: '', reason: '' };
  if (!existing)
    return {
      ...empty,
      reference: '',
      reportedOn: '',
      marking: defaults.marking,
      reviewOn: '',
      entities: [],
      items: [emptyItem('item-1', defaults.handling)],
    };
  const { summary, sourceId } = existing;
  return {
    ...empty,
    reference: summary.reference,
    reportedOn: summary.reportedOn ?? '',
    source: sourceId ?? '',
    ownerAgency: summary.ownerAgency ?? '',
    marking: summary.marking,
    reviewOn: summary.reviewOn ?? '',
    entities: entitiesOf(existing),
    items: itemsOf(ontology, existing),
  };
}

/** One report, several items: each with its own text, grade, handling and whom it speaks of. Saved as one step. */
export function ReportForm({ ontology, existing, revealReason, onClose }: ReportFormProps) {
  const { say, openForm } = useStore.getState();
  const keys = useRef(1);
  const defaults = (useStore.getState().caseState?.markingDefaults ?? FIRST_MARKINGS).reports;
  const form = useForm<Draft>({
    start: startOf(ontology, existing, defaults),
    check,
    async send(draft) {
      // Only whom some item still speaks of.
      const spokenOf = draft.entities.filter(({ key }) =>
        draft.items.some(({ mentions }) => mentions.some((mention) => mention.key === key)),
      );
      const items = readItems(ontology, spokenOf, draft.items);
      const head = {
        reference: draft.reference,
        source: sourceOf(draft),
        reportedOn: readDate(draft.reportedOn),
        ownerAgency: draft.ownerAgency.trim() || null,
        marking:
          Marking.options.find((marking) => marking === draft.marking) ?? 'OFFICIAL-SENSITIVE',
        reviewOn: readDate(draft.reviewOn),
        entities: [...readEntities(ontology, spokenOf)],
        reason: draft.reason,
      };
      const { summary } = existing
        ? await api.report.edit({
            ...head,
            id: existing.summary.id,
            items: items.map((item, at) => ({ ...item, id: draft.items[at]?.id ?? null })),
            revealReason,
          })
        : await api.report.create({ ...head, items: [...items] });
      say(
        existing
          ? `Changed report ${summary.reference}`
          : `Added report ${summary.reference} with ${counted(summary.items, 'item')}`,
        { canUndo: true },
      );
      openForm({ type: 'report', id: summary.id });
    },
  });
  const { draft, set, faultOf } = form;

  function nextKey(kind: string): string {
    keys.current++;
    return `${kind}-${keys.current}`;
  }

  return (
    <FormDialog
      title={existing ? `Edit report ${existing.summary.reference}` : 'New intelligence report'}
      action={existing ? 'Save the report' : 'Add report'}
      width="wide"
      form={form}
      onClose={onClose}
    >
      <ReportHead draft={draft} faultOf={faultOf} onChange={set} />
      {draft.items.map((item, index) => (
        <ReportItemFields
          key={item.key}
          ontology={ontology}
          index={index}
          item={item}
          entities={draft.entities}
          faultOf={faultOf}
          nextKey={nextKey}
          canRemove={draft.items.length > 1}
          onChange={(next) => set({ items: draft.items.with(index, next) })}
          onEntities={(entities, next) => set({ entities, items: draft.items.with(index, next) })}
          onRemove={() => set({ items: draft.items.toSpliced(index, 1) })}
        />
      ))}
      <p>
        <Button
          icon={<Plus size={14} aria-hidden="true" />}
          onClick={() =>
            set({ items: [...draft.items, emptyItem(nextKey('item'), defaults.handling)] })
          }
        >
          Add an item
        </Button>
      </p>
      <ReasonField
        value={draft.reason}
        error={faultOf('reason')}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}

function ReportHead(props: {
  readonly draft: Draft;
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const { draft, faultOf, onChange } = props;
  const revision = useStore((state) => state.revision);
  const sources = useApi(() => api.source.list(), [revision]);
  return (
    <div className={styles.pair}>
      <TextField
        name="reference"
        label="Reference"
        maxLength={120}
        value={draft.reference}
        error={faultOf('reference')}
        onChange={(event) => onChange({ reference: event.target.value })}
      />
      <TextField
        name="reportedOn"
        label="Date of the report"
        value={draft.reportedOn}
        error={faultOf('reportedOn')}
        onChange={(event) => onChange({ reportedOn: event.target.value })}
      />
      <SelectField
        label="Source"
        value={draft.source}
        onChange={(event) => onChange({ source: event.target.value })}
      >
        <option value="">Intelligence reports</option>
        {(sources.status === 'ready' ? sources.value : [])
          .filter(({ name }) => name !== 'Intelligence reports')
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        <option value={NEW_SOURCE}>A new source…</option>
      </SelectField>
      {draft.source === NEW_SOURCE && (
        <TextField
          name="sourceName"
          label="Name of the source"
          maxLength={200}
          value={draft.sourceName}
          error={faultOf('sourceName')}
          onChange={(event) => onChange({ sourceName: event.target.value })}
        />
      )}
      <TextField
        label="Owner agency"
        maxLength={200}
        value={draft.ownerAgency}
        onChange={(event) => onChange({ ownerAgency: event.target.value })}
      />
      <SelectField
        label="Marking"
        value={draft.marking}
        onChange={(event) => onChange({ marking: event.target.value })}
      >
        {Marking.options.map((marking) => (
          <option key={marking}>{marking}</option>
        ))}
      </SelectField>
      <TextField
        name="reviewOn"
        label="Review on"
        value={draft.reviewOn}
        error={faultOf('reviewOn')}
        onChange={(event) => onChange({ reviewOn: event.target.value })}
      />
    </div>
  );
}
