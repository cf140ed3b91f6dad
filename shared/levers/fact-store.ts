import type { FieldValue } from '../domain/field.ts';
import type { Basis, Grade } from '../domain/grade.ts';
import type { EvidenceGrade } from '../domain/lever.ts';
import { type MergedValue, type MergeRecord, mergeRecords } from '../domain/merge.ts';
import { normaliseHeader } from '../domain/ontology.ts';
import type { SubjectCategory } from '../domain/person.ts';
import { ageOn } from './age.ts';
import {
  closenessFromNeighbours,
  closenessToGroups,
  isCommunitySite,
  type Through,
} from './closeness.ts';
import {
  type AgeRange,
  type Closeness,
  countsAsEvidence,
  type EntityFacts,
  type Evidence,
  FACT_FIELDS,
  type FactStore,
  type FactValue,
  type LicenceCheck,
  type LicenceFact,
  type LinkFact,
  type Protection,
  type SafeguardingFact,
} from './facts.ts';
import { isAssessedAsSuspect, protectionOf } from './guard.ts';

/** One entity and its live records, as the case holds them. Fields that no fact is made from may be left out. */
export interface FactInput {
  readonly id: string;
  /** The shipped kind that its own is, or is built on: levers know no other. */
  readonly kind: string;
  /** What it may be called in answers: a reference for a protected person. */
  readonly label: string;
  readonly isProtected: boolean;
  /** Roles that protect whoever has them, where they are not the shipped ones alone. */
  readonly protectedRoles?: ReadonlySet<string>;
  /** The newest safeguarding decision that was not taken back. */
  readonly decision?: SafeguardingFact | null;
  readonly records: readonly MergeRecord[];
}

/** One live relation between two entities. */
export interface RelationInput {
  readonly id: string;
  /** The shipped type that its own is, or counts as; a relation without one is no fact. */
  readonly type: string | null;
  readonly fromId: string;
  readonly toId: string;
  readonly basis: Basis;
  readonly grade: Pick<Grade, 'source' | 'information'>;
  readonly observedOn: string | null;
  /** ISO 8601 date, whole or partial; a relation that has ended is no fact. */
  readonly endedOn: string | null;
}

/** Every field of `EntityFacts`, while it is still being filled. */
interface Draft {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  protection: Protection;
  isAssessed: boolean;
  readonly decision: SafeguardingFact | null;
  attributes: Map<string, FactValue[]>;
  indicators: Map<string, Evidence[]>;
  absentIndicators: Map<string, Evidence[]>;
  licences: LicenceFact[];
  licencesChecked: LicenceCheck[];
  links: LinkFact[];
  groupByAnyLink: Closeness | null;
  groupByConduct: Closeness | null;
}

// Most entities of a big case have no facts: they share these, which are replaced before the first write.
const NO_VALUES: Map<string, FactValue[]> = new Map();
const NO_EVIDENCE: Map<string, Evidence[]> = new Map();
const NO_LICENCES: LicenceFact[] = [];
const NO_CHECKS: LicenceCheck[] = [];
const NO_LINKS: LinkFact[] = [];

const LICENCE_LINKS: ReadonlySet<string> = new Set(['held-by', 'licence-for']);
const STATUSES_NOT_HELD: ReadonlySet<string> = new Set([
  'expired',
  'lapsed',
  'revoked',
  'surrendered',
  'withdrawn',
  'cancelled',
  'refused',
  'appliedfor',
  'pending',
]);

type Grades = (basis: Basis, grade: Pick<Grade, 'source' | 'information'>) => EvidenceGrade;

