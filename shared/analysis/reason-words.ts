import type { ReasonPart } from '../api/analysis.ts';

/** So many records that are cut off are named; of more the number is told. */
const MOST_NAMED = 2;

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

function records(count: number): string {
  return `${number(count)} ${count === 1 ? 'record' : 'records'}`;
}

function others(count: number): string {
  return `${number(count)} other ${count === 1 ? 'record' : 'records'}`;
}

function percent(share: number): string {
  return share < 0.01 ? 'under 1%' : `${Math.round(100 * share)}%`;
}

const AROUND = 'Around ';

/** A community without a role or a name of its own is called after somebody in it: *Around Ana Example*. */
function circle(name: string, label: string | null): string {
  if (!name.startsWith(AROUND)) return name;
  const whom = name.slice(AROUND.length);
  return whom === label ? 'its own circle' : `the circle around ${whom}`;
}

function partWords(part: ReasonPart, label: string | null): string {
  switch (part.kind) {
    case 'joins':
      return `joins ${circle(part.one.name, label)} to ${circle(part.other.name, label)}`;
    case 'cuts-off':
      return part.count <= MOST_NAMED && part.records.length === part.count
        ? `only way to ${part.records.map(({ label }) => label).join(' and ')}`
        : `without it ${records(part.count)} are cut off`;
    case 'routes':
      return `on ${percent(part.share)} of the shortest routes between others`;
    case 'links':
      return `linked to ${number(part.count)} of ${others(part.of)}`;
    case 'reaches':
      return `${number(part.count)} of ${others(part.of)} are within ${part.steps === 1 ? 'one link' : `${part.steps} links`}`;
    case 'flow':
      return part.what === 'calls'
        ? `calls come from ${records(part.from)} and go to ${number(part.to)}`
        : `money comes from ${records(part.from)} and goes to ${number(part.to)}`;
  }
}

/** Why a record ranks where it does, in one sentence, `label` being what it is called: *Joins Control to the supply line; without it 8 records are cut off*. */
export function reasonWords(parts: readonly ReasonPart[], label: string | null = null): string {
  const words = parts.map((part) => partWords(part, label)).join('; ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
