import { credibilityOf } from '../domain/grade.ts';
import type { EvidenceGrade, Truth } from '../domain/lever.ts';
import { kindOf, type Ontology } from '../domain/ontology.ts';
import {
  and,
  type ConditionNode,
  type ConditionTest,
  inSentence,
  linkWords,
  not,
  or,
  type TestCondition,
  valueWords,
} from './condition.ts';
import { licencesHeld } from './fact-store.ts';
import {
  type AgeRange,
  type Closeness,
  countsAsEvidence,
  type EntityFacts,
  type Evidence,
  type FactValue,
  type LicenceCheck,
  type LicenceFact,
  type LinkFact,
} from './facts.ts';
import { hasLapsed, type RelevanceWindow } from './relevance.ts';

/** What a test found, in words, with what it rests on. */
export interface Told {
  /** What is recorded, in words. */
  readonly actual: string;
  /** What decided the test, or what would if it were graded. */
  readonly evidence: readonly Evidence[];
  /** Grade the outcome rests on; null where it rests on nothing. */
  readonly grade: EvidenceGrade | null;
}

/** What one test found. */
export interface Outcome {
  readonly truth: Truth;
  /** Put in words only when it is asked for: most outcomes are only counted. */
  readonly tell: () => Told;
  /** Something is recorded, but ungraded, undated or suspected false. */
  readonly needsGrading: boolean;
  /** Something is recorded, but too long ago to count. */
  readonly hasLapsed?: true;
  /** Decided by the kind of entity alone: no reason to suggest a lever, and none to rule it out. */
  readonly isAboutKind?: true;
}

/** How tests are asked: the words to use, which closeness to a group counts, and how old a report may be. */
export interface Asking {
  readonly ontology: Ontology;
  readonly isProtective: boolean;
  /** Null: no report is too old. */
  readonly window: RelevanceWindow | null;
}

export type Outcomes = ReadonlyMap<ConditionTest, Outcome>;

/** Told of what rests on nothing. */
function unfounded(actual: string): Told {
  return { actual, evidence: [], grade: null };
}

/** Not known, and these are the words for why. */
function unknown(tell: () => Told): Outcome {
  return { truth: 'unknown', tell, needsGrading: false };
}

const NOT_RECORDED: Outcome = unknown(() => unfounded('not recorded'));

function credibility(grade: EvidenceGrade): number {
  return credibilityOf(grade.basis, grade) ?? 0;
}

/** The weaker of two grades; a part that rests on nothing does not weaken. */
export function weaker(a: EvidenceGrade | null, b: EvidenceGrade | null): EvidenceGrade | null {
  if (!a || !b) return a ?? b;
  return credibility(b) < credibility(a) ? b : a;
}

/** The better of two grades. */
export function better(a: EvidenceGrade | null, b: EvidenceGrade | null): EvidenceGrade | null {
  if (!a || !b) return a ?? b;
  return credibility(b) > credibility(a) ? b : a;
}

function bestGrade(evidence: readonly Evidence[]): EvidenceGrade | null {
  return evidence.reduce<EvidenceGrade | null>((best, one) => better(best, one.grade), null);
}

function decided(truth: Truth, words: () => string, evidence: readonly Evidence[]): Outcome {
  const tell = () => ({ actual: words(), evidence, grade: bestGrade(evidence) });
  return { truth, tell, needsGrading: false };
}

function undecided(words: () => string, evidence: readonly Evidence[]): Outcome {
  function tell(): Told {
    const isDoubted = evidence.every((one) => one.grade.information === 'E');
    const actual = `${words()}, but ${isDoubted ? 'suspected false' : 'not graded'}`;
    return { actual, evidence, grade: bestGrade(evidence) };
  }
  return { truth: 'unknown', tell, needsGrading: true };
}

function dated(words: string, evidence: readonly Evidence[]): string {
  const last = evidence
    .map((one) => one.observedOn ?? '')
    .sort()
    .at(-1);
  return last ? `${words} ${last}` : `${words}, not dated`;
}

function counting<T extends Evidence>(evidence: readonly T[]): T[] {
  return evidence.filter((one) => countsAsEvidence(one.grade));
}

