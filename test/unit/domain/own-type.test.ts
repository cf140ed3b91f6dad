import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadOntology } from '../../../electron/db/resources.ts';
import { readTypeFile, writeTypeFile } from '../../../electron/formats/own-type-file.ts';
import {
  baseKindOf,
  baseTypeOf,
  kindFor,
  kindOf,
  linkFieldOf,
  offered,
  relationTypeFor,
  relationTypeOf,
  termFor,
} from '../../../shared/domain/ontology.ts';
import {
  NO_OWN_TYPES,
  OWN_ICONS,
  OwnTypes,
  ownIdFor,
  ownItems,
  ownPrefixFor,
} from '../../../shared/domain/own-type.ts';
import { ownTypeProblems } from '../../../shared/domain/own-type-check.ts';
import { mergeOntology } from '../../../shared/domain/own-type-merge.ts';
import { isStyledField } from '../../../shared/domain/view-style.ts';
import { guessMapping } from '../../../shared/import/guess.ts';
import { completeQuery } from '../../../shared/query/complete.ts';

const SHIPPED = loadOntology(resolve(import.meta.dirname, '../../../resources'));

const OWN = OwnTypes.parse({
  kinds: [
    {
      id: 'own-storage-unit',
      base: 'premises',
      label: 'Storage unit',
      plural: 'Storage units',
      prefix: 'STO',
      icon: 'warehouse',
      names: ['Lock-up'],
    },
  ],
  fields: [
    {
      id: 'ownFloorArea',
      kinds: ['own-storage-unit'],
      label: 'Floor area',
      type: 'number',
      unit: 'm²',
    },
    { id: 'ownFaith', kinds: ['person'], label: 'Faith', type: 'text', isPersonal: true },
    {
      id: 'ownLock',
      kinds: ['premises'],
      label: 'Lock',
      type: 'term',
      vocabulary: 'own-locks',
      isRetired: true,
    },
    {
      id: 'ownSide',
      linkTypes: ['family-of'],
      label: 'Side of the family',
      type: 'text',
    },
    {
      id: 'ownMetAt',
      linkTypes: ['own-cousin-of'],
      label: 'Met at',
      type: 'text',
      isRetired: true,
    },
  ],
  relationTypes: [
    {
      id: 'own-cousin-of',
      base: 'family-of',
      label: 'cousin of',
      inverseLabel: 'cousin of',
      from: ['person'],
      to: ['person'],
      family: 'people',
      isDirected: false,
    },
  ],
  vocabularies: [{ id: 'own-locks', label: 'Locks' }],
  terms: [
    { id: 'own-padlock', vocabulary: 'own-locks', label: 'Padlock' },
    { id: 'own-lookout', vocabulary: 'roles', label: 'Lookout' },
  ],
  changes: [
    { of: 'kind', id: 'vehicle', label: 'Conveyance', otherLabel: 'Conveyances' },
    { of: 'term', id: 'roles/principal', label: 'Head', isRetired: true },
  ],
});
const MERGED = mergeOntology(SHIPPED, OWN);

function reasonsOf(change: Partial<Record<keyof OwnTypes, unknown>>): readonly string[] {
  const own = OwnTypes.parse({ ...OWN, ...change });
  return ownTypeProblems(SHIPPED, own).map(
    ({ path, reason }) => `${path.map(String).join('.')}: ${reason}`,
  );
}

test('an ontology to which nothing is added is the shipped one', () => {
  expect(mergeOntology(SHIPPED, NO_OWN_TYPES)).toEqual(SHIPPED);
  expect(ownTypeProblems(SHIPPED, NO_OWN_TYPES)).toEqual([]);
});

test('no shipped id begins as those of cases do', () => {
  const ids = [
    ...SHIPPED.kinds.flatMap(({ id, fields }) => [id, ...fields.map((field) => field.id)]),
    ...SHIPPED.relationTypes.map(({ id }) => id),
    ...Object.entries(SHIPPED.vocabularies).flatMap(([id, terms]) => [
      id,
      ...terms.map((t) => t.id),
    ]),
  ];
  expect(ids.filter((id) => /^own(-|[A-Z])/.test(id))).toEqual([]);
});

test('a kind has the fields, labels, shape and links of its base, and fields that are added to either', () => {
  const unit = kindOf(MERGED, 'own-storage-unit');
  const premises = kindOf(SHIPPED, 'premises');
  expect(unit).toMatchObject({ shape: 'house', icon: 'warehouse', labelFrom: premises?.labelFrom });
  expect(unit?.fields.map(({ id }) => id)).toEqual([
    ...(premises?.fields.map(({ id }) => id) ?? []),
    'ownLock',
    'ownFloorArea',
  ]);
  expect(relationTypeOf(MERGED, 'lives-at')?.to).toContain('own-storage-unit');
  expect(baseKindOf(MERGED, 'own-storage-unit')).toBe('premises');
  expect(baseKindOf(MERGED, 'person')).toBe('person');
});

