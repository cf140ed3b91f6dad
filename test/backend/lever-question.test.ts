import { expect, test } from 'vitest';
import { type Api, importFiles, startWithCase, textFile } from './fixture.ts';

/** A group with two members; one of them alone ties a shop, its van and a child to it. */
const NODES = textFile(
  'nodes.csv',
  [
    'id,type,name,dateOfBirth,role,indicators,sector,premisesType',
    'g1,ocg,Group Kestrel,,,,,',
    'g2,ocg,Group Plover,,,,,',
    'p1,person,Ana Example,1981-03-27,principal,,,',
    'p2,person,Bram Sample,1990-01-02,,,,',
    'v1,person,Cary Quillfeather,2012-05-05,exploited-child,child-criminal-exploitation;drug-dealing-individual,,',
    'k1,person,Dora Kinsman,1985-02-02,,drug-dealing-individual,,',
    'b1,business,Example Vapes,,,illicit-vapes;illicit-tobacco,vape-tobacco-shop,',
    'm1,premises,1 Sample Street,,,drug-dealing-at-premises,,shop',
    'm2,premises,Far Away House,,,drug-dealing-at-premises,,dwelling',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'from,to,type',
    'p1,g1,member-of',
    'p2,g1,member-of',
    'p1,b1,controls',
    'b1,m1,trades-at',
    'p1,v1,exploits',
    'v1,m1,lives-at',
    'p2,k1,family-of',
  ].join('\n'),
);

async function startWithGroup() {
  const started = await startWithCase();
  await importFiles(started, [NODES, LINKS], { basis: 'fact' });
  const { items } = await started.api.entity.list({});
  const idOf = (label: string) => items.find((item) => item.label === label)?.id ?? '';
  return { ...started, idOf };
}

const records = (answer: Awaited<ReturnType<Api['lever']['openings']>>) => [
  ...new Set(answer.items.map(({ entity }) => entity.label)),
];

test('what can be done about a group: openings of what is near it, each with its tie, its effect and its reason', async () => {
  const { api, idOf } = await startWithGroup();
  const answer = await api.lever.openings({ ocgId: idOf('Group Kestrel'), limit: 2000 });
  expect(answer.total).toBe(answer.items.length);
  expect(records(answer)).toContain('Example Vapes');
  expect(records(answer)).not.toContain('Far Away House');
  const seizure = answer.items.find(
    ({ leverId, entity }) =>
      leverId === 'illicit-tobacco-seizure' && entity.label === 'Example Vapes',
  );
  expect(seizure).toMatchObject({
    answer: 'applies',
    strength: 'strong',
    weakestGrade: { basis: 'fact' },
  });
  expect(seizure?.tie?.steps.map(({ entity }) => entity.label)).toEqual([
    'Ana Example',
    'Group Kestrel',
  ]);
  expect(seizure?.rank?.sentence).toMatch(/^Strong; .*moderately intrusive.*rests on fact/);
  const parts = seizure?.rank?.parts.map(({ points }) => points) ?? [];
  expect(parts.reduce((sum, points) => sum + points, 0)).toBe(seizure?.rank?.score);
  const scores = answer.items.filter((one) => !one.isNotYetUsable).map(({ rank }) => rank?.score);
  expect(scores).toEqual(scores.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
});

test('the effect on the network counts whom nothing else joins to the group, and never a protected person', async () => {
  const { api, idOf } = await startWithGroup();
  const answer = await api.lever.openings({
    ocgId: idOf('Group Kestrel'),
    links: 3,
    limit: 2000,
    sort: 'effect',
  });
  // Without Ana Example the shop and its premises fall away; the child that is also tied to her is not counted.
  const ana = answer.items.find(
    ({ entity, cutOff }) => entity.label === 'Ana Example' && cutOff !== null,
  );
  expect(ana?.cutOff).toBe(2);
  expect(answer.networkRecords).toBe(4);
});

test('kinship carries nobody into what can be done about a group', async () => {
  const { api, idOf } = await startWithGroup();
  const answer = await api.lever.openings({ ocgId: idOf('Group Kestrel'), links: 4, limit: 2000 });
  expect(records(answer)).toContain('Bram Sample');
  expect(records(answer)).not.toContain('Dora Kinsman');
});

test('protected people come back from no question but by reference, with what protects them alone', async () => {
  const { api, idOf } = await startWithGroup();
  // What of it would tell who is protected, or what was done to them.
  const told = (answer: object) =>
    /Quillfeather|2012-05|exploited-child/.exec(JSON.stringify(answer))?.[0] ?? null;
  const { levers } = await api.lever.catalogue();
  const protective = new Set(levers.filter((one) => one.protectiveForVictims).map(({ id }) => id));
  for (const ocgId of [null, idOf('Group Kestrel')]) {
    const disrupt = await api.lever.openings({ ocgId, links: 4, limit: 2000 });
    expect(disrupt.items.filter(({ entity }) => entity.isProtected)).toEqual([]);
    expect(
      disrupt.items
        .flatMap(({ tie }) => tie?.steps ?? [])
        .filter(({ entity }) => entity.isProtected),
    ).toEqual([]);
    const protect = await api.lever.openings({ ocgId, links: 4, part: 'protect', limit: 2000 });
    expect(protect.items.length).toBeGreaterThan(0);
    expect(disrupt.otherPart).toBe(protect.total);
    for (const one of protect.items) {
      expect(one).toMatchObject({
        rank: null,
        tie: null,
        cutOff: null,
        weakestGrade: null,
        missing: [],
      });
      expect(one.entity.label).toMatch(/^Protected person PER-/);
      expect(protective).toContain(one.leverId);
    }
    expect(told(disrupt)).toBeNull();
    expect(
      disrupt.items.flatMap(({ tie }) => tie?.steps ?? []).map(({ words }) => words),
    ).not.toContain('exploits');
    expect(told(protect)).toBeNull();
    expect(told(await api.lever.services({ ocgId }))).toBeNull();
    const asked = await api.lever.toFindOut({ ocgId, links: 4, recordsEach: 2000 });
    const about = asked.holders.flatMap(({ questions }) => questions.flatMap((one) => one.about));
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter(({ entity }) => entity.isProtected)).toEqual([]);
    expect(told(asked)).toBeNull();
  }
});

