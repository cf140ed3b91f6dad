import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadOntology, ResourceError } from '../../electron/db/resources.ts';
import {
  fieldFor,
  kindFor,
  kindOf,
  labelOf,
  normaliseHeader,
  referenceOf,
  relationTypeFor,
  relationTypeOf,
  termFor,
} from '../../shared/domain/ontology.ts';
import { PROTECTED_ROLES } from '../../shared/domain/person.ts';
import { FACTS, factOf } from '../../shared/levers/facts.ts';

const RESOURCES = resolve(import.meta.dirname, '../../resources');
const ontology = loadOntology(RESOURCES);
const kind = (id: string) => kindOf(ontology, id)!;
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A copy of the resources with one file changed. */
function changed(path: string, from: string | RegExp, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'achilles-resources-'));
  folders.push(folder);
  for (const name of ['ontology', 'levers'])
    cpSync(join(RESOURCES, name), join(folder, name), { recursive: true });
  const text = readFileSync(join(folder, path), 'utf8');
  const next = text.replace(from, to);
  if (next === text) throw new Error(`nothing to change in ${path}`);
  writeFileSync(join(folder, path), next);
  return folder;
}

function reasonOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ResourceError) return error.message;
    throw error;
  }
  return 'loaded';
}

test('headers and labels are compared by their letters and digits alone', () => {
  expect(normaliseHeader(' Reg. No ')).toBe('regno');
  expect(normaliseHeader('HAS_PHONE')).toBe('hasphone');
  expect(normaliseHeader('Größe (cm)')).toBe('größecm');
  expect(normaliseHeader('__proto__')).toBe('proto');
});

test('labels of other systems find their kind, and those that no kind claims find none', () => {
  const claims = {
    Person: 'person',
    nominal: 'person',
    company: 'business',
    Organization: 'business',
    Location: 'premises',
    'Property ': 'premises',
    Crime: 'event',
    PhoneCall: 'event',
    Vehicle: 'vehicle',
    Phone: 'phone',
    'bank account': 'account',
    OCG: 'ocg',
    Licence: 'licence',
  };
  for (const [label, id] of Object.entries(claims))
    expect(kindFor(ontology, label)?.id, label).toBe(id);
  for (const label of [
    'Area',
    'Email',
    'Object',
    'Officer',
    'PostCode',
    '__proto__',
    'constructor',
    '',
  ]) {
    expect(kindFor(ontology, label), label).toBeNull();
  }
});

test('headers find their field', () => {
  const claims: [string, string, string][] = [
    ['person', 'nhs_no', 'nationalId'],
    ['person', 'DOB', 'dateOfBirth'],
    ['person', 'Date of Birth', 'dateOfBirth'],
    ['person', 'surname', 'surname'],
    ['vehicle', 'reg', 'registration'],
    ['vehicle', 'VRM', 'registration'],
    ['premises', 'lat', 'latitude'],
    ['premises', 'Post Code', 'postcode'],
    ['phone', 'phoneNo', 'number'],
    ['event', 'last_outcome', 'outcome'],
    ['event', 'call_duration', 'duration'],
    ['event', 'type', 'eventType'],
    ['other', 'areaCode', 'code'],
    ['other', 'badge_no', 'reference'],
    ['licence', 'Licence Type', 'licenceType'],
  ];
  for (const [of, header, id] of claims) expect(fieldFor(kind(of), header)?.id, header).toBe(id);
  expect(fieldFor(kind('person'), '__proto__')).toBeNull();
  expect(fieldFor(kind('person'), 'shoe size')).toBeNull();
});

test('a relation type is claimed only where its ends fit', () => {
  const claim = (source: string, from: string, to: string) =>
    relationTypeFor(ontology, source, from, to);
  expect(claim('CURRENT_ADDRESS', 'person', 'premises')).toBe('lives-at');
  expect(claim('FAMILY_REL', 'person', 'person')).toBe('family-of');
  expect(claim('family_full', 'person', 'person')).toBe('family-of');
  expect(claim('family_full', 'person', 'business')).toBeNull();
  expect(claim('HAS_PHONE', 'person', 'phone')).toBe('uses-phone');
  for (const source of ['KNOWS', 'KNOWS_LW', 'KNOWS_SN', 'KNOWS_PHONE']) {
    expect(claim(source, 'person', 'person'), source).toBe('associate-of');
  }
  expect(claim('OCCURRED_AT', 'event', 'premises')).toBe('located-at');
  expect(claim('OCCURRED_AT', 'premises', 'event')).toBeNull();
  expect(claim('owns_property_company', 'person', 'business')).toBe('owns');
  expect(claim('owns_property_company', 'business', 'person')).toBeNull();
  expect(claim('CALLED', 'event', 'phone')).toBeNull();
  expect(claim('director-of', 'person', 'business')).toBe('director-of');
  expect(claim('sold_to', 'business', 'business')).toBeNull();
  expect(claim('constructor', 'person', 'person')).toBeNull();
});

