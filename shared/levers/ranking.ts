import { credibilityOf } from '../domain/grade.ts';
import type { EvidenceGrade, Lever, LeverStrength } from '../domain/lever.ts';

/** What the place of an opening in a list is decided by. */
export interface RankFacts {
  readonly answer: 'applies' | 'could-apply';
  readonly strength: LeverStrength;
  /**
   * Records that would no longer be joined to the group without this one; null: not near one, the group itself, or a
   * lever that takes nothing away.
   */
  readonly cutOff: number | null;
  /** The lever only finds out, shares or refers: what the record holds together is no effect of it. */
  readonly isInforming: boolean;
  readonly usualDays: number;
  /** 1 a check on paper, to 5 loss of liberty, home or livelihood. */
  readonly intrusiveness: number;
  /** Weakest grade along the best reason. */
  readonly grade: EvidenceGrade | null;
  readonly isCouncilHeld: boolean;
}

export const RANK_PARTS = [
  'strength',
  'effect',
  'lead-time',
  'intrusiveness',
  'grade',
  'council-held',
] as const;
export type RankPartId = (typeof RANK_PARTS)[number];

/** One part of a rank: its points, the most it can have, and why, in words. */
export interface RankPart {
  readonly id: RankPartId;
  readonly points: number;
  readonly most: number;
  readonly words: string;
}

/** Points of a number: those of the first step that it reaches. */
type Steps = readonly { readonly from: number; readonly points: number }[];
/** Points of a number: those of the first step that it does not exceed. */
type Limits = readonly { readonly upTo: number; readonly points: number }[];

/**
 * The points of each part; 100 together.
 *
 * Strength counts most, as nobody can use what does not apply, and a lever that only could apply stands below the
 * same lever that does, whatever else. Effect on the network is next: why act here and not elsewhere; a lever that only
 * finds out, shares or refers has none of its own. Then how soon
 * it works, then how mild it is, since of two that do the same the milder one is the lawful choice; then how good the
 * information is, and last whether the council holds the power itself, which saves asking. Steps are used instead of
 * curves so that each difference can be said in words; within a step the number itself decides.
 */
export const RANK_POINTS = {
  strength: {
    'applies-strong': 40,
    'applies-indicative': 26,
    'could-apply-strong': 14,
    'could-apply-indicative': 4,
  },
  effect: [
    { from: 51, points: 20 },
    { from: 26, points: 18 },
    { from: 11, points: 16 },
    { from: 6, points: 13 },
    { from: 3, points: 10 },
    { from: 1, points: 6 },
  ] satisfies Steps,
  leadTime: [
    { upTo: 7, points: 15 },
    { upTo: 14, points: 12 },
    { upTo: 30, points: 9 },
    { upTo: 60, points: 6 },
    { upTo: 120, points: 3 },
  ] satisfies Limits,
  intrusiveness: { 1: 10, 2: 8, 3: 6, 4: 3, 5: 0 } as Readonly<Record<number, number>>,
  grade: [
    { from: 0.85, points: 10 },
    { from: 0.65, points: 7 },
    { from: 0.45, points: 4 },
    { from: 0.01, points: 2 },
  ] satisfies Steps,
  councilHeld: 5,
};

function pointsFrom(steps: Steps, value: number): number {
  return steps.find(({ from }) => value >= from)?.points ?? 0;
}

function pointsWithin(limits: Limits, value: number): number {
  return limits.find(({ upTo }) => value <= upTo)?.points ?? 0;
}

/** Days until a lever usually works: the middle of the estimate. */
export function usualDaysOf({ typicalLeadTimeDays: { min, max } }: Lever): number {
  return Math.round((min + max) / 2);
}

function credibility(grade: EvidenceGrade | null): number {
  return grade === null ? 0 : (credibilityOf(grade.basis, grade) ?? 0);
}

/** Categories of levers that find out, share or refer: whatever is done after them is another lever. */
const INFORMING_CATEGORIES: ReadonlySet<string> = new Set([
  'information-powers',
  'reporting-referral',
]);

/** Whether a lever only finds out, shares or refers. */
export function isInforming({ category }: Lever): boolean {
  return INFORMING_CATEGORIES.has(category);
}

/** How high an opening stands, from 0 to 100: the points of all its parts. */
export function rankScore(facts: RankFacts): number {
  return (
    RANK_POINTS.strength[`${facts.answer}-${facts.strength}`] +
    pointsFrom(RANK_POINTS.effect, facts.cutOff ?? 0) +
    pointsWithin(RANK_POINTS.leadTime, facts.usualDays) +
    (RANK_POINTS.intrusiveness[facts.intrusiveness] ?? 0) +
    pointsFrom(RANK_POINTS.grade, credibility(facts.grade)) +
    (facts.isCouncilHeld ? RANK_POINTS.councilHeld : 0)
  );
}

