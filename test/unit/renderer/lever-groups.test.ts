import { expect, test } from 'vitest';
import {
  firstOpen,
  leverGroups,
  strengthWords,
} from '../../../renderer/features/inspector/lever-groups.ts';
import type { Lever, LeverEvaluation, LeverGuards } from '../../../shared/domain/lever.ts';

const GUARDS: LeverGuards = {
  heldForSafeguarding: false,
  hold: null,
  allowedBy: null,
  needsDecisionMaker: false,
  checkTheLaw: false,
  notYetUsable: false,
  isProtective: false,
  safeguards: [],
};

function answer(
  leverId: string,
  of: Partial<Pick<LeverEvaluation, 'answer' | 'strength' | 'heldHere'>> & {
    readonly guards?: Partial<LeverGuards>;
  } = {},
): LeverEvaluation {
  return {
    entityId: 'e1',
    leverId,
    answer: of.answer ?? 'applies',
    strength: of.strength === undefined ? 'strong' : of.strength,
    triggers: [],
    missing: [],
    ruledOutBy: [],
    weakestGrade: null,
    guards: { ...GUARDS, ...of.guards },
    ...(of.heldHere ? { heldHere: of.heldHere } : {}),
  };
}

function catalogue(...levers: (Partial<Lever> & { readonly id: string })[]) {
  return new Map(
    levers.map((lever) => [
      lever.id,
      { councilHeld: true, category: 'planning', legalStatus: 'in-force', ...lever } as Lever,
    ]),
  );
}

const ids = (groups: ReturnType<typeof leverGroups>) =>
  groups.map(({ id, entries }) => `${id}: ${entries.map(({ lever }) => lever.id).join(' ')}`);

test('what the council holds comes first; ways to ask, other agencies and what is ruled out are folded', () => {
  const levers = catalogue(
    { id: 'strong' },
    { id: 'weak' },
    { id: 'could' },
    { id: 'police', councilHeld: false },
    { id: 'report', category: 'reporting-referral' },
    { id: 'out' },
  );
  const groups = leverGroups(
    [
      answer('strong'),
      answer('police'),
      answer('report'),
      answer('weak', { strength: 'indicative' }),
      answer('could', { answer: 'could-apply' }),
      answer('out', { answer: 'ruled-out', strength: null }),
      answer('unknown-to-the-catalogue'),
    ],
    levers,
    false,
  );
  expect(ids(groups)).toEqual([
    'applies: strong weak',
    'could-apply: could',
    'asking: report',
    'others: police',
    'ruled-out: out',
  ]);
  expect(groups.filter(({ isFolded }) => isFolded).map(({ id }) => id)).toEqual([
    'asking',
    'others',
    'ruled-out',
  ]);
  expect(groups.map(strengthWords)).toEqual([
    '1 strong, 1 indicative',
    null,
    '1 strong',
    '1 strong',
    null,
  ]);
  expect(firstOpen(groups)).toBe('strong');
});

test('where somebody must be protected, protective levers lead and held ones wait behind a fold', () => {
  const levers = catalogue({ id: 'enforce' }, { id: 'protect' });
  const hold = { heldForSafeguarding: true, hold: 'under-18' } as const;
  const groups = leverGroups(
    [
      answer('protect', { answer: 'could-apply', guards: { isProtective: true } }),
      answer('enforce', { guards: hold }),
    ],
    levers,
    false,
  );
  expect(ids(groups)).toEqual(['protect: protect', 'held: enforce']);
  expect(firstOpen(groups), 'a lever that is held is not opened by itself').toBeNull();
  const allowed = leverGroups(
    [
      answer('protect', { guards: { isProtective: true } }),
      answer('enforce', { guards: { hold: 'under-18' } }),
    ],
    levers,
    false,
  );
  expect(ids(allowed), 'a decision lifts the hold, not the order').toEqual([
    'protect: protect',
    'applies: enforce',
  ]);
});

test('of equal answers, what the case’s own council holds goes before another council’s', () => {
  const levers = catalogue({ id: 'county' }, { id: 'own' });
  const heldBy = (byOwnCouncil: boolean) => ({ holders: [], byOwnCouncil, words: '' });
  const groups = leverGroups(
    [answer('county', { heldHere: heldBy(false) }), answer('own', { heldHere: heldBy(true) })],
    levers,
    false,
  );
  expect(ids(groups)).toEqual(['applies: own county']);
});
