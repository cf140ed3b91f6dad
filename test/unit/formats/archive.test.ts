import { expect, test } from 'vitest';
import { openArchive, unpackBudget } from '../../../electron/formats/archive.ts';
import { IMPORT_LIMITS, type ImportLimits } from '../../../electron/formats/limits.ts';
import { plainWorkbook } from '../../fixtures/workbook.ts';
import { type ZipFile, zip } from '../../fixtures/zip.ts';
import { problemsOf, stage } from './fixture.ts';

const NODES = 'id,name\n1,Ann Made\n2,Bo Made\n';
const LINKS = 'source,target\n1,2\n';

function open(bytes: Uint8Array, given: Partial<ImportLimits> = {}) {
  const limits = { ...IMPORT_LIMITS, ...given };
  return openArchive(bytes, unpackBudget(limits), limits).map((entry) => ({
    name: entry.name,
    text: new TextDecoder().decode(entry.read()),
  }));
}

test('files of an archive are unpacked, stored or packed, in folders or not', () => {
  const files = [
    { name: 'people/nodes.csv', content: NODES },
    { name: 'people/', content: '', isStored: true },
    { name: 'Łódź.csv', content: LINKS, isStored: true },
  ];
  expect(open(zip(files))).toEqual([
    { name: 'people/nodes.csv', text: NODES },
    { name: 'Łódź.csv', text: LINKS },
  ]);
});

const UNIX = { madeBy: 3, flags: 0 };

test.each<[string, ZipFile[], RegExp]>([
  [
    'that climbs out of its folder',
    [{ name: '../nodes.csv', content: NODES }],
    /outside its folder/,
  ],
  ['that climbs out further in', [{ name: 'a/../../b.csv', content: NODES }], /outside its folder/],
  [
    'that climbs out by backslashes',
    [{ name: 'a\\..\\b.csv', content: NODES }],
    /outside its folder/,
  ],
  ['at an absolute path', [{ name: '/etc/nodes.csv', content: NODES }], /absolute path/],
  ['on a drive', [{ name: 'C:\\nodes.csv', content: NODES }], /absolute path/],
  ['on another machine', [{ name: '\\\\host\\nodes.csv', content: NODES }], /absolute path/],
  ['named as a device', [{ name: 'a/CON', content: NODES }], /device/],
  ['named as a device with a suffix', [{ name: 'lpt1.csv', content: NODES }], /device/],
  ['with a stream', [{ name: 'a.csv:b', content: NODES }], /every system/],
  ['with a trailing dot', [{ name: 'a.csv.', content: NODES }], /every system/],
  ['with a NUL in its name', [{ name: 'a.csv\0.png', content: NODES }], /no name of a file/],
  [
    'that is a symbolic link',
    [{ name: 'a.csv', content: '/etc/passwd', ...UNIX, attributes: (0o120777 << 16) >>> 0 }],
    /link or device/,
  ],
  [
    'that is a pipe',
    [{ name: 'a.csv', content: '', ...UNIX, attributes: (0o010644 << 16) >>> 0 }],
    /link or device/,
  ],
  ['with a password', [{ name: 'a.csv', content: NODES, flags: 1 }], /password/],
  ['with a strong password', [{ name: 'a.csv', content: NODES, method: 99 }], /password/],
  ['packed otherwise', [{ name: 'a.csv', content: NODES, method: 12 }], /not read/],
  [
    'that stands twice',
    [
      { name: 'a.csv', content: NODES },
      { name: 'a.csv', content: LINKS },
    ],
    /stands twice/,
  ],
  [
    'that stands twice but for case',
    [
      { name: 'a.csv', content: NODES },
      { name: 'A.CSV', content: LINKS },
    ],
    /stands twice/,
  ],
  [
    'called otherwise in another place',
    [{ name: 'a.csv', content: NODES, says: { localName: 'b.csv' } }],
    /otherwise in another place/,
  ],
  [
    'that lies over another',
    [
      { name: 'a.csv', content: NODES },
      { name: 'b.csv', content: NODES, says: { offset: 0 } },
    ],
    /otherwise in another place/,
  ],
  [
    'whose checksum is wrong',
    [{ name: 'a.csv', content: NODES, says: { checksum: 1 } }],
    /damaged/,
  ],
  [
    'that unpacks to more than it says',
    [{ name: 'a.csv', content: 'a'.repeat(5000), says: { bytes: 100 } }],
    /more than the archive says/,
  ],
  [
    'that unpacks to less than it says',
    [{ name: 'a.csv', content: NODES, says: { bytes: 100 } }],
    /damaged/,
  ],
  [
    'that unpacks to a thousand times its size',
    [{ name: 'a.csv', content: Buffer.alloc(10_000_000) }],
    /more than 100 times its size/,
  ],
])('an archive with a file %s is refused', (_name, files, reason) => {
  expect(() => open(zip(files))).toThrow(
    expect.objectContaining({ name: 'FileRefusal', message: expect.stringMatching(reason) }),
  );
});

