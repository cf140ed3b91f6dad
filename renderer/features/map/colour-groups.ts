/** What a record is coloured as: the words under its name, and in the legend. */
export interface ColourGroup {
  readonly label: string;
  /** Name of the colour in the stylesheet. */
  readonly colour: string;
  readonly count: number;
}

/** Colours of the palette for values that have no order; beyond them values share one. */
const MOST_COLOURS = 7;
const OTHER_COLOUR = '--c-8';
export const NEUTRAL_COLOUR = '--e-other';
const OTHER_LABEL = 'Other';
export const NOT_KNOWN = 'Not known';

/** Gives each value a colour, the commonest first; the rest share one, and what is not known is grey. */
export function groupByValue(
  values: Iterable<string | null>,
  unknownLabel = NOT_KNOWN,
): ReadonlyMap<string | null, ColourGroup> {
  const counts = new Map<string | null, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const known = [...counts].filter((entry): entry is [string, number] => entry[0] !== null);
  known.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en-GB'));
  const groups = new Map<string | null, ColourGroup>();
  known.forEach(([label, count], index) => {
    const isOther = index >= MOST_COLOURS;
    groups.set(label, { label, count, colour: isOther ? OTHER_COLOUR : `--c-${index + 1}` });
  });
  const unknown = counts.get(null);
  if (unknown !== undefined)
    groups.set(null, { label: unknownLabel, count: unknown, colour: NEUTRAL_COLOUR });
  return groups;
}

/** What the legend lists: values that share a colour are one line. */
export function legendOfGroups(
  groups: ReadonlyMap<string | null, ColourGroup>,
): readonly ColourGroup[] {
  const all = [...groups.values()];
  const others = all.filter(({ colour }) => colour === OTHER_COLOUR);
  const listed = all.filter(({ colour }) => colour !== OTHER_COLOUR);
  if (others.length === 0) return listed;
  const count = others.reduce((sum, group) => sum + group.count, 0);
  const label = `${OTHER_LABEL} (${others.length} values)`;
  const at = listed.findIndex(({ colour }) => colour === NEUTRAL_COLOUR);
  return listed.toSpliced(at === -1 ? listed.length : at, 0, {
    label,
    colour: OTHER_COLOUR,
    count,
  });
}

/** A step of a scale: from this number on. */
export interface ScaleStep {
  readonly from: number;
  readonly label: string;
}

/** Steps of numbers of links and of levers: few tell little apart, many nothing. */
export const LINK_STEPS: readonly ScaleStep[] = [
  { from: 0, label: '0 or 1 link' },
  { from: 2, label: '2 or 3 links' },
  { from: 4, label: '4 to 7 links' },
  { from: 8, label: '8 to 15 links' },
  { from: 16, label: '16 links or more' },
];
export const LEVER_STEPS: readonly ScaleStep[] = [
  { from: 0, label: 'No levers' },
  { from: 1, label: '1 lever' },
  { from: 2, label: '2 or 3 levers' },
  { from: 4, label: '4 to 6 levers' },
  { from: 7, label: '7 levers or more' },
];

/** Puts numbers into the steps of a scale, pale to strong; null is not known. */
export function groupBySteps(
  numbers: Iterable<number | null>,
  steps: readonly ScaleStep[],
  unknownLabel = NOT_KNOWN,
): { readonly legend: readonly ColourGroup[]; groupOf(value: number | null): ColourGroup } {
  const counts = steps.map(() => 0);
  let unknown = 0;
  const stepOf = (value: number) => steps.findLastIndex(({ from }) => value >= from);
  for (const value of numbers) {
    if (value === null) unknown++;
    else counts[stepOf(value)]!++;
  }
  const groups = steps.map(({ label }, index) => ({
    label,
    colour: `--s-${index + 1}`,
    count: counts[index]!,
  }));
  const none = { label: unknownLabel, colour: NEUTRAL_COLOUR, count: unknown };
  return {
    legend: [...groups.filter(({ count }) => count > 0), ...(unknown > 0 ? [none] : [])],
    groupOf: (value) => (value === null ? none : groups[stepOf(value)]!),
  };
}
