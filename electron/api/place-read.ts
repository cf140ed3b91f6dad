import type {
  PlacedEntity,
  PlacePrecision,
  Places,
  UnplacedEntity,
} from '../../shared/api/place.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { baseKindOf, baseTypeOf, type Ontology } from '../../shared/domain/ontology.ts';
import { readPostcode } from '../../shared/place/postcode.ts';
import type { DatedRelationRow } from '../db/bulk.ts';
import type { EntityRow } from '../db/entity.ts';
import type { PlaceFiles } from '../db/place-file.ts';
import { fieldsByEntity } from './current-fields.ts';
import type { OpenCase } from './session.ts';
import { shownLabel } from './summary.ts';

/** Kinds that are drawn by their place. People are not among them: where someone lives is not drawn. */
const PLACED_KINDS: ReadonlySet<string> = new Set(['premises', 'business', 'event']);

/** Relations that say where a business is, the best first; the address of a register comes last. */
const WHERE_BUSINESS_IS = ['trades-at', 'occupies', 'owns', 'tenant-of', 'registered-at'];

interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly precision: PlacePrecision;
}

type Finding = Position | UnplacedEntity['reason'];

/** Things taken in between two pauses. */
const TAKEN_PER_PAUSE = 200;

/** Places premises, businesses and events of some records, or of the whole case. */
export function* readPlaces(
  of: { readonly ontology: Ontology; readonly open: OpenCase; readonly files: PlaceFiles },
  ids: readonly string[] | null,
): Generator<void, Places> {
  const { ontology, open, files } = of;
  const rows = new Map<string, EntityRow>();
  const asked = ids === null ? open.entities.each() : found(open, ids);
  let read = 0;
  for (const row of asked) {
    rows.set(row.id, row);
    if (++read % TAKEN_PER_PAUSE === 0) yield;
  }
  const askedIds = [...rows.keys()];
  const relations = yield* open.bulk.relations(ids === null ? null : askedIds);
  const row = (id: string) => {
    let known = rows.get(id);
    if (!known) {
      known = open.entities.find(id) ?? undefined;
      if (known) rows.set(id, known);
    }
    return known;
  };
  const baseOf = ({ kind }: EntityRow) => baseKindOf(ontology, kind);
  const premisesOf = whereabouts(relations, { row, ontology });
  const wanted = askedIds.filter((id) => {
    const entity = row(id);
    return entity !== undefined && PLACED_KINDS.has(baseOf(entity));
  });
  const needed = new Set([
    ...wanted,
    ...wanted.flatMap((id) => premisesOf.get(id)?.map((each) => each.id) ?? []),
  ]);
  const fields = yield* fieldsByEntity(yield* open.bulk.records(needed));
  const findings = new Map<string, Finding>();
  const find = (id: string): Finding => {
    let known = findings.get(id);
    if (known === undefined) {
      known = findOwn(fields.get(id) ?? {}, files);
      findings.set(id, known);
    }
    return known;
  };
  const placed: PlacedEntity[] = [];
  const unplaced: UnplacedEntity[] = [];
  const placeOf = new Map<string, number>();
  for (const id of wanted) {
    if (++read % TAKEN_PER_PAUSE === 0) yield;
    const entity = row(id);
    // Only people are protected; a kind that may be one day is not drawn either.
    if (!entity || entity.isProtected === 1) continue;
    const told = { id, kind: entity.kind, label: shownLabel(ontology, entity) };
    const found = findAny(premisesOf.get(id) ?? [], {
      own: find(id),
      isEvent: baseOf(entity) === 'event',
      find,
    });
    if (typeof found === 'string') unplaced.push({ ...told, reason: found });
    else {
      const via = found.viaId === null ? undefined : row(found.viaId);
      placeOf.set(id, placed.length);
      placed.push({ ...told, ...found.position, viaLabel: via ? shownLabel(ontology, via) : null });
    }
  }
  return {
    placed,
    unplaced,
    links: linksBetween(relations, placeOf, row),
    hasLookup: files.list().some(({ type }) => type === 'postcodes'),
  };
}

function* found(open: OpenCase, ids: readonly string[]): Generator<EntityRow> {
  for (const id of ids) {
    const row = open.entities.find(id);
    if (row) yield row;
  }
}