test('a file that lies within another is refused, as small archives become endless ones that way', () => {
  const inner = { name: 'b.csv', content: NODES };
  const archive = zip([
    { name: 'a.bin', content: zip([inner]), isStored: true },
    { ...inner, says: { offset: 30 + 'a.bin'.length } },
  ]);
  expect(() => open(archive)).toThrow(/does not fit its content/);
});

test('more than 200 MB unpacked, or more than a thousand files, are refused before anything is unpacked', () => {
  const big = { name: 'a.csv', content: NODES, says: { bytes: 201 * 1024 ** 2 } };
  expect(() => open(zip([big]))).toThrow(/210,763,776 bytes; 209,715,200 can be imported/);
  const many = Array.from({ length: 1001 }, (_, index) => ({ name: `${index}.csv`, content: '' }));
  expect(() => open(zip(many))).toThrow(/1,001 files; 1,000 can be imported/);
});

test.each([
  ['cut short', zip([{ name: 'a.csv', content: NODES }]).subarray(0, -30)],
  ['followed by something', zip([{ name: 'a.csv', content: NODES }], { after: 'more' })],
  [
    'that counts too few files',
    zip(
      [
        { name: 'a.csv', content: NODES },
        { name: 'b.csv', content: LINKS },
      ],
      { count: 1 },
    ),
  ],
  ['that counts too many files', zip([{ name: 'a.csv', content: NODES }], { count: 2 })],
  ['that is none', Buffer.from('lorem ipsum dolor sit amet, consectetur')],
])('an archive %s is refused', (_name, bytes) => {
  expect(() => open(bytes)).toThrow(expect.objectContaining({ name: 'FileRefusal' }));
});

test('an archive is imported as the files in it, those that are no tables are left out', () => {
  const bytes = zip([
    { name: 'case/nodes.csv', content: NODES },
    { name: 'case/links.json', content: '[{"source":"1","target":"2"}]' },
    { name: '__MACOSX/case/._nodes.csv', content: 'x' },
    { name: 'photo.png', content: 'x' },
  ]);
  const result = stage({ 'bundle.zip': bytes });
  expect(result.files.map(({ name, kept }) => [name, kept])).toEqual([
    ['bundle.zip/case/nodes.csv', 2],
    ['bundle.zip/case/links.json', 1],
    ['bundle.zip/__MACOSX/case/._nodes.csv', 0],
    ['bundle.zip/photo.png', 0],
  ]);
  expect(result.relations).toMatchObject([{ fromKey: '1', toKey: '2' }]);
});

test('workbooks in an archive are read, and count towards what it may unpack to', () => {
  const book = plainWorkbook([
    ['id', 'name'],
    ['3', 'Cy Made'],
  ]);
  const bytes = zip([
    { name: 'a.csv', content: NODES },
    { name: 'b.xlsx', content: book },
  ]);
  expect(stage({ 'a.zip': bytes }).records.map(({ naturalKey }) => naturalKey)).toEqual([
    ...['1', '2', '3'],
  ]);
  // Room for the workbook as it is packed, none for what is in it.
  const limits = { structuredBytes: book.byteLength + NODES.length + 100 };
  expect(problemsOf(stage({ 'a.zip': bytes }, { limits }))).toEqual([
    expect.stringMatching(/^refuse a\.zip\/b\.xlsx .*the archive unpacks to/),
  ]);
});

test('an archive within an archive is refused, and so is one that only calls itself a table', () => {
  const inner = zip([{ name: 'nodes.csv', content: NODES }]);
  expect(problemsOf(stage({ 'a.zip': zip([{ name: 'b.zip', content: inner }]) }))).toEqual([
    'refuse a.zip/b.zip - -: this is an archive within an archive: unpack it first',
  ]);
  expect(problemsOf(stage({ 'a.zip': zip([{ name: 'b.csv', content: inner }]) }))).toEqual([
    expect.stringMatching(/^refuse a\.zip\/b\.csv .* its name says otherwise/),
  ]);
});
