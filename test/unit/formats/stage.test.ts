import { expect, test } from 'vitest';
import { problemsOf, stage } from './fixture.ts';

test('a pair of nodes and links is read by its headers, kinds from a column of kinds', () => {
  const { records, relations, isKindAssumed, files } = stage({
    'nodes.csv': 'id,type\nAda,person\nAda Lets Ltd,business\n',
    'edges.csv': 'source,target,layer\nAda,Ada Lets Ltd,director\n',
  });
  expect(records.map(({ naturalKey, kind, fields }) => [naturalKey, kind, fields])).toEqual([
    ['Ada', 'person', { name: 'Ada' }],
    ['Ada Lets Ltd', 'business', { name: 'Ada Lets Ltd' }],
  ]);
  expect(relations).toMatchObject([
    { fromKey: 'Ada', toKey: 'Ada Lets Ltd', sourceType: 'director', type: 'director-of' },
  ]);
  expect(isKindAssumed).toBe(false);
  expect(files.map((file) => file.profile)).toEqual(['node-table', 'edge-table']);
});

test('the order of files does not matter: links find nodes of later files', () => {
  const { relations } = stage({
    'a-links.csv': 'from,to\n1,2\n',
    'b-nodes.csv': 'id,name\n1,Ann Made\n2,Bo Made\n',
  });
  expect(relations).toHaveLength(1);
});

test('identical parallel links are all kept, each under a key of its own', () => {
  const { relations } = stage({
    'nodes.csv': 'id\nA\nB\n',
    'edges.csv': 'source,target\nA,B\nA,B\nB,A\n',
  });
  expect(new Set(relations.map((relation) => relation.naturalKey)).size).toBe(3);
});

test('a graph database export brings typed headers, id spaces and several labels', () => {
  const { records, relations, unclaimedLabels } = stage({
    'people.csv': 'personId:ID(Person),name,age:int,:LABEL\n1,Ann Made,41,Staff;Person\n',
    'places.csv':
      ':ID(Place),latitude:double,longitude:double,address,:LABEL\n1,53.5,-2.2,1 Made Street,Location\n2,,,2 Made Street,Depot;Yard\n',
    'lives.csv': ':START_ID(Person),:END_ID(Place),:TYPE\n1,1,CURRENT_ADDRESS\n',
  });
  expect(records.map(({ kind, fields }) => [kind, fields])).toEqual([
    ['person', { name: 'Ann Made', age: 41 }],
    ['premises', { latitude: 53.5, longitude: -2.2, address: '1 Made Street' }],
    ['other', {}],
  ]);
  expect(relations).toMatchObject([{ sourceType: 'CURRENT_ADDRESS', type: 'lives-at' }]);
  expect([...unclaimedLabels]).toEqual([['Depot;Yard', 1]]);
});

test('a cell that breaks the type of its header sets its row aside', () => {
  const { records, quarantined } = stage({
    'n.csv': ':ID,height:double,:LABEL\n1,1.80,Person\n2,tall,Person\n',
  });
  expect(records).toHaveLength(1);
  expect(quarantined).toMatchObject([{ rowNumber: 3, column: 'height:double' }]);
});

test('a table without ids is read row by row, equal rows as two', () => {
  const { records } = stage({
    'people.csv': 'Full Name,DOB\nAnn Made,01/02/1980\nAnn Made,01/02/1980\n',
  });
  expect(records.map((record) => record.fields)).toEqual([
    { name: 'Ann Made', dateOfBirth: '1980-02-01' },
    { name: 'Ann Made', dateOfBirth: '1980-02-01' },
  ]);
  expect(new Set(records.map((record) => record.naturalKey)).size).toBe(2);
});

