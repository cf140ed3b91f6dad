import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

const OVERSCAN = 8;
/** After so long without a change of what is in sight, scrolling has come to rest. */
const REST_MS = 150;
/** Rows that go by at once before it counts as movement. */
const FEW_ROWS = 3;

/** Which of many rows of one height are in sight of a scrolling element, with a few beyond. */
export function useVisibleRows(
  scroll: RefObject<HTMLElement | null>,
  options: {
    readonly count: number;
    readonly rowPx: number;
    /** What stays in sight above the rows, within the same element. */
    readonly headPx?: number;
  },
): {
  readonly first: number;
  readonly last: number;
  /** As many rows as can be in sight at once: what draws one can go on to draw another so many further on. */
  readonly slots: number;
  /** Whether many rows go by at once. */
  readonly isMoving: boolean;
  scrollTo(index: number): void;
} {
  const { count, rowPx, headPx = 0 } = options;
  const [place, setPlace] = useState({ topPx: 0, heightPx: 800 });
  const [isMoving, setMoving] = useState(false);

  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastPx = element.scrollTop;
    // Within a row nothing else comes into sight: then there is nothing to draw.
    const look = () => {
      const topPx = Math.floor(element.scrollTop / rowPx) * rowPx;
      const heightPx = element.clientHeight;
      if (Math.abs(topPx - lastPx) > FEW_ROWS * rowPx) {
        setMoving(true);
        clearTimeout(timer);
        timer = setTimeout(() => setMoving(false), REST_MS);
      }
      lastPx = topPx;
      setPlace((before) =>
        before.topPx === topPx && before.heightPx === heightPx ? before : { topPx, heightPx },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroll, rowPx]);

  const first = Math.max(0, Math.floor(place.topPx / rowPx) - OVERSCAN);
  const last = Math.min(count - 1, Math.ceil((place.topPx + place.heightPx) / rowPx) + OVERSCAN);
  return {
    first,
    last,
    slots: Math.ceil(place.heightPx / rowPx) + 2 * OVERSCAN + 2,
    isMoving,
    scrollTo(index) {
      const element = scroll.current;
      if (!element) return;
      const topPx = index * rowPx;
      if (topPx < element.scrollTop) element.scrollTop = topPx;
      else if (headPx + topPx + rowPx > element.scrollTop + element.clientHeight) {
        // However little is in sight, never so far that the row goes up behind what stays.
        element.scrollTop = Math.min(topPx, headPx + topPx + rowPx - element.clientHeight);
      }
    },
  };
}
