import { baseKindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import {
  OwnField,
  OwnFieldType,
  type OwnItem,
  OwnTerm,
  OwnVocabulary,
  ownIdFor,
} from '../../../shared/domain/own-type.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { KindChecks } from './KindChecks.tsx';
import { LinkTypeChecks } from './LinkTypeChecks.tsx';
import { TypeDialog } from './TypeDialog.tsx';
import { fieldTypeWords } from './type-rows.ts';
import styles from './types.module.css';
import { readNames, useTypeForm } from './use-type-form.ts';

interface FieldDialogProps {
  readonly ontology: Ontology;
  /** Null: a new one. */
  readonly field: OwnField | null;
  /** The kind that a new one is first for. */
  readonly kind: string | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly label: string;
  readonly kinds: readonly string[];
  readonly linkTypes: readonly string[];
  readonly type: OwnFieldType;
  readonly unit: string;
  /** A list by id, or {@link NEW_LIST}. */
  readonly vocabulary: string;
  readonly listLabel: string;
  readonly words: string;
  readonly isIdentifier: boolean;
  /** Null: as its kinds are, while nobody said otherwise. */
  readonly isPersonal: boolean | null;
  readonly help: string;
  readonly names: string;
  readonly isOffered: boolean;
}

const NEW_LIST = 'new';

/** A list and its words from what was written, one on each line. */
export function readList(
  ontology: Ontology,
  { label, words }: { readonly label: string; readonly words: string },
): readonly OwnItem[] {
  const id = ownIdFor(label, 'vocabularies', new Set(ontology.vocabularyList.map((one) => one.id)));
  const taken = new Set<string>();
  return [
    { sort: 'vocabularies', item: OwnVocabulary.parse({ id, label }) },
    ...readNames(words.replaceAll(',', ' ')).map((word) => {
      const term = ownIdFor(word, 'terms', taken);
      taken.add(term);
      return {
        sort: 'terms' as const,
        item: OwnTerm.parse({ id: term, vocabulary: id, label: word }),
      };
    }),
  ];
}

/** A field that the case adds to kinds and link types. */
export function FieldDialog({ ontology, field, kind, onClose }: FieldDialogProps) {
  const isListed = ({ type }: Draft) => type === 'term' || type === 'terms';
  const isNewList = (draft: Draft) => isListed(draft) && draft.vocabulary === NEW_LIST;
  const isOfPeople = ({ kinds }: Draft) =>
    kinds.some((id) => baseKindOf(ontology, id) === 'person');
  const canIdentify = ({ type, kinds }: Draft) => type === 'text' && kinds.length > 0;
  const isPersonal = (draft: Draft) => draft.isPersonal ?? isOfPeople(draft);

  function itemsOf(draft: Draft): readonly OwnItem[] {
    const taken = new Set(
      [...ontology.kinds, ...ontology.relationTypes].flatMap(({ fields }) =>
        fields.map(({ id }) => id),
      ),
    );
    const list = isNewList(draft)
      ? readList(ontology, { label: draft.listLabel, words: draft.words })
      : [];
    const vocabulary = list[0]?.sort === 'vocabularies' ? list[0].item.id : draft.vocabulary;
    return [
      ...list,
      {
        sort: 'fields',
        item: OwnField.parse({
          id: field?.id ?? ownIdFor(draft.label, 'fields', taken),
          kinds: draft.kinds,
          linkTypes: draft.linkTypes,
          label: draft.label,
          type: draft.type,
          unit: draft.type === 'number' ? draft.unit : '',
          vocabulary: isListed(draft) ? vocabulary : null,
          isIdentifier: canIdentify(draft) && draft.isIdentifier,
          isPersonal: isPersonal(draft),
          help: draft.help,
          names: readNames(draft.names),
          isRetired: !draft.isOffered,
        }),
      },
    ];
  }

  const form = useTypeForm<Draft>({
    start: {
      label: field?.label ?? '',
      kinds: field?.kinds ?? (kind === null ? [] : [kind]),
      linkTypes: field?.linkTypes ?? [],
      type: field?.type ?? 'text',
      unit: field?.unit ?? '',
      vocabulary: field?.vocabulary ?? NEW_LIST,
      listLabel: '',
      words: '',
      isIdentifier: field?.isIdentifier ?? false,
      isPersonal: field?.isPersonal ?? null,
      help: field?.help ?? '',
      names: field?.names.join(', ') ?? '',
      isOffered: !(field?.isRetired ?? false),
    },
    check: (draft) => ({
      ...(draft.label.trim() === '' && { label: 'Say what the field is called.' }),
      ...(draft.kinds.length + draft.linkTypes.length === 0 && {
        kinds: 'Tick at least one kind or link type that has it.',
      }),
      ...(isNewList(draft) &&
        draft.listLabel.trim() === '' && { listLabel: 'Say what the new list is called.' }),
      ...(isNewList(draft) &&
        draft.words.trim() === '' && { words: 'Write at least one word of the list.' }),
    }),
    itemsOf,
    said: ({ label }) => (field ? `Changed ${label}` : `Added the field ${label}`),
    onClose,
  });
  const { draft, set, faultOf } = form;

  return (
    <TypeDialog
      title={field ? `Change ${field.label}` : 'New field'}
      action={field ? 'Save' : 'Add field'}
      form={form}
      kept={field && { sort: 'fields', item: field }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <TextField
          name="label"
          label="Name"
          hint="As it stands on forms and over columns."
          maxLength={60}
          value={draft.label}
          error={faultOf('label')}
          onChange={(event) => set({ label: event.target.value })}
        />
        <SelectField
          name="type"
          label="What it holds"
          hint="Each can be left as not known."
          value={draft.type}
          error={faultOf('type')}
          onChange={(event) => set({ type: OwnFieldType.parse(event.target.value) })}
        >
          {OwnFieldType.options.map((type) => (
            <option key={type} value={type}>
              {fieldTypeWords(type)}
            </option>
          ))}
        </SelectField>
      </div>
      {draft.type === 'number' && (
        <TextField
          name="unit"
          label="Unit"
          hint="Shown after the number, such as kg. Leave it empty for a plain number."
          maxLength={20}
          value={draft.unit}
          error={faultOf('unit')}
          onChange={(event) => set({ unit: event.target.value })}
        />
      )}
      {isListed(draft) && (
        <SelectField
          name="vocabulary"
          label="List"
          value={draft.vocabulary}
          error={faultOf('vocabulary')}
          onChange={(event) => set({ vocabulary: event.target.value })}
        >
          <option value={NEW_LIST}>A new list</option>
          {ontology.vocabularyList.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      {isNewList(draft) && (
        <>
          <TextField
            name="listLabel"
            label="Name of the new list"
            maxLength={60}
            value={draft.listLabel}
            error={faultOf('listLabel')}
            onChange={(event) => set({ listLabel: event.target.value })}
          />
          <TextAreaField
            name="words"
            label="Its words"
            hint="One on each line. More can be added later."
            rows={4}
            value={draft.words}
            error={faultOf('words')}
            onChange={(event) => set({ words: event.target.value })}
          />
        </>
      )}
      <KindChecks
        name="kinds"
        label="Kinds that have it"
        hint="Kinds that are built on a ticked one have it, too."
        kinds={ontology.kinds}
        chosen={draft.kinds}
        error={faultOf('kinds')}
        onChange={(kinds) => set({ kinds })}
      />
      <LinkTypeChecks
        name="linkTypes"
        ontology={ontology}
        chosen={draft.linkTypes}
        error={faultOf('linkTypes')}
        onChange={(linkTypes) => set({ linkTypes })}
      />
      <TextField
        name="help"
        label="Help under the field"
        maxLength={300}
        value={draft.help}
        error={faultOf('help')}
        onChange={(event) => set({ help: event.target.value })}
      />
      {draft.kinds.length > 0 && (
        <TextField
          name="names"
          label="Also called, in files"
          hint="Headers of columns of records that mean it, with commas between."
          value={draft.names}
          error={faultOf('names')}
          onChange={(event) => set({ names: event.target.value })}
        />
      )}
      {canIdentify(draft) && (
        <CheckField
          label="Tells one record from another, as a number or reference does"
          checked={draft.isIdentifier}
          onChange={(event) => set({ isIdentifier: event.target.checked })}
        />
      )}
      <CheckField
        label="Tells of a person: nothing is ever drawn by it on the map"
        checked={isPersonal(draft)}
        onChange={(event) => set({ isPersonal: event.target.checked })}
      />
      {field && (
        <CheckField
          label="Offered in forms. Where it is not, it is retired: what was filled in stays."
          checked={draft.isOffered}
          onChange={(event) => set({ isOffered: event.target.checked })}
        />
      )}
    </TypeDialog>
  );
}
