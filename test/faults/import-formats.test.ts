import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCase, type UnlockedCase, unlockCase } from '../../electron/db/open.ts';
import { loadOntology } from '../../electron/db/resources.ts';
import type { ImportFile } from '../../electron/formats/import-file.ts';
import { IMPORT_LIMITS } from '../../electron/formats/limits.ts';
import { loadProfiles } from '../../electron/formats/profile.ts';
import { type ImportContext, runImport } from '../../electron/jobs/import-job.ts';
import { AppError } from '../../shared/api/errors.ts';
import { ImportOptions } from '../../shared/api/import.ts';
import { FORMAT_MANIFEST } from '../fixtures/format-manifest.ts';
import { plainWorkbook, workbook } from '../fixtures/workbook.ts';
import { zip } from '../fixtures/zip.ts';
import { sharedData } from '../shared-data.ts';

const RESOURCES = join(import.meta.dirname, '../../resources');
const PASSPHRASE = 'seven invented words for the test case';
const ontology = loadOntology(RESOURCES);
const profiles = loadProfiles(RESOURCES);

let dir = '';
let opened: UnlockedCase;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'achilles-formats-'));
  opened = await createCase({
    path: join(dir, 'case.achilles'),
    name: 'Formats',
    user: 'Ana Example',
    passphrase: PASSPHRASE,
  });
});

afterAll(() => {
  opened.connection.close();
  rmSync(dir, { recursive: true, force: true });
});

let imports = 0;

function importFile(name: string, bytes: Uint8Array, options: Partial<ImportOptions> = {}) {
  return importFiles([{ name, bytes }], options);
}

function importFiles(
  files: readonly ImportFile[],
  options: Partial<ImportOptions> = {},
  onProgress: ImportContext['onProgress'] = () => {},
) {
  return runImport(
    opened.connection.db,
    {
      files,
      // A source of its own each time, so that no file is an edition of another.
      options: ImportOptions.parse({ sourceName: `source ${imports++}`, ...options }),
      author: 'Ana Example',
      audit: { auditKey: opened.keys.auditKey, role: 'analyst', reason: null },
      today: '2026-11-01',
      limits: IMPORT_LIMITS,
    },
    { ontology, profiles, onProgress, isCancelled: () => false },
  );
}

function everything() {
  return Object.fromEntries(
    ['source', 'batch', 'record', 'relation', 'quarantine', 'entity', 'command', 'change'].map(
      (table) => [
        table,
        opened.connection.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
      ],
    ),
  );
}

