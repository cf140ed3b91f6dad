import type { EntityMatch } from '../../shared/api/entity.ts';
import type { NamedView } from '../../shared/api/view.ts';
import type { CommandId } from '../../shared/commands.ts';
import { COMMAND_IDS, commandOf } from '../../shared/commands.ts';
import type { Store } from '../store/store.ts';
import { isAvailable } from './availability.ts';

/** One line of the palette. */
export type PaletteItem =
  | { readonly type: 'record'; readonly entity: EntityMatch }
  | { readonly type: 'command'; readonly id: CommandId }
  | { readonly type: 'view'; readonly id: string; readonly name: string };

/** Commands that mean nothing in a list: the palette itself, and steps among regions. */
const NOT_LISTED: ReadonlySet<CommandId> = new Set([
  'palette.open',
  'region.next',
  'region.previous',
]);

/** The commands whose words all occur in label, menu or other names; those available alone. */
export function commandItems(query: string, state: Store): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return COMMAND_IDS.filter((id) => {
    const { label, menu, alsoCalled = '' } = commandOf(id);
    const haystack = `${label} ${menu} ${alsoCalled}`.toLowerCase();
    return (
      !NOT_LISTED.has(id) &&
      isAvailable(id, state) &&
      words.every((word) => haystack.includes(word))
    );
  }).map((id) => ({ type: 'command', id }));
}

/** The named views whose name or place in the menu has all words. */
export function viewItems(query: string, views: readonly NamedView[]): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return views
    .filter(({ name }) => words.every((word) => `go: view ${name}`.toLowerCase().includes(word)))
    .map(({ id, name }) => ({ type: 'view', id, name }));
}

/** Where a label has the query, for marking: its first place, or nowhere. */
export function highlightsOf(text: string, query: string): readonly (readonly [number, number])[] {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  return at === -1 ? [] : [[at, at + query.length]];
}
