import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMAT_MANIFEST } from '../../fixtures/format-manifest.ts';
import { sharedData } from '../../shared-data.ts';
import { parseCsv, stage } from './fixture.ts';

function outcomeOf(file: ReturnType<typeof stage>['files'][number]): string {
  const [first] = file.problems;
  if (file.profile === null)
    return `${first?.severity === 'refuse' ? 'refused' : 'left out'}: ${first?.reason}`;
  expect(file.rows, file.name).toBe(file.kept + file.unchanged + file.quarantined);
  return `${file.rows} rows${file.quarantined > 0 ? `, ${file.quarantined} quarantined` : ''}`;
}

for (const { dataSet, folder, kind, files } of FORMAT_MANIFEST) {
  const dir = sharedData(dataSet);
  test.skipIf(dir === null)(
    `every file of ${dataSet} is kept, set aside or refused as the manifest says`,
    () => {
      const path = join(dir ?? '', folder);
      const names = readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
      const outcomes = names.flatMap((name) => {
        const result = stage({ [name]: readFileSync(join(path, name)) }, { kind });
        return result.files.map((file) => [file.name, outcomeOf(file)]);
      });
      const expected = Object.entries(files).map(([name, outcome]) => [
        name,
        typeof outcome === 'string' ? outcome : expect.stringMatching(outcome),
      ]);
      expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expected));
    },
  );
}

const pollock = sharedData('pollock_csv_a');

test.skipIf(pollock === null)(
  'of every polluted file, the rows that are kept say what the clean answer says',
  () => {
    const dir = pollock ?? '';
    const unlike = readdirSync(join(dir, 'csv')).flatMap((name) => {
      // Blanks around cells are kept as received; they are no part of what the cells say.
      const told = (cells: readonly string[]) => JSON.stringify(cells.map((cell) => cell.trim()));
      const answer = readFileSync(join(dir, 'clean', name), 'utf8');
      const clean = new Set(parseCsv(answer).map(({ cells }) => told(cells)));
      const { records } = stage(
        { [name]: readFileSync(join(dir, 'csv', name)) },
        { kind: 'event' },
      );
      const count = records.filter(({ raw }) => !clean.has(told(raw))).length;
      return count > 0 ? [[name, count]] : [];
    });
    // Cells with an inch sign, which one file doubles in one style and its second table in none.
    expect(unlike).toEqual([
      ['file_multitable_same.csv', 4],
      ['file_quotation_char_0x27.csv', 1],
    ]);
  },
);