/** Reported or looked for, but so long ago that nobody knows how it is now. */
function lapsed(
  words: () => string,
  evidence: readonly Evidence[],
  { months }: RelevanceWindow,
  advice: string,
): Outcome {
  const tell = () => ({
    actual: `${words()}, more than ${months} ${months === 1 ? 'month' : 'months'} ago: ${advice}`,
    evidence,
    grade: bestGrade(evidence),
  });
  return { truth: 'unknown', tell, needsGrading: false, hasLapsed: true };
}

const NO_EVIDENCE: readonly Evidence[] = [];

function askIndicator(entity: EntityFacts, id: string, { window }: Asking): Outcome {
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

function truthOf(isTrue: boolean): Truth {
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

function askAttribute(
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

function askLicences(entity: EntityFacts, type: string, { window }: Asking): Outcome {
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
  const past = others.filter((licence) => !licence.isHeld).map((licence) => licence.status);
  const pastWords = past.length > 0 ? `; recorded as ${past.join(', ')}` : '';
  const checks = entity.licencesChecked.filter((check) => check.type === type);
  const counted = counting(checks);
  const recent = counted.filter((check) => !hasLapsed(check.checkedOn, window));
  const last = (of: readonly LicenceCheck[]) =>
    of
      .map((check) => check.checkedOn)
      .sort()
      .at(-1);
  if (recent.length > 0)
    return decided('false', () => `looked up ${last(recent)}, not held${pastWords}`, recent);
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
  return unknown(() => unfounded(`not looked up${pastWords}`));
}

function otherWords(links: readonly LinkFact[]): string {
  const labels = [...new Set(links.map((link) => link.other.label))];
  return labels.length > 3
    ? `${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more`
    : labels.join(', ');
}

function askLink(
  entity: EntityFacts,
  test: ConditionTest,
  condition: Extract<TestCondition, { link: string }>,
  asking: Asking,
): Outcome {
  const direction = condition.dir ?? 'out';
  const links = entity.links.filter(
    (link) => link.type === condition.link && link.direction === direction,
  );
  if (links.length === 0) return NOT_RECORDED;
  const counted = counting(links);
  const { to } = test;
  const found = counted.map((link) => {
    const outcomes = to ? askAll(to, link.other, asking) : null;
    return {
      link,
      outcomes,
      truth: to && outcomes ? truthOfNode(to, outcomes) : ('true' as const),
    };
  });
  const met = found.filter((one) => one.truth === 'true');
  if (met.length > 0) {
    return { truth: 'true', tell: () => tellMet(to, met), needsGrading: false };
  }
  // Another end that nobody has recorded may still meet it: a link is never known to be absent.
  if (counted.length > 0)
    return unknown(() => unfounded(`${otherWords(counted)}: not known to meet this`));
  return undecided(() => otherWords(links), links);
}

/** Whom the links that meet a test lead to, and why each does. */
function tellMet(
  to: ConditionNode | null,
  met: readonly { readonly link: LinkFact; readonly outcomes: Outcomes | null }[],
): Told {
  const inner = met.map(({ outcomes }) => (to && outcomes ? supportOf(to, outcomes) : NO_SUPPORT));
  const words = inner[0]?.words;
  return {
    actual: otherWords(met.map(({ link }) => link)) + (words ? ` (${words})` : ''),
    evidence: met.flatMap(({ link }, index) => [link, ...inner[index]!.evidence]),
    grade: met
      .map(({ link }, index) => weaker(link.grade, inner[index]!.grade))
      .reduce(better, null),
  };
}

function closenessOf(entity: EntityFacts, { isProtective }: Asking): Closeness | null {
  return isProtective ? entity.groupByAnyLink : entity.groupByConduct;
}

function askGroup(entity: EntityFacts, maxHops: number, asking: Asking): Outcome {
  const near = closenessOf(entity, asking);
  if (!near || near.links > maxHops) {
    const within = maxHops === 1 ? 'one link' : `${maxHops} links`;
    return unknown(() => unfounded(`no group known within ${within}`));
  }
  return { truth: 'true', tell: () => tellWay(near, asking), needsGrading: false };
}

/** The way to a group, link by link. */
function tellWay(near: Closeness, asking: Asking): Told {
  if (!near.via) return unfounded('is itself an organised crime group');
  const path: LinkFact[] = [];
  let link: LinkFact | null = near.via;
  while (link) {
    path.push(link);
    link = closenessOf(link.other, asking)?.via ?? null;
  }
  const steps = path.map(
    (one) => `${linkWords(asking.ontology, one.type, one.direction)} ${one.other.label}`,
  );
  const grade = path.map((one) => one.grade).reduce<EvidenceGrade | null>(weaker, null);
  return { actual: steps.join(', '), evidence: path, grade };
}

function askKind(test: ConditionTest, entity: EntityFacts, { ontology }: Asking): Outcome {
  const isMet = 'nodeType' in test.condition && entity.kind === test.condition.nodeType;
  function tell(): Told {
    const kind = kindOf(ontology, entity.kind);
    return unfounded(
      'nodeType' in test.condition
        ? inSentence(kind?.label ?? entity.kind)
        : `not asked of ${inSentence(kind?.plural ?? entity.kind)}`,
    );
  }
  return { truth: truthOf(isMet), tell, needsGrading: false, isAboutKind: true };
}

function askTest(test: ConditionTest, entity: EntityFacts, asking: Asking): Outcome {
  const { condition } = test;
  if ('nodeType' in condition || (test.kinds && !test.kinds.has(entity.kind))) {
    return askKind(test, entity, asking);
  }
  if ('indicator' in condition) return askIndicator(entity, condition.indicator, asking);
  if ('link' in condition) return askLink(entity, test, condition, asking);
  if ('linkedToOcg' in condition) return askGroup(entity, condition.linkedToOcg.maxHops, asking);
  if ('has' in condition) return askLicences(entity, condition.has, asking);
  if ('lacks' in condition) {
    const outcome = askLicences(entity, condition.lacks, asking);
    return { ...outcome, truth: not(outcome.truth) };
  }
  return askAttribute(entity, condition, asking);
}

/** Asks every test of a condition about an entity. */
export function askAll(node: ConditionNode, entity: EntityFacts, asking: Asking): Outcomes {
  const outcomes = new Map<ConditionTest, Outcome>();
  const ask = (part: ConditionNode): void => {
    if (part.type !== 'test') {
      for (const inner of part.nodes) ask(inner);
      return;
    }
    const outcome = askTest(part, entity, asking);
    outcomes.set(part, part.isNegated ? { ...outcome, truth: not(outcome.truth) } : outcome);
  };
  ask(node);
  return outcomes;
}

/** Truth of a whole condition from what its tests found. */
export function truthOfNode(node: ConditionNode, outcomes: Outcomes): Truth {
  if (node.type === 'test') return outcomes.get(node)?.truth ?? 'unknown';
  const truths = node.nodes.map((part) => truthOfNode(part, outcomes));
  return node.type === 'all' ? and(truths) : or(truths);
}

/** What the true parts of a condition rest on. */
export interface Support {
  readonly grade: EvidenceGrade | null;
  readonly evidence: readonly Evidence[];
  /** The deciding values, in words. */
  readonly words: string;
}

const NO_SUPPORT: Support = { grade: null, evidence: [], words: '' };

/** What makes a condition true: all its parts at their weakest, or the best of its alternatives. */
export function supportOf(node: ConditionNode, outcomes: Outcomes): Support {
  if (node.type === 'test') {
    const outcome = outcomes.get(node);
    if (outcome?.truth !== 'true') return NO_SUPPORT;
    const { grade, evidence, actual } = outcome.tell();
    return { grade, evidence, words: actual };
  }
  const parts = node.nodes
    .filter((part) => truthOfNode(part, outcomes) === 'true')
    .map((part) => supportOf(part, outcomes));
  return {
    grade: parts.map((part) => part.grade).reduce(node.type === 'all' ? weaker : better, null),
    evidence: parts.flatMap((part) => part.evidence),
    words: parts
      .map((part) => part.words)
      .filter((words) => words !== '')
      .join(', '),
  };
}