/** The premises of businesses and events, the one that says most of where they are first. */
function whereabouts(
  relations: readonly DatedRelationRow[],
  {
    row,
    ontology,
  }: { readonly row: (id: string) => EntityRow | undefined; readonly ontology: Ontology },
): ReadonlyMap<string, readonly { readonly id: string; readonly rank: number }[]> {
  const baseOf = ({ kind }: EntityRow) => baseKindOf(ontology, kind);
  const found = new Map<string, { readonly id: string; readonly rank: number }[]>();
  for (const { fromId, toId, type } of relations) {
    const to = row(toId);
    const from = row(fromId);
    if (!to || !from) continue;
    const [thing, premises] = baseOf(to) === 'premises' ? [from, to] : [to, from];
    if (baseOf(premises) !== 'premises') continue;
    const kind = baseOf(thing);
    const rank = kind === 'event' ? 0 : WHERE_BUSINESS_IS.indexOf(baseTypeOf(ontology, type ?? ''));
    if (rank === -1 || !(kind === 'event' || kind === 'business')) continue;
    const known = found.get(thing.id);
    if (known) known.push({ id: premises.id, rank });
    else found.set(thing.id, [{ id: premises.id, rank }]);
  }
  for (const list of found.values()) list.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return found;
}

function findAny(
  premises: readonly { readonly id: string }[],
  {
    own,
    isEvent,
    find,
  }: {
    readonly own: Finding;
    readonly isEvent: boolean;
    readonly find: (id: string) => Finding;
  },
): { readonly position: Position; readonly viaId: string | null } | UnplacedEntity['reason'] {
  if (typeof own !== 'string' && own.precision === 'exact') return { position: own, viaId: null };
  let best: { readonly position: Position; readonly viaId: string | null } | null =
    typeof own === 'string' ? null : { position: own, viaId: null };
  for (const { id } of premises) {
    const position = find(id);
    if (typeof position === 'string') continue;
    if (position.precision === 'exact') return { position, viaId: id };
    best ??= { position, viaId: id };
  }
  if (best) return best;
  if (isEvent && premises.length === 0) return 'no-premises';
  return typeof own === 'string' ? own : 'no-postcode';
}

/** Where a record says that it is: by its coordinates, else by its postcode. */
function findOwn(fields: Fields, files: PlaceFiles): Finding {
  const latitude = coordinate(fields.latitude, 90);
  const longitude = coordinate(fields.longitude, 180);
  if (latitude !== null && longitude !== null) return { latitude, longitude, precision: 'exact' };
  const postcode = typeof fields.postcode === 'string' ? readPostcode(fields.postcode) : null;
  if (!postcode) {
    const isWrong = isTold(fields.latitude) || isTold(fields.longitude);
    return isWrong ? 'bad-coordinates' : 'no-postcode';
  }
  const whole = postcode.isWhole ? files.find(postcode.code) : null;
  if (whole) return { ...whole, precision: 'postcode' };
  const district = files.find(postcode.outcode);
  return district ? { ...district, precision: 'outcode' } : 'postcode-not-found';
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function coordinate(value: unknown, most: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) <= most
    ? number
    : null;
}

/**
 * Which places are linked, at once or through one thing that has to do with both. What a protected person has to do
 * with them does not count: it would draw a line to where they live.
 */
function linksBetween(
  relations: readonly DatedRelationRow[],
  placeOf: ReadonlyMap<string, number>,
  row: (id: string) => EntityRow | undefined,
): Places['links'] {
  const counts = new Map<string, [number, number, number]>();
  const add = (a: number, b: number) => {
    if (a === b) return;
    const pair: [number, number] = a < b ? [a, b] : [b, a];
    const known = counts.get(pair.join());
    if (known) known[2]++;
    else counts.set(pair.join(), [...pair, 1]);
  };
  const throughOthers = new Map<string, Set<number>>();
  for (const { fromId, toId } of relations) {
    const from = placeOf.get(fromId);
    const to = placeOf.get(toId);
    if (from !== undefined && to !== undefined) add(from, to);
    else if (from !== undefined || to !== undefined) {
      const otherId = from === undefined ? fromId : toId;
      const other = row(otherId);
      if (!other || other.isProtected === 1) continue;
      const places = throughOthers.get(otherId) ?? new Set();
      throughOthers.set(otherId, places.add(from ?? to ?? 0));
    }
  }
  for (const places of throughOthers.values()) {
    // Something that has to do with many places joins them all: a web of lines that says nothing.
    if (places.size > MOST_JOINED) continue;
    const list = [...places];
    for (const [index, a] of list.entries()) for (const b of list.slice(index + 1)) add(a, b);
  }
  return [...counts.values()];
}

const MOST_JOINED = 12;
