import { expect, test } from 'vitest';
import { infoCommand } from '../../electron/cli/commands/info.ts';
import type { Origin } from '../../shared/domain/origin.ts';
import {
  OwnField,
  OwnKind,
  OwnRelationType,
  OwnTerm,
  OwnVocabulary,
  ShippedChange,
} from '../../shared/domain/own-type.ts';
import { joinTimeline } from '../../shared/timeline/join.ts';
import {
  type Api,
  importFiles,
  PASSPHRASE,
  startBackend,
  startWithCase,
  textFile,
  USER,
} from './fixture.ts';

const ORIGIN: Origin = {
  source: null,
  basis: 'fact',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
};

const UNIT = {
  sort: 'kinds' as const,
  item: OwnKind.parse({
    id: 'own-storage-unit',
    base: 'premises',
    label: 'Storage unit',
    plural: 'Storage units',
    prefix: 'STO',
    icon: 'warehouse',
    names: ['Lock-up'],
  }),
};
const KEEPER = {
  sort: 'kinds' as const,
  item: OwnKind.parse({
    id: 'own-lookout',
    base: 'person',
    label: 'Lookout',
    plural: 'Lookouts',
    prefix: 'LOO',
  }),
};
const SIZE = {
  sort: 'fields' as const,
  item: OwnField.parse({
    id: 'ownFloorArea',
    kinds: ['own-storage-unit'],
    label: 'Floor area',
    type: 'number',
    unit: 'm²',
  }),
};
const LIST = {
  sort: 'vocabularies' as const,
  item: OwnVocabulary.parse({ id: 'own-locks', label: 'Locks' }),
};
const PADLOCK = {
  sort: 'terms' as const,
  item: OwnTerm.parse({ id: 'own-padlock', vocabulary: 'own-locks', label: 'Padlock' }),
};
const LOCK = {
  sort: 'fields' as const,
  item: OwnField.parse({
    id: 'ownLock',
    kinds: ['own-storage-unit', 'vehicle'],
    label: 'Lock',
    type: 'term',
    vocabulary: 'own-locks',
  }),
};
const RENTS = {
  sort: 'relationTypes' as const,
  item: OwnRelationType.parse({
    id: 'own-keeps-goods-at',
    label: 'keeps goods at',
    inverseLabel: 'holds goods of',
    from: ['person', 'business'],
    to: ['own-storage-unit'],
    family: 'place',
    isDirected: true,
  }),
};
const RENT = {
  sort: 'fields' as const,
  item: OwnField.parse({
    id: 'ownRent',
    linkTypes: ['own-keeps-goods-at', 'lives-at'],
    label: 'Rent',
    type: 'number',
    unit: '£ a week',
  }),
};
const ALL = [UNIT, SIZE, LIST, PADLOCK, LOCK, RENTS, RENT];

async function add(api: Api, kind: string, fields: Record<string, string | number | boolean>) {
  const made = await api.entity.create({ kind, fields, origin: ORIGIN, reason: 'Known' });
  return made.summary;
}

async function labelsOf(api: Api, filter: string) {
  const { items } = await api.entity.query({ filter });
  return items.map(({ label }) => label);
}

test('a kind, fields, a list and a link type of the case are read by forms, queries, links, search and counts', async () => {
  const { api } = await startWithCase();
  const before = await api.case.state();
  await api.type.save({ items: ALL });
  expect((await api.case.state()).typesRevision).toBeGreaterThan(before.typesRevision);

  const ontology = await api.app.ontology();
  const unit = ontology.kinds.find(({ id }) => id === 'own-storage-unit');
  expect(unit).toMatchObject({ base: 'premises', shape: 'house', icon: 'warehouse' });
  expect(unit?.fields.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['address', 'indicators', 'ownFloorArea', 'ownLock']),
  );
  // What joins premises joins what is built on them.
  expect(ontology.relationTypes.find(({ id }) => id === 'lives-at')?.to).toContain(
    'own-storage-unit',
  );

  const made = await add(api, 'own-storage-unit', {
    name: 'Unit 9 Kiln Yard',
    ownFloorArea: 42,
    ownLock: 'own-padlock',
  });
  expect(made.reference).toMatch(/^STO-/);
  const person = await add(api, 'person', { name: 'Dorian Vexley' });
  await api.relation.create({
    fromId: person.id,
    toId: made.id,
    type: 'own-keeps-goods-at',
    origin: ORIGIN,
    reason: 'Seen',
  } as never);

  const detail = await api.entity.get({ id: made.id });
  expect(detail.facts.map(({ label, display }) => `${label}: ${display}`)).toEqual(
    expect.arrayContaining(['Floor area: 42 m²', 'Lock: Padlock']),
  );
  expect(detail.relations[0]?.words).toBe('holds goods of');
  expect(await labelsOf(api, 'type:storage-unit')).toEqual(['Unit 9 Kiln Yard']);
  expect(await labelsOf(api, 'ownLock:padlock')).toEqual(['Unit 9 Kiln Yard']);
  expect(await labelsOf(api, 'ownFloorArea>=40')).toEqual(['Unit 9 Kiln Yard']);
  expect((await api.entity.search({ text: 'padlock' })).items.map(({ label }) => label)).toEqual([
    'Unit 9 Kiln Yard',
  ]);
  expect((await api.case.info()).entities).toMatchObject({ 'own-storage-unit': 1 });
  expect((await api.case.info()).relationTypes).toMatchObject({ 'own-keeps-goods-at': 1 });
  // The command line calls them as the case does, not by their ids.
  const told = infoCommand.text(await api.case.info());
  expect(told).toMatch(/^ +1 {2}Storage unit$/m);
  expect(told).toMatch(/^ +1 {2}keeps goods at$/m);
  expect(told).not.toContain('own-');
  expect((await api.type.uses()).fields).toMatchObject({ 'own-storage-unit/ownLock': 1 });
});