test('a kind of a case that is not known any more counts as a person, so that it is protected as one', () => {
  expect(baseKindOf(SHIPPED, 'own-storage-unit')).toBe('person');
});

test('a link type that counts as a shipped one is that one to levers, and has its weight and colour', () => {
  const cousin = relationTypeOf(MERGED, 'own-cousin-of');
  const family = relationTypeOf(SHIPPED, 'family-of');
  expect(baseTypeOf(MERGED, 'own-cousin-of')).toBe('family-of');
  expect(cousin).toMatchObject({ strength: family?.strength, halfLifeDays: family?.halfLifeDays });
  expect(relationTypeFor(MERGED, 'cousin of', 'person', 'person')).toBe('own-cousin-of');
});

test('a link type has the fields that are added to it or to what it counts as, and those are read of any link', () => {
  const fieldsOf = (id: string) => relationTypeOf(MERGED, id)?.fields.map((field) => field.id);
  expect(fieldsOf('family-of')).toEqual(['ownSide']);
  expect(fieldsOf('own-cousin-of')).toEqual(['ownSide', 'ownMetAt']);
  expect(fieldsOf('associate-of')).toEqual([]);
  expect(offered(relationTypeOf(MERGED, 'own-cousin-of')?.fields ?? [])).toMatchObject([
    { id: 'ownSide' },
  ]);
  expect(linkFieldOf(MERGED, 'associate-of', 'ownMetAt')).toMatchObject({ label: 'Met at' });
  expect(linkFieldOf(MERGED, null, 'ownSide')).toMatchObject({ label: 'Side of the family' });
  expect(linkFieldOf(MERGED, 'family-of', 'ownLock')).toBeNull();
});

test('files find types by new names, by their other names, and shipped ones by their old names', () => {
  expect(kindFor(MERGED, 'lock-up')?.id).toBe('own-storage-unit');
  expect(kindFor(MERGED, 'Conveyances')?.id).toBe('vehicle');
  expect(kindFor(MERGED, 'Vehicle')?.id).toBe('vehicle');
  expect(termFor(MERGED, 'roles', 'Principal')?.id).toBe('principal');
  expect(termFor(MERGED, 'own-locks', 'padlock')?.id).toBe('own-padlock');
});

test('forms offer what is not retired, and what stands there already', () => {
  const roles = MERGED.vocabularies.roles ?? [];
  expect(offered(roles).map(({ id }) => id)).not.toContain('principal');
  expect(offered(roles, ['principal']).map(({ id }) => id)).toContain('principal');
  expect(offered(kindOf(MERGED, 'premises')?.fields ?? []).map(({ id }) => id)).not.toContain(
    'ownLock',
  );
});

test('what is wrong is told where it stands, with what would be right', () => {
  const [kind] = OWN.kinds;
  const [area, faith, lock, side, met] = OWN.fields;
  const [cousin] = OWN.relationTypes;
  expect(reasonsOf({})).toEqual([]);
  expect(reasonsOf({ kinds: [{ ...kind, base: 'castle' }] })[0]).toMatch(
    /^kinds\.0\.base: There is no shipped kind “castle”/,
  );
  expect(reasonsOf({ kinds: [{ ...kind, label: 'Property' }] })).toContain(
    'kinds.0.label: “Property” means Premises already, here or in files. Choose other words.',
  );
  expect(reasonsOf({ kinds: [{ ...kind, prefix: 'PER' }] })).toContain(
    'kinds.0.prefix: References of People begin with PER already. Choose other letters.',
  );
  expect(reasonsOf({ fields: [{ ...area, vocabulary: 'roles' }, faith, lock] })[0]).toMatch(
    /^fields\.0\.vocabulary: “Floor area” takes no words of a list/,
  );
  expect(reasonsOf({ fields: [area, { ...faith, label: 'Surname' }, lock] })[0]).toMatch(
    /^fields\.1\.label: Person has a field “Surname” already/,
  );
  expect(reasonsOf({ fields: [area, { ...faith, kinds: ['own-boat'] }, lock] })).toContain(
    'fields.1.kinds: There is no kind “own-boat”.',
  );
  expect(reasonsOf({ fields: [{ ...side, linkTypes: [] }, met] })).toContain(
    'fields.0.kinds: Choose at least one kind or link type that has the field.',
  );
  expect(reasonsOf({ fields: [{ ...side, linkTypes: ['own-rival-of'] }] })).toContain(
    'fields.0.linkTypes: There is no link type “own-rival-of”.',
  );
  expect(reasonsOf({ fields: [side, { ...met, label: 'Side of the family' }] })).toContain(
    'fields.1.label: A link “cousin of” has a field “Side of the family” already. Choose another name, or use that one.',
  );
  expect(reasonsOf({ relationTypes: [{ ...cousin, to: ['vehicle'] }] })[0]).toMatch(
    /^relationTypes\.0\.to: “family of” never leads to/,
  );
  expect(
    reasonsOf({
      terms: [...OWN.terms, { id: 'own-x', vocabulary: 'handling-codes', label: 'X' }],
    })[0],
  ).toMatch(/^terms\.2\.vocabulary: Handling codes are fixed/);
  expect(reasonsOf({ changes: [{ of: 'kind', id: 'vehicle', label: 'Business' }] })[0]).toMatch(
    /^changes\.0\.label: “Business” means something else/,
  );
  expect(reasonsOf({ fields: [area, faith, lock, area] })[0]).toMatch(
    /^fields\.3\.id: “ownFloorArea” is given twice/,
  );
});

