import type { PlacedEntity, PlacePrecision, UnplacedEntity } from '../../../shared/api/place.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import type { Cluster } from './clusters.ts';
import type { PlacePoint } from './use-places.ts';

/** How exactly something is placed, in a word or two. */
export const PRECISION_WORDS: Readonly<Record<PlacePrecision, string>> = {
  exact: 'By coordinates',
  postcode: 'Placed by postcode',
  outcode: 'Outcode centre',
};

/** Why something is not placed. */
export const UNPLACED_WORDS: Readonly<Record<UnplacedEntity['reason'], string>> = {
  'no-postcode': 'No coordinates and no postcode',
  'postcode-not-found': 'Its postcode is in no lookup',
  'no-premises': 'No premises are linked to it',
  'bad-coordinates': 'Its coordinates cannot be read',
};

/** How a record was placed, and through what. */
export function placedWords({ precision, viaLabel }: PlacedEntity): string {
  const words = PRECISION_WORDS[precision];
  return viaLabel === null ? words : `${words}, of ${viaLabel}`;
}

/** What a kind is called. */
export function kindWord(ontology: Ontology, kind: string): string {
  return kindOf(ontology, kind)?.label ?? kind;
}

/** How many of each kind, the most first: *8 premises, 3 events*. */
export function kindCounts(
  ontology: Ontology,
  entities: readonly Pick<PlacedEntity, 'kind'>[],
): string {
  const counts = new Map<string, number>();
  for (const { kind } of entities) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => {
      const definition = kindOf(ontology, kind);
      const word = (count === 1 ? definition?.label : definition?.plural) ?? kind;
      return `${count.toLocaleString('en-GB')} ${word.toLowerCase()}`;
    })
    .join(', ');
}

/** What is gathered at a place, as it is said to those who do not see it. */
export function clusterWords(
  ontology: Ontology,
  points: readonly PlacePoint[],
  cluster: Cluster,
  isSelected: (point: PlacePoint) => boolean,
): string {
  const members = cluster.members.flatMap((index) => points[index] ?? []);
  const entities = members.map(({ entity }) => entity);
  const [first] = entities;
  if (!first) return '';
  const count = members.filter(isSelected).length;
  if (members.length === 1)
    return `${first.label}, ${kindCounts(ontology, [first]).replace('1 ', '')}, ${placedWords(first)}${count > 0 ? ', selected' : ''}`;
  return `${kindCounts(ontology, entities)} together${count > 0 ? `, ${count} selected` : ''}`;
}