test('own types are undone and redone, across a restart, with the records that rest on them', async () => {
  const { api, dir, handle } = await startWithCase();
  await api.type.save({ items: ALL });
  const made = await add(api, 'own-storage-unit', { name: 'Unit 9 Kiln Yard', ownFloorArea: 42 });
  await api.case.close();

  const { api: again } = startBackend(dir);
  await again.case.list();
  await again.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
  expect((await again.entity.get({ id: made.id })).summary.reference).toMatch(/^STO-/);

  expect((await again.history.undo()).undone.name).toBe('Add storage unit Unit 9 Kiln Yard');
  expect((await again.history.undo()).undone.name).toBe('Add kind Storage unit');
  expect((await again.app.ontology()).kinds.map(({ id }) => id)).not.toContain('own-storage-unit');
  expect((await again.app.ontology()).vocabularyList.map(({ id }) => id)).not.toContain(
    'own-locks',
  );

  const { id: last } = (await again.history.list({ limit: 10, before: null }))[0] ?? { id: '' };
  await again.history.stepTo({ id: last });
  const back = await again.entity.get({ id: made.id });
  expect(back.summary).toMatchObject({ label: 'Unit 9 Kiln Yard', kind: 'own-storage-unit' });
  expect(back.facts.map(({ label }) => label)).toContain('Floor area');
});

test('what is in use cannot be deleted or come to mean something else, and says how many use it', async () => {
  const { api } = await startWithCase();
  await api.type.save({ items: ALL });
  await add(api, 'own-storage-unit', { name: 'Unit 9', ownFloorArea: 42, ownLock: 'own-padlock' });
  await add(api, 'own-storage-unit', { name: 'Unit 10', ownFloorArea: 12 });

  await expect(api.type.remove({ sort: 'kinds', key: 'own-storage-unit' })).rejects.toThrow(
    '2 records use “Storage unit”, so it cannot be deleted. Retire it instead',
  );
  await expect(api.type.remove({ sort: 'fields', key: 'ownFloorArea' })).rejects.toThrow(
    '2 records use “Floor area”',
  );
  await expect(api.type.remove({ sort: 'terms', key: 'own-locks/own-padlock' })).rejects.toThrow(
    '1 record uses “Padlock”',
  );
  await expect(api.type.remove({ sort: 'vocabularies', key: 'own-locks' })).rejects.toThrow(
    '1 record uses “Padlock”',
  );
  await expect(
    api.type.save({ items: [{ sort: 'fields', item: { ...SIZE.item, unit: 'sq ft' } }] }),
  ).rejects.toThrow('2 records use “Floor area”, so its unit cannot be changed.');

  await api.type.save({ items: [{ sort: 'kinds', item: { ...UNIT.item, isRetired: true } }] });
  const kind = (await api.app.ontology()).kinds.find(({ id }) => id === 'own-storage-unit');
  expect(kind?.isRetired).toBe(true);
  expect(await labelsOf(api, 'type:storage-unit')).toEqual(['Unit 10', 'Unit 9']);

  // What nothing rests on goes, and what others are said of only after them.
  await expect(
    api.type.remove({ sort: 'relationTypes', key: 'own-keeps-goods-at' }),
  ).rejects.toThrow('“Rent” needs “keeps goods at”.');
  await api.type.remove({ sort: 'fields', key: 'ownRent' });
  await api.type.remove({ sort: 'relationTypes', key: 'own-keeps-goods-at' });
  expect((await api.type.own()).own.relationTypes).toEqual([]);
});

