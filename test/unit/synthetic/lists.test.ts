import { expect, test } from 'vitest';
import { SampleLists } from '../../../shared/synthetic/lists.ts';
import { lists, ontology } from './sample.ts';

function idsOf(vocabulary: string): Set<string> {
  return new Set((ontology.vocabularies[vocabulary] ?? []).map((term) => term.id));
}

test('trades use words that the ontology knows', () => {
  const sectors = idsOf('sectors');
  const places = idsOf('premises-types');
  const licences = idsOf('licence-types');
  const indicators = idsOf('indicators');
  for (const trade of lists.trades) {
    expect(sectors).toContain(trade.sector);
    expect(places).toContain(trade.premisesType);
    for (const licence of trade.licences) expect(licences).toContain(licence.type);
    for (const sign of [...trade.businessSigns, ...trade.premisesSigns, ...trade.absent])
      expect(indicators).toContain(sign);
  }
});

test('each sign of a trade has words for a report, and all words are of a known sign or relation', () => {
  const spoken = new Set(Object.keys(lists.phrases.signs));
  for (const trade of lists.trades) {
    for (const sign of [...trade.businessSigns, ...trade.premisesSigns])
      expect(spoken).toContain(sign);
  }
  const indicators = idsOf('indicators');
  for (const sign of spoken) expect(indicators).toContain(sign);
  const types = new Set(ontology.relationTypes.map((type) => type.id));
  for (const type of Object.keys(lists.phrases.ties)) expect(types).toContain(type);
});

test('there are operation names enough for a county, none twice', () => {
  const { operations } = lists.organisations;
  expect(new Set(operations).size).toBe(operations.length);
  expect(operations.length).toBeGreaterThanOrEqual(42);
});

test('lists with an unknown key or an empty list are refused', () => {
  expect(SampleLists.safeParse({ ...lists, more: [] }).success).toBe(false);
  expect(SampleLists.safeParse({ ...lists, places: { ...lists.places, courts: [] } }).success).toBe(
    false,
  );
});
