import {
  closenessFromNeighbours,
  closenessToGroups,
  isCommunitySite,
  type Through,
} from './closeness.ts';
import {
  addRelation,
  createDraft,
  createGrades,
  type Draft,
  type FactInput,
  type Grades,
  type RelationInput,
  settleLinks,
} from './draft.ts';
import type { FactStore, LinkFact } from './facts.ts';

/** What changed of a case: as it is now. */
export interface FactChange {
  /** By id; null: it is gone. Of an entity that is new, every relation must be among those below. */
  readonly entities: ReadonlyMap<string, FactInput | null>;
  /** By id: the entities that it joins or joined, and how it is now; null: it no longer counts. */
  readonly relations: ReadonlyMap<
    string,
    { readonly ends: Iterable<string>; readonly now: RelationInput | null }
  >;
}

/** Facts that can follow the case as it changes. */
export interface KeptFactStore extends FactStore {
  /** Takes what changed. Closeness to groups is only right after `settle`. */
  take(change: FactChange): void;
  /** Works out closeness to groups anew around what changed. */
  settle(): Generator<void>;
  /** The ids of all of which a lever could find something else since this was last asked, those that are gone too. */
  drainChanged(): ReadonlySet<string>;
}

/** Entities or relations taken in between two pauses. */
const TAKEN_PER_PAUSE = 200;

/**
 * Works out the facts of a case from its live records and relations, with a pause now and then for others.
 * `asOn` is the day of asking, ISO 8601: ages, expiries and ends of relations are judged by it.
 */
export function* buildFactStore(
  entities: Iterable<FactInput>,
  relations: Iterable<RelationInput>,
  asOn: string,
): Generator<void, KeptFactStore> {
  const grades = createGrades();
  const drafts = new Map<string, Draft>();
  let taken = 0;
  for (const input of entities) {
    drafts.set(input.id, createDraft(input, grades, asOn));
    if (++taken % TAKEN_PER_PAUSE === 0) yield;
  }
  for (const relation of relations) {
    addRelation(relation, drafts, grades, asOn);
    if (++taken % TAKEN_PER_PAUSE === 0) yield;
  }
  for (const draft of drafts.values()) {
    settleLinks(draft, drafts, asOn);
    if (++taken % TAKEN_PER_PAUSE === 0) yield;
  }
  yield* settleEverywhere(drafts);
  let changed = new Set<string>();
  /** Whose closeness may be another now. */
  const unsettled = { 'any-link': new Set<Draft>(), conduct: new Set<Draft>() };
  return {
    get: (id) => drafts.get(id) ?? null,
    entities: () => drafts.values(),
    take(change) {
      for (const [id, draft] of takeChange(change, drafts, grades, asOn)) {
        changed.add(id);
        if (!draft) continue;
        unsettled['any-link'].add(draft);
        unsettled.conduct.add(draft);
      }
    },
    *settle() {
      for (const through of ['any-link', 'conduct'] as const) {
        yield* settleAround(unsettled[through], through, (draft) => changed.add(draft.id));
      }
    },
    drainChanged() {
      const drained = changed;
      changed = new Set();
      return drained;
    },
  };
}

const CLOSENESS_FIELD = { 'any-link': 'groupByAnyLink', conduct: 'groupByConduct' } as const;

function* settleEverywhere(drafts: ReadonlyMap<string, Draft>): Generator<void> {
  for (const through of ['any-link', 'conduct'] as const) {
    const field = CLOSENESS_FIELD[through];
    const closeness = closenessToGroups(drafts.values(), through);
    yield;
    for (const draft of drafts.values()) draft[field] = closeness.get(draft) ?? null;
    yield;
  }
}

/**
 * Works out closeness anew from these entities outwards, until each agrees with its neighbours; that leaves what a walk
 * from the groups would find, since no way is longer than a few links. What was done is taken out of the set.
 */
function* settleAround(
  unsettled: Set<Draft>,
  through: Through,
  note: (draft: Draft) => void,
): Generator<void> {
  const field = CLOSENESS_FIELD[through];
  let done = 0;
  // A set goes on to what is added to it meanwhile, and takes again what was taken out.
  for (const draft of unsettled) {
    unsettled.delete(draft);
    const before = draft[field];
    const now = closenessFromNeighbours(draft, through, (other) => other[field]);
    draft[field] = now;
    if (before?.links !== now?.links || before?.credibility !== now?.credibility) {
      // A way as long as before but less sure changes the grade that answers rest on.
      note(draft);
      for (const { other } of draft.links) unsettled.add(other as Draft);
    }
    if (++done % TAKEN_PER_PAUSE === 0) yield;
  }
}

/** Takes what changed, and gives each entity that another fact is known of, by id; null: it is gone. */
function takeChange(
  { entities, relations }: FactChange,
  drafts: Map<string, Draft>,
  grades: Grades,
  asOn: string,
): ReadonlyMap<string, Draft | null> {
  const changed = new Map<string, Draft | null>();
  /** Whose links, or the licences that come by them, are others now. */
  const unsettled = new Set<string>();
  for (const [id, input] of entities) {
    const known = drafts.get(id);
    changed.set(id, null);
    if (input === null) {
      drafts.delete(id);
      for (const { other } of known?.links ?? []) {
        dropLinks(drafts.get(other.id), (link) => link.other === known);
        unsettled.add(other.id);
      }
    } else if (!known) drafts.set(id, createDraft(input, grades, asOn));
    else {
      const wasSite = isCommunitySite(known);
      // The same object: links of others lead to it.
      const { links, licences, groupByAnyLink, groupByConduct } = known;
      const kept = { links, licences, groupByAnyLink, groupByConduct };
      Object.assign(known, createDraft(input, grades, asOn), kept);
      if (known.kind === 'licence' || wasSite !== isCommunitySite(known))
        for (const { other } of links) unsettled.add(other.id);
    }
  }
  for (const [id, { ends, now }] of relations) {
    for (const end of ends) {
      dropLinks(drafts.get(end), (link) => link.recordId === id);
      unsettled.add(end);
    }
    if (now) addRelation(now, drafts, grades, asOn);
  }
  for (const id of unsettled) {
    const draft = drafts.get(id);
    if (draft) settleLinks(draft, drafts, asOn);
    changed.set(id, null);
  }
  for (const id of changed.keys()) changed.set(id, drafts.get(id) ?? null);
  return changed;
}

function dropLinks(draft: Draft | undefined, isDropped: (link: LinkFact) => boolean): void {
  if (draft?.links.some(isDropped)) draft.links = draft.links.filter((link) => !isDropped(link));
}

/** As `buildFactStore`, without pauses. */
export function createFactStore(
  entities: Iterable<FactInput>,
  relations: Iterable<RelationInput>,
  asOn: string,
): FactStore {
  const steps = buildFactStore(entities, relations, asOn);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
