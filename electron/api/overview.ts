import { setImmediate as letOthersWork } from 'node:timers/promises';
import { findCommunities } from '../../shared/analysis/communities.ts';
import { buildCsr } from '../../shared/analysis/csr.ts';
import { notFound } from '../../shared/api/errors.ts';
import type { GraphScope, GraphStep } from '../../shared/api/graph.ts';
import { baseKindOf, kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import {
  type BubbleColumns,
  type Bubbles,
  makeBubbles,
  type Partition,
} from '../../shared/overview/bubbles.ts';
import {
  type GridBy,
  type GridSorter,
  sortByLevers,
  sortByLinks,
  sortByNames,
  sortBySeen,
} from '../../shared/overview/grid.ts';
import type { EntityColumns } from '../db/entity-column.ts';
import type { OpenCase } from './session.ts';
import { shownLabel } from './summary.ts';

/** The case that an overview is of, as it stands. */
export interface Overviewed {
  readonly open: OpenCase;
  readonly ontology: Ontology;
  readonly columns: EntityColumns;
}

/** So that the same case is parted the same way. */
const SEED = 1;
/** Longest that the communities of a big case keep other calls waiting at a time. */
const SLICE_MS = 12;
/** Partitions kept: a way in and out again passes each twice. */
const KEPT_PARTITIONS = 8;

/** Columns are made anew when records change: what hangs on them is then forgotten. */
const partitionsOf = new WeakMap<EntityColumns, Map<string, Promise<Partition>>>();

/** Which kinds the map draws, by their code. */
function drawnCodes({ columns, ontology }: Overviewed): readonly boolean[] {
  const kinds = new Set(ontology.kinds.filter(({ isOnMap }) => isOnMap).map(({ id }) => id));
  return columns.type.words.map((kind) => kind !== null && kinds.has(kind));
}

/** Those of the places that may be counted and listed: what the map draws, save for protected people. */
export function memberPlaces(overviewed: Overviewed, places: Int32Array): Int32Array {
  const { columns } = overviewed;
  const isDrawn = drawnCodes(overviewed);
  return places.filter(
    (place) => columns.isProtected[place] === 0 && isDrawn[columns.type.codes[place]!],
  );
}

/**
 * Every entity of a part of the case: protected people among them, so that paths through them stay true, and kinds
 * that the map does not draw, as a town that joins its addresses.
 */
export async function scopePlaces(overviewed: Overviewed, scope: GraphScope): Promise<Int32Array> {
  const { columns } = overviewed;
  let places: Int32Array = Int32Array.from({ length: columns.count }, (_, place) => place);
  if (scope.among !== null) {
    const wanted = new Set(scope.among.map((id) => columns.placeOf(id)));
    places = keepDrawn(overviewed, places, (place) => wanted.has(place));
  }
  for (const [depth, step] of scope.steps.entries()) {
    if (step.type === 'cell') {
      places = cellPlaces(overviewed, places, step);
      continue;
    }
    const key = keyOf({ ...scope, steps: scope.steps.slice(0, depth) });
    const partition = await partitionOf(overviewed, places, key);
    places =
      step.type === 'rest'
        ? restPlaces(partition, overviewed)
        : communityPlaces(partition, overviewed, step.id);
  }
  return places;
}

/** What each step into a part of the case is called. */
export async function stepNames(overviewed: Overviewed, scope: GraphScope): Promise<string[]> {
  const names: string[] = [];
  for (const [depth, step] of scope.steps.entries()) {
    if (step.type === 'rest') names.push('Small communities');
    else if (step.type === 'community') names.push(communityName(overviewed, step.id));
    else {
      const before = await scopePlaces(overviewed, {
        ...scope,
        steps: scope.steps.slice(0, depth),
      });
      const { columns } = gridSorterOf(step.by, memberPlaces(overviewed, before), overviewed);
      const kind = step.kind === null ? null : kindOf(overviewed.ontology, step.kind);
      const column = columns.find(({ id }) => id === step.column);
      names.push([kind?.plural, column?.label].filter(Boolean).join(', ') || 'Everything');
    }
  }
  return names;
}

function communityName({ open, ontology }: Overviewed, id: string): string {
  const row = open.entities.get(id);
  // Protected since: a community is never called after them.
  return row.isProtected ? 'A community' : `Around ${shownLabel(ontology, row)}`;
}

function keyOf({ among, steps }: GraphScope): string {
  return JSON.stringify([among, steps]);
}

function cellPlaces(
  overviewed: Overviewed,
  places: Int32Array,
  { by, kind, column }: Extract<GraphStep, { type: 'cell' }>,
): Int32Array {
  const { columns } = overviewed;
  // Sorted as the grid was, which holds everyone but protected people.
  const sorter = gridSorterOf(by, memberPlaces(overviewed, places), overviewed);
  const index = sorter.columns.findIndex(({ id }) => id === column);
  const code = columns.type.words.indexOf(kind);
  return keepDrawn(
    overviewed,
    places,
    (place) =>
      columns.isProtected[place] === 0 &&
      (kind === null || columns.type.codes[place] === code) &&
      (column === null || sorter.columnsOf(place).includes(index)),
  );
}

/** Leaves out some of what the map draws; what it does not draw stays, as it joins the rest. */
function keepDrawn(
  overviewed: Overviewed,
  places: Int32Array,
  isKept: (place: number) => boolean,
): Int32Array {
  const { codes } = overviewed.columns.type;
  const isDrawn = drawnCodes(overviewed);
  return places.filter((place) => !isDrawn[codes[place]!] || isKept(place));
}

function partitionOf({ columns }: Overviewed, places: Int32Array, key: string): Promise<Partition> {
  let kept = partitionsOf.get(columns);
  if (!kept) {
    kept = new Map();
    partitionsOf.set(columns, kept);
  }
  let partition = kept.get(key);
  if (!partition) {
    partition = part(columns, places);
    kept.set(key, partition);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_PARTITIONS && oldest !== undefined) kept.delete(oldest);
  }
  return partition;
}