/**
 * The order of two openings with equal points: the stronger, the greater effect, the milder, the sooner, the better
 * evidenced, then what the council holds. 0 where nothing of that tells them apart.
 */
export function compareWithinScore(a: RankFacts, b: RankFacts): number {
  const strength = (one: RankFacts) => RANK_POINTS.strength[`${one.answer}-${one.strength}`];
  return (
    strength(b) - strength(a) ||
    (b.cutOff ?? -1) - (a.cutOff ?? -1) ||
    a.intrusiveness - b.intrusiveness ||
    a.usualDays - b.usualDays ||
    credibility(b.grade) - credibility(a.grade) ||
    Number(b.isCouncilHeld) - Number(a.isCouncilHeld)
  );
}

const STRENGTH_WORDS = {
  'applies-strong': 'strong',
  'applies-indicative': 'indicative: it says where to look',
  'could-apply-strong': 'could apply, and would be strong',
  'could-apply-indicative': 'could apply, and would be indicative',
} as const;

/** Each step from a check on paper to loss of liberty, home or livelihood. */
export const INTRUSIVENESS_WORDS: Readonly<Record<number, string>> = {
  1: 'a check on paper only',
  2: 'mildly intrusive',
  3: 'moderately intrusive',
  4: 'highly intrusive',
  5: 'may cost liberty, home or livelihood',
};

/** A length of time as people say it: *about 2 weeks*. */
export function daysInWords(days: number): string {
  if (days <= 1) return days === 0 ? 'the same day' : 'about a day';
  if (days < 14) return `about ${days} days`;
  if (days < 60) return `about ${Math.round(days / 7)} weeks`;
  if (days < 700) return `about ${Math.round(days / 30.4)} months`;
  return `about ${Math.round(days / 365)} years`;
}

function effectWords({ cutOff, isInforming }: RankFacts): string {
  if (isInforming) return 'informs, and takes nothing away by itself';
  if (cutOff === null) return 'no group is near that it would part anything from';
  if (cutOff === 0) return 'without this record nothing else would be cut off from the group';
  const others = cutOff === 1 ? 'another' : `${cutOff.toLocaleString('en-GB')} others`;
  return `without this record ${others} would be cut off from the group`;
}

function gradeWordsOf(grade: EvidenceGrade | null): string {
  if (grade === null) return 'rests on no graded record';
  if (grade.basis === 'fact') return 'rests on fact';
  if (grade.source === null || grade.information === null) return 'rests on ungraded information';
  return `rests on ${grade.source}${grade.information} at the weakest`;
}

/** Every part of a rank with its points and its reason. */
export function rankParts(facts: RankFacts): readonly RankPart[] {
  return [
    {
      id: 'strength',
      points: RANK_POINTS.strength[`${facts.answer}-${facts.strength}`],
      most: RANK_POINTS.strength['applies-strong'],
      words: STRENGTH_WORDS[`${facts.answer}-${facts.strength}`],
    },
    {
      id: 'effect',
      points: pointsFrom(RANK_POINTS.effect, facts.cutOff ?? 0),
      most: RANK_POINTS.effect[0]?.points ?? 0,
      words: effectWords(facts),
    },
    {
      id: 'lead-time',
      points: pointsWithin(RANK_POINTS.leadTime, facts.usualDays),
      most: RANK_POINTS.leadTime[0]?.points ?? 0,
      words: daysInWords(facts.usualDays),
    },
    {
      id: 'intrusiveness',
      points: RANK_POINTS.intrusiveness[facts.intrusiveness] ?? 0,
      most: RANK_POINTS.intrusiveness[1] ?? 0,
      words: INTRUSIVENESS_WORDS[facts.intrusiveness] ?? '',
    },
    {
      id: 'grade',
      points: pointsFrom(RANK_POINTS.grade, credibility(facts.grade)),
      most: RANK_POINTS.grade[0]?.points ?? 0,
      words: gradeWordsOf(facts.grade),
    },
    {
      id: 'council-held',
      points: facts.isCouncilHeld ? RANK_POINTS.councilHeld : 0,
      most: RANK_POINTS.councilHeld,
      words: facts.isCouncilHeld ? 'held by the council' : 'held by a partner',
    },
  ];
}

/** Why an opening stands where it does, as one sentence. */
export function rankSentence(facts: RankFacts): string {
  const words = rankParts(facts)
    // Where no group is near nothing can be cut off: that is no reason.
    .filter(({ id }) => id !== 'effect' || facts.cutOff !== null || facts.isInforming)
    .map((part) => part.words)
    .join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
