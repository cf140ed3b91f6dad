import { type CommandId, commandOf, keysOf } from '../../../shared/commands.ts';
import { shortcutFor } from '../../../shared/shortcuts.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { isGroupId } from '../../canvas/groups.ts';
import { typeOfLink } from '../../canvas/map-model.ts';
import type { PointedPlace } from '../../canvas/PointerController.tsx';
import type { RecordForm } from '../../store/form.ts';
import { type Alignment, LAYOUT_SHAPES, type SelectBy } from '../../store/map-request.ts';
import { whyNotCompared } from '../../store/records.ts';
import { useStore } from '../../store/store.ts';
import { ALIGN_LABELS, LAYOUT_LABELS } from './layout-words.ts';
import type { MapActs } from './map-acts.ts';

/** One line of the map's menu: something to do, or more items. */
export interface MenuItem {
  readonly label: string;
  readonly keys?: readonly string[];
  readonly run?: () => void;
  /** Why it cannot be done now: it is told in place of being done. */
  readonly refusal?: string | null;
  readonly items?: readonly (readonly MenuItem[])[];
}

/** What the menu is of, and what it offers. */
interface MapMenuContent {
  readonly title: 'Map' | 'Record' | 'Records' | 'Link';
  readonly groups: readonly (readonly MenuItem[])[];
}

/** What a menu asks of the map. */
type MenuMap = Pick<Canvas, 'model' | 'projection'>;

/** The keys of a command as this person has them. */
function keysFor(id: CommandId): Pick<MenuItem, 'keys'> {
  const shortcut = shortcutFor(id, useStore.getState().settings);
  return shortcut === null ? {} : { keys: keysOf(shortcut) };
}

/** An item named and keyed like a command. */
function like(id: CommandId, run: () => void): MenuItem {
  return { label: commandOf(id).label, ...keysFor(id), run };
}

const SELECT_ITEMS = {
  all: 'map.select-all',
  invert: 'map.select-invert',
  grow: 'map.select-grow',
  shrink: 'map.select-shrink',
  'same-kind': 'map.select-same-kind',
  'same-type': 'map.select-same-type',
  linked: 'map.select-linked',
  unlinked: 'map.select-unlinked',
} as const satisfies Readonly<Record<SelectBy, CommandId>>;

const SELECT_MORE = ['grow', 'shrink', 'invert', 'same-kind', 'same-type'] as const;
const SELECT_ANEW = ['all', 'linked', 'unlinked'] as const;

/** Between two records where two are meant, else from the one that the menu was opened on. */
function newLinkOf(ids: readonly string[], id: string): RecordForm {
  const [fromId, toId] = ids;
  return ids.length === 2 && fromId !== undefined && toId !== undefined
    ? { type: 'new-link', fromId, toId }
    : { type: 'new-link', fromId: id, toId: null };
}

/** Several records side by side; of more than can be compared it says so. */
function compareItems(ids: readonly string[]): readonly MenuItem[] {
  if (ids.length < 2) return [];
  return [
    {
      label: 'Compare',
      ...keysFor('record.compare'),
      refusal: whyNotCompared(ids.length),
      run: () => useStore.getState().compareRecords(ids),
    },
  ];
}

/** Ways, ties and likeness: what is asked of records. Protected people are no end of a way, and like nobody. */
function networkItems(canvas: MenuMap, ids: readonly string[]): readonly MenuItem[] {
  const { findPath, lookAround, lookAtTies, findOthersLike } = useStore.getState();
  const { graph } = canvas.model;
  const asked = ids.filter((id) => graph.hasNode(id) && !graph.getNodeAttribute(id, 'isProtected'));
  const [first] = asked;
  if (first === undefined) return [];
  if (asked.length > 1)
    return [
      { label: 'Paths between', ...keysFor('map.path'), run: () => findPath(asked) },
      { label: 'What ties these together', ...keysFor('map.ties'), run: () => lookAtTies(asked) },
    ];
  return [
    { label: 'Find path from here', ...keysFor('map.path'), run: () => findPath([first]) },
    { label: 'Look around it', ...keysFor('map.around'), run: () => lookAround(first) },
    { label: 'Find others like this', run: () => findOthersLike(first) },
  ];
}

function selectItem(acts: MapActs, hasSelection: boolean): MenuItem {
  const item = (by: SelectBy): MenuItem => ({
    ...like(SELECT_ITEMS[by], () => acts.select(by)),
    ...(by === 'all' && { keys: ['Ctrl', 'A'] }),
  });
  return {
    label: 'Select',
    items: [
      ...(hasSelection ? [SELECT_MORE.map(item)] : []),
      SELECT_ANEW.map(item),
      [like('selection.clear', () => useStore.getState().clearSelection())],
    ],
  };
}

