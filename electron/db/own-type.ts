import type { Database } from 'better-sqlite3';
import type { Fields } from '../../shared/domain/field.ts';
import {
  type FieldDefinition,
  kindOf,
  linkFieldOf,
  type Ontology,
} from '../../shared/domain/ontology.ts';
import {
  OwnItem,
  type OwnSort,
  type OwnTypes,
  ownKeyOf,
  ownTypesOf,
} from '../../shared/domain/own-type.ts';
import { mergeOntology } from '../../shared/domain/own-type-merge.ts';
import { prepared } from './statement.ts';

/** What a case says about types beside the shipped ontology. */
export function readOwnTypes(db: Database): OwnTypes {
  const rows = prepared<[], { readonly sort: string; readonly item: string }>(
    db,
    'SELECT sort, item FROM own_type ORDER BY position, sort, key',
  ).all();
  return ownTypesOf(rows.map(({ sort, item }) => OwnItem.parse({ sort, item: JSON.parse(item) })));
}

/** The ontology of a case: what is shipped, with what the case says beside it. */
export function readCaseOntology(db: Database, shipped: Ontology): Ontology {
  return mergeOntology(shipped, readOwnTypes(db));
}

/** Writes one item, where it differs from what is kept; needs a command. */
export function writeOwnItem(
  db: Database,
  one: OwnItem,
  author: { readonly user: string; readonly at: string },
): void {
  prepared(
    db,
    `INSERT INTO own_type (sort, key, position, item, updated_at, updated_by)
     VALUES (@sort, @key, (SELECT coalesce(max(position), 0) + 1 FROM own_type), @item, @at, @user)
     ON CONFLICT (sort, key) DO UPDATE SET item = excluded.item, updated_at = excluded.updated_at,
       updated_by = excluded.updated_by WHERE item <> excluded.item`,
  ).run({ sort: one.sort, key: ownKeyOf(one), item: JSON.stringify(one.item), ...author });
}

/** Removes one item; needs a command. */
export function removeOwnItem(db: Database, sort: OwnSort, key: string): void {
  prepared(db, 'DELETE FROM own_type WHERE sort = ? AND key = ?').run(sort, key);
}

/** How many rows of a case rest on its own types, by sort and key. */
export type OwnUses = ReadonlyMap<string, number>;

/** The name of an item in {@link OwnUses}. */
export function itemName(sort: OwnSort, key: string): string {
  return `${sort} ${key}`;
}

/**
 * Counts the rows that rest on a case's own types. Rows that hold none of them are not looked at. What was taken back
 * can come again, and counts; rows of imports that were taken back count where it is asked for.
 */
export function countOwnUses(
  db: Database,
  ontology: Ontology,
  { hasWithdrawnImports }: { readonly hasWithdrawnImports: boolean },
): OwnUses {
  const kept = (row: string) =>
    hasWithdrawnImports
      ? ''
      : ` AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.id = ${row}.batch_id AND b.withdrawn_at IS NOT NULL)`;
  const uses = new Map<string, number>();
  const add = (name: string, count: number) => uses.set(name, (uses.get(name) ?? 0) + count);
  const kinds = prepared<[], { readonly kind: string; readonly count: number }>(
    db,
    `SELECT kind, count(*) AS count FROM record WHERE kind GLOB 'own-*'${kept('record')} GROUP BY kind`,
  ).all();
  for (const { kind, count } of kinds) add(itemName('kinds', kind), count);
  const types = prepared<[], { readonly type: string; readonly count: number }>(
    db,
    `SELECT type, count(*) AS count FROM relation WHERE type GLOB 'own-*'${kept('relation')} GROUP BY type`,
  ).all();
  for (const { type, count } of types) add(itemName('relationTypes', type), count);
  const holders = prepared<[], { readonly kind: string; readonly fields: string }>(
    db,
    `SELECT kind, fields FROM record WHERE instr(fields, '"own') > 0${kept('record')}`,
  ).all();
  for (const { kind, fields } of holders)
    for (const name of usedBy(definitionsOf(ontology, kind), JSON.parse(fields) as Fields))
      add(name, 1);
  const links = prepared<[], { readonly type: string | null; readonly fields: string }>(
    db,
    `SELECT type, fields FROM relation WHERE instr(fields, '"own') > 0${kept('relation')}`,
  ).all();
  for (const { type, fields } of links)
    for (const name of usedBy((id) => linkFieldOf(ontology, type, id), JSON.parse(fields)))
      add(name, 1);
  return uses;
}

type Definitions = (id: string) => FieldDefinition | null;

function definitionsOf(ontology: Ontology, kind: string): Definitions {
  const fields = new Map(kindOf(ontology, kind)?.fields.map((field) => [field.id, field]));
  return (id) => fields.get(id) ?? null;
}

/** The own fields and words that one record or link holds. */
function usedBy(definitions: Definitions, fields: Fields): ReadonlySet<string> {
  const used = new Set<string>();
  for (const [id, value] of Object.entries(fields)) {
    if (/^own[A-Z]/.test(id)) used.add(itemName('fields', id));
    const vocabulary = definitions(id)?.vocabulary;
    for (const part of Array.isArray(value) ? value : [value]) {
      if (!vocabulary || typeof part !== 'string' || !part.startsWith('own-')) continue;
      const [term = ''] = part.split('=');
      used.add(itemName('terms', `${vocabulary}/${term}`));
    }
  }
  return used;
}
