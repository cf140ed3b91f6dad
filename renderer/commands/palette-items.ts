import type { EntityMatch } from '../../shared/api/entity.ts';
import type { NamedView } from '../../shared/api/view.ts';
import type { CommandId } from '../../shared/commands.ts';
import { COMMAND_IDS, commandOf } from '../../shared/commands.ts';
import type { Lever } from '../../shared/domain/lever.ts';
import type { Store } from '../store/store.ts';
import { isAvailable } from './availability.ts';

/** A record as the palette lists it; those seen lately have no reference and nothing that matched. */
export type PaletteRecord = Pick<EntityMatch, 'id' | 'kind' | 'label' | 'isProtected'> & {
  readonly reference: string | null;
  readonly matched: EntityMatch['matched'];
};

/** What can be done with a record besides opening it. */
export type RecordAct = 'show' | 'focus' | 'near';

/** One line of the palette. */
export type PaletteItem =
  | { readonly type: 'record'; readonly record: PaletteRecord; readonly isRecent: boolean }
  | { readonly type: 'act'; readonly act: RecordAct; readonly record: PaletteRecord }
  | { readonly type: 'command'; readonly id: CommandId; readonly isRecent: boolean }
  | { readonly type: 'view'; readonly id: string; readonly name: string }
  | { readonly type: 'lever'; readonly lever: Pick<Lever, 'id' | 'title' | 'service'> };

/** Commands that mean nothing in a list: the palette itself, and steps among regions. */
const NOT_LISTED: ReadonlySet<CommandId> = new Set([
  'palette.open',
  'region.next',
  'region.previous',
]);

/** Names of the acts with a record, and other words for them. */
export const RECORD_ACTS: Readonly<Record<RecordAct, { label: string; note: string }>> = {
  show: { label: 'Show on the map', note: 'Map' },
  focus: { label: 'Begin the map at it', note: 'Map' },
  near: { label: 'List what is linked to it', note: 'Records' },
};

/** The commands whose words all occur in label, menu or other names; those available alone, lately used ones first. */
export function commandItems(query: string, state: Store): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = COMMAND_IDS.filter((id) => {
    const { label, menu, alsoCalled = '' } = commandOf(id);
    const haystack = `${label} ${menu} ${alsoCalled}`.toLowerCase();
    return (
      !NOT_LISTED.has(id) &&
      isAvailable(id, state) &&
      words.every((word) => haystack.includes(word))
    );
  });
  const recent = words.length > 0 ? [] : state.recentCommands.filter((id) => found.includes(id));
  return [
    ...recent.map((id): PaletteItem => ({ type: 'command', id, isRecent: true })),
    ...found
      .filter((id) => !recent.includes(id))
      .map((id): PaletteItem => ({ type: 'command', id, isRecent: false })),
  ];
}

/** The named views whose name or place in the menu has all words. */
export function viewItems(query: string, views: readonly NamedView[]): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return views
    .filter(({ name }) => words.every((word) => `go: view ${name}`.toLowerCase().includes(word)))
    .map(({ id, name }) => ({ type: 'view', id, name }));
}

/** How well a title answers words: 2 where it begins with the first of them, 1 where one of its own words does. */
function closeness(title: string, [first = '']: readonly string[]): number {
  const text = title.toLowerCase();
  return text.startsWith(first) ? 2 : Number(text.includes(` ${first}`));
}

/** The levers whose title, service or acts have all words. */
export function leverItems(query: string, levers: Iterable<Lever>): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [...levers]
    .filter(({ title, service, legalBasis }) => {
      const acts = legalBasis.map(({ act, year }) => `${act} ${year}`).join(' ');
      const haystack = `${title} ${service} ${acts}`.toLowerCase();
      return words.every((word) => haystack.includes(word));
    })
    .sort(
      (a, b) =>
        closeness(b.title, words) - closeness(a.title, words) ||
        a.title.localeCompare(b.title, 'en-GB'),
    )
    .map((lever) => ({ type: 'lever', lever }));
}

/** What can be done with a record, where words were typed by which it was found. */
export function actItems(record: PaletteRecord | null): PaletteItem[] {
  if (!record) return [];
  const acts: RecordAct[] =
    record.reference === null ? ['show', 'focus'] : ['show', 'focus', 'near'];
  return acts.map((act) => ({ type: 'act', act, record }));
}

/** What tells the lines of a list apart. */
export function keyOfItem(item: PaletteItem): string {
  switch (item.type) {
    case 'record':
      return item.record.id;
    case 'act':
      return `act-${item.act}`;
    case 'command':
    case 'view':
      return item.id;
    case 'lever':
      return `lever-${item.lever.id}`;
  }
}

/** The heading of the group that a line belongs to. */
export function groupOf(item: PaletteItem): string {
  switch (item.type) {
    case 'record':
      return item.isRecent ? 'Seen lately' : 'Records';
    case 'act':
      return `Do with ${item.record.label}`;
    case 'view':
      return 'Views';
    case 'lever':
      return 'Levers';
    case 'command':
      return item.isRecent ? 'Used lately' : 'Commands';
  }
}

/** Where a label has the query, for marking: its first place, or nowhere. */
export function highlightsOf(text: string, query: string): readonly (readonly [number, number])[] {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  return at === -1 ? [] : [[at, at + query.length]];
}
