import { expect, test } from 'vitest';
import { IMPORT_LIMITS } from '../../../electron/formats/limits.ts';
import { previewTable } from '../../../electron/formats/preview.ts';
import { ontology, profiles } from './fixture.ts';

const TEXT = `id,name\n${Array.from({ length: 20 }, (_, index) => `p${index},Ana Example`).join('\n')}\n`;

test.each([
  ['all', { rows: 20, characters: 1000 }, 20],
  ['so many rows', { rows: 7, characters: 1000 }, 7],
  ['so many characters', { rows: 20, characters: 100 }, 8],
] as const)(
  'a preview keeps %s, and says whether that is the whole table',
  async (_, keeps, kept) => {
    const file = { name: 'people.csv', bytes: new TextEncoder().encode(TEXT) };
    const rules = { ontology, profiles, limits: IMPORT_LIMITS };
    const options = { ...rules, today: '2026-11-01', assumedKind: 'person', keeps };
    const { rows, isWhole, faults } = await previewTable([file], file.name, options);
    expect({ rows: rows.length, isWhole, faults }).toEqual({
      rows: kept,
      isWhole: kept === 20,
      faults: [],
    });
  },
);
