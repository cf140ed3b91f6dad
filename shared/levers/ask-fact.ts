import type { EvidenceGrade, Truth } from '../domain/lever.ts';
import type { Ontology } from '../domain/ontology.ts';
import { not, or, type TestCondition, valueWords } from './condition.ts';
import {
  type AgeRange,
  countsAsEvidence,
  type EntityFacts,
  type Evidence,
  type FactValue,
  type LicenceCheck,
  type LicenceFact,
  licencesHeld,
} from './facts.ts';
import {
  type Asking,
  bestGrade,
  better,
  counting,
  dated,
  decided,
  lapsed,
  NOT_RECORDED,
  type Outcome,
  undecided,
  unfounded,
  unknown,
  weaker,
} from './outcome.ts';
import { hasLapsed } from './relevance.ts';

const NO_EVIDENCE: readonly Evidence[] = [];

/** Whether something was reported, or looked for and not found. */
export function askIndicator(entity: EntityFacts, id: string, { window }: Asking): Outcome {
  const reports = entity.indicators.get(id) ?? NO_EVIDENCE;
  const saidAbsent = entity.absentIndicators.get(id) ?? NO_EVIDENCE;
  if (reports.length === 0 && saidAbsent.length === 0) return NOT_RECORDED;
  const counted = counting(reports);
  const recent = counted.filter((one) => !hasLapsed(one.observedOn, window));
  const absences = counting(saidAbsent);
  const datedAbsences = absences.filter((one) => one.observedOn !== null);
  const recentAbsences = datedAbsences.filter((one) => !hasLapsed(one.observedOn, window));
  const reported = (of: readonly Evidence[]) => () => dated('reported', of);
  const absent = (of: readonly Evidence[]) => () => dated('checked and absent', of);
  if (recent.length > 0) {
    const later = () => (datedAbsences.length > 0 ? `; ${absent(datedAbsences)()}` : '');
    return decided('true', () => dated('reported', recent) + later(), recent);
  }
  if (recentAbsences.length > 0) return decided('false', absent(recentAbsences), recentAbsences);
  // A grade is sooner had than a new look.
  const waiting = reports.filter(
    ({ grade, observedOn }) => grade.information === null && !hasLapsed(observedOn, window),
  );
  if (waiting.length > 0) return undecided(reported(waiting), waiting);
  if (counted.length > 0 && window) return lapsed(reported(counted), counted, window, 'look again');
  if (datedAbsences.length > 0 && window)
    return lapsed(absent(datedAbsences), datedAbsences, window, 'check again');
  if (reports.length > 0) return undecided(reported(reports), reports);
  if (absences.length === 0) return NOT_RECORDED;
  const undated = { evidence: absences, grade: bestGrade(absences) };
  const tell = () => ({ ...undated, actual: 'checked and absent, but on no recorded date' });
  return { truth: 'unknown', tell, needsGrading: true };
}

type Compare = (value: FactValue['value']) => Truth;

/** Two-valued truth as a test tells it. */
export function truthOf(isTrue: boolean): Truth {
  return isTrue ? 'true' : 'false';
}

function isRange(value: FactValue['value']): value is AgeRange {
  return typeof value === 'object';
}

function comparison(condition: Extract<TestCondition, { attr: string }>): Compare {
  if ('lt' in condition || 'gte' in condition) {
    const limit = 'lt' in condition ? condition.lt : condition.gte;
    const isUnder: Compare = (value) => {
      const range = isRange(value) ? value : { least: Number(value), most: Number(value) };
      if (range.most < limit) return 'true';
      return range.least >= limit ? 'false' : 'unknown';
    };
    return 'lt' in condition ? isUnder : (value) => not(isUnder(value));
  }
  const wanted = 'in' in condition ? condition.in : 'eq' in condition ? [condition.eq] : [];
  return (value) => {
    if (!isRange(value)) return truthOf(wanted.includes(value));
    if (value.least === value.most) return truthOf(wanted.includes(value.least));
    return 'unknown';
  };
}

function factWords(ontology: Ontology, attr: string, value: FactValue['value']): string {
  if (!isRange(value)) return valueWords(ontology, attr, value);
  return value.least === value.most ? String(value.least) : `${value.least} to ${value.most}`;
}

/** Whether a fact has one of the values asked for. */
export function askAttribute(
  entity: EntityFacts,
  condition: Extract<TestCondition, { attr: string }>,
  { ontology }: Asking,
): Outcome {
  const values = entity.attributes.get(condition.attr);
  if (!values) return NOT_RECORDED;
  const words = (of: readonly FactValue[]) => () =>
    [...new Set(of.map((one) => factWords(ontology, condition.attr, one.value)))].join(', ');
  const counted = counting(values);
  if (counted.length === 0) return undecided(words(values), values);
  const compare = comparison(condition);
  const truth = or(counted.map((one) => compare(one.value)));
  const deciding = counted.filter((one) => compare(one.value) === truth);
  return decided(truth, words(deciding), deciding);
}

function gradeOfLicence(licence: LicenceFact): EvidenceGrade | null {
  return licence.evidence.map((one) => one.grade).reduce<EvidenceGrade | null>(weaker, null);
}

const NOT_LOOKED_UP: Outcome = unknown(() => unfounded('not looked up'));

/** Whether a licence is held. */
export function askLicences(entity: EntityFacts, type: string, { window }: Asking): Outcome {
  if (entity.licences.length === 0 && entity.licencesChecked.length === 0) return NOT_LOOKED_UP;
  const held = licencesHeld(entity).filter((licence) => licence.type === type);
  if (held.length > 0) {
    const tell = () => ({
      actual: `held, ${held[0]?.status}`,
      evidence: held.flatMap((licence) => licence.evidence),
      grade: held.map(gradeOfLicence).reduce(better, null),
    });
    return { truth: 'true', tell, needsGrading: false };
  }
  const others = entity.licences.filter((licence) => licence.type === type);
  const past = others.filter((licence) => !licence.isHeld);
  const pastWords =
    past.length > 0 ? `; recorded as ${past.map(({ status }) => status).join(', ')}` : '';
  const pastEvidence = past.flatMap(({ evidence }) => evidence);
  const checks = entity.licencesChecked.filter((check) => check.type === type);
  const counted = counting(checks);
  const recent = counted.filter((check) => !hasLapsed(check.checkedOn, window));
  const last = (of: readonly LicenceCheck[]) =>
    of
      .map((check) => check.checkedOn)
      .sort()
      .at(-1);
  if (recent.length > 0) {
    const tell = () => ({
      actual: `looked up ${last(recent)}, not held${pastWords}`,
      // What the words name is among it, and decides nothing.
      evidence: [...recent, ...pastEvidence],
      grade: bestGrade(recent),
    });
    return { truth: 'false', tell, needsGrading: false };
  }
  if (counted.length > 0 && window)
    return lapsed(
      () => `looked up ${last(counted)}, not held`,
      counted,
      window,
      'look it up again',
    );
  if (checks.length > 0) return undecided(() => `looked up, not held${pastWords}`, checks);
  const doubted = others
    .filter((licence) => licence.isHeld)
    .flatMap((licence) => licence.evidence.filter((one) => !countsAsEvidence(one.grade)));
  if (doubted.length > 0) return undecided(() => 'held', doubted);
  return unknown(() => ({
    actual: `not looked up${pastWords}`,
    evidence: pastEvidence,
    grade: null,
  }));
}
