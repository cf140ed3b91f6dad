import type { CommandId, KeyArea } from '../../shared/commands.ts';
import { COMMAND_IDS, commandOf } from '../../shared/commands.ts';

/** The parts of a key press that tell shortcuts apart. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  '=': '+', // The same key without Shift, and the one on the number pad.
  '?': 'F1',
};

/** A key press as shortcuts are written: `Ctrl+Shift+Z`. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  // On a symbol key Shift only chooses the symbol, so it is no part of the shortcut.
  const isSymbol = key.length === 1 && key.toUpperCase() === key.toLowerCase();
  const parts = [
    (ctrlKey || metaKey) && 'Ctrl',
    altKey && 'Alt',
    shiftKey && !isSymbol && 'Shift',
    name,
  ];
  return parts.filter(Boolean).join('+');
}

const COMMANDS_OF_SHORTCUT: ReadonlyMap<string, readonly CommandId[]> = Map.groupBy(
  COMMAND_IDS.filter((id) => commandOf(id).shortcut !== null),
  (id) => commandOf(id).shortcut ?? '',
);

/** The command of a key press in an area, or outside them all (null), or null. */
export function commandOfKey(press: KeyPress, area: KeyArea | null): CommandId | null {
  const found = COMMANDS_OF_SHORTCUT.get(shortcutOf(press)) ?? [];
  return found.find((id) => !isSingleKey(id) || actsIn(id, area)) ?? null;
}

function actsIn(id: CommandId, area: KeyArea | null): boolean {
  return area !== null && (commandOf(id).areas ?? ['map']).includes(area);
}

/** Whether a shortcut is one plain key, which acts only while one of its areas has the focus. */
export function isSingleKey(id: CommandId): boolean {
  const { shortcut } = commandOf(id);
  return shortcut !== null && (shortcut === '+' || shortcut.length === 1);
}