test('what somebody else made of a kind keeps it from being undone', async () => {
  const { api, handle } = await startWithCase();
  await api.type.save({ items: [UNIT] });
  await api.user.add({
    user: 'Bo Example',
    role: 'analyst',
    passphrase: PASSPHRASE,
    reason: 'Joins the team',
  });
  await api.case.close();
  await api.case.unlock({ handle, user: 'Bo Example', passphrase: PASSPHRASE, reason: 'Test' });
  await add(api, 'own-storage-unit', { name: 'Unit 9' });
  await expect(api.type.save({ items: [KEEPER] })).rejects.toThrow(
    'Only a supervisor or Lead Responsible Officer of this case may change its types.',
  );
  expect((await api.type.own()).mayChange).toBe(false);
  await api.case.close();
  await api.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
  await expect(api.history.undo()).rejects.toThrow('rest on the type');
  expect(await labelsOf(api, 'type:storage-unit')).toEqual(['Unit 9']);
});

test('someone of a kind that is built on people is protected as they are, by an own role too', async () => {
  const { api } = await startWithCase();
  const role = {
    sort: 'terms' as const,
    item: OwnTerm.parse({
      id: 'own-forced-lookout',
      vocabulary: 'roles',
      label: 'Forced lookout',
      isProtected: true,
    }),
  };
  await api.type.save({ items: [KEEPER, role] });
  const forced = await add(api, 'own-lookout', { name: 'Wren Ashby', role: 'own-forced-lookout' });
  const child = await add(api, 'own-lookout', { name: 'Jude Marlow', age: 12 });
  for (const summary of [forced, child]) {
    expect(summary.isProtected).toBe(true);
    expect(summary.label).toMatch(/^Protected person LOO-/);
  }
  const everything = JSON.stringify([
    await api.entity.query({ filter: '' }),
    await api.entity.search({ text: 'Wren' }),
    await api.entity.search({ text: 'Marlow' }),
    await api.graph.open({ limit: 100 } as never),
    await joinTimeline(await api.timeline.read({ ids: null })),
    await api.place.read({ ids: null }),
    await api.history.list({ limit: 20, before: null }),
  ]);
  expect(everything).not.toMatch(/Wren|Ashby|Jude|Marlow/);
  // Nor are they counted among those who use a word or a field.
  const uses = await api.type.uses();
  expect(uses.terms).toEqual({});
  expect(Object.keys(uses.fields)).toEqual([]);
  expect(uses.kinds).toEqual({ 'own-lookout': 2 });
});

test('a kind that is built on premises is tested by levers as premises are', async () => {
  const { api } = await startWithCase();
  await api.type.save({ items: [UNIT] });
  const facts = { name: 'Unit 9', indicators: ['drug-dealing-at-premises'] } as never;
  const own = await add(api, 'own-storage-unit', facts);
  const shipped = await add(api, 'premises', facts);
  const answers = async (id: string) =>
    (await api.lever.forEntity({ id })).map(({ leverId, answer }) => `${leverId} ${answer}`);
  expect(await answers(own.id)).toEqual(await answers(shipped.id));
  expect((await answers(own.id)).length).toBeGreaterThan(0);
});

test('a shipped type can be called otherwise and switched off; files still find it by its old name', async () => {
  const { api, backend } = await startWithCase();
  await api.type.save({
    items: [
      {
        sort: 'changes',
        item: ShippedChange.parse({
          of: 'kind',
          id: 'premises',
          label: 'Address',
          otherLabel: 'Addresses',
          isRetired: true,
        }),
      },
    ],
  });
  const kind = (await api.app.ontology()).kinds.find(({ id }) => id === 'premises');
  expect(kind).toMatchObject({ label: 'Address', plural: 'Addresses', isRetired: true });
  await importFiles({ backend, api }, [
    textFile('places.csv', 'id,kind,name\n1,Premises,The Old Mill\n2,Person,Ada Vane\n'),
  ]);
  expect(await labelsOf(api, 'type:premises')).toEqual(['The Old Mill']);
  expect(await labelsOf(api, 'type:address')).toEqual(['The Old Mill']);
  await expect(api.type.remove({ sort: 'kinds', key: 'premises' })).rejects.toThrow('no such type');
});

