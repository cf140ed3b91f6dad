import type { FieldValue } from '../domain/field.ts';
import type { Basis, Grade } from '../domain/grade.ts';
import type { EvidenceGrade } from '../domain/lever.ts';
import { type LicenceStanding, licenceStanding } from '../domain/licence.ts';
import { type MergedValue, type MergeRecord, mergeRecords } from '../domain/merge.ts';
import type { SubjectCategory } from '../domain/person.ts';
import { ageOn } from './age.ts';
import {
  type AgeRange,
  type Closeness,
  countsAsEvidence,
  type Evidence,
  FACT_FIELDS,
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
export interface Draft {
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
const STANDINGS_NOT_HELD: ReadonlySet<LicenceStanding> = new Set([
  'expired',
  'revoked',
  'surrendered',
  'applied-for',
  'refused',
]);

/** Gives the one object of a grade. */
export type Grades = (basis: Basis, grade: Pick<Grade, 'source' | 'information'>) => EvidenceGrade;

/** One object for each grade there is: a big case has millions of uses and a few dozen values. */
export function createGrades(): Grades {
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
  // An age that is none tells nothing, not even that the age is known.
  else if (value !== null && !Array.isArray(value) && field !== 'age')
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
    for (const { field, value } of signsOf(values)) {
      if (field === 'role') roles.push(...textsOf(value));
      if (field === 'vulnerable' && value === true) isVulnerable = true;
      const age = ageOf(field, value, asOn);
      if (age) ages.push(age);
    }
  }
  const { isProtected, protectedRoles } = input;
  return protectionOf({ isProtected, categories, roles, ages, isVulnerable, protectedRoles });
}

/** Whatever any record says, unless someone corrected it: then what was corrected is no sign any more. */
function signsOf(values: readonly MergedValue[]): readonly MergedValue[] {
  return isCorrected(values) ? values.filter(({ isCurrent }) => isCurrent) : values;
}

function isCorrected(values: readonly MergedValue[]): boolean {
  return values.some(({ records }) => records.some(({ isCorrection }) => isCorrection));
}

/**
 * What is believed of a field. Where that is not graded, or suspected false, what was said before it by a record that
 * counts is still known: a rumour takes nothing back.
 */
function believedOf(values: readonly MergedValue[], grades: Grades): readonly MergedValue[] {
  const current = values.filter(({ isCurrent }) => isCurrent);
  if (current.length === values.length) return values;
  const counts = ({ records }: MergedValue) =>
    records.some(({ basis, grade }) => countsAsEvidence(grades(basis, grade)));
  if (current.some(counts) || isCorrected(values)) return current;
  const known = values.find((one) => !one.isCurrent && counts(one));
  return known ? [...current, known] : current;
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

/** What the records of an entity say of it; its links are added later. */
export function createDraft(input: FactInput, grades: Grades, asOn: string): Draft {
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
    for (const entry of believedOf(values, grades)) {
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
      categories: input.records
        .filter(({ basis, grade }) => countsAsEvidence(grades(basis, grade)))
        .map((record) => record.category),
      roles: draft.attributes.get('role') ?? [],
    });
  return draft;
}

function textOf(draft: Draft, field: string): FactValue | null {
  const texts = draft.attributes.get(field)?.filter((fact) => typeof fact.value === 'string');
  return texts?.find(({ grade }) => countsAsEvidence(grade)) ?? texts?.[0] ?? null;
}

function addLicence(licence: Draft, holder: Draft, relation: Evidence, asOn: string): void {
  const type = textOf(licence, 'licenceType');
  if (!type) return;
  const status = textOf(licence, 'status');
  const expiry = textOf(licence, 'expiresOn');
  const expiresOn = expiry && String(expiry.value);
  const hasExpired = expiresOn !== null && expiresOn < asOn.slice(0, expiresOn.length);
  const words = status && String(status.value);
  // Registers have their own words: *revoked on 3 May*, *application received*.
  const standing = licenceStanding({ status: words, expiresOn }, asOn);
  const isHeld = !hasExpired && !STANDINGS_NOT_HELD.has(standing);
  if (holder.licences === NO_LICENCES) holder.licences = [];
  holder.licences.push({
    type: String(type.value),
    isHeld,
    status: hasExpired ? 'expired' : (words ?? 'status not recorded').replaceAll('-', ' '),
    evidence: [type, ...(status ? [status] : []), relation],
  });
}

/** Adds a relation to both of its ends, unless it has ended or is of no type. */
export function addRelation(
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
export function settleLinks(draft: Draft, drafts: ReadonlyMap<string, Draft>, asOn: string): void {
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
