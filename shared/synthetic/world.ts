import type { Fields } from '../domain/field.ts';
import type { Grade } from '../domain/grade.ts';
import type { SubjectCategory } from '../domain/person.ts';
import type { Inventor } from './invented.ts';
import type { SampleLists } from './lists.ts';
import type { Random } from './random.ts';
import type { SourceId } from './source-list.ts';

/** How big an invented world is made. */
export type Scale = 'county' | 'national';

type EntityKind =
  | 'person'
  | 'business'
  | 'premises'
  | 'vehicle'
  | 'phone'
  | 'account'
  | 'event'
  | 'ocg'
  | 'licence';

/** Something that is so in the invented world, whether or not any source knows of it. */
export interface Entity {
  readonly id: number;
  readonly kind: EntityKind;
  readonly town: number;
  /** True values, by field of the ontology. */
  readonly fields: Fields;
  /** Groups it belongs to or serves, by index. */
  readonly groups: number[];
  /** Role of a protected person; null for everyone and everything else. */
  protection: string | null;
}

/** A true link; sources may or may not know of it. */
export interface TrueLink {
  readonly type: string;
  readonly from: Entity;
  readonly to: Entity;
  readonly startedOn: number | null;
  readonly endedOn: number | null;
  /** How likely intelligence is to miss it. */
  readonly missShare: number;
}

/** What one source says of one entity. */
export interface RecordClaim {
  readonly entity: Entity;
  readonly fields: Fields;
  readonly grade?: Grade;
  readonly category?: SubjectCategory;
  /** Day number; null: undated. */
  readonly observedOn?: number | null;
}

/** What one source says of two entities. */
export interface LinkClaim {
  readonly type: string;
  readonly from: Entity;
  readonly to: Entity;
  readonly fields?: Fields;
  readonly grade?: Grade;
  readonly startedOn?: number | null;
  readonly endedOn?: number | null;
  readonly observedOn?: number | null;
}

/** A mapped group, or an evolving network. */
export interface Group {
  readonly index: number;
  readonly reference: string;
  readonly entity: Entity;
  readonly town: number;
  readonly isNetwork: boolean;
  readonly threats: readonly string[];
  readonly core: Entity[];
  readonly middle: Entity[];
  readonly outer: Entity[];
  /** Days on which it was busy: reports cluster there. */
  readonly busyDays: readonly number[];
  readonly firms: Firm[];
  readonly premises: Entity[];
}

/** A firm with where it trades and who is on its papers. */
export interface Firm {
  readonly business: Entity;
  readonly premises: Entity;
  readonly sector: string;
}

export interface Street {
  readonly name: string;
  readonly postcode: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface Town {
  readonly index: number;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly streets: readonly Street[];
  readonly parades: readonly Street[];
  readonly courts: readonly Street[];
  readonly estates: readonly Street[];
}

/** A tie of the person network (recipe steps 3 to 6). */
export interface Tie {
  from: Entity;
  to: Entity;
  type: string;
  /** Day on which a raid ended it. */
  endedOn: number | null;
}

/** Something made to mislead a matching or ranking rule. */
interface Decoy {
  readonly kind: string;
  readonly entities: readonly Entity[];
}

/** The invented world while it is being made. Steps add to it in a fixed order. */
export interface World {
  readonly scale: Scale;
  readonly random: Random;
  readonly inventor: Inventor;
  readonly lists: SampleLists;
  /** Day number of the reference date. */
  readonly today: number;
  readonly towns: Town[];
  readonly groups: Group[];
  readonly entities: Entity[];
  readonly links: TrueLink[];
  readonly falseLinks: LinkClaim[];
  readonly ties: Tie[];
  readonly enablers: Entity[];
  readonly firms: Firm[];
  readonly hubs: Entity[];
  readonly decoys: Decoy[];
  /** Rows of registers that are the same as a known entity, though nobody has said so yet. */
  readonly overlaps: { readonly row: Entity; readonly entity: Entity }[];
  readonly records: Map<SourceId, RecordClaim[]>;
  readonly relations: Map<SourceId, LinkClaim[]>;
  readonly addresses: Set<string>;
}

/** Years back that anything is dated. */
export const HISTORY_DAYS = 6 * 365;

/** Adds an entity to the world. */
export function addEntity(
  world: World,
  kind: EntityKind,
  town: number,
  fields: Fields,
  groups: readonly number[] = [],
): Entity {
  const entity: Entity = {
    id: world.entities.length,
    kind,
    town,
    fields,
    groups: [...groups],
    protection: null,
  };
  world.entities.push(entity);
  return entity;
}

/** Notes that a source has a record of an entity. */
export function tell(world: World, source: SourceId, claim: RecordClaim): void {
  const claims = world.records.get(source);
  if (claims) claims.push(claim);
  else world.records.set(source, [claim]);
}

/** Notes that a source has a relation. */
export function tellLink(world: World, source: SourceId, claim: LinkClaim): void {
  const claims = world.relations.get(source);
  if (claims) claims.push(claim);
  else world.relations.set(source, [claim]);
}

/** Adds a link that is true and that only intelligence can tell of, as far as it is seen. */
export function addLink(
  world: World,
  type: string,
  from: Entity,
  to: Entity,
  more: Partial<Pick<TrueLink, 'startedOn' | 'endedOn' | 'missShare'>> = {},
): void {
  world.links.push({ type, from, to, startedOn: null, endedOn: null, missShare: 0.25, ...more });
}

/** The part of an entity's true values that a source holds. */
export function pickFields(entity: Entity, ids: readonly string[]): Fields {
  const fields: Fields = {};
  for (const id of ids) {
    const value = entity.fields[id];
    if (value !== undefined) fields[id] = value;
  }
  return fields;
}

/** A day in the past, recent days more often: exponential with a mean of 400 days, six years at most. */
export function recentDay(world: World, random: Random): number {
  return world.today - 1 - Math.min(HISTORY_DAYS - 2, Math.floor(random.exponential(400)));
}
