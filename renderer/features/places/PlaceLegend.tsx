import { useMemo } from 'react';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import lens from '../../ui/Lens.module.css';
import { PRECISION_WORDS } from './place-words.ts';
import styles from './places.module.css';
import { scaleLength } from './projection.ts';
import type { PlacePoint } from './use-places.ts';

const SCALE_PX = 110;

interface PlaceLegendProps {
  readonly ontology: Ontology;
  readonly points: readonly PlacePoint[];
  /** Null where the map is not to scale. */
  readonly pxPerKm: number | null;
}

function count(points: readonly PlacePoint[]) {
  const counts = new Map<string, number>();
  const precisions = new Set<string>();
  for (const { entity } of points) {
    counts.set(entity.kind, (counts.get(entity.kind) ?? 0) + 1);
    precisions.add(entity.precision);
  }
  return { counts, precisions };
}

/** Kinds with their numbers, how exactly they are placed, and the scale. */
export function PlaceLegend({ ontology, points, pxPerKm }: PlaceLegendProps) {
  const { counts, precisions } = useMemo(() => count(points), [points]);
  const scale = pxPerKm === null ? null : scaleLength(pxPerKm, SCALE_PX);
  return (
    <section className={`${lens.float} ${styles.legend}`} aria-label="Legend">
      <ul>
        {[...counts].map(([id, number]) => {
          const kind = kindOf(ontology, id);
          return (
            <li key={id}>
              <EntityMark
                colour={kind?.base ?? id}
                shape={kind?.shape ?? 'dot'}
                icon={kind?.icon ?? null}
                sizePx={16}
              />
              {`${kind?.label ?? id} `}
              <b>{number.toLocaleString('en-GB')}</b>
            </li>
          );
        })}
        {precisions.has('postcode') && (
          <li>
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <circle cx="9" cy="9" r="3.5" fill="var(--text-2)" />
              <circle
                cx="9"
                cy="9"
                r="7.5"
                fill="none"
                stroke="var(--text-2)"
                strokeDasharray="4 3"
              />
            </svg>
            {PRECISION_WORDS.postcode}
          </li>
        )}
        {precisions.has('outcode') && (
          <li>
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <circle cx="9" cy="9" r="3" fill="none" stroke="var(--text-2)" strokeWidth="1.5" />
              <circle
                cx="9"
                cy="9"
                r="8"
                fill="none"
                stroke="var(--text-2)"
                strokeDasharray="2 3"
              />
            </svg>
            {PRECISION_WORDS.outcode}
          </li>
        )}
      </ul>
      {scale && pxPerKm !== null ? (
        <p className={styles.scale}>
          <span style={{ width: scale.km * pxPerKm }} aria-hidden="true" />
          {scale.words}
        </p>
      ) : (
        <p className={styles.scale}>Not to scale</p>
      )}
    </section>
  );
}
