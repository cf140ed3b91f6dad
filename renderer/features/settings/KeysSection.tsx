import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { CommandId, Menu } from '../../../shared/commands.ts';
import { COMMAND_IDS, commandOf, keysOf } from '../../../shared/commands.ts';
import { shortcutFor } from '../../../shared/shortcuts.ts';
import { useShortcut } from '../../store/keys.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './KeysSection.module.css';
import page from './SettingsScreen.module.css';
import { ShortcutDialog } from './ShortcutDialog.tsx';

const MENUS: readonly Menu[] = ['Case', 'Edit', 'View', 'Map', 'Help'];

interface RowProps {
  readonly id: CommandId;
  readonly onChange: () => void;
}

function CommandRow({ id, onChange }: RowProps) {
  const { label, shortcut: standard } = commandOf(id);
  const shortcut = useShortcut(id);
  const isOwn = useStore((state) => state.settings.shortcuts[id] !== undefined);
  const keep = useShortcutKeeper();
  return (
    <li>
      <span className={styles.label}>{label}</span>
      <span className={styles.keys}>
        {shortcut === '' ? (
          <span className={styles.none}>No keys</span>
        ) : (
          <Kbd keys={keysOf(shortcut)} />
        )}
      </span>
      <span className={styles.acts}>
        {isOwn && (
          <Button
            look="quiet"
            aria-label={`Reset ${label} to ${standard ?? 'no keys'}`}
            onClick={() => keep({ [id]: null })}
          >
            Reset
          </Button>
        )}
        {shortcut !== '' && (
          <Button
            look="quiet"
            aria-label={`Clear the keys of ${label}`}
            onClick={() => keep({ [id]: '' })}
          >
            Clear
          </Button>
        )}
        <Button look="quiet" aria-label={`Change the keys of ${label}`} onClick={onChange}>
          Change
        </Button>
      </span>
    </li>
  );
}

/** Keeps own shortcuts; null gives a command its standard one again. */
function useShortcutKeeper() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  return (changes: Readonly<Record<string, string | null>>): void => {
    const shortcuts: Record<string, string> = { ...settings.shortcuts };
    for (const [id, shortcut] of Object.entries(changes)) {
      if (shortcut === null) delete shortcuts[id];
      else shortcuts[id] = shortcut;
    }
    setSettings({ ...settings, shortcuts });
  };
}

/** The keys of every command: changed, cleared, reset; single keys all off with one switch. */
export function KeysSection() {
  const settings = useStore((state) => state.settings);
  const setSettings = useStore((state) => state.setSettings);
  const keep = useShortcutKeeper();
  const [text, setText] = useState('');
  const [changing, setChanging] = useState<CommandId | null>(null);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = COMMAND_IDS.filter((id) => {
    const haystack = `${commandOf(id).label} ${shortcutFor(id, settings) ?? ''}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const hasOwn = Object.keys(settings.shortcuts).length > 0;
  return (
    <>
      <CheckField
        label="Single keys do things, such as E for “Show neighbours”, where their part of the window has the focus"
        checked={settings.hasSingleKeys}
        onChange={(event) => setSettings({ ...settings, hasSingleKeys: event.target.checked })}
      />
      <div className={page.row}>
        <div className={page.grow}>
          <TextField
            label="Find a command or keys"
            data-find=""
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button
          icon={<RotateCcw size={15} aria-hidden="true" />}
          aria-disabled={!hasOwn}
          onClick={() => hasOwn && setSettings({ ...settings, shortcuts: {} })}
        >
          Reset all
        </Button>
      </div>
      {found.length === 0 && <p role="status">No command has “{text}”.</p>}
      <div className={styles.menus}>
        {MENUS.map((menu) => {
          const ids = found.filter((id) => commandOf(id).menu === menu);
          return (
            ids.length > 0 && (
              <div key={menu}>
                <h4>{menu}</h4>
                <ul aria-label={`Keys: ${menu}`}>
                  {ids.map((id) => (
                    <CommandRow key={id} id={id} onChange={() => setChanging(id)} />
                  ))}
                </ul>
              </div>
            )
          );
        })}
      </div>
      {changing && (
        <ShortcutDialog
          id={changing}
          onClose={() => setChanging(null)}
          onChoose={(changes) => {
            keep(changes);
            setChanging(null);
          }}
        />
      )}
    </>
  );
}
