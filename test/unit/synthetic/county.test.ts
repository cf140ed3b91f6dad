import { describe, expect, test } from 'vitest';
import { certaintyOf, isGraded, UNGRADED } from '../../../shared/domain/grade.ts';
import { kindOf, relationTypeOf } from '../../../shared/domain/ontology.ts';
import { PROTECTED_ROLES } from '../../../shared/domain/person.ts';
import { dayOf } from '../../../shared/synthetic/calendar.ts';
import {
  COUNTY_CENTRE,
  COUNTY_REACH,
  INVENTED_PATTERN,
  isValidVatNumber,
} from '../../../shared/synthetic/invented.ts';
import {
  countyOf,
  entitiesOf,
  lists,
  neighboursOf,
  ontology,
  REFERENCE_DATE,
  recordsOf,
  relationsOf,
  SEEDS,
  sharedCounty,
  withinHops,
} from './sample.ts';

test('the same seed gives the same county, and another seed another', () => {
  expect(JSON.stringify(countyOf(5))).toBe(JSON.stringify(countyOf(5)));
  expect(JSON.stringify(countyOf(5).truth)).not.toBe(JSON.stringify(countyOf(6).truth));
});

test('the reference date is the last day of anything, whatever it is', () => {
  const county = countyOf(1, { referenceDate: '2025-02-28' });
  const seen = [...recordsOf(county), ...relationsOf(county)].flatMap(
    ({ observedOn }) => observedOn ?? [],
  );
  expect(seen.length).toBeGreaterThan(1000);
  expect(seen.every((day) => day <= '2025-02-28')).toBe(true);
});

