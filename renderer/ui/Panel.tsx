import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useRef } from 'react';
import styles from './Panel.module.css';
import { useFocusKept } from './use-focus-return.ts';

interface PanelProps {
  /** The edge of the screen that it stands at; it is resized at the opposite one. */
  readonly side: 'left' | 'right' | 'bottom';
  readonly label: string;
  readonly sizePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  readonly onResize: (sizePx: number) => void;
  readonly children: ReactNode;
}

const STEP_PX = 8;
const BIG_STEP_PX = 40;

/** A labelled region at an edge of the screen, resized by dragging its border or by arrow keys on it. */
export function Panel({ side, label, sizePx, minPx, maxPx, onResize, children }: PanelProps) {
  const section = useRef<HTMLElement>(null);
  const start = useRef<{ at: number; sizePx: number; scale: number } | null>(null);
  const isColumn = side !== 'bottom';
  const outward = side === 'left' ? 1 : -1;
  useFocusKept(section, label);

  function resize(nextPx: number): void {
    onResize(Math.round(Math.min(maxPx, Math.max(minPx, nextPx))));
  }

  function along(event: PointerEvent): number {
    return isColumn ? event.clientX : event.clientY;
  }

  function moveByKey(event: KeyboardEvent): void {
    const stepPx = event.shiftKey ? BIG_STEP_PX : STEP_PX;
    const towards: Readonly<Record<string, number>> = isColumn
      ? { ArrowRight: outward, ArrowLeft: -outward }
      : { ArrowUp: 1, ArrowDown: -1 };
    const direction = towards[event.key];
    if (direction !== undefined) resize(sizePx + direction * stepPx);
    else if (event.key === 'Home') resize(minPx);
    else if (event.key === 'End') resize(maxPx);
    else return;
    event.preventDefault();
  }

  return (
    <section
      ref={section}
      className={`${styles.panel} ${styles[side]}`}
      aria-label={label}
      data-region=""
      tabIndex={-1}
      style={{ [isColumn ? 'width' : 'height']: `calc(${sizePx}px * var(--far-scale, 1))` }}
    >
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a rule between two panels, moved by hand or key. */}
      <div
        className={styles.handle}
        role="separator"
        tabIndex={0}
        aria-label={`Size of ${label}`}
        aria-orientation={isColumn ? 'vertical' : 'horizontal'}
        aria-valuenow={sizePx}
        aria-valuemin={minPx}
        aria-valuemax={maxPx}
        onKeyDown={moveByKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const { offsetWidth, offsetHeight } = event.currentTarget.parentElement ?? {
            offsetWidth: 0,
            offsetHeight: 0,
          };
          // What was chosen on a desk is drawn larger on a far screen.
          const scale = (isColumn ? offsetWidth : offsetHeight) / sizePx || 1;
          start.current = { at: along(event), sizePx, scale };
        }}
        onPointerMove={(event) => {
          if (!start.current) return;
          const movedPx = (along(event) - start.current.at) / start.current.scale;
          resize(start.current.sizePx + movedPx * outward);
        }}
        onPointerUp={() => {
          start.current = null;
        }}
      />
    </section>
  );
}