test('what a service can do: its own openings over the whole case, whoever else shares them', async () => {
  const { api } = await startWithGroup();
  const answer = await api.lever.openings({ service: 'trading-standards', limit: 2000 });
  expect(records(answer)).toContain('Example Vapes');
  for (const one of answer.items) expect(one.serviceIds).toContain('trading-standards');
  const { services, categories } = await api.lever.services({});
  const own = services.find(({ id }) => id === 'trading-standards');
  expect(own).toMatchObject({ label: 'Trading standards' });
  const byAnswer = (value: string) =>
    answer.facets
      .find(({ facet }) => facet === 'answer')
      ?.buckets.find((one) => one.value === value)?.count ?? 0;
  expect(own?.couldApply).toBe(byAnswer('could-apply'));
  expect((own?.strong ?? 0) + (own?.indicative ?? 0)).toBe(byAnswer('applies'));
  expect(categories.map(({ label }) => label)).toContain('Trading standards');
});

test('filters narrow a list, and the counts of a facet ignore what is asked of it alone', async () => {
  const { api } = await startWithGroup();
  const all = await api.lever.openings({ limit: 0 });
  const strong = await api.lever.openings({
    limit: 2000,
    filters: { strength: ['strong'], answer: ['applies'], maxIntrusiveness: 3 },
  });
  expect(strong.items.length).toBeGreaterThan(0);
  for (const one of strong.items)
    expect(one).toMatchObject({ strength: 'strong', answer: 'applies' });
  const answers = strong.facets.find(({ facet }) => facet === 'answer')?.buckets;
  expect(answers?.map(({ value }) => value).toSorted()).toEqual(['applies', 'could-apply']);
  expect(answers?.find(({ value }) => value === 'applies')?.count).toBe(strong.total);
  const intrusive = strong.facets.find(({ facet }) => facet === 'intrusiveness')?.buckets ?? [];
  expect(intrusive.some(({ value }) => Number(value) > 3)).toBe(true);
  expect(all.total).toBeGreaterThan(strong.total);
  const typed = await api.lever.openings({ records: 'type:business', limit: 2000 });
  expect(records(typed)).toEqual(['Example Vapes']);
});

test('pages follow one another without a gap', async () => {
  const { api } = await startWithGroup();
  const all = await api.lever.openings({ limit: 2000 });
  const paged = [];
  for (let offset = 0; offset < all.total; offset += 7)
    paged.push(...(await api.lever.openings({ offset, limit: 7 })).items);
  expect(paged).toEqual(all.items);
});

