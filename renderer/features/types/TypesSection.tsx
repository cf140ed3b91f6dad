import { FileDown, FileUp, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ChosenFile } from '../../../shared/api/shell.ts';
import { kindOf, type Ontology, relationTypeOf } from '../../../shared/domain/ontology.ts';
import type { OwnItem, OwnTypes, OwnVocabulary } from '../../../shared/domain/own-type.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntology } from '../../api/use-ontology.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { LoadingState } from '../../ui/State.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import { KindDialog } from './KindDialog.tsx';
import { LinkTypeDialog } from './LinkTypeDialog.tsx';
import { TypeExportDialog, TypeImportDialog } from './TypeFileDialogs.tsx';
import { TypeList } from './TypeList.tsx';
import { OF_LINKS, type TypePage, type TypeQuery, typeRows } from './type-rows.ts';
import styles from './types.module.css';
import { ListDialog, ShippedDialog, WordDialog } from './WordDialogs.tsx';

const PAGES = [
  { id: 'kinds', label: 'Kinds of record' },
  { id: 'fields', label: 'Fields' },
  { id: 'links', label: 'Link types' },
  { id: 'words', label: 'Lists of words' },
] as const;

const ADD_WORDS: Readonly<Record<TypePage, string>> = {
  kinds: 'Add a kind',
  fields: 'Add a field',
  links: 'Add a link type',
  words: 'Add a word',
};

/** What is open over the list. */
type Opened =
  | { readonly what: 'new'; readonly page: TypePage }
  | { readonly what: 'new-list' }
  | { readonly what: 'item'; readonly item: OwnItem }
  | { readonly what: 'list'; readonly list: OwnVocabulary }
  | { readonly what: 'import'; readonly file: ChosenFile }
  | { readonly what: 'export' };

/** The types of the case: what is shipped, what the case adds, and what it calls otherwise. */
export function TypesSection() {
  const typesRevision = useStore((state) => state.typesRevision);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const ontology = useOntology();
  const loaded = useApi(() => api.type.own(), [typesRevision]);
  if (loaded.status === 'failed') return <FormFailure message={loaded.error.message} />;
  if (ontology.status === 'failed') return <FormFailure message={ontology.error.message} />;
  if (loaded.status === 'loading' || ontology.status === 'loading')
    return <LoadingState>Reading the types</LoadingState>;
  return (
    <Types
      ontology={ontology.value}
      own={loaded.value.own}
      mayChange={loaded.value.mayChange && !isReadOnly}
      isReadOnly={isReadOnly}
    />
  );
}

interface TypesProps {
  readonly ontology: Ontology;
  readonly own: OwnTypes;
  readonly mayChange: boolean;
  readonly isReadOnly: boolean;
}

