import { expect, test } from 'vitest';
import { askWhom } from '../../../renderer/features/inspector/ask-whom.ts';
import type { Condition } from '../../../shared/domain/lever.ts';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { entity, leverAsking, ONTOLOGY, store } from '../levers/support.ts';

const ASKED: Condition = {
  all: [
    { indicator: 'asb' },
    { attr: 'licences', has: 'premises-licence' },
    { indicator: 'noise-nuisance' },
  ],
};

test('what is missing is told by who usually holds it; what is known, and grounds without a sign, are asked of nobody', () => {
  const lever = leverAsking(ASKED);
  const facts = store([entity('m1', 'premises', { indicators: ['asb'] })], []);
  const subject = facts.get('m1');
  if (!subject) throw new Error('no subject');
  const [answer] = evaluateEntity(subject, compileLevers([lever], ONTOLOGY));
  if (!answer) throw new Error('no answer');
  expect(answer.answer).toBe('could-apply');
  const asked = askWhom(answer, lever, ONTOLOGY);
  expect(asked.flatMap(({ questions }) => questions)).toHaveLength(2);
  const licensing = asked.find(({ holder }) => holder === 'Licensing');
  expect(licensing?.questions).toHaveLength(1);
  expect(licensing?.gatewayIds.length).toBeGreaterThan(0);
  expect(
    askWhom(
      { ...answer, triggers: answer.triggers.map((one) => ({ ...one, result: 'false' as const })) },
      lever,
      ONTOLOGY,
    ),
  ).toEqual([]);
});
