import { COMMAND_IDS, type CommandId, commandOf, KEY_AREAS, type KeyArea } from './commands.ts';

/** What a person changed of the keys. */
export interface KeyChoices {
  /** Their own shortcut by command; empty: none. Commands that are not there have that of the list. */
  readonly shortcuts: Readonly<Record<string, string>>;
  /** Whether keys alone do things: off, only shortcuts with Ctrl or Alt and function keys act. */
  readonly hasSingleKeys: boolean;
}

/** The keys as they are before anyone changes them. */
export const STANDARD_KEYS: KeyChoices = { shortcuts: {}, hasSingleKeys: true };

/** Whether a shortcut is one printed key, with Shift or without: what typing would press too. */
export function isSingle(shortcut: string): boolean {
  return /^(?:Shift\+)?(?:.|Space)$/u.test(shortcut);
}

/** The shortcut of a command as this person has it; null when it has none. */
export function shortcutFor(id: CommandId, keys: KeyChoices): string | null {
  const shortcut = keys.shortcuts[id] ?? commandOf(id).shortcut;
  if (shortcut === null || shortcut === '') return null;
  return isSingle(shortcut) && !keys.hasSingleKeys ? null : shortcut;
}

/** Areas in which a command's single key acts. */
export function areasOf(id: CommandId): readonly KeyArea[] {
  return commandOf(id).areas ?? ['map'];
}

/** Other commands that the same keys would run in the same place. */
export function conflictsOf(id: CommandId, shortcut: string, keys: KeyChoices): CommandId[] {
  // Single keys that are switched off conflict too: they may be switched on again.
  const all = { ...keys, hasSingleKeys: true };
  return COMMAND_IDS.filter(
    (other) =>
      other !== id &&
      shortcutFor(other, all) === shortcut &&
      (!isSingle(shortcut) || areasOf(other).some((area) => areasOf(id).includes(area))),
  );
}

/** Keys that belong to the window, the browser or the system, and what they do there. */
const RESERVED: Readonly<Record<string, string>> = {
  Tab: 'steps through the controls',
  'Shift+Tab': 'steps through the controls',
  Enter: 'presses the control that has the focus',
  Space: 'presses the control that has the focus',
  Esc: 'closes what is open',
  Up: 'moves within what has the focus',
  Down: 'moves within what has the focus',
  Left: 'moves within what has the focus',
  Right: 'moves within what has the focus',
  Home: 'moves within what has the focus',
  End: 'moves within what has the focus',
  PageUp: 'moves within what has the focus',
  PageDown: 'moves within what has the focus',
  Backspace: 'deletes text',
  Delete: 'deletes text',
  '[': 'steps round the links on the map',
  ']': 'steps round the links on the map',
  '?': 'opens the list of shortcuts',
  'Ctrl+A': 'selects all text',
  'Ctrl+C': 'copies',
  'Ctrl+V': 'pastes',
  'Ctrl+X': 'cuts',
  'Ctrl+N': 'opens a window of the browser',
  'Ctrl+P': 'prints',
  'Ctrl+Q': 'ends the program',
  'Ctrl+R': 'loads the page again',
  'Ctrl+Shift+R': 'loads the page again',
  'Ctrl+T': 'opens a tab of the browser',
  'Ctrl+W': 'closes the window',
  'Ctrl+Shift+W': 'closes the window',
  'Ctrl+Shift+N': 'opens a window of the browser',
  'Ctrl+Shift+T': 'opens a tab of the browser',
  'Ctrl+Tab': 'changes the tab',
  'Ctrl+Shift+I': 'is kept by the browser',
  'Ctrl+Shift+J': 'is kept by the browser',
  'Ctrl++': 'makes the page larger',
  'Ctrl+-': 'makes the page smaller',
  'Ctrl+0': 'shows the page at its own size',
  'Alt+F4': 'closes the window',
  'Alt+Tab': 'changes the program',
  'Shift+F10': 'opens the menu of what has the focus',
  F5: 'loads the page again',
  F11: 'fills the screen',
  F12: 'is kept by the browser',
};

/** Why keys cannot be a command's, in words; null when they can. */
export function refusalOf(shortcut: string): string | null {
  const use = Object.hasOwn(RESERVED, shortcut) ? RESERVED[shortcut] : undefined;
  if (use !== undefined) return `${shortcut} ${use}. Choose other keys.`;
  if (/^(?:Ctrl|Alt|Shift|Meta|AltGraph|CapsLock|Dead|Process|Unidentified)$/.test(shortcut)) {
    return 'Press a key with it.';
  }
  return null;
}

/** Each area with the commands whose single keys act there. */
export function commandsByArea(keys: KeyChoices): ReadonlyMap<KeyArea, readonly CommandId[]> {
  const single = COMMAND_IDS.filter((id) => isSingle(shortcutFor(id, keys) ?? ''));
  return new Map(
    KEY_AREAS.map(
      (area) => [area, single.filter((id) => areasOf(id).includes(area))] as const,
    ).filter(([, ids]) => ids.length > 0),
  );
}

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
  ' ': 'Space',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  '=': '+', // The same key without Shift, and the one on the number pad.
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

/** The command of a key press in an area, or outside them all (null), with a person's own keys; or null. */
export function commandOfKey(
  press: KeyPress,
  area: KeyArea | null,
  keys: KeyChoices = STANDARD_KEYS,
): CommandId | null {
  // A key alone even where the help has other keys: it is printed on no list, and people try it.
  if (press.key === '?') return keys.hasSingleKeys ? 'help.shortcuts' : null;
  const shortcut = shortcutOf(press);
  return (
    COMMAND_IDS.find(
      (id) =>
        shortcutFor(id, keys) === shortcut &&
        (!isSingle(shortcut) || (area !== null && areasOf(id).includes(area))),
    ) ?? null
  );
}
