import type {
  ChangeAnswer,
  CommunityChange,
  CommunityFate,
  MovedRecord,
  Newness,
} from '../../../shared/api/analysis-change.ts';
import type { ChangeMarks } from '../../store/network.ts';

/** What became of a community, as a sentence begins. */
export const FATE_WORDS: Readonly<Record<CommunityFate, string>> = {
  appeared: 'Appeared',
  vanished: 'Vanished',
  split: 'Split',
  merged: 'Merged',
  continued: 'Continued',
};

/** The order in which fates are told: what is new first, what stayed last. */
const FATE_ORDER: readonly CommunityFate[] = [
  'appeared',
  'vanished',
  'split',
  'merged',
  'continued',
];

/** Communities by what became of them, the most telling first. */
export function byFate(changes: readonly CommunityChange[]): readonly CommunityChange[] {
  return [...changes].sort((a, b) => FATE_ORDER.indexOf(a.fate) - FATE_ORDER.indexOf(b.fate));
}

function membersWords(groups: readonly (readonly string[])[]): string {
  return groups.map(({ length }) => length.toLocaleString('en-GB')).join(' and ');
}

/** How many members it had, and has. */
export function sizesWords({ before, after }: CommunityChange): string {
  if (before.length === 0) return `${membersWords(after)} members`;
  if (after.length === 0) return `had ${membersWords(before)} members`;
  return `${membersWords(before)} members, now ${membersWords(after)}`;
}

/** Whether something began lately, or was only told lately; empty: neither is known. */
export function newnessWords({ toTheWorld, toUs }: Newness): string {
  if (toTheWorld && toUs) return 'new';
  if (toTheWorld) return 'new to the world';
  return toUs ? 'new to us' : '';
}

/** Where a record stood, and stands: *12th to 4th, 3 links to 7*. */
export function movedWords({ rank, degree }: MovedRecord): string {
  const place = `place ${rank.before} to ${rank.after}`;
  return degree.before === degree.after
    ? place
    : `${place}, ${degree.before} links to ${degree.after}`;
}

/** What an answer marks on the map. */
export function marksOf(answer: ChangeAnswer): ChangeMarks {
  return {
    cameIds: new Set(answer.came.map(({ record }) => record.id)),
    leftIds: new Set(answer.left.map(({ id }) => id)),
    cameRelationIds: new Set(answer.entered.flatMap(({ ties }) => ties.map(({ id }) => id))),
    leftRelationIds: new Set(answer.ended.flatMap(({ ties }) => ties.map(({ id }) => id))),
    from: answer.from,
    to: answer.to,
  };
}

/** Everything that the lists of an answer name, to be brought onto the map. */
export function namedIds(answer: ChangeAnswer): readonly string[] {
  return [
    ...new Set([
      ...answer.came.map(({ record }) => record.id),
      ...answer.left.map(({ id }) => id),
      ...[...answer.entered, ...answer.ended, ...answer.newBridges].flatMap(({ from, to }) => [
        from.id,
        to.id,
      ]),
      ...answer.newCutRecords.map(({ record }) => record.id),
    ]),
  ];
}
