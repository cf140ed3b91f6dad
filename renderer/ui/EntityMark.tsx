import { Circle } from 'lucide-react';
import styles from './EntityMark.module.css';
import { ENTITY_ICONS } from './entity-icons.ts';

/** Outlines in a box of 24 by 24. */
const OUTLINES: Readonly<Record<string, string>> = {
  circle: 'M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22Z',
  'rounded-square': 'M6 2h12a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Z',
  house:
    'M10.6 1.6a2.2 2.2 0 0 1 2.8 0l7.8 6.3a2.2 2.2 0 0 1 .8 1.7V20a2.4 2.4 0 0 1-2.4 2.4H4.4A2.4 2.4 0 0 1 2 20V9.6a2.2 2.2 0 0 1 .8-1.7Z',
  hexagon:
    'M7.4 2.4h9.2a1.8 1.8 0 0 1 1.5.9l4.6 7.8a1.8 1.8 0 0 1 0 1.8l-4.6 7.8a1.8 1.8 0 0 1-1.5.9H7.4a1.8 1.8 0 0 1-1.5-.9l-4.6-7.8a1.8 1.8 0 0 1 0-1.8l4.6-7.8a1.8 1.8 0 0 1 1.5-.9Z',
  'upright-bar': 'M8 1h8a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3Z',
  diamond:
    'M10.7 1.3a1.8 1.8 0 0 1 2.6 0l9.4 9.4a1.8 1.8 0 0 1 0 2.6l-9.4 9.4a1.8 1.8 0 0 1-2.6 0l-9.4-9.4a1.8 1.8 0 0 1 0-2.6Z',
  triangle: 'M10.4 2.5a1.8 1.8 0 0 1 3.2 0l9 17.2a1.8 1.8 0 0 1-1.6 2.6H3a1.8 1.8 0 0 1-1.6-2.6Z',
  octagon:
    'M7.9 1.3h8.2a1.6 1.6 0 0 1 1.1.5l5 5a1.6 1.6 0 0 1 .5 1.1v8.2a1.6 1.6 0 0 1-.5 1.1l-5 5a1.6 1.6 0 0 1-1.1.5H7.9a1.6 1.6 0 0 1-1.1-.5l-5-5a1.6 1.6 0 0 1-.5-1.1V7.9a1.6 1.6 0 0 1 .5-1.1l5-5a1.6 1.6 0 0 1 1.1-.5Z',
  shield: 'M12 1.2 21.5 4v8c0 5.6-4 9-9.5 10.8C6.5 21 2.5 17.600 2.500 12V4Z',
  dot: 'M12 5a7 7 0 1 1 0 14a7 7 0 1 1 0-14Z',
};

interface EntityMarkProps {
  /** Name of the colour tokens: `person` draws with `--e-person`. */
  readonly colour: string;
  readonly shape: string;
  /** Name of the icon; without one the shape alone is drawn. */
  readonly icon?: string | null;
  readonly isProtected?: boolean;
  readonly sizePx?: number;
}

/** The shape, colour and icon that stand for a kind, as on the map; a dashed shield for protected people. */
export function EntityMark({
  colour,
  shape,
  icon,
  isProtected = false,
  sizePx = 16,
}: EntityMarkProps) {
  const name = isProtected ? 'protected' : colour;
  const Icon = icon ? (ENTITY_ICONS[isProtected ? 'shield' : icon] ?? Circle) : null;
  return (
    <span className={styles.mark} style={{ width: sizePx, height: sizePx }} aria-hidden="true">
      <svg viewBox="0 0 24 24" width={sizePx} height={sizePx} aria-hidden="true">
        <path
          d={OUTLINES[isProtected ? 'shield' : shape] ?? OUTLINES.dot}
          fill={`var(--e-${name}, var(--e-other))`}
          stroke={`var(--e-${name}-line, var(--e-other-line))`}
          strokeWidth={isProtected ? 1.6 : 1}
          strokeDasharray={isProtected ? '2.6 2' : undefined}
        />
      </svg>
      {Icon && (
        <Icon
          className={styles.icon}
          size={Math.round(sizePx * 0.5)}
          color={`var(--e-${name}-glyph, var(--e-other-glyph))`}
        />
      )}
    </span>
  );
}