test('licences are tied to holder, place and supervisor, and carry no weight', () => {
  for (const id of ['held-by', 'licence-for', 'supervised-by']) {
    expect(relationTypeOf(ontology, id)).toMatchObject({ from: ['licence'], strength: null });
  }
  expect(kind('licence').isOnMap).toBe(false);
  expect(kind('other').isOnMap).toBe(false);
});

test('whatever can have a licence can have it recorded that none was found', () => {
  for (const id of relationTypeOf(ontology, 'licence-for')?.to ?? []) {
    expect(
      kind(id).fields.map((field) => field.id),
      id,
    ).toContain('licencesChecked');
  }
});

test('an entity is called by its best known fields, none said twice', () => {
  expect(labelOf(kind('person'), { name: 'Todd', surname: 'Example' })).toBe('Todd Example');
  expect(labelOf(kind('person'), { name: 'Todd Example', surname: 'Example' })).toBe(
    'Todd Example',
  );
  expect(labelOf(kind('person'), { name: 'Ann', surname: 'Annis' })).toBe('Ann Annis');
  expect(labelOf(kind('person'), { givenName: ' ', surname: 'Example', name: null })).toBe(
    'Example',
  );
  expect(labelOf(kind('premises'), { latitude: 53.5, longitude: -2.6 })).toBe('53.5 -2.6');
  expect(labelOf(kind('event'), { eventType: 'Public order', date: '2017-08-24' })).toBe(
    'Public order 2017-08-24',
  );
  expect(labelOf(kind('licence'), { licenceType: 'phv-driver', number: 'P1' }, ontology)).toBe(
    'Private hire driver P1',
  );
  expect(labelOf(kind('other'), { code: 'ZZ1' })).toBe('ZZ1');
  expect(labelOf(kind('person'), {})).toBeNull();
});

test('a reference is short, of its kind, and always the same for an id', () => {
  expect(referenceOf(kind('person'), '0198c0de-0000-7000-8000-000000000001')).toMatch(
    /^PER-[0-9A-HJKMNP-TV-Z]{6}$/,
  );
  expect(referenceOf(kind('person'), 'a')).toBe(referenceOf(kind('person'), 'a'));
  const made = Array.from({ length: 2000 }, (_, index) =>
    referenceOf(kind('person'), `0198c0de-0000-7000-8000-${String(index).padStart(12, '0')}`),
  );
  expect(new Set(made).size).toBeGreaterThanOrEqual(1998);
});

test('words are found by id, label or alias', () => {
  expect(termFor(ontology, 'roles', 'Runner or mule')?.id).toBe('runner-mule');
  expect(termFor(ontology, 'premises-types', 'House')?.id).toBe('dwelling');
  expect(termFor(ontology, 'premises-types', 'spaceport')).toBeNull();
  expect(termFor(ontology, 'constructor', 'name')).toBeNull();
});

test('the roles marked as protected are those the law of the product protects', () => {
  const marked = ontology.vocabularies.roles
    ?.filter((role) => role.isProtected)
    .map((role) => role.id);
  expect(new Set(marked)).toEqual(PROTECTED_ROLES);
});

test('every fact a lever can ask for is a field, with the same words', () => {
  for (const fact of FACTS) {
    if (fact.type === 'licences') continue;
    const fields = ontology.kinds.flatMap((of) =>
      of.fields.filter((field) => field.id === fact.id),
    );
    expect(fields.length, fact.id).toBeGreaterThan(0);
    for (const field of fields) expect(field.vocabulary, fact.id).toBe(fact.vocabulary);
  }
  expect(factOf('constructor')).toBeNull();
});

test('a broken resource is refused by file, line and reason', () => {
  const kinds = 'ontology/kinds.yaml';
  expect(reasonOf(() => loadOntology(changed(kinds, 'isOnMap: true', 'isOnMap: perhaps')))).toMatch(
    /kinds\.yaml, line 9: 0\.isOnMap: /,
  );
  expect(
    reasonOf(() => loadOntology(changed(kinds, 'icon: user', 'icon: user\n  colour: red'))),
  ).toMatch(/kinds\.yaml, line \d+: .*colour/);
  expect(
    reasonOf(() => loadOntology(changed(kinds, 'vocabulary: roles', 'vocabulary: rolls'))),
  ).toMatch(/kinds\.yaml, line \d+: unknown vocabulary “rolls”/);
  expect(
    reasonOf(() => loadOntology(changed(kinds, 'aliases: [people,', 'aliases: [company, people,'))),
  ).toMatch(/label or alias “company” is given twice/);
  expect(reasonOf(() => loadOntology(changed(kinds, '[firstname,', '["First name",')))).toMatch(
    /alias “First name” must be lower case/,
  );
  expect(
    reasonOf(() =>
      loadOntology(changed('ontology/relation-types.yaml', 'to: [ocg]', 'to: [gang]')),
    ),
  ).toMatch(/relation-types\.yaml, line 9: unknown kind “gang”/);
  expect(reasonOf(() => loadOntology(changed(kinds, '- id: person', '- id: [person')))).toMatch(
    /kinds\.yaml, line \d+: /,
  );
});