test('a large import in a thread of its own reads the types of the case', async () => {
  const { api, backend } = await startWithCase();
  await api.type.save({ items: ALL });
  const rows = Array.from({ length: 9000 }, (_, n) => `${n},Lock-up,Unit ${n},${n % 90},Padlock`);
  const report = await importFiles({ backend, api }, [
    textFile('units.csv', `id,kind,name,floor area,lock\n${rows.join('\n')}\n`),
  ]);
  expect(report.entities).toEqual({ 'own-storage-unit': 9000 });
  expect((await api.type.uses()).terms).toEqual({ 'own-locks/own-padlock': 9000 });
});

test('types leave as a file and come into another case, whole or not at all', async () => {
  const { api } = await startWithCase();
  await api.type.save({ items: ALL });
  const file = await api.type.export({ reason: 'For the sister unit' });
  expect(file.name).toMatch(/\.yaml$/);
  const text = await file.text();
  const log = await api.audit.list({ limit: 50 });
  expect(log.find(({ method }) => method === 'type.export')).toMatchObject({
    category: 'disclosure',
    reason: 'For the sister unit',
  });

  const other = await startWithCase();
  const [handle = ''] = other.backend.registerFiles([textFile('types.yaml', text)]);
  expect(await other.api.type.checkFile({ file: handle })).toEqual({
    added: ALL.length,
    changed: 0,
    unchanged: 0,
    problems: [],
  });
  await other.api.type.importFile({ file: handle });
  expect((await other.api.type.own()).own).toEqual((await api.type.own()).own);
  expect((await other.api.history.undo()).undone.name).toBe('Import types from a file');
  expect((await other.api.type.own()).own.kinds).toEqual([]);

  const bad = text
    .replace('base: premises', 'base: castle')
    .replace('label: Lock\n', 'label: Make\n');
  const [badHandle = ''] = other.backend.registerFiles([textFile('bad.yaml', bad)]);
  const report = await other.api.type.importFile({ file: badHandle });
  const lines = bad.split('\n');
  expect(report.problems.length).toBeGreaterThanOrEqual(2);
  expect(report.problems.map(({ line, reason }) => [lines[line - 1]?.trim(), reason])).toEqual(
    expect.arrayContaining([
      ['base: castle', expect.stringContaining('no shipped kind “castle”')],
      ['label: Make', expect.stringContaining('Vehicle has a field “Make” already')],
    ]),
  );
  expect((await other.api.type.own()).own.kinds).toEqual([]);
});

const OWES = {
  sort: 'relationTypes' as const,
  item: OwnRelationType.parse({
    id: 'own-owes',
    label: 'owes money to',
    inverseLabel: 'is owed money by',
    from: ['person'],
    to: ['person'],
    family: 'money',
    isDirected: true,
  }),
};
const DEBT = {
  sort: 'fields' as const,
  item: OwnField.parse({
    id: 'ownDebt',
    linkTypes: ['own-owes'],
    label: 'Debt',
    type: 'number',
    unit: '£',
  }),
};
const PLEDGE = {
  sort: 'fields' as const,
  item: OwnField.parse({
    id: 'ownPledge',
    linkTypes: ['own-owes', 'associate-of'],
    label: 'Pledge',
    type: 'term',
    vocabulary: 'own-locks',
  }),
};

