import { certaintyOf } from '../../shared/domain/grade.ts';
import { CERTAINTY_BITS } from '../../shared/query/columns.ts';
import type { LinkRow } from './relation.ts';

/** Every link of a case between places of its columns. Links within one entity are left out. */
export interface Links {
  /** Both ends of each link, one after the other. */
  readonly ends: Int32Array;
  /** Certainty of each link, as a bit. */
  readonly certainties: Uint8Array;
  /** Latest date that each link gives itself; later ones than today are no sightings. */
  readonly seenOn: readonly (string | null)[];
}

/** Links read between two pauses. */
const READ_PER_PAUSE = 1000;

/** Reads links and finds the places of their ends, with a pause now and then for others. */
export function* readLinks(
  rows: Iterable<LinkRow>,
  placeOf: (recordId: string) => number | undefined,
  /** ISO date. */
  today: string,
): Generator<void, Links> {
  const ends: number[] = [];
  const certainties: number[] = [];
  const seenOn: (string | null)[] = [];
  let read = 0;
  for (const row of rows) {
    if (++read % READ_PER_PAUSE === 0) yield;
    const [fromId, toId, basis, source, information, started, ended, observed] = row;
    const from = placeOf(fromId);
    const to = placeOf(toId);
    if (from === undefined || to === undefined || from === to) continue;
    ends.push(from, to);
    certainties.push(CERTAINTY_BITS[certaintyOf(basis, { source, information })]);
    let latest: string | null = null;
    for (const date of [started, ended, observed])
      if (date !== null && date <= today && (latest === null || date > latest)) latest = date;
    seenOn.push(latest);
  }
  return { ends: Int32Array.from(ends), certainties: Uint8Array.from(certainties), seenOn };
}

/** Links without those between some pairs of places, and others after them. */
export function replaceLinks(
  { ends, certainties, seenOn }: Links,
  isDropped: (from: number, to: number) => boolean,
  added: Links,
): Links {
  const kept = seenOn.flatMap((_, link) =>
    isDropped(ends[link * 2]!, ends[link * 2 + 1]!) ? [] : [link],
  );
  return {
    ends: Int32Array.from([
      ...kept.flatMap((link) => [ends[link * 2]!, ends[link * 2 + 1]!]),
      ...added.ends,
    ]),
    certainties: Uint8Array.from([...kept.map((link) => certainties[link]!), ...added.certainties]),
    seenOn: [...kept.map((link) => seenOn[link] ?? null), ...added.seenOn],
  };
}

/** What the links say of each place: how many there are, how sure, and when the latest of them saw it. */
export function linkColumns(
  { ends, certainties, seenOn }: Links,
  of: {
    readonly count: number;
    /** When each place was last seen by its own records. */
    readonly seenByRecords: readonly (string | null)[];
    /** Who took part in an event was seen then. */
    readonly isEvent: (place: number) => boolean;
  },
): {
  readonly links: Int32Array;
  readonly certainties: Uint8Array;
  readonly lastSeenOn: (string | null)[];
} {
  const links = new Int32Array(of.count);
  const sets = new Uint8Array(of.count);
  const lastSeenOn = [...of.seenByRecords];
  const see = (place: number, date: string | null) => {
    if (date !== null && date > (lastSeenOn[place] ?? '')) lastSeenOn[place] = date;
  };
  for (let link = 0; link < certainties.length; link++) {
    const from = ends[link * 2]!;
    const to = ends[link * 2 + 1]!;
    const date = seenOn[link] ?? null;
    links[from]!++;
    links[to]!++;
    sets[from]! |= certainties[link]!;
    sets[to]! |= certainties[link]!;
    see(from, date);
    see(to, date);
    if (of.isEvent(to)) see(from, of.seenByRecords[to] ?? null);
    if (of.isEvent(from)) see(to, of.seenByRecords[from] ?? null);
  }
  return { links, certainties: sets, lastSeenOn };
}
