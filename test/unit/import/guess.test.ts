import { expect, test } from 'vitest';
import { guessMapping } from '../../../shared/import/guess.ts';
import { Mapping } from '../../../shared/import/mapping.ts';
import { shapeOf } from '../../../shared/import/shape.ts';
import { ontology } from '../formats/fixture.ts';

function guess(name: string, header: string, ...rows: string[]) {
  const cells = rows.map((row) => row.split(';'));
  const columns = header
    .split(';')
    .map((column, index) => ({ name: column, values: cells.map((row) => row[index] ?? '') }));
  return guessMapping(ontology, name, columns);
}

const TAXI = [
  'taxi-licences-nov.csv',
  'forename;surname;dob;addr_1;pcode;veh_reg;lic_no;operator;expiry',
  'Tamsin;Oakhollow;03/07/1978;11 Larder Lane;ZZ1 2PE;FK00 ABN;PHD-4391;Fennimore Cars;01/02/2026',
  'Edric;Stonequay;19/11/1984;8 Cobble Mead;ZZ2 4SS;FK00 KUL;PHD-4392;Harrow Cars;01/02/2027',
] as const;

test('a register of licences is taken apart into driver, vehicle, licence and operator, with links', () => {
  const { mapping } = guess(...TAXI);
  expect(mapping.parts.map((part) => part.kind).sort()).toEqual([
    'business',
    'licence',
    'person',
    'vehicle',
  ]);
  const fields = mapping.parts.flatMap((part) =>
    part.fields.map(({ field, column }) => `${column}=${part.kind}.${field}`),
  );
  expect(fields).toEqual(
    expect.arrayContaining([
      'forename=person.givenName',
      'surname=person.surname',
      'dob=person.dateOfBirth',
      'pcode=person.postcode',
      'veh_reg=vehicle.registration',
      'lic_no=licence.number',
      'operator=business.name',
      'expiry=licence.expiresOn',
    ]),
  );
  expect(mapping.links.map((link) => `${link.from} ${link.type} ${link.to}`)).toEqual(
    expect.arrayContaining(['licence held-by person', 'licence licence-for vehicle']),
  );
  expect(Mapping.safeParse(mapping).success).toBe(true);
});

test('each guess says why, how sure it is, and shows values that speak for it', () => {
  const { columns } = guess(...TAXI);
  const plate = columns.find(({ column }) => column === 'veh_reg');
  expect(plate?.reasons.join('; ')).toMatch(/2 of 2 values look like number plates/);
  expect(plate?.confidence).toBeGreaterThan(0.8);
  expect(plate?.samples).toEqual(['FK00 ABN', 'FK00 KUL']);
});

test('values tell what a column is where its header tells nothing, with less confidence', () => {
  const { columns } = guess(
    'x.csv',
    'Col A;Col B;Col C',
    'ZZ1 2PE;FK00 ABN;x',
    'ZZ1 2PF;FK00 ABC;y',
  );
  expect(columns.map(({ field }) => field)).toEqual(['postcode', 'registration', null]);
  expect(columns[0]?.confidence).toBeLessThan(0.6);
  expect(columns[2]?.reasons).toEqual(['nothing in the header or the values tells what it is']);
});

test('words of a vocabulary speak for its field', () => {
  const { columns } = guess(
    'premises.csv',
    'Premises Name;Tenure',
    'Yew Court;private-rented',
    'Elm Court;private-rented',
  );
  expect(columns[1]).toMatchObject({ kind: 'premises', field: 'tenure' });
});

test('every guess is a mapping that can be used, whatever the headers', () => {
  for (const header of [
    '__proto__;constructor',
    'a',
    '姓名;电话',
    'name;Name ;NAME',
    '1;2;3',
    '🙂;📞',
  ])
    expect(Mapping.safeParse(guess('odd.csv', header, '1;2;3').mapping).success, header).toBe(true);
});

test('shapes are told by most of the values, not by one', () => {
  expect(shapeOf(['ZZ1 2PE', 'ZZ1 2PF', 'not known'])?.shape).toBe('postcode');
  expect(shapeOf(['ZZ1 2PE', 'x', 'y'])).toBeNull();
  expect(shapeOf(['01632 960001', '+44 1632 960002'])?.shape).toBe('phone');
  expect(shapeOf(['£1,200.50', '£3'])?.shape).toBe('amount');
  expect(shapeOf(['a@example.org'])?.shape).toBe('email');
  expect(shapeOf([])).toBeNull();
});
