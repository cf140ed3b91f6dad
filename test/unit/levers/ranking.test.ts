import { expect, test } from 'vitest';
import type { EvidenceGrade } from '../../../shared/domain/lever.ts';
import {
  compareWithinScore,
  RANK_POINTS,
  type RankFacts,
  rankParts,
  rankScore,
  rankSentence,
} from '../../../shared/levers/ranking.ts';

const FACT: EvidenceGrade = { basis: 'fact', source: null, information: null };
const graded = (source: 1 | 2 | 3, information: 'A' | 'B' | 'C' | 'D'): EvidenceGrade => ({
  basis: 'intelligence',
  source,
  information,
});

/** Each list from the best to the worst: whatever else is equal, none may rank above one before it. */
const FROM_BEST: readonly (readonly Partial<RankFacts>[])[] = [
  [
    { answer: 'applies', strength: 'strong' },
    { answer: 'applies', strength: 'indicative' },
    { answer: 'could-apply', strength: 'strong' },
    { answer: 'could-apply', strength: 'indicative' },
  ],
  [4000, 51, 50, 26, 12, 11, 6, 5, 3, 2, 1, 0, null].map((cutOff) => ({ cutOff })),
  [0, 1, 7, 8, 14, 30, 31, 60, 120, 121, 900].map((usualDays) => ({ usualDays })),
  [1, 2, 3, 4, 5].map((intrusiveness) => ({ intrusiveness })),
  [FACT, graded(1, 'B'), graded(2, 'C'), graded(2, 'D'), graded(3, 'D'), null].map((grade) => ({
    grade,
  })),
  [{ isCouncilHeld: true }, { isCouncilHeld: false }],
];

const SOME: readonly RankFacts[] = FROM_BEST.flatMap((list, index) =>
  list.map((part) => ({
    answer: index % 2 ? 'applies' : 'could-apply',
    strength: index % 3 ? 'strong' : 'indicative',
    cutOff: index * 4,
    isInforming: false,
    usualDays: 10 * index,
    intrusiveness: 1 + (index % 5),
    grade: graded(2, 'B'),
    isCouncilHeld: index % 2 === 0,
    ...part,
  })),
);

function compare(a: RankFacts, b: RankFacts): number {
  return rankScore(b) - rankScore(a) || compareWithinScore(a, b);
}

test('a stronger, more far-reaching, faster, milder, better evidenced or council-held opening never ranks below one that is otherwise equal', () => {
  for (const other of SOME) {
    for (const list of FROM_BEST) {
      for (const [index, better] of list.entries()) {
        for (const worse of list.slice(index + 1)) {
          const [a, b] = [
            { ...other, ...better },
            { ...other, ...worse },
          ];
          expect(compare(a, b), JSON.stringify([a, b])).toBeLessThan(0);
          expect(compare(b, a)).toBeGreaterThan(0);
        }
      }
    }
  }
});

test('a lever that applies ranks above the same one that only could, whatever its effect', () => {
  const weak: RankFacts = { ...SOME[0]!, answer: 'applies', strength: 'indicative', cutOff: null };
  expect(compare(weak, { ...weak, answer: 'could-apply' })).toBeLessThan(0);
});

test('the parts make up the score, each within its most, and 100 together', () => {
  for (const facts of SOME) {
    const parts = rankParts(facts);
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(rankScore(facts));
    for (const { points, most } of parts) expect(points).toBeLessThanOrEqual(most);
    expect(parts.reduce((sum, { most }) => sum + most, 0)).toBe(100);
  }
  expect(RANK_POINTS.strength['applies-strong']).toBe(40);
});

test('the order is told in one sentence', () => {
  const facts: RankFacts = {
    answer: 'applies',
    strength: 'strong',
    cutOff: 8,
    isInforming: false,
    usualDays: 15,
    intrusiveness: 1,
    grade: graded(2, 'C'),
    isCouncilHeld: true,
  };
  expect(rankSentence(facts)).toBe(
    'Strong; without this record 8 others would be cut off from the group; about 2 weeks; a check on paper only; rests on 2C at the weakest; held by the council.',
  );
  expect(rankSentence({ ...facts, cutOff: null })).not.toMatch(/cut off/);
  expect(rankSentence({ ...facts, cutOff: null, isInforming: true })).toMatch(/takes nothing away/);
});