function Types({ ontology, own, mayChange, isReadOnly }: TypesProps) {
  const revision = useStore((state) => state.revision);
  const say = useStore((state) => state.say);
  const counted = useApi(() => api.type.uses(), [revision]);
  const uses = counted.status === 'ready' ? counted.value : null;
  const [page, setPage] = useState<TypePage>('kinds');
  const [text, setText] = useState('');
  const [within, setWithin] = useState<Readonly<Record<TypePage, string>>>({
    kinds: '',
    fields: '',
    links: '',
    words: '',
  });
  const [isOursAlone, setIsOursAlone] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const rows = useMemo(() => {
    const query: TypeQuery = { text, within: within[page], isOursAlone };
    return typeRows(page, { ontology, own, uses }, query);
  }, [page, ontology, own, uses, text, within, isOursAlone]);
  const ownList = own.vocabularies.find(({ id }) => id === within.words) ?? null;
  const pageLabel = PAGES.find(({ id }) => id === page)?.label ?? '';

  async function chooseFile(): Promise<void> {
    try {
      const [file] = await shell.pickImportFiles('files');
      if (file) setOpened({ what: 'import', file });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  return (
    <>
      <p>
        Records, links and forms go by these types. What you add is built on what is shipped, so
        that levers and protection hold for it. {isReadOnly && READ_ONLY_WORDS}
        {!mayChange &&
          !isReadOnly &&
          'A supervisor or Lead Responsible Officer of this case changes them.'}
      </p>
      <div className={styles.pages}>
        <Tabs
          label="Sorts of type"
          tabs={PAGES}
          value={page}
          onChange={(next) => {
            setPage(next);
            setText('');
          }}
        >
          <div className={styles.form}>
            <div className={styles.tools}>
              <div className={styles.grow}>
                <TextField
                  label={`Find in ${pageLabel.toLowerCase()}`}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              </div>
              {(page === 'fields' || page === 'words') && (
                <SelectField
                  label={page === 'fields' ? 'Of' : 'List'}
                  value={within[page]}
                  onChange={(event) => setWithin({ ...within, [page]: event.target.value })}
                >
                  <option value="">
                    {page === 'fields' ? 'All kinds and links' : 'All open lists'}
                  </option>
                  {page === 'fields' && <option value={OF_LINKS}>Links</option>}
                  {(page === 'fields' ? ontology.kinds : ontology.vocabularyList).map(
                    ({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ),
                  )}
                </SelectField>
              )}
            </div>
            <CheckField
              label="Only what this case adds or changes"
              checked={isOursAlone}
              onChange={(event) => setIsOursAlone(event.target.checked)}
            />
            <TypeList
              page={page}
              label={pageLabel}
              rows={rows}
              mayChange={mayChange}
              onChange={({ item }) => setOpened({ what: 'item', item })}
            />
            <div className={styles.acts}>
              {mayChange && (
                <>
                  <Button
                    icon={<Plus size={15} aria-hidden="true" />}
                    onClick={() => setOpened({ what: 'new', page })}
                  >
                    {ADD_WORDS[page]}
                  </Button>
                  {page === 'words' && (
                    <Button
                      icon={<Plus size={15} aria-hidden="true" />}
                      onClick={() => setOpened({ what: 'new-list' })}
                    >
                      Add a list
                    </Button>
                  )}
                  {page === 'words' && ownList && (
                    <Button onClick={() => setOpened({ what: 'list', list: ownList })}>
                      Change the list {ownList.label}
                    </Button>
                  )}
                  <Button
                    icon={<FileUp size={15} aria-hidden="true" />}
                    onClick={() => void chooseFile()}
                  >
                    Import types
                  </Button>
                </>
              )}
              <Button
                icon={<FileDown size={15} aria-hidden="true" />}
                onClick={() => setOpened({ what: 'export' })}
              >
                Export types
              </Button>
            </div>
          </div>
        </Tabs>
      </div>
      {opened && (
        <Editor opened={opened} within={within} ontology={ontology} own={own} onClose={close} />
      )}
    </>
  );
}

interface EditorProps {
  readonly opened: Opened;
  readonly within: Readonly<Record<TypePage, string>>;
  readonly ontology: Ontology;
  readonly own: OwnTypes;
  readonly onClose: () => void;
}

function Editor({ opened, within, ontology, own, onClose }: EditorProps) {
  switch (opened.what) {
    case 'new':
      return <NewType page={opened.page} within={within} ontology={ontology} onClose={onClose} />;
    case 'new-list':
      return <ListDialog ontology={ontology} list={null} onClose={onClose} />;
    case 'list':
      return <ListDialog ontology={ontology} list={opened.list} onClose={onClose} />;
    case 'import':
      return <TypeImportDialog file={opened.file} onClose={onClose} />;
    case 'export':
      return <TypeExportDialog onClose={onClose} />;
    case 'item':
      return <ChangedType one={opened.item} ontology={ontology} own={own} onClose={onClose} />;
  }
}

function NewType({
  page,
  within,
  ontology,
  onClose,
}: Pick<EditorProps, 'within' | 'ontology' | 'onClose'> & { readonly page: TypePage }) {
  switch (page) {
    case 'kinds':
      return <KindDialog ontology={ontology} kind={null} onClose={onClose} />;
    case 'fields':
      return (
        <FieldDialog
          ontology={ontology}
          field={null}
          kind={kindOf(ontology, within.fields)?.id ?? null}
          onClose={onClose}
        />
      );
    case 'links':
      return <LinkTypeDialog ontology={ontology} type={null} onClose={onClose} />;
    case 'words':
      return (
        <WordDialog ontology={ontology} term={null} list={within.words || null} onClose={onClose} />
      );
  }
}

function ChangedType({
  one,
  ontology,
  own,
  onClose,
}: Pick<EditorProps, 'ontology' | 'own' | 'onClose'> & { readonly one: OwnItem }) {
  switch (one.sort) {
    case 'kinds':
      return <KindDialog ontology={ontology} kind={one.item} onClose={onClose} />;
    case 'fields':
      return <FieldDialog ontology={ontology} field={one.item} kind={null} onClose={onClose} />;
    case 'relationTypes':
      return <LinkTypeDialog ontology={ontology} type={one.item} onClose={onClose} />;
    case 'terms':
      return <WordDialog ontology={ontology} term={one.item} list={null} onClose={onClose} />;
    case 'vocabularies':
      return <ListDialog ontology={ontology} list={one.item} onClose={onClose} />;
    case 'changes':
      return (
        <ShippedDialog
          shown={namesOf(ontology, one.item)}
          change={one.item}
          isKept={own.changes.some(({ of, id }) => of === one.item.of && id === one.item.id)}
          onClose={onClose}
        />
      );
  }
}

/** What a shipped type is called in the case now. */
function namesOf(
  ontology: Ontology,
  { of, id }: Extract<OwnItem, { sort: 'changes' }>['item'],
): { readonly label: string; readonly otherLabel: string | null } {
  const [parent = '', child = ''] = id.split('/');
  switch (of) {
    case 'kind': {
      const kind = kindOf(ontology, parent);
      return { label: kind?.label ?? id, otherLabel: kind?.plural ?? '' };
    }
    case 'relation-type': {
      const type = relationTypeOf(ontology, parent);
      return { label: type?.label ?? id, otherLabel: type?.inverseLabel ?? '' };
    }
    case 'field': {
      const field = kindOf(ontology, parent)?.fields.find((one) => one.id === child);
      return { label: field?.label ?? id, otherLabel: null };
    }
    case 'term': {
      const term = ontology.vocabularies[parent]?.find((one) => one.id === child);
      return { label: term?.label ?? id, otherLabel: null };
    }
  }
}
