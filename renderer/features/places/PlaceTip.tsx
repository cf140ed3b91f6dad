import type { Ontology } from '../../../shared/domain/ontology.ts';
import lens from '../../ui/Lens.module.css';
import type { Cluster } from './clusters.ts';
import { kindCounts, placedWords } from './place-words.ts';
import type { PlacePoint } from './use-places.ts';
import type { PlacesView } from './use-places-view.ts';

interface PlaceTipProps {
  readonly ontology: Ontology;
  readonly points: readonly PlacePoint[];
  readonly cluster: Cluster;
  readonly view: PlacesView;
}

/** What stands where the pointer or the keyboard is. */
export function PlaceTip({ ontology, points, cluster, view }: PlaceTipProps) {
  const members = cluster.members.flatMap((index) => points[index] ?? []);
  const entities = members.map(({ entity }) => entity);
  const [first] = entities;
  const [anchor] = members;
  if (!first || !anchor) return null;
  const { xPx, yPx } = view.onScreen({ ...anchor, x: cluster.x, y: cluster.y });
  return (
    <div
      className={lens.tip}
      aria-hidden="true"
      style={{
        left: Math.max(4, Math.min(xPx + 16, view.frame.widthPx - 284)),
        top: Math.max(4, Math.min(yPx + 12, view.frame.heightPx - 76)),
      }}
    >
      {entities.length === 1 ? (
        <>
          <b>{first.label}</b>
          <span>{placedWords(first)}</span>
        </>
      ) : (
        <>
          <b>{kindCounts(ontology, entities)}</b>
          <span>Click to look closer</span>
        </>
      )}
    </div>
  );
}