/** One object for each grade there is: a big case has millions of uses and a few dozen values. */
function createGrades(): Grades {
  const known = new Map<string, EvidenceGrade>();
  return (basis, { source, information }) => {
    const key = `${basis}${source}${information}`;
    let grade = known.get(key);
    if (!grade) {
      grade = { basis, source, information };
      known.set(key, grade);
    }
    return grade;
  };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function textsOf(value: FieldValue): readonly string[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value !== '' ? [value] : [];
}

function ageOf(field: string, value: FieldValue, asOn: string): AgeRange | null {
  if (field === 'age' && typeof value === 'number' && value >= 0)
    return { least: value, most: value };
  return field === 'dateOfBirth' && typeof value === 'string' ? ageOn(value, asOn) : null;
}

function addSaying(draft: Draft, entry: MergedValue, evidence: Evidence, asOn: string): void {
  const { field, value } = entry;
  switch (field) {
    case 'indicators':
      if (draft.indicators === NO_EVIDENCE) draft.indicators = new Map();
      for (const id of textsOf(value)) add(draft.indicators, id, evidence);
      return;
    case 'indicatorsAbsent':
      if (draft.absentIndicators === NO_EVIDENCE) draft.absentIndicators = new Map();
      for (const id of textsOf(value)) add(draft.absentIndicators, id, evidence);
      return;
    case 'licencesChecked':
      if (draft.licencesChecked === NO_CHECKS) draft.licencesChecked = [];
      for (const text of textsOf(value)) {
        const [type, checkedOn] = text.split('=');
        if (type && checkedOn) draft.licencesChecked.push({ ...evidence, type, checkedOn });
      }
      return;
  }
  if (draft.attributes === NO_VALUES) draft.attributes = new Map();
  const age = ageOf(field, value, asOn);
  if (age) add(draft.attributes, 'age', { ...evidence, value: age });
  else if (value !== null && !Array.isArray(value))
    add(draft.attributes, field, { ...evidence, value });
}

function protectionOfRecords(
  input: FactInput,
  merged: Iterable<readonly MergedValue[]>,
  asOn: string,
): Protection {
  if (input.kind !== 'person') return 'none';
  const categories: (SubjectCategory | null)[] = input.records.map((record) => record.category);
  const roles: string[] = [];
  const ages: AgeRange[] = [];
  let isVulnerable = false;
  for (const values of merged) {
    for (const { field, value } of values) {
      if (field === 'role') roles.push(...textsOf(value));
      if (field === 'vulnerable' && value === true) isVulnerable = true;
      const age = ageOf(field, value, asOn);
      if (age) ages.push(age);
    }
  }
  const { isProtected, protectedRoles } = input;
  return protectionOf({ isProtected, categories, roles, ages, isVulnerable, protectedRoles });
}

const NOTHING_MERGED: ReadonlyMap<string, readonly MergedValue[]> = new Map();

/** What the records say together of what facts are made from. */
function mergeFacts(records: readonly MergeRecord[]): ReadonlyMap<string, readonly MergedValue[]> {
  const saying: MergeRecord[] = [];
  for (const record of records) {
    const fields: Record<string, FieldValue> = {};
    let isSilent = true;
    for (const field in record.fields) {
      if (!FACT_FIELDS.has(field)) continue;
      fields[field] = record.fields[field] ?? null;
      isSilent = false;
    }
    if (!isSilent) saying.push({ ...record, fields });
  }
  return saying.length === 0 ? NOTHING_MERGED : mergeRecords(saying);
}

function createDraft(input: FactInput, grades: Grades, asOn: string): Draft {
  const draft: Draft = {
    id: input.id,
    kind: input.kind,
    label: input.label,
    protection: 'none',
    isAssessed: false,
    decision: input.decision && input.decision.reviewOn > asOn ? input.decision : null,
    attributes: NO_VALUES,
    indicators: NO_EVIDENCE,
    absentIndicators: NO_EVIDENCE,
    licences: NO_LICENCES,
    licencesChecked: NO_CHECKS,
    links: NO_LINKS,
    groupByAnyLink: null,
    groupByConduct: null,
  };
  const merged = mergeFacts(input.records);
  draft.protection = protectionOfRecords(input, merged.values(), asOn);
  for (const values of merged.values()) {
    for (const entry of values) {
      if (!entry.isCurrent) continue;
      for (const record of entry.records) {
        const grade = grades(record.basis, record.grade);
        addSaying(
          draft,
          entry,
          { recordId: record.id, grade, observedOn: record.observedOn },
          asOn,
        );
      }
    }
  }
  draft.isAssessed =
    input.kind === 'person' &&
    isAssessedAsSuspect({
      categories: input.records.map((record) => record.category),
      roles: draft.attributes.get('role') ?? [],
    });
  return draft;
}

function textOf(draft: Draft, field: string): FactValue | null {
  return draft.attributes.get(field)?.find((fact) => typeof fact.value === 'string') ?? null;
}

function addLicence(licence: Draft, holder: Draft, relation: Evidence, asOn: string): void {
  const type = textOf(licence, 'licenceType');
  if (!type) return;
  const status = textOf(licence, 'status');
  const expiry = textOf(licence, 'expiresOn');
  const hasExpired =
    expiry !== null && String(expiry.value) < asOn.slice(0, String(expiry.value).length);
  const isHeld =
    !hasExpired && !STATUSES_NOT_HELD.has(normaliseHeader(String(status?.value ?? '')));
  if (holder.licences === NO_LICENCES) holder.licences = [];
  holder.licences.push({
    type: String(type.value),
    isHeld,
    status: hasExpired
      ? 'expired'
      : String(status?.value ?? 'status not recorded').replace('-', ' '),
    evidence: [type, ...(status ? [status] : []), relation],
  });
}

function addRelation(
  relation: RelationInput,
  drafts: ReadonlyMap<string, Draft>,
  grades: Grades,
  asOn: string,
): void {
  const { type, endedOn } = relation;
  if (type === null || (endedOn !== null && endedOn < asOn.slice(0, endedOn.length))) return;
  const from = drafts.get(relation.fromId);
  const to = drafts.get(relation.toId);
  if (!from || !to || from === to) return;
  const grade = grades(relation.basis, relation.grade);
  const evidence: Evidence = { recordId: relation.id, grade, observedOn: relation.observedOn };
  if (from.links === NO_LINKS) from.links = [];
  if (to.links === NO_LINKS) to.links = [];
  from.links.push({ ...evidence, type, direction: 'out', other: to });
  to.links.push({ ...evidence, type, direction: 'in', other: from });
}

/** Puts the links of an entity in the order of their ids, and takes the licences that come by them. */
function settleLinks(draft: Draft, drafts: ReadonlyMap<string, Draft>, asOn: string): void {
  const { links } = draft;
  if (links.some((link, index) => index > 0 && link.recordId < links[index - 1]!.recordId))
    links.sort((a, b) => (a.recordId < b.recordId ? -1 : a.recordId > b.recordId ? 1 : 0));
  draft.licences = NO_LICENCES;
  for (const { type, direction, other, recordId, grade, observedOn } of links) {
    if (direction !== 'in' || other.kind !== 'licence' || !LICENCE_LINKS.has(type)) continue;
    const licence = drafts.get(other.id);
    if (licence) addLicence(licence, draft, { recordId, grade, observedOn }, asOn);
  }
}

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
    if (before?.links !== now?.links) note(draft);
    if (before?.links !== now?.links || before?.credibility !== now?.credibility)
      for (const { other } of draft.links) unsettled.add(other as Draft);
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

/** The licences an entity holds now by records that count, and the record of each. */
export function licencesHeld(entity: EntityFacts): readonly LicenceFact[] {
  return entity.licences.filter(
    (licence) => licence.isHeld && licence.evidence.every((one) => countsAsEvidence(one.grade)),
  );
}
