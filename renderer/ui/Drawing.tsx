import type { CanvasHTMLAttributes } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import styles from './Drawing.module.css';

/** How large a drawing is, in CSS pixels. */
export interface DrawingSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What a drawing is drawn with. */
export interface DrawingTools extends DrawingSize {
  readonly context: CanvasRenderingContext2D;
  /** The value of a custom property of the theme, such as `--text`. */
  readonly theme: (property: string) => string;
  /** How much larger than on a desk text is drawn: for a far screen, or as the person set it. */
  readonly textScale: number;
}

const DESK_NODE_PX = 15;
/** Themes for a far screen draw three times as large; a working drawing holds too much for that. */
const MOST_GROWTH = 1.5;

function textScaleOf(read: (property: string) => string): number {
  const growth = Number.parseFloat(read('--node-m')) / DESK_NODE_PX || 1;
  const chosen = Number.parseFloat(read('--text-scale')) || 1;
  return chosen * Math.min(MOST_GROWTH, Math.max(1, growth));
}

/** How much larger than on a desk drawings have to make their text, and room for it. */
export function useTextScale(): number {
  const version = useThemeVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read changes with the theme.
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return textScaleOf((property) => style.getPropertyValue(property).trim());
  }, [version]);
}

interface DrawingProps extends CanvasHTMLAttributes<HTMLCanvasElement> {
  /** Draws everything anew; called when it changes, with the size, and with the theme. */
  readonly draw: (tools: DrawingTools) => void;
  /** Told when the size changes. */
  readonly onSize?: (size: DrawingSize) => void;
}

const PREFERENCES = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
];

/** Rises whenever the theme changes, so that what reads its colours does so again. */
function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const rise = () => setVersion((last) => last + 1);
    const observer = new MutationObserver(rise);
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-contrast', 'data-motion', 'style'],
    });
    const queries = PREFERENCES.map((query) => window.matchMedia(query));
    for (const query of queries) query.addEventListener('change', rise);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener('change', rise);
    };
  }, []);
  return version;
}

/** A canvas as large as its place, as sharp as the screen, and in the colours of the theme. */
export function Drawing({ draw, onSize, className, ...rest }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<DrawingSize>({ widthPx: 0, heightPx: 0 });
  const themeVersion = useThemeVersion();

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const next = { widthPx: element.clientWidth, heightPx: element.clientHeight };
      setSize((last) =>
        last.widthPx === next.widthPx && last.heightPx === next.heightPx ? last : next,
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (size.widthPx > 0) onSize?.(size);
  }, [size, onSize]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read while drawing.
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || size.widthPx === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(size.widthPx * ratio);
    const height = Math.round(size.heightPx * ratio);
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    const style = getComputedStyle(element);
    const known = new Map<string, string>();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.widthPx, size.heightPx);
    const theme = (property: string) => {
      let value = known.get(property);
      if (value === undefined) {
        value = style.getPropertyValue(property).trim();
        known.set(property, value);
      }
      return value;
    };
    draw({ ...size, context, theme, textScale: textScaleOf(theme) });
  }, [draw, size, themeVersion]);

  return <canvas {...rest} ref={canvas} className={`${styles.drawing} ${className ?? ''}`} />;
}