test('ids and prefixes are made from names, and are free', () => {
  expect(ownIdFor('Storage unit', 'kinds', new Set())).toBe('own-storage-unit');
  expect(ownIdFor('Storage unit', 'kinds', new Set(['own-storage-unit']))).toBe(
    'own-storage-unit-2',
  );
  expect(ownIdFor('Floor area (m²)', 'fields', new Set())).toBe('ownFloorAreaM2');
  expect(ownIdFor('Café bar', 'fields', new Set())).toBe('ownCafeBar');
  expect(ownIdFor('倉庫', 'kinds', new Set())).toBe('own-type');
  expect(ownPrefixFor('Perimeter', new Set(['PER']))).toMatch(/^P[A-Z]{2}$/);
  expect(ownPrefixFor('Perimeter', new Set(['PER']))).not.toBe('PER');
});

test('a file of types is read to what was written, and faults are told by their line', () => {
  const text = writeTypeFile(ownItems(OWN));
  const read = readTypeFile(new TextEncoder().encode(text));
  expect('own' in read && read.own).toEqual(OWN);
  const json = JSON.stringify({ format: 'achilles-types', version: 1, ...OWN });
  const fromJson = readTypeFile(new TextEncoder().encode(json));
  expect('own' in fromJson && fromJson.own).toEqual(OWN);

  const faultsOf = (bad: string) => {
    const reading = readTypeFile(new TextEncoder().encode(bad));
    return 'problems' in reading ? reading.problems : [];
  };
  const line = (part: string) => text.split('\n').findIndex((one) => one.includes(part)) + 1;
  expect(faultsOf(text.replace('prefix: STO', 'prefix: Sto'))).toEqual([
    { line: line('prefix: STO'), reason: 'kinds.0.prefix: a prefix is three capital letters.' },
  ]);
  expect(faultsOf(text.replace('unit: m²', 'units: m²'))[0]?.reason).toMatch(/Unrecognized key/);
  expect(faultsOf('format: other\nversion: 1\n')[0]).toMatchObject({ line: 1 });
  expect(faultsOf('kinds: [\n')[0]?.reason).not.toBe('');
  expect(faultsOf('')).toHaveLength(1);
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghij'.split('').map((n, i) => `${n}: &${n} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`),
  ].join('\n');
  expect(faultsOf(bomb)).not.toEqual([]);
});

test('nothing is drawn by a field of a case that tells of a person', () => {
  const field = (kind: string, id: string) =>
    kindOf(MERGED, kind)?.fields.find((one) => one.id === id);
  expect(isStyledField(field('person', 'ownFaith')!)).toBe(false);
  expect(isStyledField(field('own-storage-unit', 'ownFloorArea')!)).toBe(true);
});

test('a mapping is guessed for a kind of the case where the table names it, and for its base elsewhere', () => {
  const columns = [
    { name: 'name', values: ['Unit 1', 'Unit 2'] },
    { name: 'address', values: ['1 Kiln Yard', '2 Kiln Yard'] },
  ];
  const kindGuessed = (file: string, more: readonly { name: string; values: string[] }[] = []) =>
    guessMapping(MERGED, file, [...columns, ...more]).mapping.parts[0]?.kind;
  expect(kindGuessed('premises.csv')).toBe('premises');
  expect(kindGuessed('storage units 2026.csv')).toBe('own-storage-unit');
});

test('fields of a case are completed by what they are called, and so are their words', () => {
  const inserts = (text: string) =>
    completeQuery(text, text.length, MERGED).map(({ insert }) => insert);
  expect(inserts('floor')).toEqual(['ownFloorArea>=']);
  expect(inserts('lock:pad')).toEqual(['own-padlock']);
  expect(inserts('type:stor')).toEqual(['own-storage-unit']);
});

test('every icon that a kind may have can be drawn', async () => {
  const { ENTITY_ICONS } = await import('../../../renderer/ui/entity-icons.ts');
  for (const icon of OWN_ICONS) expect(ENTITY_ICONS[icon], icon).toBeDefined();
});
