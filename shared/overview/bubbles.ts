/** What is known of the entities that bubbles are made of, by place. */
export interface BubbleColumns {
  /** Whether an entity is counted and may be named: drawn on the map, and not protected. */
  isMember(place: number): boolean;
  readonly links: ArrayLike<number>;
  kindOf(place: number): string;
  /** Whether it is an organised crime group. */
  isGroup(place: number): boolean;
  /** Levers that apply; null: not worked out yet. */
  readonly levers: ((place: number) => number) | null;
}

/** Some of a case's entities, parted into communities. */
export interface Partition {
  /** The entities, by place, in order. Protected people are among them, and what the map does not draw: paths through them stay true. */
  readonly places: Int32Array;
  /** Number of the community of each. */
  readonly communityOf: Int32Array;
  /** Both ends of each link among them, as indices of `places`. */
  readonly ends: Int32Array;
}

/** A community as one thing. Nobody who is protected is counted in it or gives it its name. */
export interface Bubble {
  /** Place of the entity that it is called after. */
  readonly namePlace: number;
  readonly size: number;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Members to whom at least one lever applies, and all their levers together; null: not worked out yet. */
  readonly flagged: number | null;
  readonly levers: number | null;
  /** Links among its members. */
  readonly linksWithin: number;
}

/** Communities as bubbles, the largest first, and the links between them. */
export interface Bubbles {
  readonly bubbles: readonly Bubble[];
  /** Small communities that are not bubbles of their own, together. */
  readonly rest: { readonly communities: number; readonly size: number } | null;
  readonly links: readonly { readonly a: number; readonly b: number; readonly count: number }[];
  /** Bubble of each entity of the partition: -1 in the rest, -2 where it is not counted. */
  readonly bubbleOf: Int32Array;
}

const IN_REST = -1;
const UNCOUNTED = -2;

interface Community {
  readonly number: number;
  size: number;
  namePlace: number;
  isNamedByGroup: boolean;
}

/** A community is called after its best linked OCG, else its best linked member; ties go to the first. */
function takeName(community: Community, place: number, columns: BubbleColumns): void {
  const isGroup = columns.isGroup(place);
  const isBetter =
    community.namePlace < 0 ||
    (isGroup && !community.isNamedByGroup) ||
    (isGroup === community.isNamedByGroup &&
      columns.links[place]! > columns.links[community.namePlace]!);
  if (!isBetter) return;
  community.namePlace = place;
  community.isNamedByGroup = isGroup;
}

function listCommunities(partition: Partition, columns: BubbleColumns): Community[] {
  const communities = new Map<number, Community>();
  partition.places.forEach((place, index) => {
    if (!columns.isMember(place)) return;
    const number = partition.communityOf[index]!;
    let community = communities.get(number);
    if (!community) {
      community = { number, size: 0, namePlace: -1, isNamedByGroup: false };
      communities.set(number, community);
    }
    community.size++;
    takeName(community, place, columns);
  });
  return [...communities.values()].sort((a, b) => b.size - a.size || a.namePlace - b.namePlace);
}

/** Makes bubbles of the largest communities. */
export function makeBubbles(partition: Partition, columns: BubbleColumns, most: number): Bubbles {
  const communities = listCommunities(partition, columns);
  // One record is no community: it would be a bubble with nothing in it.
  const shown = communities.filter(({ size }) => size > 1).slice(0, most);
  const numbers = new Map(shown.map(({ number }, index) => [number, index]));
  const bubbleOf = partition.communityOf.map((number, index) =>
    columns.isMember(partition.places[index]!) ? (numbers.get(number) ?? IN_REST) : UNCOUNTED,
  );
  const kinds = shown.map(() => new Map<string, number>());
  const flagged = new Int32Array(shown.length);
  const levers = new Int32Array(shown.length);
  partition.places.forEach((place, index) => {
    const bubble = bubbleOf[index]!;
    const counts = kinds[bubble];
    if (!counts) return;
    const kind = columns.kindOf(place);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const own = columns.levers?.(place) ?? 0;
    levers[bubble]! += own;
    if (own > 0) flagged[bubble]!++;
  });
  const { within, links } = countLinks(partition.ends, bubbleOf, shown.length);
  const total = communities.reduce((sum, { size }) => sum + size, 0);
  const size = total - shown.reduce((sum, community) => sum + community.size, 0);
  return {
    bubbles: shown.map((community, index) => ({
      namePlace: community.namePlace,
      size: community.size,
      kinds: [...kinds[index]!]
        .map(([kind, count]) => ({ kind, count }))
        .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
      flagged: columns.levers && flagged[index]!,
      levers: columns.levers && levers[index]!,
      linksWithin: within[index]!,
    })),
    rest: size > 0 ? { communities: communities.length - shown.length, size } : null,
    links,
    bubbleOf,
  };
}

function countLinks(
  ends: Int32Array,
  bubbleOf: Int32Array,
  count: number,
): Pick<Bubbles, 'links'> & { readonly within: Int32Array } {
  const between = new Int32Array(count * count);
  for (let at = 0; at + 1 < ends.length; at += 2) {
    const [a, b] = [bubbleOf[ends[at]!]!, bubbleOf[ends[at + 1]!]!];
    if (a >= 0 && b >= 0) between[Math.min(a, b) * count + Math.max(a, b)]!++;
  }
  const links: { a: number; b: number; count: number }[] = [];
  between.forEach((total, at) => {
    const [a, b] = [Math.floor(at / count), at % count];
    if (total > 0 && a !== b) links.push({ a, b, count: total });
  });
  return {
    within: Int32Array.from({ length: count }, (_, index) => between[index * count + index]!),
    links,
  };
}
