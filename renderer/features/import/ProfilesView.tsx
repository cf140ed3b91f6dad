import { ArrowLeft, FileDown, FileUp } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { ImportProfileEntry, ShippedProfile } from '../../../shared/api/import-profile.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import { type ProfileAct, ProfileDialog } from './ProfileDialog.tsx';
import styles from './ProfilesView.module.css';
import { columnsOf, madeOf, meaningInWords, recognitionInWords } from './profile-words.ts';

interface Chosen {
  readonly own: ImportProfileEntry | null;
  readonly shipped: ShippedProfile | null;
}

function when(instant: string): string {
  return new Date(instant).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

interface ColumnTableProps {
  readonly label: string;
  readonly headings: readonly [string, string];
  readonly rows: readonly {
    readonly key: string;
    readonly first: string;
    readonly second: string;
  }[];
}

function ColumnTable({ label, headings: [first, second], rows }: ColumnTableProps) {
  return (
    <div className={styles.table}>
      <Table label={label}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">{second}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.first}</th>
              <td className={cell.wrap}>{row.second}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface OwnProps {
  readonly profile: ImportProfileEntry;
  readonly onAct: (act: ProfileAct) => void;
}

function OwnProfile({ profile, onAct }: OwnProps) {
  const ontology = useOntologyOrNull();
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const { title, mapping, updatedBy, updatedAt } = profile;
  return (
    <>
      <h3>{title}</h3>
      <p className={styles.remark}>
        Kept in this case by {updatedBy} on {when(updatedAt)}.{' '}
        {mapping &&
          `Used by itself where a table has just these ${mapping.columns.length.toLocaleString('en-GB')} columns.`}
      </p>
      {!isReadOnly && (
        <div className={styles.buttons}>
          {mapping && <Button onClick={() => onAct('rename')}>Rename</Button>}
          {mapping && <Button onClick={() => onAct('duplicate')}>Duplicate</Button>}
          <Button icon={<FileDown size={15} aria-hidden="true" />} onClick={() => onAct('export')}>
            Export
          </Button>
          <Button look="danger" onClick={() => onAct('delete')}>
            Delete
          </Button>
        </div>
      )}
      {mapping ? (
        <>
          <h4>What each row makes</h4>
          <ul className={styles.made}>
            {madeOf(mapping, ontology).map((made) => (
              <li key={made}>{made}</li>
            ))}
          </ul>
          <ColumnTable
            label={`Columns of ${title}`}
            headings={['Column', 'Goes to']}
            rows={columnsOf(mapping, ontology).map(({ column, goesTo }) => ({
              key: column,
              first: column,
              second: goesTo.join('; '),
            }))}
          />
        </>
      ) : (
        <Note tone="warning">
          A newer version of Achilles wrote this profile. It knows no table until this one is
          updated.
        </Note>
      )}
    </>
  );
}

function ShippedDetail({ profile }: { readonly profile: ShippedProfile }) {
  const parts = [
    { name: 'Records', columns: profile.entities },
    { name: 'Links', columns: profile.relations },
  ].filter(({ columns }) => columns.length > 0);
  return (
    <>
      <h3>{profile.title}</h3>
      <p className={styles.remark}>Comes with Achilles. {recognitionInWords(profile)}</p>
      {parts.map(({ name, columns }) => (
        <ColumnTable
          key={name}
          label={`${name} of ${profile.title}`}
          headings={[name, 'Headers it is known by']}
          rows={columns.map(({ meaning, headers }) => ({
            key: meaning,
            first: meaningInWords(meaning),
            second: headers.join(', '),
          }))}
        />
      ))}
    </>
  );
}

interface ListProps<T extends { readonly id: string; readonly title: string }> {
  readonly name: string;
  readonly profiles: readonly T[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
  readonly empty?: ReactNode;
}

function List<T extends { readonly id: string; readonly title: string }>(props: ListProps<T>) {
  const { name, profiles, chosenId, onChoose, empty } = props;
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>{name}</h3>
      {profiles.length === 0 && empty}
      <ul>
        {profiles.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === chosenId}
              title={title}
              onClick={() => onChoose(id)}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function readProfiles() {
  const [own, shipped] = await Promise.all([api.import.profiles(), api.import.shippedProfiles()]);
  return { own, shipped };
}

/** A profile from a file that another case gave out; null: nobody chose one. */
async function addFromFile(): Promise<ImportProfileEntry | null> {
  const [file] = await shell.pickImportFiles('files');
  return file ? api.import.addProfile({ file: file.handle }) : null;
}

function Detail({ chosen, onAct }: { readonly chosen: Chosen; readonly onAct: OwnProps['onAct'] }) {
  if (chosen.own) return <OwnProfile profile={chosen.own} onAct={onAct} />;
  if (chosen.shipped) return <ShippedDetail profile={chosen.shipped} />;
  return <EmptyState title="No profile is chosen" />;
}

/** The profiles that imports go by: the case's own and those of the product, with what each knows and makes. */
export function ProfilesView() {
  const viewRevision = useStore((state) => state.viewRevision);
  const showProfiles = useStore((state) => state.showImportProfiles);
  const say = useStore((state) => state.say);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const profiles = useApi(readProfiles, [viewRevision]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [act, setAct] = useState<ProfileAct | null>(null);

  async function add(): Promise<void> {
    try {
      const added = await addFromFile();
      if (!added) return;
      setChosenId(added.id);
      say(`Added the profile ${added.title}.`, { canUndo: true });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  if (profiles.status === 'failed')
    return <FailedState message={profiles.error.message} retry={profiles.retry} />;
  if (profiles.status === 'loading') return <LoadingState>Reading the profiles</LoadingState>;
  const { own, shipped } = profiles.value;
  const wanted = chosenId ?? own[0]?.id ?? shipped[0]?.id ?? null;
  const chosen: Chosen = {
    own: own.find(({ id }) => id === wanted) ?? null,
    shipped: shipped.find(({ id }) => id === wanted) ?? null,
  };
  return (
    <div className={styles.view}>
      <nav className={styles.lists} aria-label="Profiles">
        <List
          name="Of this case"
          profiles={own}
          chosenId={wanted}
          onChoose={setChosenId}
          empty={
            <p className={styles.remark}>
              None yet. Map the columns of a file and keep them as a profile, or add one from a
              file.
            </p>
          }
        />
        {!isReadOnly && (
          <Button icon={<FileUp size={15} aria-hidden="true" />} onClick={() => void add()}>
            Add from a file
          </Button>
        )}
        <List name="Of Achilles" profiles={shipped} chosenId={wanted} onChoose={setChosenId} />
      </nav>
      <section className={styles.detail} aria-label="Profile">
        <Detail chosen={chosen} onAct={setAct} />
      </section>
      <div className={styles.foot}>
        <Button
          size="large"
          icon={<ArrowLeft size={16} aria-hidden="true" />}
          onClick={() => showProfiles(false)}
        >
          Back to the import
        </Button>
      </div>
      {act && chosen.own && (
        <ProfileDialog
          key={`${act} ${chosen.own.id}`}
          act={act}
          profile={chosen.own}
          onClose={(made) => {
            setAct(null);
            if (made !== undefined) setChosenId(made);
          }}
        />
      )}
    </div>
  );
}
