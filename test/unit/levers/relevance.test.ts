import { expect, test } from 'vitest';
import { UNKNOWN_AREA } from '../../../shared/domain/case-area.ts';
import type { Condition, Lever } from '../../../shared/domain/lever.ts';
import { evaluateEntity } from '../../../shared/levers/evaluate.ts';
import { compileLevers } from '../../../shared/levers/lever-set.ts';
import { monthsBefore } from '../../../shared/levers/relevance.ts';
import { LeverFile } from '../../../shared/levers/schema.ts';
import {
  entity,
  type GradeText,
  LEVER_FILES,
  leverAsking,
  ONTOLOGY,
  record,
  relation,
  store,
  TODAY,
} from './support.ts';

const HERE = { today: TODAY, area: UNKNOWN_AREA };

/** What the first test of a lever finds; a second test that is always met shows it, whatever it is. */
function asked(
  condition: Condition,
  fields: Parameters<typeof entity>[2],
  how: GradeText = {},
  more: Partial<Lever> = {},
) {
  const subject = entity('subject', 'business', fields, how);
  const supplier = record('other', { councilSupplier: true });
  const facts = store([{ ...subject, records: [...subject.records, supplier] }]);
  const lever = leverAsking({ all: [condition, { attr: 'councilSupplier', eq: true }] }, more);
  const [evaluation] = evaluateEntity(
    facts.get('subject')!,
    compileLevers([lever], ONTOLOGY, HERE),
  );
  return { ...evaluation, test: evaluation?.triggers[0]?.tests[0] };
}

const REPORTED = { indicator: 'asb' } as const;
const reported = (observedOn: string | null, more: Partial<Lever> = {}) =>
  asked(REPORTED, { indicators: ['asb'] }, { observedOn }, more);

test('a report older than three years no longer meets a test, says when it was, and asks to look again', () => {
  const { answer, missing, test: found } = reported('2021-03-02');
  expect(answer).toBe('could-apply');
  expect(missing).toEqual(['a new look at “reported: anti-social behaviour”']);
  expect(found).toMatchObject({
    result: 'unknown',
    actual: 'reported 2021-03-02, more than 36 months ago: look again',
    observedOn: '2021-03-02',
    recordIds: ['subject-record'],
  });
});

test('a report counts to the very day, and a partial date while any day of it does', () => {
  const results = ['2023-07-01', '2023-06-30', '2023-07', '2023-06', '2023', '2022'].map(
    (day) => reported(day).test?.result,
  );
  expect(results).toEqual(['true', 'unknown', 'true', 'unknown', 'true', 'unknown']);
});

test('a report without a date counts and is said to have none', () => {
  expect(reported(null).test).toMatchObject({ result: 'true', actual: 'reported, not dated' });
});

test('one recent report is enough beside old ones', () => {
  const old = entity('subject', 'business', { indicators: ['asb'] }, { observedOn: '2019-01-01' });
  const recent = record('recent', { indicators: ['asb'] }, { observedOn: '2026-05-01' });
  const facts = store([{ ...old, records: [...old.records, recent] }]);
  const set = compileLevers([leverAsking(REPORTED)], ONTOLOGY, HERE);
  const [evaluation] = evaluateEntity(facts.get('subject')!, set);
  expect(evaluation).toMatchObject({ answer: 'applies' });
  expect(evaluation?.triggers[0]?.tests[0]).toMatchObject({
    actual: 'reported 2026-05-01',
    recordIds: ['recent'],
  });
});

test('a lever may have a window of its own, or none', () => {
  expect(reported('2025-01-01', { relevanceMonths: 12 }).test?.actual).toBe(
    'reported 2025-01-01, more than 12 months ago: look again',
  );
  expect(reported('1999', { relevanceMonths: null }).test?.result).toBe('true');
});

test('where no day is known to judge by, nothing lapses', () => {
  const facts = store([
    entity('subject', 'business', { indicators: ['asb'] }, { observedOn: '1999-01-01' }),
  ]);
  const set = compileLevers([leverAsking(REPORTED)], ONTOLOGY);
  expect(evaluateEntity(facts.get('subject')!, set)[0]?.answer).toBe('applies');
});

