import { FileText, FolderOpen, Search, Trash2 } from 'lucide-react';
import { memo, useCallback, useDeferredValue, useState } from 'react';
import type { CouncilPreview, CouncilRules } from '../../../shared/api/council.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useApi } from '../../api/use-api.ts';
import { type Catalogue, rereadCatalogue, useCatalogueRead } from '../../api/use-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import rules from './LeverRules.module.css';
import { RuleFaults } from './RuleFaults.tsx';
import styles from './SettingsScreen.module.css';
import { SwitchOffDialog } from './SwitchOffDialog.tsx';
import { TakeRulesDialog } from './TakeRulesDialog.tsx';

/** The levers of this computer: what the council brought of its own, what it switched off, and whom to ask. */
export function LeverRulesSection() {
  const [changes, setChanges] = useState(0);
  const catalogue = useCatalogueRead();
  const own = useApi(() => api.council.read(), [changes]);
  const changed = useCallback(() => {
    rereadCatalogue();
    setChanges((count) => count + 1);
  }, []);
  if (catalogue.status === 'failed') return <FormFailure message={catalogue.error.message} />;
  if (own.status === 'failed') return <FormFailure message={own.error.message} />;
  if (catalogue.status === 'loading' || own.status === 'loading') return null;
  return (
    <>
      <p className={styles.hint}>
        {editionWords(catalogue.value)} They are the same for every case on this computer.
      </p>
      <RuleFaults
        lead="What is wrong was left out; all other levers answer. Choose mended files, or remove these."
        problems={catalogue.value.problems}
      />
      <OwnFiles own={own.value} onChanged={changed} />
      <Contacts own={own.value} />
      <Switches catalogue={catalogue.value} onChanged={changed} />
    </>
  );
}

function editionWords({ version, asAt, levers }: Catalogue): string {
  const own = levers.filter(({ origin }) => origin === 'own').length;
  const off = levers.filter(({ offReason }) => offReason !== null).length;
  const parts = [
    `${levers.length - own} levers ship with the program`,
    ...(own > 0 ? [`${own} your own`] : []),
    ...(off > 0 ? [`${off} switched off`] : []),
  ];
  return `Catalogue ${version}, law as at ${dateWords(asAt)}: ${parts.join(', ')}.`;
}

interface OwnProps {
  readonly own: CouncilRules;
  readonly onChanged: () => void;
}