test('rows without a kind take the chosen one, person when none was chosen', () => {
  expect(stage({ 'n.csv': 'id,name\n1,Made Ltd\n' }, { kind: 'business' })).toMatchObject({
    isKindAssumed: true,
    records: [{ kind: 'business' }],
  });
  expect(stage({ 'n.csv': 'id,name\n1,Made Ltd\n' })).toMatchObject({
    isKindAssumed: true,
    records: [{ kind: 'person' }],
  });
});

test('a type that no kind claims is kept as other with its label', () => {
  const { records, unclaimedLabels } = stage({ 'n.csv': 'id,type\n1,drone\n2,drone\n3,person\n' });
  expect(records.map(({ kind, sourceLabel }) => [kind, sourceLabel])).toEqual([
    ['other', 'drone'],
    ['other', 'drone'],
    ['person', undefined],
  ]);
  expect([...unclaimedLabels]).toEqual([['drone', 2]]);
});

test('a chosen kind goes before a column of types in which no kind is named', () => {
  const { records } = stage({ 'n.csv': 'id,name,type\n1,Made Grill,thai\n' }, { kind: 'business' });
  expect(records).toMatchObject([{ kind: 'business', fields: { name: 'Made Grill' } }]);
});

test('a label is a kind where one is named, else it names the row', () => {
  expect(stage({ 'n.csv': 'id,label\n1,Person\n' }).records).toMatchObject([{ kind: 'person' }]);
  expect(stage({ 'n.csv': 'id,label\n1,Ann Made\n' }).records).toMatchObject([
    { kind: 'person', fields: { name: 'Ann Made' } },
  ]);
});

test('columns that no field claims stay in the row as received', () => {
  const { records } = stage({ 'n.csv': 'id,name,shoe size\n1,Ann Made,39\n' });
  expect(records).toMatchObject([{ fields: { name: 'Ann Made' }, raw: ['1', 'Ann Made', '39'] }]);
});

test('two columns of one field keep the first, and the second is pointed out', () => {
  const result = stage({
    'n.csv': 'id,phone,mobile\n1,01632 960001,07700 900001\n2,,07700 900002\n',
  });
  expect(result.records.map((record) => record.fields)).toMatchObject([
    { phone: '01632 960001' },
    { phone: '07700 900002' },
  ]);
  expect(problemsOf(result)).toEqual([
    'warning n.csv 2 mobile: another column already gives “phone”: kept as received only',
  ]);
});

test('links without a table of nodes make their ends, and say so', () => {
  const result = stage({
    'calls.csv': 'caller,called,date\nAnn,Bo,01/02/2024\nBo,Cy,02/02/2024\n',
  });
  expect(result.records.map((record) => record.fields)).toEqual([
    { name: 'Ann' },
    { name: 'Bo' },
    { name: 'Cy' },
  ]);
  expect(result.relations).toMatchObject([
    { sourceType: 'calls', observedOn: '2024-02-01' },
    { observedOn: '2024-02-02' },
  ]);
  expect(result.files[0]).toMatchObject({ rows: 2, kept: 2, quarantined: 0 });
  expect(problemsOf(result)).toEqual([
    'warning calls.csv 2 -: entities were made from the ends of links, as no file lists them (and 2 more rows)',
  ]);
});

test('no entity is made from a link that is itself set aside', () => {
  const { records, quarantined } = stage({
    'calls.csv': 'caller,called,date\nAnn,Bo,01/02/2024\nCy,Di,31/02/2024\n',
  });
  expect(records.map((record) => record.naturalKey)).toEqual(['Ann', 'Bo']);
  expect(quarantined).toMatchObject([{ rowNumber: 3, column: 'date' }]);
});

