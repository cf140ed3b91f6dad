import { expect, test } from 'vitest';
import { writeWorkbook } from '../../electron/formats/write-table.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

type Started = Awaited<ReturnType<typeof startWithCase>>;

/** Texts that begin like a formula, with apostrophes of their own or without. */
const TEXTS = [
  "'=1+1",
  "''=1+1",
  '=1+1',
  "'+44 7700 900123",
  '+44 7700 900123',
  "'-5",
  '@x',
  "'twas",
];

const ROWS = TEXTS.map((text, index) => ({
  id: `r${index}`,
  name: text,
  notes: text,
  aliases: text,
}));
const FIELDS = ['name', 'notes', 'aliases'];

async function valuesOf({ api }: Started): Promise<string[]> {
  const { ids } = await api.entity.queryIds({ filter: '', limit: 100 });
  const found = await api.entity.rows({ ids, fields: FIELDS });
  return found.map(({ values }) => JSON.stringify(FIELDS.map((field) => values[field]))).sort();
}

const AS_WRITTEN = TEXTS.map((text) => JSON.stringify([text, text, text])).sort();

test('apostrophes of a file that our CSV export did not write stay: JSON and XLSX', async () => {
  const workbook = await writeWorkbook(
    {
      headings: ['id', ...FIELDS],
      rows: ROWS.map(({ id, name, notes, aliases }) => [id, name, notes, aliases]),
    },
    'Sheet',
  );
  for (const file of [
    textFile('people.json', JSON.stringify(ROWS)),
    textFile('people.xlsx', workbook),
  ]) {
    const started = await startWithCase();
    const { files } = await importFiles(started, [file]);
    expect(await valuesOf(started), file.name).toEqual(AS_WRITTEN);
    // A cell that is a formula as it stands is said to be one; one that begins with an apostrophe is not.
    const told = files.flatMap(({ problems }) => problems.map(({ row }) => row));
    expect(new Set(told), file.name).toEqual(new Set([file.name.endsWith('.json') ? 3 : 4]));
  }
});

test.each(['csv', 'xlsx'] as const)(
  'texts that begin like formulas are the same after they left as %s and were imported again, and nothing is said about them in CSV',
  async (format) => {
    const started = await startWithCase();
    await importFiles(started, [textFile('people.json', JSON.stringify(ROWS))]);
    const file = await started.api.entity.export({
      format,
      columns: FIELDS.map((field) => `field:${field}`),
      sort: { by: 'label', direction: 'ascending' },
      reason: 'Test',
    });
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (format === 'csv')
      for (const line of new TextDecoder().decode(bytes).split('\r\n'))
        expect(line).not.toMatch(/(?:^|,|")[=+\-@]/);
    const again = await startWithCase();
    const { files } = await importFiles(again, [textFile(file.name, bytes)]);
    expect(await valuesOf(again)).toEqual(AS_WRITTEN);
    if (format === 'csv') expect(files.flatMap(({ problems }) => problems)).toEqual([]);
  },
);
