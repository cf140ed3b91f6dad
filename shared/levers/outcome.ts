import { credibilityOf } from '../domain/grade.ts';
import type { EvidenceGrade, Truth } from '../domain/lever.ts';
import type { Ontology } from '../domain/ontology.ts';
import type { ConditionTest } from './condition.ts';
import { countsAsEvidence, type Evidence } from './facts.ts';
import type { RelevanceWindow } from './relevance.ts';

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
export function unfounded(actual: string): Told {
  return { actual, evidence: [], grade: null };
}

/** Not known, and these are the words for why. */
export function unknown(tell: () => Told): Outcome {
  return { truth: 'unknown', tell, needsGrading: false };
}

/** Nothing is recorded. */
export const NOT_RECORDED: Outcome = unknown(() => unfounded('not recorded'));

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

/** The grade of the surest of them. */
export function bestGrade(evidence: readonly Evidence[]): EvidenceGrade | null {
  return evidence.reduce<EvidenceGrade | null>((best, one) => better(best, one.grade), null);
}

/** Decided by these records. */
export function decided(truth: Truth, words: () => string, evidence: readonly Evidence[]): Outcome {
  const tell = () => ({ actual: words(), evidence, grade: bestGrade(evidence) });
  return { truth, tell, needsGrading: false };
}

/** Something is recorded that cannot decide: it is not graded, or suspected false. */
export function undecided(words: () => string, evidence: readonly Evidence[]): Outcome {
  function tell(): Told {
    const isDoubted = evidence.every((one) => one.grade.information === 'E');
    const actual = `${words()}, but ${isDoubted ? 'suspected false' : 'not graded'}`;
    return { actual, evidence, grade: bestGrade(evidence) };
  }
  return { truth: 'unknown', tell, needsGrading: true };
}

/** Words with the last day on which it was said. */
export function dated(words: string, evidence: readonly Evidence[]): string {
  const last = evidence
    .map((one) => one.observedOn ?? '')
    .sort()
    .at(-1);
  return last ? `${words} ${last}` : `${words}, not dated`;
}

/** Those that may decide a test. */
export function counting<T extends Evidence>(evidence: readonly T[]): T[] {
  return evidence.filter((one) => countsAsEvidence(one.grade));
}

/** Reported or looked for, but so long ago that nobody knows how it is now. */
export function lapsed(
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
