import type { MenuItemConstructorOptions } from 'electron';
import {
  COMMAND_IDS,
  type CommandId,
  commandOf,
  type Menu as MenuName,
} from '../../shared/commands.ts';
import { isSingle, type KeyChoices, STANDARD_KEYS, shortcutFor } from '../../shared/shortcuts.ts';

const MENUS: readonly MenuName[] = ['Case', 'Edit', 'View', 'Map', 'Help'];

/**
 * A shortcut as Electron writes it, or null for a single key: those act only while the map has the
 * focus, and as an accelerator of the menu they would take letters out of text fields.
 */
export function acceleratorOf(shortcut: string | null): string | null {
  if (shortcut === null) return null;
  const isFunctionKey = /^F\d+$/.test(shortcut);
  if (isSingle(shortcut) || (!isFunctionKey && !/^(Ctrl|Alt|Shift)\+/.test(shortcut))) return null;
  return shortcut.replace('Ctrl', 'CmdOrCtrl').replace(/\+\+$/, '+Plus');
}

function commandItems(
  menu: MenuName,
  { isCaseOpen, keys }: { readonly isCaseOpen: boolean; readonly keys: KeyChoices },
  run: (id: CommandId) => void,
): MenuItemConstructorOptions[] {
  return COMMAND_IDS.filter((id) => commandOf(id).menu === menu).map((id) => {
    const { label, scope } = commandOf(id);
    const accelerator = acceleratorOf(shortcutFor(id, keys));
    return {
      label,
      enabled: scope === 'always' || isCaseOpen,
      click: () => run(id),
      // Shown only: the page listens to the keys itself, and a command must not run twice.
      ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
    };
  });
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** What each menu holds besides commands: what the system does by itself. */
function systemItems(menu: MenuName, isMac: boolean): MenuItemConstructorOptions[] {
  switch (menu) {
    case 'Case':
      return isMac ? [{ role: 'close' }] : [{ role: 'quit' }];
    case 'Edit':
      return [
        { role: 'cut' },
        { role: 'copy' },
        { role: 'pasteAndMatchStyle', label: 'Paste', accelerator: 'CmdOrCtrl+V' },
        { role: 'selectAll' },
      ];
    case 'View':
      return [{ role: 'togglefullscreen' }];
    case 'Map':
      return [];
    case 'Help':
      return [{ role: 'about' }];
  }
}

/** The menu bar, drawn from the command list; commands that need an open case are grey without one. */
export function menuTemplate(options: {
  readonly platform: NodeJS.Platform;
  readonly isCaseOpen: boolean;
  /** The person's own keys; the standard ones where nothing is said. */
  readonly keys?: KeyChoices;
  readonly run: (id: CommandId) => void;
}): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin';
  const { keys = STANDARD_KEYS } = options;
  const menus = MENUS.map((menu): MenuItemConstructorOptions => {
    const commands = commandItems(menu, { isCaseOpen: options.isCaseOpen, keys }, options.run);
    const system = systemItems(menu, isMac);
    const isBoth = commands.length > 0 && system.length > 0;
    return { label: menu, submenu: [...commands, ...(isBoth ? [SEPARATOR] : []), ...system] };
  });
  return isMac ? [{ role: 'appMenu' }, ...menus] : menus;
}
