import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, LeverEvaluation, type LeverTest } from '../../../shared/domain/lever.ts';
import { answerAll, evaluateAll, evaluateEntity } from '../../../shared/levers/evaluate.ts';
import type { FactStore } from '../../../shared/levers/facts.ts';
import { compileLevers, type LeverSet } from '../../../shared/levers/lever-set.ts';
import { entity, LEVER_FILES, leverAsking, ONTOLOGY, record, relation, store } from './support.ts';

const CATALOGUE = compileLevers(
  LEVER_FILES.map(({ examples: _, ...lever }) => lever),
  ONTOLOGY,
);

function asked(
  facts: FactStore,
  condition: Condition,
  id = 'subject',
): LeverEvaluation | undefined {
  const set = compileLevers([leverAsking(condition)], ONTOLOGY);
  return evaluateEntity(facts.get(id)!, set)[0];
}

function firstTest(facts: FactStore, condition: Condition): LeverTest | undefined {
  // A second test that is always true shows the first, whatever it answers.
  const evaluation = asked(facts, { any: [condition, { attr: 'councilSupplier', eq: true }] });
  return evaluation?.triggers[0]?.tests[0];
}

function business(
  fields: Parameters<typeof entity>[2],
  how?: Parameters<typeof entity>[3],
): FactStore {
  const subject = entity('subject', 'business', fields, how);
  return store([
    { ...subject, records: [...subject.records, record('other', { councilSupplier: true })] },
  ]);
}

test('a graded report is true, a dated absence false, and silence not known', () => {
  const ask = (fields: Parameters<typeof entity>[2], how?: Parameters<typeof entity>[3]) =>
    firstTest(business(fields, how), { indicator: 'asb' });
  expect(ask({ indicators: ['asb'] }, { basis: 'intelligence', grade: '2B' })).toEqual({
    test: 'reported: anti-social behaviour',
    result: 'true',
    actual: 'reported 2026-06-01',
    recordIds: ['subject-record'],
    grade: { basis: 'intelligence', source: 2, information: 'B' },
    observedOn: '2026-06-01',
  });
  expect(ask({ indicatorsAbsent: ['asb'] })).toMatchObject({
    result: 'false',
    actual: 'checked and absent 2026-06-01',
  });
  expect(ask({})).toMatchObject({ result: 'unknown', actual: 'not recorded', grade: null });
});

test('what is suspected false never decides, even as register fact', () => {
  for (const basis of ['fact', 'intelligence', 'assessment'] as const) {
    const facts = business({ indicators: ['asb'], sector: 'car-wash' }, { basis, grade: '1E' });
    expect(firstTest(facts, { indicator: 'asb' })).toMatchObject({
      result: 'unknown',
      actual: 'reported 2026-06-01, but suspected false',
    });
    expect(firstTest(facts, { attr: 'sector', in: ['car-wash'] })?.result).toBe('unknown');
    expect(firstTest(facts, { attr: 'sector', in: ['haulage-logistics'] })?.result).toBe('unknown');
  }
});

test('ungraded intelligence waits for its grade, and the answer asks for it', () => {
  const subject = entity('subject', 'business', { indicators: ['asb'] }, { basis: 'intelligence' });
  const facts = store([
    { ...subject, records: [...subject.records, record('other', { sector: 'car-wash' })] },
  ]);
  const evaluation = asked(facts, {
    all: [{ attr: 'sector', in: ['car-wash'] }, { indicator: 'asb' }],
  });
  expect(evaluation?.answer).toBe('could-apply');
  expect(evaluation?.missing).toEqual(['a grade for “reported: anti-social behaviour”']);
  expect(evaluation?.triggers[0]?.tests[1]).toMatchObject({
    result: 'unknown',
    actual: 'reported 2026-06-01, but not graded',
    recordIds: ['subject-record'],
  });
});

test('an absence without a date is not known', () => {
  const facts = business({ indicatorsAbsent: ['asb'] }, { observedOn: null });
  expect(firstTest(facts, { indicator: 'asb' })?.result).toBe('unknown');
});

