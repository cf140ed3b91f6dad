import { expect, test } from 'vitest';
import { loadOntology } from '../../../../../electron/db/resources.ts';
import { linkedKinds, linkOptions } from '../../../../../renderer/features/record/link-options.ts';
import { RESOURCES_DIR } from '../../../../backend/fixture.ts';

const ontology = loadOntology(RESOURCES_DIR);

test('types of link are offered only where their ends fit, in words from the first end', () => {
  const options = linkOptions(ontology, 'business', 'person');
  expect(options.find(({ type }) => type === 'director-of')).toMatchObject({
    direction: 'in',
    value: 'director-of in',
  });
  for (const { type, direction } of options) {
    const { from, to } = ontology.relationTypes.find(({ id }) => id === type) ?? {
      from: [],
      to: [],
    };
    expect(direction === 'out' ? from : to).toContain('business');
    expect(direction === 'out' ? to : from).toContain('person');
  }
});

test('between two of one kind a directed type is offered both ways, and one without direction once', () => {
  const options = linkOptions(ontology, 'person', 'person');
  const ways = (type: string) =>
    options
      .filter((option) => option.type === type)
      .map(({ direction }) => direction)
      .sort();
  expect(ways('associate-of')).toEqual(['out']);
  expect(ways('cares-for')).toEqual(['in', 'out']);
});

test('kinds that nothing joins to a kind are not offered', () => {
  expect(linkedKinds(ontology, 'phone')).toContain('person');
  expect(linkedKinds(ontology, 'phone')).not.toContain('licence');
});
