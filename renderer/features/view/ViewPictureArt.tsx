import type { ViewPicture } from '../../../shared/api/view.ts';
import { useBaseKind } from '../../api/use-ontology.ts';
import styles from './view.module.css';

const WIDTH = 96;
const HEIGHT = 64;
const MARGIN = 6;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly kind: string;
}

/** Fits the points of a view into the small picture; map units run upwards, pictures down. */
function fitPoints({ points, kinds }: ViewPicture): readonly Placed[] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(1, right - left),
    (HEIGHT - 2 * MARGIN) / Math.max(1, top - bottom),
  );
  return points.map(([x, y, kind]) => ({
    x: WIDTH / 2 + (x - (left + right) / 2) * scale,
    y: HEIGHT / 2 - (y - (bottom + top) / 2) * scale,
    kind: kinds[kind] ?? 'other',
  }));
}

/** A view in small: where its records are, in the colours of their kinds. */
export function ViewPictureArt({ picture }: { readonly picture: ViewPicture }) {
  const baseOf = useBaseKind();
  const placed = fitPoints(picture);
  const radius = placed.length > 80 ? 1.4 : placed.length > 30 ? 2 : 2.8;
  return (
    <svg
      className={styles.art}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <path
        d={picture.lines
          .map(([from, to]) => {
            const [a, b] = [placed[from], placed[to]];
            return a && b
              ? `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`
              : '';
          })
          .join('')}
      />
      {placed.map(({ x, y, kind }) => (
        <circle
          key={`${x} ${y} ${kind}`}
          cx={x.toFixed(1)}
          cy={y.toFixed(1)}
          r={radius}
          fill={`var(--e-${baseOf(kind)}, var(--e-other))`}
        />
      ))}
    </svg>
  );
}
