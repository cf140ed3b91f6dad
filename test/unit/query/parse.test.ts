import { expect, test } from 'vitest';
import { formatQuery } from '../../../shared/query/format.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { ONTOLOGY, queryOf } from './support.ts';

test('a query of every form is read whole', () => {
  const text =
    'type:business lever>=1 seen:2026-02.. role:principal near:"OCG-07"~2 "free text" -type:phone grade:1A..2B protected:no has:licence:premises-licence';
  expect(queryOf(text).terms).toEqual([
    { form: 'words', key: 'type', values: ['business'], isExcluded: false },
    { form: 'number', key: 'lever', least: 1, most: null, isExcluded: false },
    { form: 'date', key: 'seen', from: '2026-02', to: null, isExcluded: false },
    { form: 'words', key: 'role', values: ['principal'], isExcluded: false },
    { form: 'near', key: 'near', name: 'OCG-07', links: 2, isExcluded: false },
    { form: 'text', text: 'free text', isPhrase: true, isExcluded: false },
    { form: 'words', key: 'type', values: ['phone'], isExcluded: true },
    {
      form: 'grade',
      key: 'grade',
      from: { source: 1, information: 'A' },
      to: { source: 2, information: 'B' },
      isExcluded: false,
    },
    { form: 'words', key: 'protected', values: ['no'], isExcluded: false },
    { form: 'words', key: 'has', values: ['licence:premises-licence'], isExcluded: false },
  ]);
  expect(formatQuery(queryOf(text))).toBe(text);
});

test.each([
  ['kind:Businesses', 'type:business'],
  ['TYPE:"organised crime group",person', 'type:ocg,person'],
  ['role:"Principal",none', 'role:principal,none'],
  ['levers>2', 'lever>=3'],
  ['lever<3', 'lever<=2'],
  ['lever=2', 'lever:2'],
  ['lever:..3', 'lever<=3'],
  ['lever:0..', 'lever>=0'],
  ['links:2..2', 'links:2'],
  ['seen>=2026-02', 'seen:2026-02..'],
  ['seen:2026..2026', 'seen:2026'],
  ['grade:2b', 'grade:2B'],
  ['grade:Fact,ungraded', 'grade:fact,ungraded'],
  ['near:OCG-07~1', 'near:"OCG-07"'],
  ['has:"licence:Premises licence"', 'has:licence:premises-licence'],
  ['has:dateofbirth', 'has:dateOfBirth'],
  ['status:"in force"', 'status:"in force"'],
  ['date-of-birth:none', 'dateOfBirth:none'],
  ['year>2014', 'year>=2015'],
  ['expires-on:..2026-03', 'expiresOn:..2026-03'],
  ['incorporatedOn:"about 2020"', 'incorporatedOn:"about 2020"'],
  ['source:none,"none"', 'source:none,"none"'],
  ['ab12 type:vehicle cde', 'ab12 cde type:vehicle'],
  ['Smith & Sons', 'Smith Sons'],
  ['--smith', '-smith'],
  ['--type:phone', '-"type:phone"'],
  ['O’Brien 14/2', 'O’Brien 14/2'],
  ['"a \\"quoted\\" word"', '"a \\"quoted\\" word"'],
  ['', ''],
  ['   &  -  ', ''],
])('%s means %s', (typed, meant) => {
  expect(formatQuery(queryOf(typed))).toBe(meant);
});

test.each([
  ['type:busines', 0, 12, /“busines” is no word for type.*business/, ['type:business']],
  ['smith  tpye:person', 7, 18, /no filter “tpye”.*type/, ['type:']],
  ['-rloe:principal', 0, 15, /no filter “rloe”/, ['-role:']],
  ['lever>=many', 0, 11, /whole number.*lever>=1/, ['lever>=1']],
  ['lever:3..1', 0, 10, /ends before it begins/, ['lever:1..3']],
  ['lever<0', 0, 7, /below 0/, ['lever:0']],
  ['seen:2026-13', 0, 12, /“2026-13” is no date/, []],
  ['seen:2026-02-30', 0, 15, /no 2026-02-30 on the calendar/, []],
  ['seen:2026-03..2026-02', 0, 21, /ends before/, ['seen:2026-02..2026-03']],
  ['seen>2026', 0, 9, />=/, ['seen>=2026']],
  ['grade:4A', 0, 8, /such as 2B/, ['grade:1A..2B']],
  ['grade:2B..1A', 0, 12, /better to the worse/, ['grade:1A..2B']],
  ['near:"OCG-07"~9', 0, 15, /1, 2 or 3/, ['near:"OCG-07"~2']],
  ['"never closed', 0, 13, /quotes are not closed/, []],
  ['type:', 0, 5, /Nothing stands after type:/, []],
  ['type>person', 0, 11, /goes a colon/, ['type:']],
  ['type:person,', 0, 12, /value is missing/, []],
  ['protected:maybe', 0, 15, /one of: yes, no/, []],
  ['has:licence:hat', 0, 15, /no word for has/, expect.any(Array)],
  ['expiresOn:soon', 0, 14, /“soon” is no date/, []],
  ['status>open', 0, 11, /words alone/, ['status:']],
  ['http://example.org', 0, 18, /no filter “http”.*quotes/, []],
])(
  '%s is refused with its place and what would be right',
  (typed, start, end, message, suggestions) => {
    const { problems, tokens } = parseQuery(typed, ONTOLOGY);
    expect(problems).toEqual([
      { start, end, message: expect.stringMatching(message), suggestions },
    ]);
    expect(tokens.filter(({ kind }) => kind === 'problem')).toEqual([
      { start, end, kind: 'problem', term: null },
    ]);
  },
);

test('every suggestion that is whole reads without a problem', () => {
  for (const typed of [
    'type:busines',
    'lever:3..1',
    'seen:2026-03..2026-02',
    'near:x~9',
    'lever>=x',
  ]) {
    for (const { suggestions } of parseQuery(typed, ONTOLOGY).problems) {
      expect(suggestions.length).toBeGreaterThan(0);
      for (const suggestion of suggestions) expect(() => queryOf(suggestion)).not.toThrow();
    }
  }
});

test('what could be read stands beside what could not', () => {
  const { query, tokens, problems } = parseQuery('ana lever>=x example type:person', ONTOLOGY);
  expect(formatQuery(query)).toBe('ana example type:person');
  expect(problems).toHaveLength(1);
  expect(tokens.map(({ kind, term }) => [kind, term])).toEqual([
    ['text', 0],
    ['problem', null],
    ['text', 0],
    ['filter', 1],
  ]);
});

test('more conditions than anyone reads are refused, not asked', () => {
  const { query, problems } = parseQuery('-a '.repeat(150), ONTOLOGY);
  expect(query.terms).toHaveLength(100);
  expect(problems[0]?.message).toMatch(/at most 100/);
});
