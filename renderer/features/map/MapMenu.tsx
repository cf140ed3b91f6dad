import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useCanvas } from '../../canvas/canvas-context.ts';
import type { PointedPlace } from '../../canvas/PointerController.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './map.module.css';
import type { MapActs } from './map-acts.ts';
import { menuFor } from './map-menu-items.ts';

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
  /** The item that was gone back from, which gets the focus again. */
  const leftItem = useRef<string | null>(null);
  const [at, setAt] = useState({ left: place.x, top: place.y });
  const { title, groups: top } = useMemo(() => menuFor(canvas, place, acts), [canvas, place, acts]);
  /** The item whose own items are shown in place of all. */
  const [open, setOpen] = useState<string | null>(null);
  const inner = top.flat().find(({ label }) => label === open)?.items ?? null;
  const groups = inner ?? top;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other items take another room.
  useLayoutEffect(() => {
    const { width, height } = canvas.sigma.getDimensions();
    const { offsetWidth = 0, offsetHeight = 0 } = menu.current ?? {};
    setAt({
      left: Math.max(EDGE_PX, Math.min(place.x, width - offsetWidth - EDGE_PX)),
      top: Math.max(EDGE_PX, Math.min(place.y, height - offsetHeight - EDGE_PX)),
    });
  }, [canvas, place, open]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first item gets the focus whenever others show.
  useEffect(() => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const left = items.find((item) => item.dataset.opens === leftItem.current);
    (left ?? items[0])?.focus();
    leftItem.current = null;
  }, [open]);

  useEffect(() => {
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

  function goBack(): void {
    leftItem.current = open;
    setOpen(null);
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
    const opens = focused instanceof HTMLElement ? focused.dataset.opens : undefined;
    if (target !== undefined) items[target]?.focus();
    else if (event.key === 'ArrowRight' && opens !== undefined) setOpen(opens);
    else if (open !== null && (event.key === 'ArrowLeft' || event.key === 'Escape')) goBack();
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
      aria-label={open ?? title}
      tabIndex={-1}
      style={at}
      onKeyDown={moveByKey}
    >
      {open !== null && (
        <button type="button" role="menuitem" tabIndex={-1} onClick={goBack}>
          <span>
            <ChevronLeft size={13} aria-hidden="true" /> {open}
          </span>
          <Kbd keys={['←']} />
        </button>
      )}
      {groups.map((items, index) => (
        <MenuGroup key={items[0]?.label ?? index} isFirst={index === 0 && open === null}>
          {items.map(({ label, keys, refusal, items: more, run }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              {...(refusal && {
                'aria-disabled': true,
                'aria-description': refusal,
                title: refusal,
              })}
              {...(more && { 'data-opens': label, 'aria-haspopup': 'menu' as const })}
              onClick={() => {
                if (more) {
                  setOpen(label);
                  return;
                }
                close();
                run?.();
              }}
            >
              {label}
              {keys && <Kbd keys={keys} />}
              {more && <ChevronRight size={13} aria-hidden="true" />}
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