test('openings follow an edit and its undo', async () => {
  const { api, idOf } = await startWithGroup();
  const totalOf = async () =>
    (await api.lever.openings({ limit: 0, filters: { answer: ['applies'] } })).total;
  const before = await totalOf();
  await api.entity.correct({
    id: idOf('1 Sample Street'),
    field: 'indicators',
    value: ['drug-dealing-at-premises', 'fly-tipping', 'unlicensed-hmo'],
    reason: 'Visit',
    grade: { source: 1, information: 'A', handling: 'P', conditions: null },
  });
  expect(await totalOf()).not.toBe(before);
  await api.history.undo();
  expect(await totalOf()).toBe(before);
});

test('a record that is no group is refused, and an unknown one is not found', async () => {
  const { api, idOf } = await startWithGroup();
  await expect(api.lever.openings({ ocgId: idOf('Ana Example') })).rejects.toThrow(
    /no organised crime group/,
  );
  await expect(
    api.lever.openings({ ocgId: '00000000-0000-7000-8000-000000000000' }),
  ).rejects.toThrow(/no such record/);
});

test('what to find out: questions by who holds the answer, with the gateway, that which opens most first', async () => {
  const { api } = await startWithGroup();
  const asked = await api.lever.toFindOut({});
  const questions = asked.holders.flatMap((holder) => holder.questions);
  expect(questions).toHaveLength(asked.questions);
  const licence = questions.find(({ id }) => id === 'licence:premises-licence');
  expect(licence?.gateways.map(({ leverId }) => leverId)).toEqual([
    'open-register-and-public-record-research',
  ]);
  expect(licence?.about.map(({ entity }) => entity.label)).toContain('1 Sample Street');
  for (const { questions: own } of asked.holders) {
    const opens = own.map((one) => one.opens);
    expect(opens).toEqual(opens.toSorted((a, b) => b - a));
    for (const one of own) expect(one.about.length).toBeLessThanOrEqual(5);
  }
  const { holders } = await api.lever.toFindOut({
    questionId: 'licence:premises-licence',
    recordsEach: 2000,
  });
  expect(holders).toHaveLength(1);
  expect(holders[0]?.questions[0]?.about).toHaveLength(licence?.records ?? -1);
});

test('what was asked for and recorded opens the lever, and is asked no more', async () => {
  const { api, idOf } = await startWithGroup();
  const id = idOf('1 Sample Street');
  const isAsked = async () => {
    const { holders } = await api.lever.toFindOut({ questionId: 'fact:tenure', recordsEach: 2000 });
    return holders.some(({ questions }) =>
      questions.some(({ about }) => about.some(({ entity }) => entity.id === id)),
    );
  };
  const isOpen = async () =>
    (await api.lever.openings({ limit: 2000, filters: { answer: ['applies'] } })).items.some(
      ({ entity, leverId }) =>
        entity.id === id && leverId === 'landlord-liaison-tenancy-termination',
    );
  expect(await isAsked()).toBe(true);
  expect(await isOpen()).toBe(false);
  await api.entity.correct({
    id,
    field: 'tenure',
    value: 'private-rented',
    reason: 'Housing says so',
    grade: { source: 1, information: 'A', handling: 'P', conditions: null },
  });
  expect(await isAsked()).toBe(false);
  expect(await isOpen()).toBe(true);
});

test('openings are told apart by how far they were worked', async () => {
  const { api, idOf } = await startWithGroup();
  const id = idOf('Example Vapes');
  const assessedOf = async (assessed: 'considering' | 'not-assessed') =>
    (await api.lever.openings({ limit: 2000, filters: { assessed: [assessed] } })).items;
  expect(await assessedOf('considering')).toEqual([]);
  const all = (await assessedOf('not-assessed')).length;
  await api.assessment.save({
    entityId: id,
    leverId: 'illicit-tobacco-seizure',
    fields: { status: 'considering' },
  });
  const [only, ...others] = await assessedOf('considering');
  expect(only).toMatchObject({ leverId: 'illicit-tobacco-seizure', assessed: 'considering' });
  expect(others).toEqual([]);
  expect((await assessedOf('not-assessed')).length).toBe(all - 1);
});
