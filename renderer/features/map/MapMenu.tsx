import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useCanvas } from '../../canvas/canvas-context.ts';
import type { PointedPlace } from '../../canvas/PointerController.tsx';
import type { RecordForm } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './map.module.css';
import type { MapActs } from './map-acts.ts';

interface MenuItem {
  readonly label: string;
  readonly keys?: readonly string[];
  readonly run: () => void;
}

interface MapMenuProps {
  readonly place: PointedPlace;
  readonly acts: MapActs;
  readonly onClose: () => void;
}

const EDGE_PX = 8;

/** What can be done with the record, or with the map, that the menu was opened on. */
export function MapMenu({ place, acts, onClose }: MapMenuProps) {
  const canvas = useCanvas();
  const menu = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ left: place.x, top: place.y });
  const groups = useMenuGroups(place, acts);

  useLayoutEffect(() => {
    const { width, height } = canvas.sigma.getDimensions();
    const { offsetWidth = 0, offsetHeight = 0 } = menu.current ?? {};
    setAt({
      left: Math.max(EDGE_PX, Math.min(place.x, width - offsetWidth - EDGE_PX)),
      top: Math.max(EDGE_PX, Math.min(place.y, height - offsetHeight - EDGE_PX)),
    });
  }, [canvas, place]);

  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    function closeOutside(event: PointerEvent): void {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) onClose();
    }
    window.addEventListener('pointerdown', closeOutside, { capture: true });
    return () => window.removeEventListener('pointerdown', closeOutside, { capture: true });
  }, [onClose]);

  function close(): void {
    onClose();
    canvas.region.focus();
  }

  function moveByKey(event: KeyboardEvent): void {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const focused = document.activeElement;
    const index = focused instanceof HTMLElement ? items.indexOf(focused) : -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (index + 1) % items.length,
      ArrowUp: (index - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) items[target]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      className={styles.menu}
      role="menu"
      aria-label={place.id === null ? 'Map' : 'Record'}
      tabIndex={-1}
      style={at}
      onKeyDown={moveByKey}
    >
      {groups.map((items, index) => (
        <MenuGroup key={items[0]?.label ?? index} isFirst={index === 0}>
          {items.map(({ label, keys, run }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                run();
              }}
            >
              {label}
              {keys && <Kbd keys={keys} />}
            </button>
          ))}
        </MenuGroup>
      ))}
    </div>
  );
}

function MenuGroup({
  isFirst,
  children,
}: {
  readonly isFirst: boolean;
  readonly children: ReactNode;
}) {
  return (
    <>
      {!isFirst && <hr />}
      {children}
    </>
  );
}

/** Between two records where two are meant, else from the one that the menu was opened on. */
function newLinkOf(ids: readonly string[], id: string): RecordForm {
  const [fromId, toId] = ids;
  return ids.length === 2 && fromId !== undefined && toId !== undefined
    ? { type: 'new-link', fromId, toId }
    : { type: 'new-link', fromId: id, toId: null };
}

function useMenuGroups(place: PointedPlace, acts: MapActs): readonly (readonly MenuItem[])[] {
  const { model, projection } = useCanvas();
  const mapPlace = { x: projection.toMapX(place.x), y: projection.toMapY(place.y) };
  const { selectedIds, requestMap, setPanels, clearSelection, select, openForm } =
    useStore.getState();
  if (place.id === null) {
    return [
      [{ label: 'New record here', keys: ['N'], run: () => openForm({ type: 'new-record' }) }],
      [
        { label: 'Fit to window', keys: ['0'], run: () => requestMap({ type: 'fit' }) },
        { label: 'Lay out', keys: ['L'], run: acts.layOut },
      ],
      [
        { label: 'Select everything', run: () => select(model.graph.nodes()) },
        { label: 'Clear the selection', keys: ['Esc'], run: clearSelection },
        { label: 'Show what is hidden', run: acts.showPutAway },
      ],
      [
        {
          label: 'Add a note here',
          keys: ['R'],
          run: () => requestMap({ type: 'annotate', what: 'note', at: mapPlace }),
        },
      ],
      [{ label: 'Start the map again', run: () => requestMap({ type: 'open' }) }],
    ];
  }
  const { id } = place;
  const ids = selectedIds.includes(id) ? selectedIds : [id];
  const arePinned = ids.every((one) => model.pinnedIds.has(one));
  return [
    [
      { label: 'Inspect', keys: ['Enter'], run: () => setPanels({ isInspectorOpen: true }) },
      { label: 'Show neighbours', keys: ['E'], run: () => acts.expand(ids) },
      ...(ids.some(acts.canCollapse)
        ? [{ label: 'Put neighbours away', keys: ['C'], run: () => acts.collapse(ids) }]
        : []),
      { label: 'Focus', keys: ['F'], run: () => requestMap({ type: 'focus', id }) },
      { label: 'Select its neighbours', run: () => select([...model.graph.neighbors(id), id]) },
    ],
    [
      { label: 'Edit', run: () => openForm({ type: 'edit-record', id }) },
      { label: 'New link', keys: ['A'], run: () => openForm(newLinkOf(ids, id)) },
      { label: 'Delete', run: () => openForm({ type: 'delete-records', ids }) },
    ],
    [
      { label: arePinned ? 'Unpin' : 'Pin', keys: ['.'], run: () => acts.togglePins(ids) },
      { label: 'Hide', keys: ['H'], run: () => acts.hide(ids) },
    ],
    [
      {
        label: ids.length === 2 ? 'Add a callout to the link' : 'Add a callout',
        keys: ['O'],
        run: () => requestMap({ type: 'annotate', what: 'callout' }),
      },
      {
        label: 'Frame',
        keys: ['U'],
        run: () => requestMap({ type: 'annotate', what: 'frame' }),
      },
    ],
  ];
}