function OwnFiles({ own, onChanged }: OwnProps) {
  const say = useStore((state) => state.say);
  const [failure, setFailure] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [chosen, setChosen] = useState<{
    readonly handles: readonly string[];
    readonly preview: CouncilPreview;
  } | null>(null);

  async function choose(kind: 'files' | 'folder'): Promise<void> {
    setFailure(null);
    try {
      const files = await shell.pickImportFiles(kind);
      if (files.length === 0) return;
      const handles = files.map(({ handle }) => handle);
      setChosen({ handles, preview: await api.council.check({ files: handles }) });
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  async function remove(name: string): Promise<void> {
    setRemoving(null);
    setFailure(null);
    try {
      await api.council.remove({ name });
      say(`${name} was removed from the lever rules`);
      onChanged();
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  return (
    <div className={rules.part}>
      <h4>Of your own</h4>
      <p className={styles.hint}>
        Levers your council wrote, and council.yaml with the levers it does not use and whom to ask
        in each service. Files are checked before any is taken.
      </p>
      <FormFailure message={failure} />
      {own.files.length > 0 && (
        <ul className={styles.list} aria-label="Lever rules of your own">
          {own.files.map(({ name, title, type }) => (
            <li key={name}>
              <div className={styles.item}>
                <b title={title ?? name}>
                  {title ?? (type === 'rules' ? (own.name ?? 'Switched off and contacts') : name)}
                </b>
                <span>{name}</span>
              </div>
              {removing === name ? (
                <span className={styles.acts}>
                  <Button look="danger" onClick={() => remove(name)}>
                    Remove {name}
                  </Button>
                  <Button onClick={() => setRemoving(null)}>Keep it</Button>
                </span>
              ) : (
                <Button
                  icon={<Trash2 size={15} aria-hidden="true" />}
                  aria-label={`Remove ${name}…`}
                  onClick={() => setRemoving(name)}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        <Button
          icon={<FileText size={15} aria-hidden="true" />}
          onClick={() => void choose('files')}
        >
          Choose files of lever rules
        </Button>
        <Button
          icon={<FolderOpen size={15} aria-hidden="true" />}
          onClick={() => void choose('folder')}
        >
          Choose a folder
        </Button>
      </div>
      {chosen && (
        <TakeRulesDialog
          {...chosen}
          onClose={() => setChosen(null)}
          onTaken={(count) => {
            setChosen(null);
            say(
              count === 1
                ? '1 file of lever rules holds now'
                : `${count} files of lever rules hold now`,
            );
            onChanged();
          }}
        />
      )}
    </div>
  );
}

function Contacts({ own }: { readonly own: CouncilRules }) {
  if (own.contacts.length === 0) return null;
  return (
    <div className={rules.part}>
      <h4>Whom to ask</h4>
      <Table label="Contacts by service">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Team</th>
            <th scope="col">Phone</th>
            <th scope="col">Email</th>
            <th scope="col">Hours</th>
          </tr>
        </thead>
        <tbody>
          {own.contacts.map(({ service, team, phone, email, hours }) => (
            <tr key={`${service} ${team} ${phone} ${email}`}>
              <td className={cell.wrap}>{service}</td>
              <td className={cell.wrap}>{team}</td>
              <td>{phone ?? '–'}</td>
              <td>{email ?? '–'}</td>
              <td className={cell.wrap}>{hours ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function isFound(lever: CatalogueLever, words: readonly string[]): boolean {
  const text = `${lever.title} ${lever.service} ${lever.id}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

interface SwitchRowProps {
  readonly lever: CatalogueLever;
  readonly onSwitchOff: (lever: CatalogueLever) => void;
  readonly onSwitchOn: (lever: CatalogueLever) => void;
}

const SwitchRow = memo(function SwitchRow({ lever, onSwitchOff, onSwitchOn }: SwitchRowProps) {
  const { title, offReason } = lever;
  return (
    <li>
      <div className={styles.item}>
        <b title={title}>
          <span className={rules.marked}>
            <span>{title}</span>
            {lever.origin === 'own' && <Chip tone="info">Own</Chip>}
            {offReason !== null && <Chip tone="outline">Off</Chip>}
          </span>
        </b>
        <span>{offReason ?? lever.service}</span>
      </div>
      {offReason === null ? (
        <Button aria-label={`Switch off ${title}…`} onClick={() => onSwitchOff(lever)}>
          Switch off
        </Button>
      ) : (
        <Button aria-label={`Switch on ${title}`} onClick={() => onSwitchOn(lever)}>
          Switch on
        </Button>
      )}
    </li>
  );
});

function Switches({
  catalogue,
  onChanged,
}: {
  readonly catalogue: Catalogue;
  readonly onChanged: () => void;
}) {
  const say = useStore((state) => state.say);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<CatalogueLever | null>(null);
  // The list is drawn once there is time: typing goes before.
  const sought = useDeferredValue(text);
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const found = catalogue.levers
    .filter((lever) => isFound(lever, words))
    .sort(
      (a, b) =>
        Number(a.offReason === null) - Number(b.offReason === null) ||
        Number(a.origin === 'shipped') - Number(b.origin === 'shipped') ||
        a.title.localeCompare(b.title, 'en-GB'),
    );

  // Kept between drawings, so that rows which stay as they are need not be drawn again.
  const switchOn = useCallback(
    async (lever: CatalogueLever): Promise<void> => {
      setFailure(null);
      try {
        await api.council.switch({ lever: lever.id, offReason: null });
        say(`${lever.title} is on again`);
        onChanged();
      } catch (error) {
        setFailure(toAppError(error).message);
      }
    },
    [say, onChanged],
  );

  return (
    <div className={rules.part}>
      <h4>Switched on and off</h4>
      <TextField
        label="Find a lever"
        type="search"
        icon={<Search size={15} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FormFailure message={failure} />
      {found.length === 0 ? (
        <p role="status">No lever has these words.</p>
      ) : (
        // A scrolling region must be reachable by keyboard: its buttons are.
        <ul className={`${styles.list} ${rules.levers}`} aria-label="Levers">
          {found.map((lever) => (
            <SwitchRow
              key={lever.id}
              lever={lever}
              onSwitchOff={setLeaving}
              onSwitchOn={switchOn}
            />
          ))}
        </ul>
      )}
      {leaving && (
        <SwitchOffDialog
          lever={leaving}
          onClose={() => setLeaving(null)}
          onDone={() => {
            setLeaving(null);
            say(`${leaving.title} is switched off`);
            onChanged();
          }}
        />
      )}
    </div>
  );
}
