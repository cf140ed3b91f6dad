import type { ViewState } from '../../shared/api/view.ts';

/** What a view says of single records; the rest of it is of the whole map. */
export type ViewPlaces = Pick<ViewState, 'shownIds' | 'positions' | 'pinnedIds' | 'putAwayIds'>;

type Place = [id: string, flags: number] | [id: string, flags: number, x: number, y: number];

const SHOWN = 1;
const PINNED = 2;
const PUT_AWAY = 4;
/** Ids end in random digits: two of them make parts of a few hundred records in the largest map, of one in a small one. */
const PART_LETTERS = 2;

/** The places of a view by part, each as it is stored. */
export function partsOf(places: ViewPlaces): Map<string, string> {
  const flags = new Map<string, number>(Object.keys(places.positions).map((id) => [id, 0]));
  const mark = (ids: readonly string[], flag: number) => {
    for (const id of ids) flags.set(id, (flags.get(id) ?? 0) | flag);
  };
  mark(places.shownIds, SHOWN);
  mark(places.pinnedIds, PINNED);
  mark(places.putAwayIds, PUT_AWAY);
  const parts = new Map<string, Place[]>();
  for (const id of [...flags.keys()].sort()) {
    const key = id.slice(-PART_LETTERS);
    const position = places.positions[id];
    const place: Place = position ? [id, flags.get(id)!, ...position] : [id, flags.get(id)!];
    const part = parts.get(key);
    if (part) part.push(place);
    else parts.set(key, [place]);
  }
  return new Map([...parts].map(([key, part]) => [key, JSON.stringify(part)]));
}

/** Puts parts together again; records come in the order of their ids, which is that of their making. */
export function placesOf(parts: Iterable<string>): ViewPlaces {
  const all = [...parts].flatMap((part) => JSON.parse(part) as Place[]);
  all.sort(([one], [other]) => (one < other ? -1 : 1));
  const having = (flag: number) => all.filter(([, flags]) => flags & flag).map(([id]) => id);
  const positions: ViewState['positions'] = {};
  for (const [id, , x, y] of all) if (x !== undefined && y !== undefined) positions[id] = [x, y];
  return {
    shownIds: having(SHOWN),
    pinnedIds: having(PINNED),
    putAwayIds: having(PUT_AWAY),
    positions,
  };
}
