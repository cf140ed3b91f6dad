import { type Ontology, offered, type RelationFamily } from '../../../shared/domain/ontology.ts';
import { OwnRelationType, ownIdFor } from '../../../shared/domain/own-type.ts';
import { CheckField, ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import { KindChecks } from './KindChecks.tsx';
import { TypeDialog } from './TypeDialog.tsx';
import styles from './types.module.css';
import { readNames, useTypeForm } from './use-type-form.ts';

interface LinkTypeDialogProps {
  readonly ontology: Ontology;
  /** Null: a new one. */
  readonly type: OwnRelationType | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly label: string;
  readonly inverseLabel: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly direction: 'one-way' | 'alike';
  readonly base: string;
  readonly family: RelationFamily;
  readonly names: string;
  readonly isOffered: boolean;
}

const FAMILY_WORDS: readonly (readonly [RelationFamily, string])[] = [
  ['people', 'Between people'],
  ['control', 'Control'],
  ['money', 'Money'],
  ['place', 'Place'],
  ['comms', 'Communication'],
  ['member', 'Membership'],
  ['event', 'Took part'],
  ['other', 'Other'],
];

function sample(ontology: Ontology, ids: readonly string[]): string {
  return ontology.kinds.find(({ id }) => ids.includes(id))?.label ?? 'Record';
}

/** A link type of the case's own: what it joins, and how it reads both ways. */
export function LinkTypeDialog({ ontology, type, onClose }: LinkTypeDialogProps) {
  const form = useTypeForm<Draft>({
    start: {
      label: type?.label ?? '',
      inverseLabel: type?.inverseLabel ?? '',
      from: type?.from ?? [],
      to: type?.to ?? [],
      direction: (type?.isDirected ?? true) ? 'one-way' : 'alike',
      base: type?.base ?? '',
      family: type?.family ?? 'other',
      names: type?.names.join(', ') ?? '',
      isOffered: !(type?.isRetired ?? false),
    },
    check: (draft) => ({
      ...(draft.label.trim() === '' && {
        label: 'Say how the link reads, such as keeps goods at.',
      }),
      ...(draft.direction === 'one-way' &&
        draft.inverseLabel.trim() === '' && {
          inverseLabel: 'Say how it reads from the other end, such as holds goods of.',
        }),
      ...(draft.from.length === 0 && { from: 'Tick at least one kind that it goes from.' }),
      ...(draft.to.length === 0 && { to: 'Tick at least one kind that it leads to.' }),
    }),
    itemsOf: (draft) => [
      {
        sort: 'relationTypes',
        item: OwnRelationType.parse({
          id:
            type?.id ??
            ownIdFor(
              draft.label,
              'relationTypes',
              new Set(ontology.relationTypes.map(({ id }) => id)),
            ),
          base: draft.base || null,
          label: draft.label,
          inverseLabel: draft.direction === 'alike' ? draft.label : draft.inverseLabel,
          from: draft.from,
          to: draft.to,
          family: draft.family,
          isDirected: draft.direction === 'one-way',
          names: readNames(draft.names),
          isRetired: !draft.isOffered,
        }),
      },
    ],
    said: ({ label }) => (type ? `Changed “${label}”` : `Added the link type “${label}”`),
    onClose,
  });
  const { draft, set, faultOf } = form;
  const bases = ontology.relationTypes.filter(
    ({ base, from, to }) =>
      base === undefined &&
      draft.from.length > 0 &&
      draft.from.every((id) => from.includes(id)) &&
      draft.to.every((id) => to.includes(id)),
  );
  const [one, other] = [sample(ontology, draft.from), sample(ontology, draft.to)];
  const fields = offered(ontology.relationTypes.find(({ id }) => id === type?.id)?.fields ?? []);
  const back = draft.direction === 'alike' ? draft.label : draft.inverseLabel;

  return (
    <TypeDialog
      title={type ? `Change “${type.label}”` : 'New link type'}
      action={type ? 'Save' : 'Add link type'}
      form={form}
      kept={type && { sort: 'relationTypes', item: type }}
      onClose={onClose}
    >
      <ChoiceField
        label="Direction"
        value={draft.direction}
        options={[
          { value: 'one-way', label: 'From one to the other' },
          { value: 'alike', label: 'Both ways alike' },
        ]}
        onChange={(direction) => set({ direction })}
      />
      <div className={styles.pair}>
        <TextField
          name="label"
          label="How it reads"
          hint="In words between the two, such as keeps goods at."
          maxLength={60}
          value={draft.label}
          error={faultOf('label')}
          onChange={(event) => set({ label: event.target.value })}
        />
        {draft.direction === 'one-way' && (
          <TextField
            name="inverseLabel"
            label="How it reads back"
            hint="From the other end, such as holds goods of."
            maxLength={60}
            value={draft.inverseLabel}
            error={faultOf('inverseLabel')}
            onChange={(event) => set({ inverseLabel: event.target.value })}
          />
        )}
      </div>
      <div className={styles.preview} aria-live="polite">
        <span>
          {one} <b>{draft.label || '…'}</b> {other.toLowerCase()}
        </span>
        <span aria-hidden="true">·</span>
        <span>
          {other} <b>{back || '…'}</b> {one.toLowerCase()}
        </span>
      </div>
      <KindChecks
        name="from"
        label="Goes from"
        hint="Kinds that are built on a ticked one count, too."
        kinds={ontology.kinds}
        chosen={draft.from}
        error={faultOf('from')}
        onChange={(from) => set({ from })}
      />
      <KindChecks
        name="to"
        label="Leads to"
        hint="Kinds that are built on a ticked one count, too."
        kinds={ontology.kinds}
        chosen={draft.to}
        error={faultOf('to')}
        onChange={(to) => set({ to })}
      />
      <SelectField
        name="base"
        label="Counts as"
        hint="What levers, times and places take it for. Choose family of, partner of or cares for where it is kinship or care: nobody is then near a group by it."
        value={draft.base}
        error={faultOf('base')}
        onChange={(event) => set({ base: event.target.value })}
      >
        <option value="">Only itself</option>
        {bases.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      {draft.base === '' && (
        <SelectField
          name="family"
          label="Colour on the map"
          hint="Links of a family are drawn alike."
          value={draft.family}
          error={faultOf('family')}
          onChange={(event) =>
            set({
              family: FAMILY_WORDS.find(([id]) => id === event.target.value)?.[0] ?? 'other',
            })
          }
        >
          {FAMILY_WORDS.map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        name="names"
        label="Also called, in files"
        hint="Types of links in files of other systems, with commas between."
        value={draft.names}
        error={faultOf('names')}
        onChange={(event) => set({ names: event.target.value })}
      />
      <p>
        {fields.length > 0 && `Asked for: ${fields.map(({ label: name }) => name).join(', ')}. `}
        What else is recorded of such links are fields: add them on the page Fields.
      </p>
      {type && (
        <CheckField
          label="Offered in forms. Where it is not, it is retired: links of it stay."
          checked={draft.isOffered}
          onChange={(event) => set({ isOffered: event.target.checked })}
        />
      )}
    </TypeDialog>
  );
}