test('fields of link types are filled in, checked, changed, read in history and exports, undone, and stay readable', async () => {
  const { api, dir, handle } = await startWithCase();
  await api.type.save({ items: [OWES, LIST, PADLOCK, DEBT, PLEDGE] });
  const debtor = await add(api, 'person', { name: 'Dorian Vexley' });
  const lender = await add(api, 'person', { name: 'Isolde Crane' });
  const ends = { fromId: debtor.id, toId: lender.id };
  const made = { ...ends, type: 'own-owes', origin: ORIGIN, reason: 'Said so' };

  const refused = await api.relation
    .create({ ...made, fields: { ownDebt: 'lots', ownPledge: 'own-rope', ownLock: 'x' } })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({
    data: {
      problems: [
        { column: 'ownDebt', reason: 'Debt: enter a number.' },
        { column: 'ownPledge', reason: 'Pledge: enter one of the listed words.' },
        { column: 'ownLock', reason: expect.stringContaining('no such field') },
      ],
    },
  });
  const link = await api.relation.create({
    ...made,
    fields: { ownDebt: 400, ownPledge: 'own-padlock' },
  });
  expect(link.ownFields).toEqual([
    { field: 'ownDebt', label: 'Debt', value: 400, display: '400 £' },
    { field: 'ownPledge', label: 'Pledge', value: 'own-padlock', display: 'Padlock' },
  ]);
  expect(link.fields).toEqual([]);

  // One that changes leaves the others as they are; null takes one away.
  const asItWas = {
    type: null,
    startedOn: null,
    endedOn: null,
    observedOn: null,
    basis: 'fact' as const,
    grade: ORIGIN.grade,
    reason: 'He paid',
  };
  const paid = await api.relation.edit({ ...asItWas, id: link.id, fields: { ownDebt: 150 } });
  expect(paid.ownFields.map(({ display }) => display)).toEqual(['150 £', 'Padlock']);
  const bare = await api.relation.edit({ ...asItWas, id: paid.id, fields: { ownPledge: null } });
  expect(bare.ownFields.map(({ label }) => label)).toEqual(['Debt']);
  expect((await api.history.undo()).undone.name).toBe(
    'Change the link of Dorian Vexley and Isolde Crane',
  );
  const { events } = await api.entity.history({ id: debtor.id });
  expect(events.find(({ what }) => what === 'link-changed')?.changes).toEqual([
    {
      field: 'ownDebt',
      label: 'Debt',
      before: 400,
      beforeWords: '400 £',
      after: 150,
      afterWords: '150 £',
    },
  ]);
  const foundBy = async (words: string, where = api) =>
    (await where.entity.search({ text: words })).items.map(({ label, matched }) =>
      [label, matched?.label, matched?.text].join(', '),
    );
  expect((await foundBy('padl')).toSorted()).toEqual([
    'Dorian Vexley, Pledge of a link, Padlock',
    'Isolde Crane, Pledge of a link, Padlock',
  ]);
  expect(await foundBy('padlock rope')).toEqual([]);
  let graphml = '';
  for await (const { text } of await api.graph.export({
    format: 'graphml',
    scope: { type: 'case' },
    reason: 'For the sister unit',
  }))
    graphml += text ?? '';
  expect(graphml).toMatch(/attr\.name="ownDebt"/);
  expect(graphml).toContain('>150<');

  const uses = await api.type.uses();
  expect(uses.linkFields).toEqual({ 'own-owes/ownDebt': 1, 'own-owes/ownPledge': 1 });
  expect(uses.terms).toEqual({ 'own-locks/own-padlock': 1 });
  await expect(api.type.remove({ sort: 'fields', key: 'ownDebt' })).rejects.toThrow(
    '2 links use “Debt”, so it cannot be deleted. Retire it instead',
  );
  await expect(
    api.type.save({
      items: [{ sort: 'fields', item: { ...PLEDGE.item, linkTypes: ['associate-of'] } }],
    }),
  ).rejects.toThrow('so which link types have it cannot be changed');
  await expect(api.type.remove({ sort: 'terms', key: 'own-locks/own-padlock' })).rejects.toThrow(
    '2 links use “Padlock”',
  );

  // Retired, of another type, and after the case was closed: what was recorded is still read.
  await api.type.save({ items: [{ sort: 'fields', item: { ...DEBT.item, isRetired: true } }] });
  const friends = await api.relation.edit({ ...asItWas, id: paid.id, type: 'associate-of' });
  expect(friends.ownFields.map(({ label }) => label)).toEqual(['Pledge', 'Debt']);
  await api.case.close();
  const { api: again } = startBackend(dir);
  await again.case.list();
  await again.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
  expect((await again.relation.get({ id: link.id })).ownFields).toEqual(friends.ownFields);

  // Whose end is protected says nothing, is not counted, and tells no step of it.
  await again.entity.edit({
    id: lender.id,
    changes: [{ field: 'age', mode: 'replace', value: 12 }],
    category: null,
    origin: ORIGIN,
    reason: 'Learned',
  });
  const withheld = await again.relation.get({ id: link.id });
  expect(withheld.to.isProtected).toBe(true);
  expect(withheld.ownFields).toEqual([]);
  expect(await foundBy('padlock', again)).toEqual([]);
  expect((await again.type.uses()).linkFields).toEqual({});
  expect((await again.type.uses()).terms).toEqual({});
  const told = (await again.entity.history({ id: debtor.id })).events;
  expect(told.flatMap(({ what, changes }) => (what.startsWith('link') ? changes : []))).toEqual([]);
  // A change of its dates does not lose what is withheld.
  const dated = await again.relation.edit({ ...asItWas, id: friends.id, startedOn: '2024' });
  expect(dated.ownFields).toEqual([]);
  for (let step = 0; step < 2; step++) await again.history.undo();
  expect((await again.relation.get({ id: link.id })).ownFields).toEqual(friends.ownFields);
});
