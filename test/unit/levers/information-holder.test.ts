import { expect, test } from 'vitest';
import type { Condition } from '../../../shared/domain/lever.ts';
import {
  gatewaysSuggested,
  type InformationKey,
  informationHolder,
  isHolderSettled,
} from '../../../shared/levers/information-holder.ts';
import { LEVER_FILES } from './support.ts';

function keysOf(condition: Condition): InformationKey[] {
  if ('all' in condition) return condition.all.flatMap(keysOf);
  if ('any' in condition) return condition.any.flatMap(keysOf);
  if ('not' in condition) return keysOf(condition.not);
  if ('indicator' in condition) return [{ type: 'indicator', word: condition.indicator }];
  if ('link' in condition)
    return [{ type: 'link', word: condition.link }, ...(condition.to ? keysOf(condition.to) : [])];
  if ('has' in condition) return [{ type: 'licence', word: condition.has }];
  if ('lacks' in condition) return [{ type: 'licence', word: condition.lacks }];
  if ('attr' in condition) return [{ type: 'fact', word: condition.attr }];
  return [];
}

test('of everything that a lever asks it is settled who usually holds it', () => {
  const unsettled = LEVER_FILES.flatMap(({ id, triggers }) =>
    triggers
      .flatMap(({ condition }) => keysOf(condition))
      .filter((key) => !isHolderSettled(key))
      .map((key) => `${id}: ${JSON.stringify(key)}`),
  );
  expect([...new Set(unsettled)]).toEqual([]);
});

test('every gateway is a lever of the catalogue about information or a referral', () => {
  const levers = new Map(LEVER_FILES.map((lever) => [lever.id, lever]));
  for (const id of gatewaysSuggested()) expect(levers.get(id), id).toBeDefined();
});

test('a public register is asked as one, and where no gateway is known none is made up', () => {
  expect(informationHolder({ type: 'licence', word: 'premises-licence' })).toMatchObject({
    label: 'Licensing',
    gateways: ['open-register-and-public-record-research'],
  });
  expect(
    informationHolder({ type: 'indicator', word: 'electricity-abstraction' }).gateways,
  ).toEqual([]);
  expect(informationHolder({ type: 'licence', word: 'sia-licence' }).gateways).toEqual([]);
  expect(informationHolder({ type: 'fact', word: 'invented' })).toMatchObject({
    id: 'unsettled',
    gateways: [],
  });
});