async function part(columns: EntityColumns, places: Int32Array): Promise<Partition> {
  const indexOf = new Int32Array(columns.count).fill(-1);
  places.forEach((place, index) => {
    indexOf[place] = index;
  });
  const { linkEnds } = columns;
  const ends = new Int32Array(linkEnds.length);
  let length = 0;
  for (let at = 0; at + 1 < linkEnds.length; at += 2) {
    const [a, b] = [indexOf[linkEnds[at]!]!, indexOf[linkEnds[at + 1]!]!];
    if (a < 0 || b < 0) continue;
    ends[length++] = a;
    ends[length++] = b;
  }
  const among = ends.slice(0, length);
  await letOthersWork();
  const graph = buildCsr(places.length, among);
  const steps = findCommunities(graph, { seed: SEED });
  for (let sliceStartedAt = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return { places, communityOf: step.value, ends: among };
    if (performance.now() - sliceStartedAt < SLICE_MS) continue;
    await letOthersWork();
    sliceStartedAt = performance.now();
  }
}

function communityPlaces(partition: Partition, { columns }: Overviewed, id: string): Int32Array {
  const place = columns.placeOf(id);
  const index = place === undefined ? -1 : partition.places.indexOf(place);
  if (index < 0) throw notFound('community');
  const number = partition.communityOf[index];
  return partition.places.filter((_, at) => partition.communityOf[at] === number);
}

/** What the bubbles leave over: small communities and records without links. */
function restPlaces(partition: Partition, overviewed: Overviewed): Int32Array {
  const { bubbleOf } = makeBubbles(partition, bubbleColumns(overviewed), DEFAULT_BUBBLES);
  return partition.places.filter((_, at) => bubbleOf[at] === -1);
}

/** As many bubbles as can be told apart. */
const DEFAULT_BUBBLES = 60;

function bubbleColumns(overviewed: Overviewed): BubbleColumns {
  const { columns, open } = overviewed;
  const isDrawn = drawnCodes(overviewed);
  const isKnown = open.levers.countsIfKnown('') !== null;
  return {
    isMember: (place) =>
      columns.isProtected[place] === 0 && isDrawn[columns.type.codes[place]!] === true,
    links: columns.links,
    kindOf: (place) => columns.type.words[columns.type.codes[place]!] ?? '',
    isGroup: groupFinder(columns, overviewed.ontology),
    levers: isKnown ? (place) => leversOf(open, columns.ids[place] ?? '') : null,
  };
}

function leversOf(open: OpenCase, id: string): number {
  const counts = open.levers.counts(id);
  return counts.strong + counts.indicative;
}

/** The communities of a part of the case as bubbles. */
export async function bubblesOf(
  found: Overviewed & { readonly places: Int32Array },
  scope: GraphScope,
): Promise<Bubbles> {
  const partition = await partitionOf(found, found.places, keyOf(scope));
  return makeBubbles(partition, bubbleColumns(found), DEFAULT_BUBBLES);
}

/** Puts entities into the columns of a grid. */
export function gridSorterOf(by: GridBy, places: Int32Array, overviewed: Overviewed): GridSorter {
  const { columns, open, ontology } = overviewed;
  switch (by) {
    case 'links':
      return sortByLinks(columns.links);
    case 'levers':
      return sortByLevers((place) => leversOf(open, columns.ids[place] ?? ''));
    case 'seen':
      return sortBySeen(places, columns.lastSeenOn);
    case 'source':
      return sortByNames(
        places,
        (place) => columns.sources.sets[columns.sources.codes[place]!] ?? [],
        {
          labelOf: (name) => name,
          others: 'Other sources',
          none: 'No source',
        },
      );
    case 'ocg':
      return sortByNames(places, groupsLinked(columns, ontology), {
        labelOf: (id) => shownLabel(ontology, open.entities.get(id)),
        others: 'Other OCGs',
        none: 'No OCG',
      });
  }
}

function groupFinder(columns: EntityColumns, ontology: Ontology): (place: number) => boolean {
  const isGroupKind = columns.type.words.map(
    (kind) => kind !== null && baseKindOf(ontology, kind) === 'ocg',
  );
  return (place) => isGroupKind[columns.type.codes[place]!] === true;
}

/** The OCGs that each entity is linked to, by id; an OCG is with itself. */
function groupsLinked(
  columns: EntityColumns,
  ontology: Ontology,
): (place: number) => readonly string[] {
  const isGroup = groupFinder(columns, ontology);
  const groups = new Map<number, Set<string>>();
  const add = (place: number, group: number) => {
    const id = columns.ids[group] ?? '';
    const known = groups.get(place);
    if (known) known.add(id);
    else groups.set(place, new Set([id]));
  };
  for (let place = 0; place < columns.count; place++) if (isGroup(place)) add(place, place);
  for (let at = 0; at + 1 < columns.linkEnds.length; at += 2) {
    const [a, b] = [columns.linkEnds[at]!, columns.linkEnds[at + 1]!];
    if (isGroup(a)) add(b, a);
    if (isGroup(b)) add(a, b);
  }
  return (place) => [...(groups.get(place) ?? [])];
}
