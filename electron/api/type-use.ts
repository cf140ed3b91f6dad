import { AppError } from '../../shared/api/errors.ts';
import type { TypeUses } from '../../shared/api/type.ts';
import type { Fields, FieldValue } from '../../shared/domain/field.ts';
import {
  type FieldDefinition,
  isOwnField,
  kindOf,
  linkFieldOf,
} from '../../shared/domain/ontology.ts';
import type { OpenCase } from './session.ts';

/** Records read between two pauses for other calls. */
const READ_PER_PAUSE = 2000;

/** Who says what: entities by `kind/field`, links by `type/field`, both by `vocabulary/term`, each counted once. */
interface Sayings {
  readonly fields: Map<string, Set<string>>;
  readonly linkFields: Map<string, Set<string>>;
  readonly terms: Map<string, Set<string>>;
}

function note(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function countAll(map: ReadonlyMap<string, ReadonlySet<string>>): Record<string, number> {
  return Object.fromEntries([...map].map(([key, ids]) => [key, ids.size]));
}

/** How often the types of a case are used, with pauses for other calls. What protected people are said to be is left out. */
export async function readTypeUses(open: OpenCase): Promise<TypeUses> {
  const sayings: Sayings = { fields: new Map(), linkFields: new Map(), terms: new Map() };
  const protectedIds = new Set(open.entities.protectedPeople().map(({ id }) => id));
  let read = 0;
  for (const row of open.entities.allRecords()) {
    if (!protectedIds.has(row.entityId))
      addSayings(open, sayings, { ...row, fields: JSON.parse(row.fields) as Fields });
    if (++read % READ_PER_PAUSE !== 0) continue;
    await new Promise(setImmediate);
    if (!open.connection.db.open)
      throw new AppError('case-not-open', 'The case was closed before its types were counted.');
  }
  for (const link of open.relations.withOwnFields())
    noteLink(open, sayings, { ...link, fields: JSON.parse(link.fields) as Fields });
  const types = new Map<string, number>();
  for (const { type, count } of open.relations.countByType())
    if (type !== null) types.set(type, (types.get(type) ?? 0) + count);
  return {
    kinds: Object.fromEntries(open.entities.countByKind().map(({ kind, count }) => [kind, count])),
    relationTypes: Object.fromEntries(types),
    fields: countAll(sayings.fields),
    linkFields: countAll(sayings.linkFields),
    terms: countAll(sayings.terms),
  };
}

function addSayings(
  open: OpenCase,
  { fields, terms }: Sayings,
  record: { readonly entityId: string; readonly kind: string; readonly fields: Fields },
): void {
  const kind = kindOf(open.ontology, record.kind);
  for (const field of kind?.fields ?? []) {
    const value = record.fields[field.id];
    if (value === undefined || value === null) continue;
    note(fields, `${record.kind}/${field.id}`, record.entityId);
    noteTerms(terms, field, { value, id: record.entityId });
  }
}

function noteLink(
  open: OpenCase,
  { linkFields, terms }: Sayings,
  link: { readonly id: string; readonly type: string | null; readonly fields: Fields },
): void {
  for (const [id, value] of Object.entries(link.fields)) {
    const field = isOwnField(id) ? linkFieldOf(open.ontology, link.type, id) : null;
    if (!field || value === null) continue;
    note(linkFields, `${link.type}/${id}`, link.id);
    noteTerms(terms, field, { value, id: link.id });
  }
}

function noteTerms(
  terms: Sayings['terms'],
  { vocabulary }: FieldDefinition,
  { value, id }: { readonly value: FieldValue; readonly id: string },
): void {
  if (!vocabulary) return;
  for (const part of Array.isArray(value) ? value : [String(value)])
    note(terms, `${vocabulary}/${part.split('=')[0]}`, id);
}
