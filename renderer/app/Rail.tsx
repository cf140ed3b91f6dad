import type { LucideIcon } from 'lucide-react';
import { FileInput, Gavel, ScrollText, Settings, Table2, Waypoints } from 'lucide-react';
import type { CommandId } from '../../shared/commands.ts';
import { runCommand } from '../commands/run-command.ts';
import { useTitle } from '../store/keys.ts';
import { useStore } from '../store/store.ts';
import type { Screen } from '../store/window.ts';
import styles from './Rail.module.css';

interface Stop {
  readonly screen: Screen;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly command: CommandId;
}

const MAIN: readonly Stop[] = [
  { screen: 'map', label: 'Map', icon: Waypoints, command: 'go.map' },
  { screen: 'records', label: 'Records', icon: Table2, command: 'go.records' },
  { screen: 'levers', label: 'Levers', icon: Gavel, command: 'go.levers' },
  { screen: 'import', label: 'Import', icon: FileInput, command: 'case.import' },
];
const FOOT: readonly Stop[] = [
  { screen: 'audit', label: 'Audit', icon: ScrollText, command: 'go.audit' },
  { screen: 'settings', label: 'Settings', icon: Settings, command: 'go.settings' },
];

function Item({ stop, isCurrent }: { readonly stop: Stop; readonly isCurrent: boolean }) {
  const { label, icon: Icon, command } = stop;
  const title = useTitle(label, command);
  return (
    <button
      type="button"
      className={styles.stop}
      aria-current={isCurrent ? 'page' : undefined}
      title={title}
      onClick={() => runCommand(command)}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      {label}
    </button>
  );
}

function Stops({ stops }: { readonly stops: readonly Stop[] }) {
  const screen = useStore((state) => state.screen);
  return (
    <ul>
      {stops.map((stop) => (
        <li key={stop.screen}>
          <Item stop={stop} isCurrent={screen === stop.screen} />
        </li>
      ))}
    </ul>
  );
}

/** The screens of an open case. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Screens" data-region="" tabIndex={-1}>
      <Stops stops={MAIN} />
      <Stops stops={FOOT} />
    </nav>
  );
}