test('a lever could apply only once one of its tests is true', () => {
  const condition: Condition = {
    all: [{ attr: 'sector', in: ['car-wash'] }, { indicator: 'asb' }],
  };
  expect(asked(store([entity('subject', 'business')]), condition)).toBeUndefined();
  expect(
    asked(store([entity('subject', 'business', { sector: 'car-wash' })]), condition),
  ).toMatchObject({
    answer: 'could-apply',
    missing: ['reported: anti-social behaviour'],
  });
});

test('being of the right kind is no true test', () => {
  const condition: Condition = { all: [{ nodeType: 'business' }, { indicator: 'asb' }] };
  expect(
    asked(store([entity('subject', 'business', { sector: 'car-wash' })]), condition),
  ).toBeUndefined();
});

test('another trade alone rules nothing out; beside a true test, or a check, it does', () => {
  const condition: Condition = {
    all: [{ attr: 'sector', in: ['car-wash'] }, { indicator: 'asb' }],
  };
  const inTrade = (fields: object) =>
    store([entity('subject', 'business', { sector: 'haulage-logistics', ...fields })]);
  expect(asked(inTrade({}), condition)).toBeUndefined();
  expect(asked(inTrade({ indicators: ['asb'] }), condition)).toMatchObject({
    answer: 'ruled-out',
    strength: null,
    ruledOutBy: ['sector is car wash – Haulage and logistics'],
    weakestGrade: null,
  });
  const checked = store([entity('subject', 'business', { indicatorsAbsent: ['asb'] })]);
  expect(asked(checked, condition)?.ruledOutBy).toEqual([
    'reported: anti-social behaviour – checked and absent 2026-06-01',
  ]);
});

test('a licence is lacking only once that type was looked up', () => {
  const lacks: Condition = { attr: 'licences', lacks: 'hmo-licence' };
  expect(firstTest(business({}), lacks)).toMatchObject({
    result: 'unknown',
    actual: 'not looked up',
  });
  expect(
    firstTest(business({ licencesChecked: ['scrap-site-licence=2026-05-05'] }), lacks)?.result,
  ).toBe('unknown');
  expect(firstTest(business({ licencesChecked: ['hmo-licence'] }), lacks)?.result).toBe('unknown');
  expect(firstTest(business({ licencesChecked: ['hmo-licence=2026-05-05'] }), lacks)).toMatchObject(
    {
      result: 'true',
      actual: 'looked up 2026-05-05, not held',
    },
  );
});

test('a licence is held while in force, by its holder and for its premises', () => {
  const has: Condition = { attr: 'licences', has: 'hmo-licence' };
  const licensed = (fields: object) =>
    firstTest(
      store(
        [
          entity('subject', 'business', { councilSupplier: true }),
          entity('licence', 'licence', { licenceType: 'hmo-licence', ...fields }),
        ],
        [relation('held-by', 'licence', 'subject')],
      ),
      has,
    );
  expect(licensed({ status: 'in force' })?.result).toBe('true');
  expect(licensed({ status: 'in-force', expiresOn: '2030-01-01' })?.result).toBe('true');
  expect(licensed({})?.result).toBe('true');
  expect(licensed({ status: 'in force', expiresOn: '2026-06-30' })).toMatchObject({
    result: 'unknown',
    actual: 'not looked up; recorded as expired',
  });
  for (const status of [
    'expired',
    'revoked',
    'surrendered',
    'applied for',
    'Revoked on 3 May 2026',
    'Application received',
    'Withdrawn by holder',
    'No longer in force',
  ]) {
    expect(licensed({ status })?.result, status).toBe('unknown');
  }
});

