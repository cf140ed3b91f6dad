import type { GraphNode, Subgraph } from '../../../shared/api/graph.ts';

const MOST_NAME_LETTERS = 60;

// One for all: making a format for each number takes longer than drawing the map.
const numbers = new Intl.NumberFormat('en-GB');

function number(value: number): string {
  return numbers.format(value);
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** How many levers are flagged and how good the cases are, as the badge says without colour: "2 levers, 1 strong". */
function leverWords({
  strong,
  indicative,
}: {
  readonly strong: number;
  readonly indicative: number;
}): string {
  const all = strong + indicative;
  if (all === 0) return '';
  const how = strong === 0 ? 'indicative' : strong === all ? 'strong' : `${number(strong)} strong`;
  return `${counted(all, 'lever', 'levers')} (${how})`;
}

/** A record of the map as it is read aloud: "Dorian Vexley, person, 7 links, 2 levers (strong)". */
export function describeNode(
  node: Pick<GraphNode, 'label' | 'isProtected' | 'levers' | 'hiddenNeighbours'>,
  kindLabel: string,
  links: number,
  isPinned: boolean,
): string {
  return [
    node.label,
    node.isProtected ? 'protected' : kindLabel.toLowerCase(),
    counted(links, 'link', 'links'),
    node.levers && !node.isProtected ? leverWords(node.levers) : '',
    node.hiddenNeighbours > 0 ? `${number(node.hiddenNeighbours)} more not on the map` : '',
    isPinned ? 'pinned' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What was done to which records, as undo names it: "Move The Brass Heron", "Pin 3 records". */
export function nameAct(
  verb: string,
  labels: readonly string[],
  [one, several]: readonly [string, string] = ['record', 'records'],
): string {
  const [only] = labels;
  if (labels.length !== 1 || only === undefined) {
    return `${verb} ${counted(labels.length, one, several)}`;
  }
  const letters = Array.from(only.replace(/\s+/g, ' ').trim());
  const name =
    letters.length > MOST_NAME_LETTERS
      ? `${letters.slice(0, MOST_NAME_LETTERS).join('')}…`
      : letters.join('');
  return `${verb} ${name}`.trim();
}

/** How much of the case the map shows, and why this part. Null where it shows all. */
export function describePart(
  shown: number,
  total: number,
  reason: Subgraph['reason'],
  focusLabel: string | null,
): { readonly main: string; readonly rest: string } | null {
  const hidden = total - shown;
  if (hidden <= 0) return null;
  const around = focusLabel === null ? '' : ` around ${focusLabel}`;
  const why: Readonly<Record<Subgraph['reason'], string>> = {
    empty: '',
    whole: '',
    ocg: around,
    focus: around,
    'best-connected': around,
    expanded: '',
    chosen: '',
  };
  return {
    main: `Showing ${number(shown)} of ${number(total)} records${why[reason]}.`,
    rest: `${number(hidden)} ${hidden === 1 ? 'is' : 'are'} not on the map.`,
  };
}

/** A closed group as it is read aloud: "Group Supply line, 11 records, closed, 4 people, 7 premises, 9 links outside". */
export function closedGroupWords(
  name: string,
  group: {
    readonly count: number;
    readonly kinds: readonly { readonly label: string; readonly count: number }[];
    readonly links: number;
    readonly levers: number;
    readonly isPinned: boolean;
  },
): string {
  return [
    `Group ${name}`,
    counted(group.count, 'record', 'records'),
    'closed',
    ...group.kinds.map(({ label, count }) => `${number(count)} ${label}`),
    `${counted(group.links, 'link', 'links')} outside`,
    group.levers > 0 ? counted(group.levers, 'lever', 'levers') : '',
    group.isPinned ? 'pinned' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** An open group as it is read aloud. */
export function openGroupWords(name: string, count: number): string {
  return `Group ${name}, ${counted(count, 'record', 'records')}, open`;
}
