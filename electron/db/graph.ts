import type { Database } from 'better-sqlite3';
import { baseKindOf, kindsBasedOn, type Ontology } from '../../shared/domain/ontology.ts';
import type { EntityRepository, EntityRow } from './entity.ts';
import type { NeighbourRow, RelationRepository } from './relation.ts';

/** A part of the network before it is dressed for the map. */
export interface NetworkPart {
  readonly entities: readonly EntityRow[];
  readonly relations: readonly (NeighbourRow & { readonly nearId: string })[];
  /** Neighbours of each entity that are on the map's kinds but not in this part nor already shown. */
  readonly hiddenNeighbours: ReadonlyMap<string, number>;
}

/** Entities read between two pauses. */
const READ_PER_PAUSE = 20;

/** Turns that a kind has for each one of the others: people hold a network together. */
const TURNS: Readonly<Record<string, number>> = { person: 3, business: 2, premises: 2 };

/** Ids by the number of ties, best first, each kind getting its turns. */
function takeTurns(
  ties: ReadonlyMap<string, { readonly kind: string; readonly count: number }>,
  ontology: Ontology,
): readonly string[] {
  const ranked = [...ties].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
  const seenOfKind = new Map<string, number>();
  const withTurn = ranked.map(([id, { kind }]) => {
    const rank = seenOfKind.get(kind) ?? 0;
    seenOfKind.set(kind, rank + 1);
    return { id, turn: rank / (TURNS[baseKindOf(ontology, kind)] ?? 1) };
  });
  // Sorting keeps the order of equals: the better connected go first within a turn.
  return withTurn.sort((a, b) => a.turn - b.turn).map(({ id }) => id);
}

/** Finds the part of a network to show. */
export function createGraphRepository(
  db: Database,
  repositories: { readonly entities: EntityRepository; readonly relations: RelationRepository },
  ontology: Ontology,
) {
  const { entities, relations } = repositories;
  const mapKinds = new Set(ontology.kinds.filter(({ isOnMap }) => isOnMap).map(({ id }) => id));
  const groupList = JSON.stringify([...kindsBasedOn(ontology, 'ocg')]);
  const kindList = JSON.stringify([...mapKinds]);
  const countOnMap = db
    .prepare<[string], number>(
      'SELECT COUNT(*) FROM entity WHERE kind IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const selectOnMap = db
    .prepare<[string, number], string>(
      'SELECT id FROM entity WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?',
    )
    .pluck();
  // The group with most members first; a person in it counts once.
  const selectBusiestOcg = db
    .prepare<[string], string>(
      `SELECT e.id FROM entity e LEFT JOIN relation r ON r.to_record_id = e.id
       WHERE e.kind IN (SELECT value FROM json_each(?)) GROUP BY e.id ORDER BY COUNT(DISTINCT r.from_record_id) DESC, e.label, e.id LIMIT 1`,
    )
    .pluck();
  // Protected people are never ranked: another entity opens the map.
  const selectBusiest = db
    .prepare<[string], string>(
      `SELECT e.id FROM entity e
       LEFT JOIN (SELECT from_record_id AS id FROM relation UNION ALL SELECT to_record_id FROM relation) r ON r.id = e.id
       WHERE e.kind = ? AND e.is_protected = 0 GROUP BY e.id ORDER BY COUNT(r.id) DESC, e.id LIMIT 1`,
    )
    .pluck();

  function isOnMap(row: { readonly otherKind: string }): boolean {
    return mapKinds.has(row.otherKind);
  }

  /**
   * Breadth first from an entity until `limit` are found. Of each ring the best connected come first, the kinds
   * taking turns: a part of people alone would hide the places, firms and phones that a lever can reach.
   */
  function around(focusId: string, limit: number, maxHops: number): readonly string[] {
    const found = new Set([focusId]);
    let ring: readonly string[] = [focusId];
    for (let hop = 0; hop < maxHops && ring.length > 0 && found.size < limit; hop++) {
      const ties = new Map<string, { readonly kind: string; count: number }>();
      for (const id of ring) {
        for (const row of relations.neighbours(id)) {
          if (!isOnMap(row) || found.has(row.otherId)) continue;
          const tie = ties.get(row.otherId);
          if (tie) tie.count++;
          else ties.set(row.otherId, { kind: row.otherKind, count: 1 });
        }
      }
      ring = takeTurns(ties, ontology).slice(0, limit - found.size);
      for (const id of ring) found.add(id);
    }
    return [...found];
  }

  /** Exactly these entities and what joins them, with a pause now and then for others. */
  function* part(
    ids: readonly string[],
    alreadyShown: ReadonlySet<string>,
  ): Generator<void, NetworkPart> {
    const rows: EntityRow[] = [];
    for (const [index, id] of ids.entries()) {
      const row = entities.find(id);
      if (row) rows.push(row);
      if (index % READ_PER_PAUSE === 0) yield;
    }
    const included = new Set(rows.map((row) => row.id));
    const seen = new Set<string>();
    const found: (NeighbourRow & { readonly nearId: string })[] = [];
    const hiddenNeighbours = new Map<string, number>();
    for (const [index, row] of rows.entries()) {
      if (index % READ_PER_PAUSE === 0) yield;
      const hidden = new Set<string>();
      for (const neighbour of relations.neighbours(row.id)) {
        if (included.has(neighbour.otherId) || alreadyShown.has(neighbour.otherId)) {
          if (seen.has(neighbour.relationId)) continue;
          seen.add(neighbour.relationId);
          found.push({ ...neighbour, nearId: row.id });
        } else if (isOnMap(neighbour)) hidden.add(neighbour.otherId);
      }
      hiddenNeighbours.set(row.id, hidden.size);
    }
    return { entities: rows, relations: found, hiddenNeighbours };
  }

  return {
    countOnMap: () => countOnMap.get(kindList) ?? 0,
    /** Ids of everything the map can draw, up to `limit`. */
    allOnMap: (limit: number) => selectOnMap.all(kindList, limit),
    busiestOcg: () => selectBusiestOcg.get(groupList) ?? null,
    /** The best connected entity: a person if there is one, else of any kind the map draws. */
    busiest(): string | null {
      for (const kind of ['person', ...mapKinds]) {
        const id = selectBusiest.get(kind);
        if (id) return id;
      }
      return null;
    },
    around,
    part,
    /** Neighbours of `id` that are not in `shown`, best connected to what is shown first. */
    newNeighbours(id: string, shown: ReadonlySet<string>, limit: number): readonly string[] {
      const ties = new Map<string, number>();
      for (const row of relations.neighbours(id)) {
        if (isOnMap(row) && !shown.has(row.otherId)) ties.set(row.otherId, 0);
      }
      for (const other of ties.keys()) {
        const count = relations.otherEnds(other).filter((end) => shown.has(end.otherId)).length;
        ties.set(other, count);
      }
      return [...ties]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, limit)
        .map(([other]) => other);
    },
  };
}

export type GraphRepository = ReturnType<typeof createGraphRepository>;