test('what counts stays known when a rumour says otherwise later', () => {
  const facts = (...rumours: Parameters<typeof record>[2][]) => {
    const subject = entity('subject', 'business', { councilSupplier: true });
    const known = record(
      'known',
      { sector: 'car-wash' },
      { basis: 'intelligence', grade: '2B', observedOn: '2025-01-01' },
    );
    const later = rumours.map((how, index) =>
      record(`rumour-${index}`, { sector: 'nail-bar' }, how),
    );
    return store([{ ...subject, records: [...subject.records, known, ...later] }]);
  };
  const isCarWash: Condition = { attr: 'sector', in: ['car-wash'] };
  const ungraded = { basis: 'intelligence' } as const;
  const doubted = { basis: 'fact', grade: '1E' } as const;
  for (const rumours of [[ungraded], [doubted], [ungraded, doubted]]) {
    const found = firstTest(facts(...rumours), isCarWash);
    expect(found).toMatchObject({ result: 'true', actual: 'Car wash', recordIds: ['known'] });
    expect(firstTest(facts(...rumours), { not: isCarWash })?.result).toBe('false');
  }
  const graded = { basis: 'intelligence', grade: '2C' } as const;
  expect(firstTest(facts(graded), isCarWash)?.result).toBe('false');
});

test('a licence stands as a record that counts says, not as a rumour does', () => {
  const licence = entity(
    'licence',
    'licence',
    { licenceType: 'hmo-licence', status: 'in force' },
    {
      basis: 'intelligence',
      grade: '1A',
      observedOn: '2026-01-01',
    },
  );
  const rumour = record('rumour', { status: 'revoked' }, { basis: 'intelligence' });
  const facts = store(
    [
      entity('subject', 'business', { councilSupplier: true }),
      { ...licence, records: [...licence.records, rumour] },
    ],
    [relation('held-by', 'licence', 'subject')],
  );
  expect(firstTest(facts, { attr: 'licences', has: 'hmo-licence' })?.result).toBe('true');
});

test('a link is followed in its direction, to an end that meets what is asked', () => {
  const facts = store(
    [
      entity('subject', 'person', { role: 'driver-transport' }),
      entity('firm', 'business', { sector: 'taxi-phv' }),
      entity('bakery', 'business', { sector: 'restaurant-takeaway' }),
    ],
    [relation('works-at', 'subject', 'firm'), relation('works-at', 'subject', 'bakery')],
  );
  const driving: Condition = { attr: 'role', in: ['driver-transport'] };
  const works = (sector: string): Condition => ({
    all: [driving, { link: 'works-at', to: { attr: 'sector', in: [sector] } }],
  });
  expect(asked(facts, works('taxi-phv'))?.triggers[0]?.tests[1]).toMatchObject({
    result: 'true',
    actual: 'firm (Taxi and private hire)',
    recordIds: ['subject works-at firm', 'firm-record'],
  });
  const other = asked(facts, works('car-wash'));
  expect(other?.answer).toBe('could-apply');
  expect(other?.triggers[0]?.tests[1]?.actual).toBe('bakery, firm: not known to meet this');
  const staffed: Condition = { link: 'works-at', dir: 'in', to: driving };
  expect(asked(facts, staffed, 'firm')?.answer).toBe('applies');
  expect(asked(facts, staffed, 'subject')).toBeUndefined();
});

test('an age known only within a range decides only where the whole range does', () => {
  const born = (dateOfBirth: string, condition: Condition) =>
    asked(store([entity('subject', 'person', { dateOfBirth, convicted: true })]), {
      all: [{ attr: 'convicted', eq: true }, condition],
    })?.triggers[0]?.tests[1];
  expect(born('2010', { attr: 'age', lt: 18 })?.result).toBe('true');
  expect(born('2008', { attr: 'age', lt: 18 })).toMatchObject({
    result: 'unknown',
    actual: '17 to 18',
  });
  expect(born('2008-07-01', { attr: 'age', gte: 18 })).toMatchObject({
    result: 'true',
    actual: '18',
  });
  expect(born('2008-07-02', { attr: 'age', gte: 18 })?.result).toBe('false');
});

test('the weakest grade along the best reason is shown', () => {
  const subject = entity('subject', 'business', { sector: 'car-wash' });
  const report = (id: string, grade: string) =>
    record(id, { indicators: ['asb'] }, { basis: 'intelligence', grade });
  const records = [...subject.records, report('weak', '3D'), report('fair', '2B')];
  const evaluation = asked(store([{ ...subject, records }]), {
    all: [{ attr: 'sector', in: ['car-wash'] }, { indicator: 'asb' }],
  });
  expect(evaluation?.weakestGrade).toEqual({ basis: 'intelligence', source: 2, information: 'B' });
});

