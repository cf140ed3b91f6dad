import { expect, test } from 'vitest';
import { queryFieldNamed, queryFields, queryKeyNamed } from '../../../shared/query/key.ts';
import { ONTOLOGY, queryOf } from './support.ts';

test('a filter is called as a field is only where it asks the same', () => {
  const shared = [...queryFields(ONTOLOGY).keys()].flatMap((id) => {
    const filter = queryKeyNamed(id);
    return filter ? [[id, filter.key]] : [];
  });
  expect(Object.fromEntries(shared)).toEqual({
    role: 'role',
    sector: 'sector',
    premisesType: 'premises',
    lastSeen: 'seen',
  });
  expect(queryOf('reviewOn:2027').terms[0]).toMatchObject({
    form: 'field-date',
    field: queryFieldNamed(ONTOLOGY, 'reviewOn')?.id,
  });
});