test('a graph export without its nodes sets every link aside', () => {
  const result = stage({ 'rel.csv': ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n3,4,KNOWS\n' });
  expect(result.records).toEqual([]);
  expect(result.files[0]).toMatchObject({ rows: 2, kept: 0, quarantined: 2 });
});

test('links of a later file find the nodes of an earlier edition', () => {
  const { relations } = stage(
    { 'rel.csv': ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n' },
    { earlierKind: () => 'person' },
  );
  expect(relations).toMatchObject([{ type: 'associate-of' }]);
});

test('the type of a link comes from its column, else from its file, else it is plainly a link', () => {
  const nodes = { 'nodes.csv': 'id\nA\nB\n' };
  const typeOf = (files: Record<string, string>) =>
    stage({ ...nodes, ...files }).relations[0]?.sourceType;
  expect(typeOf({ 'x.csv': 'Source,Target,Type\nA,B,knows\n' })).toBe('knows');
  expect(typeOf({ 'lent money.csv': 'source_id,target_id\nA,B\n' })).toBe('lent money');
  expect(typeOf({ 'edges.csv': 'source,target\nA,B\n' })).toBe('linked-to');
  expect(typeOf({ 'edges.csv': 'Source,Target,Type\nA,B,Undirected\n' })).toBe('linked-to');
});

test('dates and weights of links are read', () => {
  const { relations } = stage({
    'nodes.csv': 'id\nA\nB\n',
    'edges.csv': 'source,target,weight,start date,end date\nA,B,2.5,2019,03/2020\n',
  });
  expect(relations).toMatchObject([
    { fields: { weight: 2.5 }, startedOn: '2019', endedOn: '2020-03' },
  ]);
});

test('a person’s category is read where it is one of the law’s', () => {
  const { records } = stage({ 'n.csv': 'id,name,category\n1,Ann Made,Victim\n2,Bo Made,blue\n' });
  expect(records.map((record) => record.category)).toEqual(['victim', undefined]);
});

test('headers that name parts of every object are ordinary columns', () => {
  const { records, relations } = stage({
    'nodes.csv': 'id,name,__proto__,constructor\n__proto__,Ann Made,x,y\nconstructor,Bo Made,x,y\n',
    'edges.csv': 'source,target,layer\n__proto__,constructor,__proto__\n',
  });
  expect(records.map(({ naturalKey, raw }) => [naturalKey, raw[2]])).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'x'],
  ]);
  expect(relations).toMatchObject([{ fromKey: '__proto__', sourceType: '__proto__' }]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('rows always add up, whatever is in them', () => {
  const { files } = stage({
    'nodes.csv':
      'id,name,dob\n1,Ann Made,31/02/1980\n1,Bo Made,\n2,Cy Made,\n2,Di Made,\n\n,Ed Made,\n3,Flo Made\n4,Gus Made,1980\n',
    'edges.csv': 'source,target\n4,4\n4,9\n,4\n4,\n',
  });
  for (const file of files) expect(file.rows).toBe(file.kept + file.unchanged + file.quarantined);
  expect(files.map((file) => [file.rows, file.kept, file.quarantined])).toEqual([
    [7, 1, 6],
    [4, 0, 4],
  ]);
});

test('duplicate ids set aside every row of them, each naming the others', () => {
  const result = stage({
    'a.csv': 'id,name\n1,Ann Made\n2,Bo Made\n',
    'b.csv': 'id,name\n1,Ann Made\n',
  });
  expect(problemsOf(result)).toEqual([
    'quarantine a.csv 2 id: the id also stands on row 2 of b.csv',
    'quarantine b.csv 2 id: the id also stands on row 2 of a.csv',
  ]);
});

test('a grade that a row carries is its own; gradings of other systems are never converted', () => {
  const { records, relations } = stage({
    'nodes.csv': 'id,name,grade\n1,Ann Made,1A P\n2,Bo Made,B21\n',
    'edges.csv': 'source,target,3x5x2\n1,2,3e c\n',
  });
  expect(records.map((record) => record.grade)).toEqual([
    { source: 1, information: 'A', handling: 'P', conditions: null },
    undefined,
  ]);
  expect(relations).toMatchObject([{ grade: { source: 3, information: 'E', handling: 'C' } }]);
});