test('an applying strong trigger outranks an applying indicative one', () => {
  const condition: Condition = { indicator: 'asb' };
  const lever = leverAsking(condition, {
    triggers: [
      { description: 'Weak', strength: 'indicative', condition },
      { description: 'Strong', strength: 'strong', condition: { indicator: 'fly-tipping' } },
    ],
  });
  const set = compileLevers([lever], ONTOLOGY);
  const strengthWith = (indicators: string[]) =>
    evaluateEntity(store([entity('subject', 'business', { indicators })]).get('subject')!, set)[0]
      ?.strength;
  expect(strengthWith(['asb'])).toBe('indicative');
  expect(strengthWith(['asb', 'fly-tipping'])).toBe('strong');
});

test('evaluations are what the contract says, and the short answers agree with them', () => {
  const facts = store([
    entity('a', 'premises', { premisesType: 'shop', indicators: ['illicit-tobacco', 'asb'] }),
    entity('b', 'business', {
      sector: 'scrap-metal',
      licencesChecked: ['scrap-site-licence=2026-01-01'],
    }),
    entity('c', 'event'),
  ]);
  const evaluations = [...evaluateAll(facts, CATALOGUE)];
  expect(evaluations.length).toBeGreaterThan(5);
  for (const evaluation of evaluations) LeverEvaluation.parse(evaluation);
  const key = (one: {
    entityId: string;
    leverId: string;
    answer: string;
    strength: string | null;
  }) => `${one.entityId} ${one.leverId} ${one.answer} ${one.strength}`;
  expect([...answerAll(facts, CATALOGUE)].map(key).sort()).toEqual(evaluations.map(key).sort());
});

const field = fc.record(
  {
    premisesType: fc.constantFrom('shop', 'flat', 'scrap-yard', 'caravan-site'),
    tenure: fc.constantFrom('council-tenancy', 'private-rented'),
    sector: fc.constantFrom('scrap-metal', 'car-wash', 'taxi-phv', 'security-services'),
    role: fc.constantFrom('core-member', 'driver-transport', 'exploited-worker', 'corrupt-insider'),
    age: fc.integer({ min: 10, max: 60 }),
    vulnerable: fc.boolean(),
    councilSupplier: fc.boolean(),
    relevantConviction: fc.boolean(),
    indicators: fc.subarray([
      'illicit-tobacco',
      'asb',
      'cuckooing',
      'untaxed-vehicle',
      'fly-tipping',
    ]),
    indicatorsAbsent: fc.subarray([
      'illicit-tobacco',
      'asb',
      'abandoned-vehicle',
      'cash-for-scrap',
    ]),
    licencesChecked: fc.subarray([
      'scrap-site-licence=2026-01-01',
      'phv-driver=2026-01-01',
      'hmo-licence=2026-02-01',
    ]),
  },
  { requiredKeys: [] },
);
const kind = fc.constantFrom('person', 'business', 'premises', 'vehicle', 'ocg');
const link = fc.tuple(
  fc.constantFrom(
    'member-of',
    'family-of',
    'director-of',
    'trades-at',
    'lives-at',
    'controls',
    'landlord-of',
  ),
  fc.nat(5),
  fc.nat(5),
);

test('skipping levers by what is recorded never loses or changes an answer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(kind, field), { minLength: 6, maxLength: 6 }),
      fc.array(link, { maxLength: 8 }),
      (made, links) => {
        const facts = store(
          made.map(([of, fields], index) => entity(`e${index}`, of, fields)),
          links.map(([type, from, to]) => relation(type, `e${from}`, `e${to}`)),
        );
        const everyLever = CATALOGUE.levers.map((_, position) => position);
        const unindexed: LeverSet = { ...CATALOGUE, candidates: () => everyLever };
        expect([...evaluateAll(facts, CATALOGUE)]).toEqual([...evaluateAll(facts, unindexed)]);
      },
    ),
  );
});
