import type { CommandId } from '../../shared/commands.ts';
import { keysOf } from '../../shared/commands.ts';
import { shortcutFor } from '../../shared/shortcuts.ts';
import { useStore } from './store.ts';

/** The shortcut of a command as this person has it; empty when it has none. */
export function useShortcut(id: CommandId): string {
  return useStore((state) => shortcutFor(id, state.settings) ?? '');
}

/** The same, key by key. */
export function useKeys(id: CommandId): readonly string[] {
  return keysOf(useShortcut(id));
}

/** A tooltip: what it is, and its keys where it has any. */
export function useTitle(label: string, id: CommandId): string {
  const shortcut = useShortcut(id);
  return shortcut === '' ? label : `${label} (${shortcut})`;
}

/** The keys of any command, key by key, where which command it is depends on the case. */
export function useKeysOf(): (id: CommandId) => readonly string[] {
  const shortcuts = useStore((state) => state.settings.shortcuts);
  const hasSingleKeys = useStore((state) => state.settings.hasSingleKeys);
  return (id) => keysOf(shortcutFor(id, { shortcuts, hasSingleKeys }) ?? '');
}
