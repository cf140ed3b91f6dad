import type { FieldValue } from '../domain/field.ts';

/** A change of one field that many records are to have. */
export interface BulkChange {
  readonly field: string;
  /** `replace`: the value believed from now on. `add`, `remove`: entries that join a list, or leave it. */
  readonly mode: 'replace' | 'add' | 'remove';
  readonly value: FieldValue;
}

function entriesOf(value: FieldValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [String(value)];
}

function isSame(a: FieldValue | undefined, b: FieldValue): boolean {
  if (!Array.isArray(a) && !Array.isArray(b)) return (a ?? null) === b;
  const [has, wanted] = [new Set(entriesOf(a)), new Set(entriesOf(b))];
  return has.size === wanted.size && [...wanted].every((entry) => has.has(entry));
}

/** What a field says after the change; null: it says so already. An order of a list is no difference. */
export function valueAfter(
  { mode, value }: BulkChange,
  current: FieldValue | undefined,
): { readonly value: FieldValue } | null {
  if (mode === 'replace') return isSame(current, value) ? null : { value };
  const before = entriesOf(current);
  const given = entriesOf(value);
  const after =
    mode === 'add'
      ? [...new Set([...before, ...given])]
      : before.filter((entry) => !given.includes(entry));
  return after.length === before.length ? null : { value: after };
}