/** Closes the case and opens it again, so that what is read was on disk. */
async function reopen(): Promise<void> {
  const { path } = opened.connection;
  opened.connection.close();
  opened = await unlockCase({
    path,
    user: 'Ana Example',
    passphrase: PASSPHRASE,
    mode: 'read-write',
  });
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Characters that no document of XML 1.0 can hold, escaped or not. */
const NOT_IN_XML = /[[\p{Cc}--[\t\n\r\x7f-\x9f]]\ufffe\uffff]/v;

interface Format {
  readonly name: string;
  /** Writes rows of id and text as a file of this format. */
  readonly write: (rows: readonly (readonly [string, string])[]) => string | Uint8Array;
  /** Column of the text among the cells as received. */
  readonly column: number;
  readonly isXml?: boolean;
}

const FORMATS: readonly Format[] = [
  {
    name: 'a.csv',
    column: 1,
    write: (rows) =>
      `id,name\n${rows.map(([id, text]) => `${id},"${text.replaceAll('"', '""')}"`).join('\n')}\n`,
  },
  { name: 'inline.xlsx', column: 1, write: (rows) => plainWorkbook([['id', 'name'], ...rows]) },
  {
    name: 'shared.xlsx',
    column: 1,
    write: (rows) => plainWorkbook([['id', 'name'], ...rows], { isShared: true }),
  },
  {
    name: 'a.json',
    column: 1,
    write: (rows) => JSON.stringify(rows.map(([id, name]) => ({ id, name }))),
  },
  {
    name: 'a.jsonl',
    column: 1,
    write: (rows) => rows.map(([id, name]) => JSON.stringify({ id, name })).join('\n'),
  },
  {
    name: 'a.zip',
    column: 1,
    write: (rows) =>
      zip([{ name: 'a.json', content: JSON.stringify(rows.map(([id, name]) => ({ id, name }))) }]),
  },
  {
    name: 'elements.xml',
    column: 1,
    isXml: true,
    write: (rows) =>
      `<a>${rows.map(([id, text]) => `<p><id>${id}</id><name>${xml(text)}</name></p>`).join('')}</a>`,
  },
  {
    name: 'attributes.xml',
    column: 1,
    isXml: true,
    write: (rows) =>
      `<a>${rows.map(([id, text]) => `<p id="${id}" name="${xml(text)}"/>`).join('')}</a>`,
  },
  {
    name: 'a.gexf',
    column: 1,
    isXml: true,
    write: (rows) =>
      `<gexf><graph><nodes>${rows.map(([id, text]) => `<node id="${id}" label="${xml(text)}"/>`).join('')}</nodes></graph></gexf>`,
  },
  {
    name: 'a.graphml',
    column: 1,
    isXml: true,
    write: (rows) =>
      `<graphml><key id="d" for="node" attr.name="name" attr.type="string"/><graph>${rows.map(([id, text]) => `<node id="${id}"><data key="d">${xml(text)}</data></node>`).join('')}</graph></graphml>`,
  },
];

interface Stored {
  readonly key: string;
  readonly raw: readonly string[];
  readonly name: string | undefined;
}

function storedOf(batchId: string | null): Stored[] {
  return opened.connection.db
    .prepare<[string], { key: string; raw: string; fields: string }>(
      'SELECT natural_key AS key, raw, fields FROM record WHERE batch_id = ? ORDER BY row_number',
    )
    .all(batchId ?? '')
    .map(({ key, raw, fields }) => ({
      key,
      raw: JSON.parse(raw) as string[],
      name: (JSON.parse(fields) as { name?: string }).name,
    }));
}

/** Blanks around a text are no part of a field; the cell as received keeps them. */
const OUTER_BLANKS = /^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g;

const naughty = sharedData('naughty_strings');

function naughtyStrings(): string[] {
  const read = (name: string) => readFileSync(join(naughty ?? '', name), 'utf8');
  const payloads = read('csv_injection_payloads.txt')
    .split('\n')
    .filter((line) => line !== '');
  return [...(JSON.parse(read('blns.json')) as string[]), ...payloads];
}

test.skipIf(naughty === null)(
  'every naughty string is the same after save and reopen, in every format, as received and as a field',
  async () => {
    const strings = naughtyStrings();
    expect(strings.length).toBeGreaterThan(515);
    const batches = FORMATS.map((format) => {
      const isWritable = (text: string) => !(format.isXml && NOT_IN_XML.test(text));
      const rows = strings.flatMap((text, index): [string, string][] =>
        isWritable(text) ? [[`row-${index}`, text]] : [],
      );
      const report = importFile(format.name, Buffer.from(format.write(rows)));
      expect(report.totals, format.name).toMatchObject({ kept: rows.length, quarantined: 0 });
      return { format, rows, batchId: report.batchId };
    });
    await reopen();
    for (const { format, rows, batchId } of batches) {
      const stored = storedOf(batchId);
      expect(
        stored.map(({ raw }) => raw[format.column] ?? ''),
        format.name,
      ).toEqual(rows.map(([, text]) => text));
      // A field that is blank is not known.
      expect(
        stored.map(({ name }) => name),
        format.name,
      ).toEqual(rows.map(([, text]) => text.replaceAll(OUTER_BLANKS, '') || undefined));
    }
  },
);

test.skipIf(naughty === null)(
  'a naughty string that a format cannot hold refuses its file with a reason',
  () => {
    const impossible = naughtyStrings().filter((text) => NOT_IN_XML.test(text));
    expect(impossible.length).toBeGreaterThan(0);
    for (const format of FORMATS.filter(({ isXml }) => isXml)) {
      for (const text of impossible) {
        const bytes = Buffer.from(
          format.write([
            ['1', text],
            ['2', 'x'],
          ]),
        );
        expect(() => importFile(format.name, bytes)).toThrow(/not sound XML|not text/);
      }
    }
  },
);

test('whatever text is written in a format is read back from the case as it was', () => {
  const awkward = fc.string({
    unit: fc.constantFrom(
      ...[
        'a',
        'ŵ',
        'ł',
        '😀',
        '"',
        "'",
        ',',
        ';',
        '<',
        '>',
        '&',
        ']]>',
        '\n',
        '\t',
        '\\',
        '{',
        '=',
      ],
      ...['\u202e', '\u200b', '\u0301', '\u00a0', '\u2028', '_x0041_', '\u0085', '%00'],
    ),
    minLength: 1,
    maxLength: 10,
  });
  const texts = fc.sample(awkward, { numRuns: 300, seed: 20261122 });
  const rows = texts.map((text, index): [string, string] => [`row-${index}`, text]);
  for (const format of FORMATS) {
    const { batchId, totals } = importFile(format.name, Buffer.from(format.write(rows)));
    expect(totals, format.name).toMatchObject({ kept: rows.length });
    expect(
      storedOf(batchId).map(({ raw }) => raw[format.column]),
      format.name,
    ).toEqual(texts);
  }
});

test('a row whose text cannot be kept is set aside and the others are kept, in every format that can say it', () => {
  const rows: [string, string][] = [
    ['1', 'Ann Made'],
    ['2', 'B\0o'],
    ['3', 'C\ud800y'],
  ];
  for (const format of FORMATS.filter(({ isXml, name }) => !isXml && name !== 'a.csv')) {
    const content = format.write(rows);
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const { totals } = importFile(format.name, bytes, { acceptQuarantine: true });
    expect(totals, format.name).toMatchObject({ rows: 3, kept: 1, quarantined: 2 });
  }
});

const GOOD = 'id,name\n1,Ann Made\n';
const LAUGHS = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a><p id="&c;"/><p/></a>';

test.each<[string, string, string | Uint8Array]>([
  [
    'a zip that climbs out',
    'a.zip',
    zip([
      { name: 'a.csv', content: GOOD },
      { name: '../b.csv', content: GOOD },
    ]),
  ],
  [
    'a zip bomb',
    'a.zip',
    zip([
      { name: 'a.csv', content: GOOD },
      { name: 'b.csv', content: Buffer.alloc(5_000_000) },
    ]),
  ],
  [
    'a zip with one bad file',
    'a.zip',
    zip([
      { name: 'a.csv', content: GOOD },
      { name: 'b.json', content: '[{"id":1e400}]' },
    ]),
  ],
  [
    'a workbook that is a bomb',
    'a.xlsx',
    plainWorkbook([['id']], {
      files: [{ name: 'xl/media/a.bin', content: Buffer.alloc(5_000_000) }],
    }),
  ],
  [
    'a workbook with macros',
    'a.xlsx',
    plainWorkbook([['id'], ['1']], { files: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
  ],
  [
    'a workbook in which no sheet is known',
    'a.xlsx',
    workbook({
      sheets: [
        { name: 'A', rows: [['lorem']] },
        { name: 'B', rows: [['ipsum']] },
      ],
    }),
  ],
  ['JSON that would change every object', 'a.json', '[{"id":"1","__proto__":{"polluted":true}}]'],
  ['JSON lines cut short', 'a.jsonl', '{"id":"1"}\n{"id":"2'],
  ['XML that laughs', 'a.xml', LAUGHS],
  ['a graph cut short', 'a.gexf', '<gexf><graph><nodes><node id="1"/>'],
  ['a graph of another sort', 'a.graphml', '<svg><g id="1"/><g id="2"/></svg>'],
])('%s is refused and touches nothing, whatever lies beside it', (_name, name, content) => {
  const before = everything();
  const files = [
    { name: 'good.csv', bytes: Buffer.from(GOOD) },
    { name, bytes: Buffer.from(content) },
  ];
  let refusal: unknown = null;
  try {
    importFiles(files, { acceptQuarantine: true });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({ code: 'import-refused' });
  expect(everything()).toEqual(before);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('mutated files of every format are imported or refused, never anything else', () => {
  const rows: [string, string][] = [
    ['1', 'Ann Made'],
    ['2', 'Bo Made'],
    ['3', 'Cy Made'],
  ];
  const seed = Number(process.env.ACHILLES_SEED ?? 20261122);
  for (const format of FORMATS) {
    const original = Buffer.from(format.write(rows));
    const changes = fc.array(fc.tuple(fc.nat(original.byteLength - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    });
    const cut = fc.option(fc.nat(original.byteLength), { freq: 3 });
    fc.assert(
      fc.property(changes, cut, (bytesAt, end) => {
        const mutant = Buffer.from(original);
        for (const [at, byte] of bytesAt) mutant[at] = byte;
        try {
          const { totals } = importFile(format.name, mutant.subarray(0, end ?? undefined), {
            isDryRun: true,
          });
          expect(totals.rows).toBe(totals.kept + totals.unchanged + totals.quarantined);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }),
      { numRuns: 150, seed },
    );
  }
});

test('files on disk are read like those in memory', () => {
  for (const format of FORMATS) {
    const path = join(dir, format.name);
    writeFileSync(
      path,
      format.write([
        ['1', 'Ann Made'],
        ['2', 'Bo Made'],
      ]),
    );
    expect(importFiles([{ name: format.name, path }]).totals.kept, format.name).toBe(2);
  }
});

test.each(['a.json', 'a.jsonl', 'elements.xml', 'a.gexf', 'a.graphml'])(
  'a file that changes while it is read is refused, and nothing of it stays (%s)',
  (name) => {
    const format = FORMATS.find((known) => known.name === name);
    const write = (text: string) =>
      Buffer.from(
        format?.write([
          ['1', text],
          ['2', 'Bo Made'],
        ]) ?? '',
      );
    const path = join(dir, `changing-${name}`);
    writeFileSync(path, write('Ann Made'));
    const before = everything();
    const change = ({ phase }: { readonly phase: string }) => {
      if (phase === 'Keeping') writeFileSync(path, write('Ann Mode'));
    };
    expect(() => importFiles([{ name, path }], {}, change)).toThrow(
      /was changed while it was being read/,
    );
    expect(everything()).toEqual(before);
  },
);

/** What rows a case holds of one batch, set aside ones too. */
function rowsOf(batchId: string | null): number {
  return ['record', 'relation', 'quarantine'].reduce(
    (sum, table) =>
      sum +
      (opened.connection.db
        .prepare<[string], number>(
          // Rows that were made from the ends of links are no rows of the file.
          `SELECT count(*) FROM ${table} WHERE batch_id = ? AND raw <> '[]'`,
        )
        .pluck()
        .get(batchId ?? '') ?? 0),
    0,
  );
}

for (const { dataSet, folder, kind } of FORMAT_MANIFEST) {
  const path = sharedData(dataSet);
  test.skipIf(path === null)(
    `every file of ${dataSet} comes into a case whole, with its faulty rows beside it when that is accepted, or not at all`,
    () => {
      const place = join(path ?? '', folder);
      const names = readdirSync(place).filter((name) => statSync(join(place, name)).isFile());
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) {
        const bytes = readFileSync(join(place, name));
        const before = everything();
        let report: ReturnType<typeof importFile> | null = null;
        try {
          report = importFile(name, bytes, { kind });
          expect(report.totals.quarantined, name).toBe(0);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(everything(), name).toEqual(before);
          for (const problem of error.data.problems ?? []) {
            expect(problem.file, name).toContain(name);
            expect(problem.reason, name).not.toBe('');
          }
          if (error.data.code !== 'import-has-quarantine') continue;
          for (const problem of error.data.problems ?? []) expect(problem.row).toBeGreaterThan(0);
          report = importFile(name, bytes, { kind, acceptQuarantine: true });
          expect(report.totals.quarantined, name).toBeGreaterThan(0);
        }
        const { rows, kept, quarantined } = report.totals;
        expect(rows, name).toBe(kept + quarantined);
        expect(rowsOf(report.batchId), name).toBe(rows);
      }
    },
  );
}

test('dates of a graph file are kept in the case as dates of its links, open ends open, and as dated facts of its nodes', async () => {
  const { batchId } = importFile(
    'dated.gexf',
    Buffer.from(`<gexf><graph mode="dynamic" timeformat="date">
      <attributes class="node" mode="dynamic"><attribute id="r" title="occupation" type="string"/></attributes>
      <nodes>
        <node id="a" label="Ann Made"><attvalues><attvalue for="r" value="courier" start="2019-01-01" end="2020-01-01"/><attvalue for="r" value="driver" start="2020-01-01"/></attvalues></node>
        <node id="b" label="Bo Made"/>
      </nodes>
      <edges>
        <edge id="1" source="a" target="b" start="2019-03-01" end="2020-04-30"/>
        <edge id="2" source="a" target="b" startopen="2021-01-01"/>
        <edge id="3" source="b" target="a"><spells><spell start="2018-01-01" end="2018-02-01"/><spell end="2019-06-01"/></spells></edge>
      </edges></graph></gexf>`),
  );
  await reopen();
  const links = opened.connection.db
    .prepare<[string], readonly (string | null)[]>(
      'SELECT started_on, ended_on FROM relation WHERE batch_id = ? ORDER BY row_number, id',
    )
    .raw()
    .all(batchId ?? '');
  expect(links).toEqual([
    ['2019-03-01', '2020-04-30'],
    ['2021-01-01', null],
    ['2018-01-01', '2018-02-01'],
    [null, '2019-06-01'],
  ]);
  const nodes = opened.connection.db
    .prepare<[string], string>('SELECT raw FROM record WHERE batch_id = ? ORDER BY row_number')
    .pluck()
    .all(batchId ?? '');
  for (const said of ['courier', 'driver', '2019-01-01', '2020-01-01'])
    expect(nodes.join('\n')).toContain(said);
});

test('the same file in any format again is nothing new', () => {
  for (const format of FORMATS) {
    const bytes = Buffer.from(
      format.write([
        ['1', 'Ann Made'],
        ['2', 'Bo Made'],
      ]),
    );
    const sourceName = `again ${format.name}`;
    importFile(format.name, bytes, { sourceName });
    expect(importFile(format.name, bytes, { sourceName }), format.name).toMatchObject({
      isUnchanged: true,
      batchId: null,
    });
  }
});
