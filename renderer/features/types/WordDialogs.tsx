import type { Ontology } from '../../../shared/domain/ontology.ts';
import {
  OwnTerm,
  type OwnVocabulary,
  ownIdFor,
  type ShippedChange,
} from '../../../shared/domain/own-type.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { readList } from './FieldDialog.tsx';
import { TypeDialog } from './TypeDialog.tsx';
import { readNames, useTypeForm } from './use-type-form.ts';

interface WordDialogProps {
  readonly ontology: Ontology;
  /** Null: a new one. */
  readonly term: OwnTerm | null;
  /** The list that a new one is first for. */
  readonly list: string | null;
  readonly onClose: () => void;
}

interface WordDraft {
  readonly vocabulary: string;
  readonly label: string;
  readonly help: string;
  readonly isProtected: boolean;
  readonly names: string;
  readonly isOffered: boolean;
}

/** A word that the case adds to a list. */
export function WordDialog({ ontology, term, list, onClose }: WordDialogProps) {
  const lists = ontology.vocabularyList.filter(({ isOpen }) => isOpen);
  const form = useTypeForm<WordDraft>({
    start: {
      vocabulary: term?.vocabulary ?? lists.find(({ id }) => id === list)?.id ?? lists[0]?.id ?? '',
      label: term?.label ?? '',
      help: term?.help ?? '',
      isProtected: term?.isProtected ?? false,
      names: term?.names.join(', ') ?? '',
      isOffered: !(term?.isRetired ?? false),
    },
    check: ({ label }) => (label.trim() === '' ? { label: 'Write the word.' } : {}),
    itemsOf: (draft) => [
      {
        sort: 'terms',
        item: OwnTerm.parse({
          id:
            term?.id ??
            ownIdFor(
              draft.label,
              'terms',
              new Set(ontology.vocabularies[draft.vocabulary]?.map(({ id }) => id)),
            ),
          vocabulary: draft.vocabulary,
          label: draft.label,
          help: draft.help,
          isProtected: draft.vocabulary === 'roles' && draft.isProtected,
          names: readNames(draft.names),
          isRetired: !draft.isOffered,
        }),
      },
    ],
    said: ({ label }) => (term ? `Changed ${label}` : `Added the word ${label}`),
    onClose,
  });
  const { draft, set, faultOf } = form;
  return (
    <TypeDialog
      title={term ? `Change ${term.label}` : 'New word'}
      action={term ? 'Save' : 'Add word'}
      form={form}
      kept={term && { sort: 'terms', item: term }}
      onClose={onClose}
    >
      {term === null && (
        <SelectField
          name="vocabulary"
          label="List"
          value={draft.vocabulary}
          error={faultOf('vocabulary')}
          onChange={(event) => set({ vocabulary: event.target.value })}
        >
          {lists.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        name="label"
        label="Word"
        maxLength={60}
        value={draft.label}
        error={faultOf('label')}
        onChange={(event) => set({ label: event.target.value })}
      />
      <TextField
        name="help"
        label="What it means"
        maxLength={300}
        value={draft.help}
        error={faultOf('help')}
        onChange={(event) => set({ help: event.target.value })}
      />
      <TextField
        name="names"
        label="Also called, in files"
        hint="With commas between."
        value={draft.names}
        error={faultOf('names')}
        onChange={(event) => set({ names: event.target.value })}
      />
      {draft.vocabulary === 'roles' && (
        <CheckField
          name="isProtected"
          label="Whoever has this role is protected: a reference and a shield, never a name, rank or count"
          checked={draft.isProtected}
          onChange={(event) => set({ isProtected: event.target.checked })}
        />
      )}
      {term && (
        <CheckField
          label="Offered in forms. Where it is not, it is retired: records that say it keep it."
          checked={draft.isOffered}
          onChange={(event) => set({ isOffered: event.target.checked })}
        />
      )}
    </TypeDialog>
  );
}

interface ListDialogProps {
  readonly ontology: Ontology;
  /** Null: a new one. */
  readonly list: OwnVocabulary | null;
  readonly onClose: () => void;
}

/** A list of the case's own, with its first words. */
export function ListDialog({ ontology, list, onClose }: ListDialogProps) {
  const form = useTypeForm<{ readonly label: string; readonly words: string }>({
    start: { label: list?.label ?? '', words: '' },
    check: ({ label, words }) => ({
      ...(label.trim() === '' && { label: 'Say what the list is called.' }),
      ...(list === null && words.trim() === '' && { words: 'Write at least one word.' }),
    }),
    itemsOf: ({ label, words }) =>
      list
        ? [{ sort: 'vocabularies', item: { ...list, label } }]
        : readList(ontology, { label, words }),
    said: ({ label }) => (list ? `Changed the list ${label}` : `Added the list ${label}`),
    onClose,
  });
  const { draft, set, faultOf } = form;
  return (
    <TypeDialog
      title={list ? `Change the list ${list.label}` : 'New list'}
      action={list ? 'Save' : 'Add list'}
      form={form}
      kept={list && { sort: 'vocabularies', item: list }}
      onClose={onClose}
    >
      <TextField
        name="label"
        label="Name of the list"
        maxLength={60}
        value={draft.label}
        error={faultOf('label')}
        onChange={(event) => set({ label: event.target.value })}
      />
      {list === null && (
        <TextAreaField
          name="words"
          label="Its words"
          hint="One on each line. More can be added later."
          rows={6}
          value={draft.words}
          error={faultOf('words')}
          onChange={(event) => set({ words: event.target.value })}
        />
      )}
    </TypeDialog>
  );
}

interface ShippedDialogProps {
  /** What it is called now, and what else it is. */
  readonly shown: { readonly label: string; readonly otherLabel: string | null };
  readonly change: ShippedChange;
  readonly isKept: boolean;
  readonly onClose: () => void;
}

interface ShippedDraft {
  readonly label: string;
  readonly otherLabel: string;
  readonly isOffered: boolean;
}

/** What a shipped type is called in this case, and whether its forms offer it. */
export function ShippedDialog({ shown, change, isKept, onClose }: ShippedDialogProps) {
  const start: ShippedDraft = {
    label: shown.label,
    otherLabel: shown.otherLabel ?? '',
    isOffered: !change.isRetired,
  };
  const form = useTypeForm<ShippedDraft>({
    start,
    check: (draft) => ({
      ...(draft.label.trim() === '' && { label: 'Write a name.' }),
      ...(shown.otherLabel !== null &&
        draft.otherLabel.trim() === '' && { otherLabel: 'Write a name.' }),
    }),
    itemsOf: (draft) => [
      {
        sort: 'changes',
        item: {
          ...change,
          label: draft.label.trim() === shown.label ? change.label : draft.label.trim(),
          otherLabel:
            shown.otherLabel === null || draft.otherLabel.trim() === shown.otherLabel
              ? change.otherLabel
              : draft.otherLabel.trim(),
          isRetired: !draft.isOffered,
        },
      },
    ],
    said: ({ label }) => `Changed ${label}`,
    onClose,
  });
  const { draft, set, faultOf } = form;
  const isKind = change.of === 'kind';
  return (
    <TypeDialog
      title={`Change ${shown.label}`}
      action="Save"
      form={form}
      kept={isKept ? { sort: 'changes', item: change } : null}
      onClose={onClose}
    >
      <Note>
        It is shipped with Achilles: what it means stays, for levers, protection and imports alike.
        It can be called otherwise here, and left out of forms.
      </Note>
      <TextField
        name="label"
        label={change.of === 'relation-type' ? 'How it reads' : 'Name'}
        maxLength={60}
        value={draft.label}
        error={faultOf('label')}
        onChange={(event) => set({ label: event.target.value })}
      />
      {shown.otherLabel !== null && (
        <TextField
          name="otherLabel"
          label={isKind ? 'Name of several' : 'How it reads back'}
          maxLength={60}
          value={draft.otherLabel}
          error={faultOf('otherLabel')}
          onChange={(event) => set({ otherLabel: event.target.value })}
        />
      )}
      <CheckField
        label="Offered in forms. Where it is not, what uses it stays."
        checked={draft.isOffered}
        onChange={(event) => set({ isOffered: event.target.checked })}
      />
    </TypeDialog>
  );
}