describe.each(SEEDS)('county of seed %i', (seed) => {
  const county = sharedCounty(seed);
  const records = recordsOf(county);
  const relations = relationsOf(county);
  const near = neighboursOf(relations);
  const kindOfKey = new Map(records.map((record) => [record.naturalKey, record.kind]));

  test('has 35 groups and 7 networks, about 220 people in them and a few thousand rows around', () => {
    const groups = records.filter((record) => record.kind === 'ocg');
    const references = groups.map((group) => String(group.fields.reference));
    expect(references.filter((reference) => reference.startsWith('OCG-'))).toHaveLength(35);
    expect(references.filter((reference) => reference.startsWith('NET-'))).toHaveLength(7);
    expect(records.length).toBeGreaterThan(5000);
    expect(records.length).toBeLessThan(20_000);
  });

  test('names no group after anyone in it', () => {
    const surnames = new Set(
      records.flatMap((record) => (record.fields.surname ? [String(record.fields.surname)] : [])),
    );
    for (const { fields } of records.filter((record) => record.kind === 'ocg')) {
      for (const word of String(fields.name).split(' ')) expect(surnames).not.toContain(word);
    }
  });

  test('uses each natural key once, and speaks only of records above', () => {
    expect(kindOfKey.size).toBe(records.length);
    expect(new Set(relations.map((relation) => relation.naturalKey)).size).toBe(relations.length);
    const above = new Map<string, string>();
    for (const source of county.sources) {
      for (const record of source.records) {
        if (record.subjectKey !== undefined) expect(above.get(record.subjectKey)).toBe(record.kind);
        above.set(record.naturalKey, record.kind);
      }
      for (const relation of source.relations) {
        expect(above.has(relation.fromKey)).toBe(true);
        expect(above.has(relation.toKey)).toBe(true);
      }
    }
  });

  test('points every relation at the first record of two different entities that its type may join', () => {
    const first = new Set(
      records
        .filter((record) => record.subjectKey === undefined)
        .map((record) => record.naturalKey),
    );
    for (const { type, fromKey, toKey } of relations) {
      const definition = relationTypeOf(ontology, String(type));
      expect(definition?.from).toContain(kindOfKey.get(fromKey));
      expect(definition?.to).toContain(kindOfKey.get(toKey));
      expect(first.has(fromKey) && first.has(toKey)).toBe(true);
      expect(fromKey).not.toBe(toKey);
    }
  });

  test('uses only fields and words that the ontology knows', () => {
    const unknown = new Set<string>();
    for (const { kind, fields } of records) {
      for (const [id, value] of Object.entries(fields)) {
        const field = kindOf(ontology, kind)?.fields.find((each) => each.id === id);
        if (!field) unknown.add(`${kind}.${id}`);
        if (!field?.vocabulary) continue;
        const terms = new Set(
          (ontology.vocabularies[field.vocabulary] ?? []).map((term) => term.id),
        );
        for (const part of Array.isArray(value) ? value : [value]) {
          const word = String(part).split('=')[0] ?? '';
          if (part !== null && !terms.has(word)) unknown.add(`${kind}.${id}: ${part}`);
        }
      }
    }
    expect([...unknown]).toEqual([]);
  });

  test('keeps the cells of each row in the order of its file’s columns', () => {
    for (const source of county.sources) {
      for (const { raw, fileIndex } of [...source.records, ...source.relations]) {
        expect(raw).toHaveLength(source.files[fileIndex]?.columns.length ?? -1);
      }
      expect(source.records.map((record) => record.rowNumber)).toEqual(
        source.records.map((_, index) => index + 2),
      );
    }
  });

  test('holds no number, plate, postcode or place that could be someone’s', () => {
    const patterns: Readonly<Record<string, RegExp>> = {
      postcode: INVENTED_PATTERN.postcode,
      number: INVENTED_PATTERN.phone,
      phone: INVENTED_PATTERN.phone,
      registration: INVENTED_PATTERN.registration,
      companyNumber: INVENTED_PATTERN.companyNumber,
      uprn: INVENTED_PATTERN.uprn,
      identifier: INVENTED_PATTERN.account,
    };
    const seen = new Set<string>();
    for (const { kind, fields } of records) {
      for (const [field, value] of Object.entries(fields)) {
        if (field === 'vatNumber')
          expect(isValidVatNumber(String(value).replaceAll(/\D/g, ''))).toBe(false);
        const pattern = kind === 'licence' ? undefined : patterns[field];
        if (!pattern || value === null) continue;
        expect(String(value)).toMatch(pattern);
        seen.add(field);
      }
      if (typeof fields.latitude !== 'number' || typeof fields.longitude !== 'number') continue;
      expect(Math.abs(fields.latitude - COUNTY_CENTRE.latitude)).toBeLessThan(
        COUNTY_REACH.latitude,
      );
      expect(Math.abs(fields.longitude - COUNTY_CENTRE.longitude)).toBeLessThan(
        COUNTY_REACH.longitude,
      );
    }
    expect([...seen].sort()).toEqual([
      'companyNumber',
      'identifier',
      'number',
      'postcode',
      'registration',
      'uprn',
    ]);
  });

  test('has protected people of several sorts, each recorded as victim or witness, none on a list of members', () => {
    const entities = entitiesOf(county);
    const roles = new Set<string>();
    for (const key of county.truth.protectedKeys) {
      const known = entities.get(key) ?? [];
      const role = known
        .map((record) => record.fields.role)
        .find((each) => typeof each === 'string');
      roles.add(String(role));
      expect(PROTECTED_ROLES).toContain(role);
      expect(
        known.some((record) => record.category === 'victim' || record.category === 'witness'),
      ).toBe(true);
      expect(
        known.some((record) => record.category === 'suspect' || record.category === 'convicted'),
      ).toBe(false);
    }
    expect(roles).toContain('cuckooed-occupant');
    expect(roles).toContain('exploited-child');
    expect(roles.size).toBeGreaterThanOrEqual(4);
    const shielded = new Set(county.truth.protectedKeys);
    const memberships = relations.filter(
      (relation) => relation.type === 'member-of' || relation.type === 'leads',
    );
    expect(memberships.length).toBeGreaterThan(150);
    expect(memberships.some((relation) => shielded.has(relation.fromKey))).toBe(false);
  });

  test('knows no ethnicity, nationality or religion of anyone', () => {
    const fields = new Set(records.flatMap((record) => Object.keys(record.fields)));
    for (const field of fields) expect(field).not.toMatch(/ethnic|national|relig|faith|race/i);
  });

  test('grades reports in about the shares of the recipe, with conditions on every C and on nothing else', () => {
    const reports = county.sources.find((source) => source.name === 'Intelligence reports');
    const grades = [...(reports?.records ?? []), ...(reports?.relations ?? [])].flatMap(
      ({ grade }) => grade ?? [],
    );
    // A report without a grade takes its source's, so the source must have none.
    expect(reports?.grade).toEqual(UNGRADED);
    const graded = grades.filter(isGraded);
    const share = (count: number) => count / graded.length;
    expect(graded.length).toBeLessThan(grades.length);
    expect(share(graded.filter((grade) => grade.source === 2).length)).toBeCloseTo(0.6, 1);
    expect(share(graded.filter((grade) => grade.information === 'E').length)).toBeLessThan(0.08);
    expect(
      Math.abs(share(graded.filter((grade) => grade.handling === 'C').length) - 0.3),
    ).toBeLessThan(0.06);
    for (const grade of graded) expect(grade.conditions !== null).toBe(grade.handling === 'C');
  });

  test('has confirmed, reported and tentative links, some undated and some that ended', () => {
    const shares = { confirmed: 0, reported: 0, tentative: 0 };
    for (const source of county.sources) {
      if (source.basis !== 'intelligence') continue;
      for (const relation of source.relations)
        shares[certaintyOf(source.basis, relation.grade ?? source.grade)]++;
    }
    for (const count of Object.values(shares)) expect(count).toBeGreaterThan(100);
    expect(relations.some((relation) => relation.observedOn === undefined)).toBe(true);
    expect(relations.some((relation) => relation.endedOn !== undefined)).toBe(true);
    expect(relations.some((relation) => relation.grade?.source === null)).toBe(true);
  });

  test('dates nothing after the reference date, nor a beginning after its end', () => {
    const today = dayOf(REFERENCE_DATE);
    for (const { startedOn, endedOn, observedOn } of relations) {
      for (const day of [startedOn, endedOn, observedOn])
        if (day) expect(dayOf(day)).toBeLessThanOrEqual(today);
      if (startedOn && endedOn) expect(dayOf(startedOn)).toBeLessThanOrEqual(dayOf(endedOn));
    }
    const reports = county.sources.find((source) => source.name === 'Intelligence reports');
    const seen = (reports?.records ?? []).flatMap(({ observedOn }) => observedOn ?? []).map(dayOf);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(today - 6 * 366);
    expect(today - Math.min(...seen)).toBeGreaterThan(3 * 365);
  });

  test('has a neighbourhood of many kinds around each group', () => {
    const around = records
      .filter((record) => record.kind === 'ocg')
      .map(({ naturalKey }) => {
        const found = [...withinHops(near, naturalKey, 2)].filter(
          (key) => kindOfKey.get(key) !== 'licence',
        );
        return { size: found.length, kinds: new Set(found.map((key) => kindOfKey.get(key))).size };
      })
      .sort((a, b) => a.size - b.size);
    const middle = around[Math.floor(around.length / 2)];
    expect(around[0]?.size).toBeGreaterThanOrEqual(10);
    expect(middle?.size).toBeGreaterThanOrEqual(15);
    expect(middle?.size).toBeLessThanOrEqual(60);
    // A small group may have no vehicle, account or firm; most have nearly everything.
    expect(Math.min(...around.map(({ kinds }) => kinds))).toBeGreaterThanOrEqual(3);
    expect(around.filter(({ kinds }) => kinds >= 5).length).toBeGreaterThan(around.length * 0.8);
  });

  test('has its biggest group called after the first operation, with firms of many trades around it', () => {
    const flagship = records.find((record) => record.fields.reference === 'OCG-07');
    expect(flagship?.fields.name).toBe(`OCG-07 ${lists.organisations.operations[0]}`);
    const start = flagship?.naturalKey ?? '';
    const sizes = new Map<string, number>();
    for (const { type, toKey } of relations) {
      if (type === 'member-of' || type === 'leads') sizes.set(toKey, (sizes.get(toKey) ?? 0) + 1);
    }
    expect(Math.max(...sizes.values())).toBe(sizes.get(start));
    const sectors = new Set<unknown>();
    const entities = entitiesOf(county);
    for (const key of withinHops(near, start, 3)) {
      for (const { fields } of entities.get(key) ?? []) sectors.add(fields.sector);
    }
    for (const sector of ['nail-bar', 'waste-recycling', 'car-wash', 'pub-bar', 'taxi-phv']) {
      expect(sectors).toContain(sector);
    }
  });

  test('has licences held, looked up and lacking, and signs found and ruled out', () => {
    const licences = records.filter((record) => record.kind === 'licence');
    expect(
      new Set(licences.map((record) => record.fields.licenceType)).size,
    ).toBeGreaterThanOrEqual(10);
    const held = new Set(
      relations
        .filter((relation) => relation.type === 'held-by')
        .map((relation) => relation.fromKey),
    );
    expect(licences.every((record) => held.has(record.naturalKey))).toBe(true);
    expect(records.filter((record) => record.fields.licencesChecked).length).toBeGreaterThan(40);
    const found = new Set(
      records.flatMap((record) => (record.fields.indicators as string[] | undefined) ?? []),
    );
    const ruledOut = new Set(
      records.flatMap((record) => (record.fields.indicatorsAbsent as string[] | undefined) ?? []),
    );
    expect(found.size).toBeGreaterThan(45);
    expect(ruledOut.size).toBeGreaterThan(8);
  });

  test('names each decoy and each row not yet joined by a record that is there', () => {
    const kinds = county.truth.decoys.map((decoy) => decoy.kind);
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(8);
    for (const { keys } of county.truth.decoys)
      for (const key of keys) expect(kindOfKey.has(key)).toBe(true);
    expect(county.truth.overlaps.length).toBeGreaterThan(20);
    for (const { rowKey, entityKey } of county.truth.overlaps) {
      expect(kindOfKey.get(rowKey)).toBe(kindOfKey.get(entityKey));
      expect(rowKey).not.toBe(entityKey);
    }
  });

  test('can do every stage of its work, some through one person alone', () => {
    const providers = new Map<string, number>();
    for (const { groupKey, stage, probability } of county.truth.capabilities) {
      providers.set(`${groupKey} ${stage}`, (providers.get(`${groupKey} ${stage}`) ?? 0) + 1);
      expect(probability).toBeGreaterThanOrEqual(0.4);
      expect(probability).toBeLessThanOrEqual(0.9);
    }
    expect(providers.size).toBe(42 * 7);
    expect([...providers.values()]).toContain(1);
  });
});

test('rows not yet joined are mostly spelled as their person is, and some are not', () => {
  let same = 0;
  let other = 0;
  for (const seed of SEEDS) {
    const entities = entitiesOf(sharedCounty(seed));
    const nameOf = (key: string) =>
      (entities.get(key) ?? [])
        .map((record) => record.fields.name)
        .find((name) => name !== undefined);
    for (const { rowKey, entityKey } of sharedCounty(seed).truth.overlaps) {
      if (nameOf(rowKey) === undefined) continue;
      if (nameOf(rowKey) === nameOf(entityKey)) same++;
      else other++;
    }
  }
  expect(other).toBeGreaterThan(0);
  expect(same).toBeGreaterThan(other * 3);
});