function layoutItem(acts: MapActs): MenuItem {
  return {
    label: 'Layout',
    items: [
      [like('map.layout', () => acts.layOut())],
      LAYOUT_SHAPES.map((shape) => ({
        label: LAYOUT_LABELS[shape],
        run: () => acts.layOut(shape),
      })),
    ],
  };
}

function alignItem(acts: MapActs, ids: readonly string[]): MenuItem {
  const item = (how: Alignment): MenuItem => ({
    label: ALIGN_LABELS[how],
    run: () => acts.align(ids, how),
  });
  return {
    label: 'Align',
    items: [
      (['left', 'centre', 'right'] as const).map(item),
      (['top', 'middle', 'bottom'] as const).map(item),
      (['across', 'down'] as const).map(item),
      [item('snap')],
    ],
  };
}

/** What is asked of the network as a whole. */
function askItem(): MenuItem {
  const { toggleMapPanel } = useStore.getState();
  return {
    label: 'Ask of the network',
    items: [
      [
        like('map.communities', () => toggleMapPanel('communities')),
        like('map.change', () => toggleMapPanel('change')),
        like('map.missing', () => toggleMapPanel('missing')),
        like('map.positions', () => toggleMapPanel('positions')),
        like('map.capital', () => toggleMapPanel('capital')),
      ],
    ],
  };
}

function groundItems(canvas: MenuMap, place: PointedPlace, acts: MapActs): MapMenuContent {
  const { projection } = canvas;
  const { requestMap, openForm, selectedIds, caseState } = useStore.getState();
  const isReadOnly = caseState?.isReadOnly ?? false;
  const at = { x: projection.toMapX(place.x), y: projection.toMapY(place.y) };
  return {
    title: 'Map',
    groups: [
      isReadOnly
        ? []
        : [
            {
              label: 'New record here',
              ...keysFor('record.new'),
              run: () => openForm({ type: 'new-record', at }),
            },
          ],
      [{ label: 'Paste', keys: ['Ctrl', 'V'], run: acts.pasteFromClipboard }],
      [
        { label: 'Fit to window', ...keysFor('map.fit'), run: () => requestMap({ type: 'fit' }) },
        layoutItem(acts),
        selectItem(acts, selectedIds.length > 0),
      ],
      [
        like('map.hide-kinds', () => requestMap({ type: 'hide-kinds' })),
        like('map.show-hidden', acts.showPutAway),
      ],
      [askItem()],
      isReadOnly
        ? []
        : [
            {
              label: 'Add a note here',
              ...keysFor('map.note'),
              run: () => requestMap({ type: 'annotate', what: 'note', at }),
            },
          ],
      [
        ...(isReadOnly
          ? []
          : [{ label: 'Save as a view', ...keysFor('map.views'), run: openViews }]),
        { label: 'Start the map again', run: () => requestMap({ type: 'open' }) },
      ],
    ].filter((items) => items.length > 0),
  };
}

function openViews(): void {
  const { leftPanel, toggleLeftPanel } = useStore.getState();
  if (leftPanel !== 'views') toggleLeftPanel('views');
}

function linkItems(canvas: MenuMap, id: string): MapMenuContent {
  const { graph } = canvas.model;
  const link = graph.getEdgeAttributes(id);
  const { selectRelation, setPanels, openForm, say, caseState } = useStore.getState();
  const type = typeOfLink(link);
  const inspect = () => {
    selectRelation(id, graph.extremities(id));
    setPanels({ isInspectorOpen: true });
  };
  return {
    title: 'Link',
    groups: [
      [{ label: 'Inspect', run: inspect }],
      caseState?.isReadOnly
        ? []
        : [
            { label: 'Change this link', run: () => openForm({ type: 'edit-link', id }) },
            { label: 'Add source', run: () => openForm({ type: 'support-link', id }) },
            { label: 'Dispute', run: () => openForm({ type: 'dispute-link', id }) },
          ],
      [
        {
          label: 'Hide this type',
          run: () => {
            canvas.model.toggleRelationType(type);
            say(`Links “${link.label}” are hidden.`, { canUndo: true });
          },
        },
      ],
    ].filter((items) => items.length > 0),
  };
}

