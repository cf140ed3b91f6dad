import type { Fields, FieldValue } from './field.ts';
import type { Basis, Grade } from './grade.ts';
import type { SubjectCategory } from './person.ts';

/** One live record of an entity, with its source's defaults filled in. */
export interface MergeRecord {
  readonly id: string;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly category: SubjectCategory | null;
  readonly observedOn: string | null;
  readonly recordedAt: string;
  /** Made by hand about a record that was there before: what it says goes before all others. */
  readonly isCorrection: boolean;
  readonly fields: Fields;
}

/** One value of one field, with every record that says so, best first. */
export interface MergedValue {
  readonly field: string;
  readonly value: FieldValue;
  readonly isCurrent: boolean;
  readonly records: readonly MergeRecord[];
}

const BASIS_ORDER: Readonly<Record<Basis, number>> = { fact: 0, assessment: 1, intelligence: 2 };

/**
 * Which of two records is believed first: a correction, then fact, then what is not suspected false,
 * then the later observed, then the later recorded.
 */
export function compareRecords(a: MergeRecord, b: MergeRecord): number {
  return (
    Number(b.isCorrection) - Number(a.isCorrection) ||
    BASIS_ORDER[a.basis] - BASIS_ORDER[b.basis] ||
    Number(a.grade.information === 'E') - Number(b.grade.information === 'E') ||
    compareText(b.observedOn ?? '', a.observedOn ?? '') ||
    compareText(b.recordedAt, a.recordedAt) ||
    compareText(b.id, a.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Saying {
  readonly value: FieldValue;
  readonly records: MergeRecord[];
}

function keyOf(value: FieldValue): string {
  return JSON.stringify(value);
}

/**
 * What an entity's records say together: for each field its values, the believed one first.
 * Lists (indicators, aliases) are joined over all records, entry by entry, unless a correction replaces them.
 */
export function mergeRecords(
  records: readonly MergeRecord[],
): ReadonlyMap<string, readonly MergedValue[]> {
  const ordered = [...records].sort(compareRecords);
  const sayings = new Map<string, Map<string, Saying>>();
  const corrected = new Map<string, MergeRecord>();
  for (const record of ordered) {
    for (const [field, value] of Object.entries(record.fields)) {
      const values: Map<string, Saying> = sayings.get(field) ?? new Map();
      sayings.set(field, values);
      if (record.isCorrection && !corrected.has(field)) corrected.set(field, record);
      for (const part of Array.isArray(value) ? value.map((entry) => [entry]) : [value]) {
        const key = keyOf(part);
        const known = values.get(key);
        if (known) known.records.push(record);
        else values.set(key, { value: part, records: [record] });
      }
      // An emptied list is a saying too: it must be able to overtake the entries below it.
      if (Array.isArray(value) && value.length === 0)
        values.set('[]', { value: null, records: [record] });
    }
  }
  const merged = new Map<string, readonly MergedValue[]>();
  for (const [field, values] of sayings) {
    const correction = corrected.get(field);
    merged.set(
      field,
      [...values.values()].map(({ value, records: saying }, index) => ({
        field,
        value,
        isCurrent: correction ? saying.includes(correction) : Array.isArray(value) || index === 0,
        records: saying,
      })),
    );
  }
  return merged;
}

/** The values believed now, by field: lists joined, *not known* left out. */
export function currentFields(merged: ReadonlyMap<string, readonly MergedValue[]>): Fields {
  const fields: Fields = {};
  for (const [field, values] of merged) {
    const current = values.filter((entry) => entry.isCurrent && entry.value !== null);
    const first = current[0];
    if (!first) continue;
    fields[field] = Array.isArray(first.value)
      ? current.flatMap((entry) => (Array.isArray(entry.value) ? entry.value : []))
      : first.value;
  }
  return fields;
}
