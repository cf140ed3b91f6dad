import { expect, test } from 'vitest';
import { loadOntology } from '../../../../../electron/db/resources.ts';
import { offeredFields } from '../../../../../renderer/features/record/together-draft.ts';
import { OwnTypes } from '../../../../../shared/domain/own-type.ts';
import { mergeOntology } from '../../../../../shared/domain/own-type-merge.ts';
import { RESOURCES_DIR } from '../../../../backend/fixture.ts';

const ontology = mergeOntology(
  loadOntology(RESOURCES_DIR),
  OwnTypes.parse({
    fields: [
      { id: 'ownAlarm', kinds: ['premises', 'vehicle'], label: 'Alarm', type: 'boolean' },
      { id: 'ownKey', kinds: ['premises'], label: 'Key', type: 'text', isRetired: true },
    ],
    changes: [{ of: 'field', id: 'vehicle/colour', isRetired: true }],
  }),
);

test('a change of many records offers no retired field, whoever added it, and tells which kinds lack one', () => {
  const fields = offeredFields(ontology, [
    { kind: 'premises', count: 3 },
    { kind: 'vehicle', count: 2 },
    { kind: 'person', count: 1 },
  ]);
  const ids = fields.map(({ definition }) => definition.id);
  expect(ontology.kinds.flatMap((kind) => kind.fields).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['ownKey', 'colour']),
  );
  expect(ids).not.toContain('ownKey');
  expect(ids).not.toContain('colour');
  expect(fields.find(({ definition }) => definition.id === 'ownAlarm')?.lacking).toEqual([
    'people',
  ]);
});