/** What changes the case itself: nothing of it where the case can only be read. */
function writingItems(canvas: MenuMap, id: string, ids: readonly string[]): readonly MenuItem[] {
  const { selectedIds, caseState, openForm } = useStore.getState();
  if (caseState?.isReadOnly) return [];
  const { kind, base, isProtected } = canvas.model.graph.getNodeAttributes(id);
  const items: MenuItem[] = [];
  if (ids.length === 1) {
    items.push({ label: 'Edit', run: () => openForm({ type: 'edit-record', id }) });
    if ((base ?? kind) === 'person' && !isProtected)
      items.push({
        label: 'Mark as protected',
        run: () => openForm({ type: 'protect-record', id }),
      });
  } else if (ids === selectedIds) {
    items.push({
      label: `Edit ${ids.length.toLocaleString('en-GB')} records together`,
      run: () => openForm({ type: 'edit-together' }),
    });
  }
  if (!isGroupId(id))
    items.push({
      label: 'New link',
      ...keysFor('record.link'),
      run: () => openForm(newLinkOf(ids, id)),
    });
  items.push({ label: 'Delete', run: () => openForm({ type: 'delete-records', ids }) });
  return items;
}

function recordItems(canvas: MenuMap, id: string, acts: MapActs): MapMenuContent {
  const { model } = canvas;
  const { selectedIds, requestMap, setPanels, caseState } = useStore.getState();
  const isReadOnly = caseState?.isReadOnly ?? false;
  const own = model.behind(id);
  const ids = own.every((one) => selectedIds.includes(one)) ? selectedIds : own;
  const groups = acts.groupsOf(ids);
  const areSeveral = ids.length > 1;
  const arePinned = ids.every((one) => model.pinnedIds.has(one));
  const kind = model.graph.getNodeAttribute(id, 'kind');
  const isGroup = isGroupId(id);
  const content: MapMenuContent = {
    title: areSeveral ? 'Records' : 'Record',
    groups: [
      [
        { label: 'Inspect', keys: ['Enter'], run: () => setPanels({ isInspectorOpen: true }) },
        ...compareItems(ids),
        like('map.expand', () => acts.expand(ids)),
        ...(ids.some(acts.canCollapse) ? [like('map.collapse', () => acts.collapse(ids))] : []),
        ...(isGroup
          ? []
          : [
              {
                label: 'Focus',
                ...keysFor('map.focus'),
                run: () => requestMap({ type: 'focus' as const, id }),
              },
            ]),
        selectItem(acts, true),
      ],
      isGroup ? [] : networkItems(canvas, ids),
      [
        ...writingItems(canvas, id, ids),
        ...(areSeveral ? [] : [{ label: 'Copy reference', run: () => acts.copyReference(id) }]),
      ],
      [
        ...(areSeveral && groups.length === 0 && !isReadOnly
          ? [like('map.group', () => acts.group(ids))]
          : []),
        ...(groups.length > 0
          ? [
              {
                label: groups.some((group) => !group.isClosed)
                  ? 'Close the group'
                  : 'Open the group',
                ...keysFor('map.toggle-group'),
                run: () => acts.toggleGroups(ids),
              },
              ...(isReadOnly
                ? []
                : [
                    like('map.rename-group', () => acts.rename(ids)),
                    like('map.ungroup', () => acts.ungroup(ids)),
                  ]),
            ]
          : []),
      ],
      [
        {
          label: arePinned ? 'Unpin' : 'Pin',
          ...keysFor('map.pin'),
          run: () => acts.togglePins(ids),
        },
        ...(areSeveral ? [alignItem(acts, ids), layoutItem(acts)] : []),
      ],
      [
        { label: 'Hide', ...keysFor('map.hide'), run: () => acts.hide(ids) },
        like('map.isolate', () => acts.isolate(ids)),
        ...(isGroup ? [] : [{ label: 'Hide this kind', run: () => model.toggleKind(kind) }]),
      ],
      isReadOnly
        ? []
        : [
            {
              label: ids.length === 2 ? 'Add a callout to the link' : 'Add a callout',
              ...keysFor('map.callout'),
              run: () => requestMap({ type: 'annotate', what: 'callout' }),
            },
            {
              label: 'Frame',
              ...keysFor('map.frame'),
              run: () => requestMap({ type: 'annotate', what: 'frame' }),
            },
          ],
    ],
  };
  return { ...content, groups: content.groups.filter((items) => items.length > 0) };
}

/** What can be done with what the menu was opened on: a record, several, a link, or the map. */
export function menuFor(canvas: MenuMap, place: PointedPlace, acts: MapActs): MapMenuContent {
  const { graph } = canvas.model;
  if (place.id !== null && graph.hasNode(place.id)) return recordItems(canvas, place.id, acts);
  if (place.linkId && graph.hasEdge(place.linkId)) return linkItems(canvas, place.linkId);
  return groundItems(canvas, place, acts);
}
