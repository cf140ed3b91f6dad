import type { GraphScope } from '../../shared/api/graph.ts';
import { countGrid } from '../../shared/overview/grid.ts';
import { os } from './os.ts';
import {
  bubblesOf,
  gridSorterOf,
  memberPlaces,
  type Overviewed,
  scopePlaces,
  stepNames,
} from './overview.ts';
import type { Session } from './session.ts';
import { shownLabel } from './summary.ts';

/** Handlers of `graph` that tell of many records at once. */
export const graphOverviewHandlers = {
  size: os.graph.size.handler(async ({ input, context }) => {
    const found = await find(context.session, input.scope);
    return {
      total: memberPlaces(found, found.places).length,
      names: await stepNames(found, input.scope),
    };
  }),

  communities: os.graph.communities.handler(async ({ input, context }) => {
    const { session } = context;
    const found = await find(session, input.scope);
    const made = await bubblesOf(found, input.scope);
    const open = stillOpen(session, found);
    const bubbles = made.bubbles.map(({ namePlace, ...bubble }) => {
      const row = open.entities.get(found.columns.ids[namePlace] ?? '');
      return {
        ...bubble,
        kinds: [...bubble.kinds],
        id: row.id,
        name: shownLabel(session.ontology, row),
      };
    });
    context.touch(bubbles.map(({ id }) => id));
    return {
      total: memberPlaces(found, found.places).length,
      bubbles,
      rest: made.rest,
      links: [...made.links],
    };
  }),

  grid: os.graph.grid.handler(async ({ input, context }) => {
    const { session } = context;
    const found = await find(session, input.scope);
    if (input.by === 'levers') await found.open.levers.ready('counts');
    const { columns } = found;
    const places = memberPlaces(found, found.places);
    const grid = countGrid(places, {
      sorter: gridSorterOf(input.by, places, found),
      kinds: session.ontology.kinds.map(({ id }) => id),
      kindOf: (place) => columns.type.words[columns.type.codes[place]!] ?? '',
    });
    return {
      total: places.length,
      columns: [...grid.columns],
      rows: grid.rows.map((row) => ({ ...row, counts: [...row.counts] })),
    };
  }),

  members: os.graph.members.handler(async ({ input, context }) => {
    const found = await find(context.session, input.scope);
    const { columns } = found;
    const members = memberPlaces(found, found.places);
    const ranked = members.toSorted((a, b) => columns.links[b]! - columns.links[a]! || a - b);
    const ids = Array.from(ranked.subarray(0, input.limit), (place) => columns.ids[place] ?? '');
    context.touch(ids);
    return { total: members.length, ids };
  }),
};

interface Found extends Overviewed {
  readonly places: Int32Array;
}

async function find(session: Session, scope: GraphScope): Promise<Found> {
  const open = session.open();
  const overviewed: Overviewed = {
    open,
    ontology: session.ontology,
    columns: await open.queries.ready(),
  };
  const places = await scopePlaces(overviewed, scope);
  stillOpen(session, overviewed);
  return { ...overviewed, places };
}

/** Others work while communities are found: the case may have been locked meanwhile. */
function stillOpen(session: Session, { open }: Overviewed): Overviewed['open'] {
  if (session.current() !== open) session.open();
  return open;
}
