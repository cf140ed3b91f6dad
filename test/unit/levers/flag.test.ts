import { expect, test } from 'vitest';
import type { Lever } from '../../../shared/domain/lever.ts';
import { evaluateEntity, flagsOf } from '../../../shared/levers/evaluate.ts';
import { isFlagging } from '../../../shared/levers/flag.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { entity, LEVER_FILES, leverAsking, ONTOLOGY, store } from './support.ts';

const REPORTED = { indicator: 'asb' } as const;

function flags(levers: Lever[], fields: object = {}) {
  const subject = entity('subject', 'person', { indicators: ['asb'], ...fields });
  const facts = store([subject]).get('subject')!;
  const set = compileLevers(levers, ONTOLOGY);
  const flagged = evaluateEntity(facts, set).filter((one) => one.isFlagged);
  const counted = flagsOf(facts, set);
  // The list and the number are of the same levers.
  expect(flagged.filter(({ strength }) => strength === 'strong')).toHaveLength(counted.strong);
  expect(flagged).toHaveLength(counted.strong + counted.indicative);
  return counted;
}

test('a lever that a council holds and that applies is flagged, strong ones apart', () => {
  const weak = leverAsking(REPORTED, {
    id: 'weak-lever',
    triggers: [{ description: 'Asked', strength: 'indicative', condition: REPORTED }],
  });
  expect(flags([leverAsking(REPORTED), weak])).toEqual({ strong: 1, indicative: 1 });
});

test.each<[string, Partial<Lever>]>([
  ['a power of others', { councilHeld: false }],
  ['a way to ask for information', { category: 'information-powers' }],
  ['a way to report or refer', { category: 'reporting-referral' }],
  ['law that is not in force', { legalStatus: 'awaiting-commencement' }],
])('%s is listed and not flagged', (_what, more) => {
  expect(flags([leverAsking(REPORTED, more)])).toEqual({ strong: 0, indicative: 0 });
});

test('what is held for safeguarding, or only could apply, is not flagged', () => {
  expect(flags([leverAsking(REPORTED)], { age: 15 })).toEqual({ strong: 0, indicative: 0 });
  const wanting = leverAsking({ all: [REPORTED, { indicator: 'noise-nuisance' }] });
  expect(flags([wanting])).toEqual({ strong: 0, indicative: 0 });
});

test('what a safeguarding decision allows is flagged', () => {
  const child = entity('subject', 'person', { indicators: ['asb'], age: 16 });
  const decision = {
    decision: 'allow',
    decidedBy: 'Sample Lead',
    decidedByRole: 'Safeguarding lead',
    decidedOn: '2026-06-20',
    reviewOn: '2026-12-20',
  } as const;
  const set = compileLevers([leverAsking(REPORTED)], ONTOLOGY);
  const flagsWith = (more: object) =>
    flagsOf(store([{ ...child, ...more }]).get('subject')!, set).strong;
  expect([flagsWith({}), flagsWith({ decision })]).toEqual([0, 1]);
});

test('most powers of councils are flagged, and no gateway of information is', () => {
  const flagging = LEVER_FILES.filter(isFlagging);
  expect(flagging.length).toBeGreaterThan(70);
  expect(flagging.every(({ councilHeld }) => councilHeld)).toBe(true);
  expect(flagging.map(({ id }) => id)).not.toContain('crime-disorder-disclosure-gateway');
});
