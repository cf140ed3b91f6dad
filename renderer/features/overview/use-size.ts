import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';

/** The size of an element in pixels, as it changes. */
export function useSize(element: RefObject<HTMLElement | null>): {
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const read = () => setSize({ width: watched.clientWidth, height: watched.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
