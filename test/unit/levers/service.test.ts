import { expect, test } from 'vitest';
import { serviceLabel, servicesOf } from '../../../shared/levers/service.ts';
import { LEVER_FILES } from './support.ts';

test('each partner that a lever names has it in its own list, the longer of two names counting', () => {
  const ids = (words: string) => servicesOf(words).map(({ id }) => id);
  expect(ids('Housing / Community Safety')).toEqual(['housing', 'community-safety']);
  expect(ids('Housing Standards')).toEqual(['housing-standards']);
  expect(ids('Revenues and Benefits / Commissioning')).toEqual([
    'revenues-and-benefits',
    'commissioning',
  ]);
  expect(ids('Police with Children’s Services')).toEqual(['police', 'children-services']);
});

test('every lever of the catalogue belongs to services that are known', () => {
  for (const { id, service } of LEVER_FILES)
    for (const found of servicesOf(service))
      expect(serviceLabel(found.id), `${id}: ${service}`).not.toBeNull();
});

test('a service that nobody knew is one of its own, and keeps its name', () => {
  expect(servicesOf('Harbour Master’s Office')).toEqual([
    { id: 'harbour-master-s-office', label: 'Harbour Master’s Office' },
  ]);
});
