import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { problemsOf, stage } from './fixture.ts';

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index || ''};`.repeat(10)}">`,
).join('')}]>`;

test.each([
  ['a document type', '<!DOCTYPE a><a><p id="1"/><p id="2"/></a>', /DOCTYPE/],
  [
    'a document type of another file',
    '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
    /DOCTYPE/,
  ],
  [
    'an external entity',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><p id="&x;"/></a>',
    /DOCTYPE/,
  ],
  [
    'a billion laughs',
    `<?xml version="1.0"?>\n<!-- made to do harm -->\n${LAUGHS}<lolz>&lol9;</lolz>`,
    /DOCTYPE/,
  ],
  ['parameter entities', '<!DOCTYPE a [<!ENTITY % b SYSTEM "b.dtd"> %b;]><a/>', /DOCTYPE/],
  ['a document type in small letters', '<!doctype html><a/>', /not sound XML/],
  ['an entity that nobody made', '<a><p id="1">&nbsp;</p><p id="2"/></a>', /not sound XML/],
  ['an element never closed', '<a><p id="1"><p id="2"/></a>', /not sound XML/],
  ['an end in the middle', '<a><p id="1"/><p id="2"/', /not sound XML/],
  ['two outermost elements', '<a/><b/>', /not sound XML/],
  ['an attribute twice', '<a><p id="1" id="2"/></a>', /not sound XML/],
  ['a character that XML forbids', '<a><p id="1&#1;"/><p id="2"/></a>', /not sound XML/],
  ['65 elements in one another', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, /more than 64 deep/],
  ['no element', 'lorem ipsum', /not sound XML|not XML/],
  ['a graph only by its name', '<html><p/></html>', /.*/],
])('XML with %s is refused', (_name, text, reason) => {
  const name = text.startsWith('<html') ? 'a.gexf' : 'a.xml';
  expect(problemsOf(stage({ [name]: text }))).toEqual([
    expect.stringMatching(new RegExp(`^refuse ${name} .*(?:${reason.source})`)),
  ]);
});

test('elements that stand several times in one other are rows', () => {
  const result = stage({
    'people.xml': `<?xml version="1.0"?>
      <register xmlns="http://example.invalid/r" xmlns:x="http://example.invalid/x">
        <person id="1"><name>Ann <![CDATA[<Made>]]></name><x:dob>1980-03-04</x:dob><alias>Annie</alias><alias>An</alias></person>
        <person id="2">
          <name>Bo &amp; Co</name>
          <home><line>1 Made Street</line><postcode>ZZ1 1AA</postcode></home>
        </person>
      </register>`,
  });
  expect(result.files).toMatchObject([
    {
      name: 'people.xml',
      profile: 'node-table',
      rows: 2,
      columns: ['@id', 'name', 'dob', 'alias', 'line', 'postcode'],
    },
  ]);
  expect(result.records.map(({ raw, rowNumber }) => [rowNumber, ...raw])).toEqual([
    [1, '1', 'Ann <Made>', '1980-03-04', 'Annie; An', '', ''],
    [2, '2', 'Bo & Co', '', '', '1 Made Street', 'ZZ1 1AA'],
  ]);
  expect(result.records[0]?.fields).toMatchObject({
    dateOfBirth: '1980-03-04',
    aliases: ['Annie', 'An'],
  });
});

test('a file with several sorts of rows gives several tables, and says what stands outside them', () => {
  const result = stage({
    'case.xml': `<case made="2026"><people><person id="1"/><person id="2"/></people>
      <links><link source="1" target="2"/><link source="2" target="1"/></links><note>x</note></case>`,
  });
  expect(result.files.map(({ name, kept }) => [name, kept])).toEqual([
    ['case.xml/people/person', 2],
    ['case.xml/links/link', 2],
  ]);
  expect(problemsOf(result)).toEqual([
    'warning case.xml/people/person - -: values that stand outside the rows, left out: 2',
  ]);
});

test('a single row is a row too', () => {
  const { records } = stage({
    'a.xml': '<people><person><id>1</id><name>Ann Made</name></person></people>',
  });
  expect(records).toMatchObject([{ naturalKey: '1', fields: { name: 'Ann Made' } }]);
});

test.each([
  ['UTF-8', 'utf8', 'utf-8'],
  ['ISO-8859-1', 'windows-1252', 'windows-1252'],
  ['UTF-16', 'utf-16le', 'utf-16le'],
  ['ISO-8859-2', 'iso-8859-2', 'iso-8859-2'],
])('XML in %s is read as it declares', (declared, encoding, read) => {
  const name = encoding === 'windows-1252' ? 'Siân £' : 'Łódź';
  const text = `<?xml version="1.0" encoding="${declared}"?><a><p id="1"><name>${name}</name></p><p id="2"/></a>`;
  const result = stage({
    'a.xml': iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' }),
  });
  expect(result.records[0]?.fields.name).toBe(name);
  expect(result.files[0]?.encoding).toBe(read);
  expect(problemsOf(result)).toEqual([]);
});

test('attributes that name parts of every object are ordinary columns', () => {
  const { records } = stage({
    'a.xml':
      '<a><p id="1" name="Ann Made" __proto__="x"><constructor>y</constructor></p><p id="2" name="Bo Made"/></a>',
  });
  expect(records.map(({ raw }) => raw)).toEqual([
    ['1', 'Ann Made', 'x', 'y'],
    ['2', 'Bo Made', '', ''],
  ]);
});

test('XML without rows is left out', () => {
  expect(problemsOf(stage({ 'a.xml': '<a>text</a>' }))).toEqual([
    'warning a.xml - -: there is no table in it: left out',
  ]);
});
