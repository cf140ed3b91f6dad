import { useLayoutEffect, useState } from 'react';

/** Height of a row in pixels, which follows density and size of text: measured on a hidden row of that height. */
export function useRowHeight(): readonly [number, (element: HTMLElement | null) => void] {
  const [probe, setProbe] = useState<HTMLElement | null>(null);
  const [heightPx, setHeightPx] = useState(28);
  useLayoutEffect(() => {
    if (!probe) return;
    const measure = () => setHeightPx(Math.max(1, probe.offsetHeight));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(probe);
    return () => observer.disconnect();
  }, [probe]);
  return [heightPx, setProbe];
}
