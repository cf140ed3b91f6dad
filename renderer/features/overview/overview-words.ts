import type { GraphBubble } from '../../../shared/api/graph.ts';
import type { KindDefinition } from '../../../shared/domain/ontology.ts';
import type { GridBy } from '../../../shared/overview/grid.ts';

const numbers = new Intl.NumberFormat('en-GB');

/** A count as people write it. */
export function number(value: number): string {
  return numbers.format(value);
}

/** A count with its noun. */
export function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** What the columns of a count grid can tell apart, as a person chooses. */
export const GRID_WORDS: Readonly<Record<GridBy, string>> = {
  source: 'Source',
  seen: 'Last seen',
  links: 'Links',
  levers: 'Levers',
  ocg: 'OCG',
};

/** "People" within a sentence: "people", but OCGs stay as they are. */
function within(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.toLowerCase();
}

/** The kinds of a community in words: "800 people, 12 vehicles". */
export function kindWords(counts: GraphBubble['kinds'], kinds: readonly KindDefinition[]): string {
  const definitionOf = new Map(kinds.map((kind) => [kind.id, kind]));
  return counts
    .map(({ kind, count }) => {
      const { label, plural } = definitionOf.get(kind) ?? { label: kind, plural: kind };
      return counted(count, within(label), within(plural));
    })
    .join(', ');
}

/** A community as it is read aloud. */
export function bubbleWords(
  bubble: GraphBubble,
  kinds: readonly KindDefinition[],
  linkedTo: { readonly communities: number; readonly links: number },
): string {
  return [
    `Around ${bubble.name}, ${counted(bubble.size, 'record', 'records')}`,
    kindWords(bubble.kinds, kinds),
    bubble.levers === null
      ? 'levers not worked out yet'
      : bubble.levers > 0
        ? `${counted(bubble.levers, 'lever', 'levers')} on ${counted(bubble.flagged ?? 0, 'record', 'records')}`
        : 'no levers',
    linkedTo.communities > 0
      ? `${counted(linkedTo.links, 'link', 'links')} to ${counted(linkedTo.communities, 'other community', 'other communities')}`
      : 'no links to other communities',
  ].join('; ');
}
