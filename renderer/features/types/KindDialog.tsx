import { type KindDefinition, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { OWN_ICONS, OwnKind, ownIdFor, ownPrefixFor } from '../../../shared/domain/own-type.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { TypeDialog } from './TypeDialog.tsx';
import styles from './types.module.css';
import { readNames, useTypeForm } from './use-type-form.ts';

interface KindDialogProps {
  readonly ontology: Ontology;
  /** Null: a new one. */
  readonly kind: OwnKind | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly label: string;
  /** Null: made from the label while nobody wrote another. */
  readonly plural: string | null;
  readonly prefix: string | null;
  readonly base: string;
  readonly icon: string;
  readonly isOnMap: boolean;
  readonly labelField: string;
  readonly names: string;
  readonly isOffered: boolean;
}

function pluralOf(label: string): string {
  const word = label.trim();
  if (word === '') return '';
  if (/(s|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  return /[^aeiou]y$/i.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function iconWords(icon: string): string {
  const words = icon.replace('-round', '').replaceAll('-', ' ');
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** What comes with a base, in a sentence. */
function inheritance(base: KindDefinition): string {
  const plural = base.plural.toLowerCase();
  const start = `Has the ${base.fields.length} fields, the links, the shape and the colour of ${plural}, and is tested by every lever as ${plural} are.`;
  return base.id === 'person'
    ? `${start} Victims, witnesses, children and adults at risk of this kind are protected and masked as people are.`
    : start;
}

/** A kind of the case's own: what it is built on says the rest. */
export function KindDialog({ ontology, kind, onClose }: KindDialogProps) {
  const bases = ontology.kinds.filter(({ base }) => base === undefined);
  const prefixes = new Set(
    ontology.kinds.filter(({ id }) => id !== kind?.id).map(({ prefix }) => prefix),
  );
  const prefixOf = ({ prefix, label }: Draft) => prefix ?? ownPrefixFor(label, prefixes);

  function read(draft: Draft): OwnKind {
    const taken = new Set(ontology.kinds.map(({ id }) => id));
    return OwnKind.parse({
      id: kind?.id ?? ownIdFor(draft.label, 'kinds', taken),
      base: draft.base,
      label: draft.label,
      plural: draft.plural ?? pluralOf(draft.label),
      prefix: prefixOf(draft),
      icon: OWN_ICONS.find((icon) => icon === draft.icon) ?? null,
      isOnMap: draft.isOnMap,
      labelField: draft.labelField || null,
      names: readNames(draft.names),
      isRetired: !draft.isOffered,
    });
  }

  const form = useTypeForm<Draft>({
    start: {
      label: kind?.label ?? '',
      plural: kind?.plural ?? null,
      prefix: kind?.prefix ?? null,
      base: kind?.base ?? 'premises',
      icon: kind?.icon ?? '',
      isOnMap: kind?.isOnMap ?? true,
      labelField: kind?.labelField ?? '',
      names: kind?.names.join(', ') ?? '',
      isOffered: !(kind?.isRetired ?? false),
    },
    check: (draft) => ({
      ...(draft.label.trim() === '' && { label: 'Say what one of them is called.' }),
      ...(draft.plural?.trim() === '' && { plural: 'Say what several are called.' }),
      ...(!/^[A-Z]{3}$/.test(prefixOf(draft)) && { prefix: 'Use three capital letters.' }),
    }),
    itemsOf: (draft) => [{ sort: 'kinds', item: read(draft) }],
    said: (draft) => (kind ? `Changed ${draft.label}` : `Added the kind ${draft.label}`),
    onClose,
  });
  const { draft, set, faultOf } = form;
  const base = kindOf(ontology, draft.base);
  const fields = (kind ? kindOf(ontology, kind.id) : base)?.fields ?? [];

  return (
    <TypeDialog
      title={kind ? `Change ${kind.label}` : 'New kind of record'}
      action={kind ? 'Save' : 'Add kind'}
      form={form}
      kept={kind && { sort: 'kinds', item: kind }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <TextField
          name="label"
          label="Name"
          hint="Of one, such as Storage unit."
          maxLength={60}
          value={draft.label}
          error={faultOf('label')}
          onChange={(event) => set({ label: event.target.value })}
        />
        <TextField
          name="plural"
          label="Name of several"
          hint="Such as Storage units."
          maxLength={60}
          value={draft.plural ?? pluralOf(draft.label)}
          error={faultOf('plural')}
          onChange={(event) => set({ plural: event.target.value })}
        />
      </div>
      <SelectField
        name="base"
        label="Built on"
        hint={base ? inheritance(base) : ''}
        value={draft.base}
        error={faultOf('base')}
        onChange={(event) => set({ base: event.target.value })}
      >
        {bases.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      <div className={styles.pair}>
        <SelectField
          name="icon"
          label="Icon"
          value={draft.icon}
          error={faultOf('icon')}
          onChange={(event) => set({ icon: event.target.value })}
        >
          <option value="">As {base?.label.toLowerCase()}</option>
          {OWN_ICONS.map((icon) => (
            <option key={icon} value={icon}>
              {iconWords(icon)}
            </option>
          ))}
        </SelectField>
        <TextField
          name="prefix"
          label="References begin with"
          maxLength={3}
          value={prefixOf(draft)}
          error={faultOf('prefix')}
          onChange={(event) => set({ prefix: event.target.value.toUpperCase() })}
        />
      </div>
      <div className={styles.preview}>
        <EntityMark
          colour={draft.base}
          shape={base?.shape ?? 'dot'}
          icon={draft.icon || (base?.icon ?? null)}
          sizePx={28}
        />
        <b>{draft.label || 'Name'}</b>
        <span>{prefixOf(draft)}-7K2Q9F</span>
        <p>So it is drawn and referred to.</p>
      </div>
      <SelectField
        name="labelField"
        label="Called by"
        hint="The field whose value names each of them. Where it is not known, its base says."
        value={draft.labelField}
        error={faultOf('labelField')}
        onChange={(event) => set({ labelField: event.target.value })}
      >
        <option value="">As {base?.label.toLowerCase()}</option>
        {fields
          .filter(({ type }) => ['text', 'name', 'registration', 'number'].includes(type))
          .map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
      </SelectField>
      <TextField
        name="names"
        label="Also called, in files"
        hint="Words by which files of other systems mean it, with commas between."
        value={draft.names}
        error={faultOf('names')}
        onChange={(event) => set({ names: event.target.value })}
      />
      <CheckField
        label="Drawn on the map"
        checked={draft.isOnMap}
        onChange={(event) => set({ isOnMap: event.target.checked })}
      />
      {kind && (
        <CheckField
          label="Offered in forms. Where it is not, it is retired: records of it stay."
          checked={draft.isOffered}
          onChange={(event) => set({ isOffered: event.target.checked })}
        />
      )}
    </TypeDialog>
  );
}