test('what was checked and absent long ago is to be checked again', () => {
  const absent = (observedOn: string) =>
    asked(REPORTED, { indicatorsAbsent: ['asb'] }, { observedOn }).test;
  expect(absent('2019-05-04')).toMatchObject({
    result: 'unknown',
    actual: 'checked and absent 2019-05-04, more than 36 months ago: check again',
  });
  expect(absent('2025-05-04')).toMatchObject({ result: 'false' });
});

test('a licence looked up long ago is to be looked up again', () => {
  const lacks = (day: string) =>
    asked(
      { attr: 'licences', lacks: 'premises-licence' },
      { licencesChecked: [`premises-licence=${day}`] },
    ).test;
  expect(lacks('2019-05-04')).toMatchObject({
    result: 'unknown',
    actual: 'looked up 2019-05-04, not held, more than 36 months ago: look it up again',
  });
  expect(lacks('2025-05-04')).toMatchObject({ result: 'true' });
});

test('a recent report that waits for its grade is asked for before a new look', () => {
  const old = entity('subject', 'business', { indicators: ['asb'] }, { observedOn: '2019-01-01' });
  const ungraded = record(
    'ungraded',
    { indicators: ['asb'], sector: 'car-wash' },
    { basis: 'intelligence', observedOn: '2026-05-01' },
  );
  const trade = record('trade', { sector: 'car-wash' });
  const facts = store([{ ...old, records: [...old.records, ungraded, trade] }]);
  const lever = leverAsking({ all: [{ attr: 'sector', in: ['car-wash'] }, REPORTED] });
  const [evaluation] = evaluateEntity(
    facts.get('subject')!,
    compileLevers([lever], ONTOLOGY, HERE),
  );
  expect(evaluation?.missing).toEqual(['a grade for “reported: anti-social behaviour”']);
});

test('what someone or something is does not lapse', () => {
  const old = { observedOn: '2001-01-01' };
  const trade: Condition = { attr: 'sector', in: ['car-wash'] };
  expect(asked(trade, { sector: 'car-wash' }, old).test?.result).toBe('true');
  const facts = store(
    [entity('firm', 'business'), entity('place', 'premises')],
    [relation('trades-at', 'firm', 'place', old)],
  );
  const set = compileLevers([leverAsking({ link: 'trades-at' })], ONTOLOGY, HERE);
  expect(evaluateEntity(facts.get('firm')!, set)[0]?.answer).toBe('applies');
});

test('a relation that has ended is no fact, and one that ends today or later is', () => {
  const answersWhen = (endedOn: string | undefined) => {
    const facts = store(
      [entity('firm', 'business'), entity('place', 'premises')],
      [relation('trades-at', 'firm', 'place', endedOn ? { endedOn } : {})],
    );
    const set = compileLevers([leverAsking({ link: 'trades-at' })], ONTOLOGY, HERE);
    return evaluateEntity(facts.get('firm')!, set).length;
  };
  const ends = ['2026-06-30', '2026-06', '2025', '2026-07-01', '2026-07', '2026', undefined];
  expect(ends.map(answersWhen)).toEqual([0, 0, 0, 1, 1, 1, 1]);
});

test('the end of a month is not skipped', () => {
  expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28');
  expect(monthsBefore('2024-03-31', 1)).toBe('2024-02-29');
  expect(monthsBefore('2026-01-15', 36)).toBe('2023-01-15');
  expect(monthsBefore('2026-01-15', 1)).toBe('2025-12-15');
});

test('a lever file may say how many months, or that nothing lapses, and no less than one', () => {
  const parses = (relevanceMonths: unknown) =>
    LeverFile.safeParse({ ...LEVER_FILES[0], relevanceMonths }).success;
  expect([12, null, undefined].map(parses)).toEqual([true, true, true]);
  expect([0, 1.5, '12'].map(parses)).toEqual([false, false, false]);
});
