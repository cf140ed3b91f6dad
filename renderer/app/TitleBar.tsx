import {
  AppWindow,
  CircleHelp,
  History,
  Lock,
  Moon,
  Projector,
  Redo2,
  Search,
  Sun,
  SunMoon,
  Undo2,
} from 'lucide-react';
import { api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';
import { runCommand } from '../commands/run-command.ts';
import { useKeys } from '../store/keys.ts';
import { useStore } from '../store/store.ts';
import { IconButton } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Logo } from '../ui/Logo.tsx';
import styles from './TitleBar.module.css';

const THEME_ICONS = { dark: Moon, light: Sun, projector: Projector, system: SunMoon };

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0] ?? '');
  return letters.join('').toUpperCase();
}

function UndoButtons() {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const isHistory = useStore((state) => state.leftPanel === 'history');
  const history = useApi(() => api.history.state(), [revision, viewRevision]);
  const { undo, redo } = history.status === 'ready' ? history.value : { undo: null, redo: null };
  return (
    <>
      <IconButton
        label={undo ? `Undo: ${undo.name}` : 'Nothing to undo'}
        icon={<Undo2 size={16} aria-hidden="true" />}
        keys={useKeys('edit.undo')}
        aria-disabled={undo === null}
        onClick={() => undo && runCommand('edit.undo')}
      />
      <IconButton
        label={redo ? `Redo: ${redo.name}` : 'Nothing to redo'}
        icon={<Redo2 size={16} aria-hidden="true" />}
        keys={useKeys('edit.redo')}
        aria-disabled={redo === null}
        onClick={() => redo && runCommand('edit.redo')}
      />
      <IconButton
        label="History"
        icon={<History size={16} aria-hidden="true" />}
        keys={useKeys('panel.history')}
        aria-pressed={isHistory}
        onClick={() => runCommand('panel.history')}
      />
    </>
  );
}

/** The case, the search box, and what holds on every screen. */
export function TitleBar() {
  const name = useStore((state) => state.caseState?.name ?? '');
  const user = useStore((state) => state.caseState?.user ?? '');
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const theme = useStore((state) => state.settings.theme);
  const ThemeIcon = THEME_ICONS[theme];
  return (
    <header className={styles.titleBar} data-region="" tabIndex={-1}>
      <div className={styles.start}>
        <span className={styles.mark}>
          <Logo />
        </span>
        <h1 className={styles.name} title={name}>
          {name}
        </h1>
        {isReadOnly && <span className={styles.note}>Read only</span>}
      </div>
      <button type="button" className={styles.search} onClick={() => runCommand('palette.open')}>
        <Search size={15} aria-hidden="true" />
        <span>Search records or run a command</span>
        <span className={styles.keys} aria-hidden="true">
          <Kbd keys={useKeys('palette.open')} />
        </span>
      </button>
      <div className={styles.end}>
        <UndoButtons />
        <IconButton
          label="Open a second window"
          icon={<AppWindow size={16} aria-hidden="true" />}
          keys={useKeys('window.second')}
          onClick={() => runCommand('window.second')}
        />
        <IconButton
          label="Change the theme"
          icon={<ThemeIcon size={16} aria-hidden="true" />}
          keys={useKeys('window.theme')}
          onClick={() => runCommand('window.theme')}
        />
        <IconButton
          label="Keyboard shortcuts"
          icon={<CircleHelp size={16} aria-hidden="true" />}
          keys={useKeys('help.shortcuts')}
          onClick={() => runCommand('help.shortcuts')}
        />
        <IconButton
          label="Lock now"
          icon={<Lock size={16} aria-hidden="true" />}
          keys={useKeys('case.lock')}
          onClick={() => runCommand('case.lock')}
        />
        {user !== '' && (
          <span className={styles.user}>
            <span className={styles.avatar} aria-hidden="true">
              {initialsOf(user)}
            </span>
            <span className={styles.userName} title={user}>
              {user}
            </span>
          </span>
        )}
      </div>
    </header>
  );
}
