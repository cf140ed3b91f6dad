import type { Database } from 'better-sqlite3';
import {
  baseKindOf,
  type FieldDefinition,
  kindOf,
  type Ontology,
  referenceOf,
} from '../../shared/domain/ontology.ts';
import { foldText } from '../../shared/domain/search-text.ts';
import type { EntityRow } from '../db/entity.ts';
import { prepared } from '../db/statement.ts';
import type { OpenCase } from './session.ts';

/** What protected people are called, folded, with the references that stand for them. */
type Names = ReadonlyMap<string, string>;

const known = new WeakMap<Database, { readonly version: string; readonly names: Names }>();

/** Whether a field of something that is no person holds a person's name as free text: a licence's holder. */
export function isFreeName(kind: string, field: Pick<FieldDefinition, 'type' | 'isPersonal'>) {
  return kind !== 'person' && field.type === 'name' && field.isPersonal === true;
}

/** Whether entities of a kind can name people as free text. */
export function hasFreeNames(ontology: Ontology, kind: string): boolean {
  const base = baseKindOf(ontology, kind);
  return kindOf(ontology, kind)?.fields.some((field) => isFreeName(base, field)) ?? false;
}

/** Names of protected people, kept until something in the case changes, on whatever connection. */
function namesOf(ontology: Ontology, open: OpenCase): Names {
  const { db } = open.connection;
  const changes = prepared<[], number>(db, 'SELECT total_changes()').pluck().get();
  const version = `${changes}/${String(db.pragma('data_version', { simple: true }))}`;
  const last = known.get(db);
  if (last?.version === version) return last.names;
  const names = new Map<string, string>();
  for (const row of open.entities.protectedPeople()) {
    const kind = kindOf(ontology, row.kind);
    const shown = `Protected person ${kind ? referenceOf(kind, row.id) : row.id}`;
    const written = open.entities
      .fields(row.id)
      .flatMap(({ name, aliases }) => [name, aliases])
      .flat();
    for (const name of [row.label, ...written])
      if (typeof name === 'string' && name.trim() !== '') names.set(foldText(name), shown);
  }
  known.set(db, { version, names });
  return names;
}

/** What stands for a text that is a protected person's name; null for any other. */
export function nameMask(ontology: Ontology, open: OpenCase): (text: string) => string | null {
  const names = namesOf(ontology, open);
  return (text) => names.get(foldText(text)) ?? null;
}

/** A label without the names of protected people: a licence without a number is called by its holder. */
export function maskedLabel(ontology: Ontology, open: OpenCase, row: EntityRow): string {
  if (!hasFreeNames(ontology, row.kind)) return row.label;
  const folded = foldText(row.label);
  for (const [name, shown] of namesOf(ontology, open)) {
    const at = folded.indexOf(name);
    // Folding may change lengths: then the kind alone is left.
    if (at >= 0)
      return folded.length === row.label.length
        ? row.label.slice(0, at) + shown + row.label.slice(at + name.length)
        : shown;
  }
  return row.label;
}

/** Whether a record names a protected person as free text, in any of its records. */
export function namesProtected(ontology: Ontology, open: OpenCase, row: EntityRow): boolean {
  if (!hasFreeNames(ontology, row.kind)) return false;
  const base = baseKindOf(ontology, row.kind);
  const free = (kindOf(ontology, row.kind)?.fields ?? []).filter((field) =>
    isFreeName(base, field),
  );
  const mask = nameMask(ontology, open);
  return open.entities.fields(row.id).some((fields) =>
    free.some(({ id }) => {
      const text = fields[id];
      return typeof text === 'string' && mask(text) !== null;
    }),
  );
}

/** Text written by a person about their work, as others may read it: whoever is protected has a reference in it. */
export function freeTextMask(ontology: Ontology, open: OpenCase): (text: string) => string {
  // One word of a name may be anybody's.
  const whole = [...namesOf(ontology, open)].filter(([name]) => name.includes(' '));
  return (text) => {
    let masked = text;
    for (const [name, shown] of whole) {
      if (!foldText(masked).includes(name)) continue;
      const written = name.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      masked = masked.replace(new RegExp(written.join('\\s+'), 'giu'), shown);
      // Written with accents, or otherwise than it is searched: nothing of it is shown.
      if (foldText(masked).includes(name)) return `Withheld: this names ${shown}.`;
    }
    return masked;
  };
}

/** The same for many texts: only those with the first word of a whole name in them are looked at closely. */
export function textMask(ontology: Ontology, open: OpenCase): (text: string) => string {
  const whole = [...namesOf(ontology, open).keys()].filter((name) => name.includes(' '));
  if (whole.length === 0) return (text) => text;
  const closely = freeTextMask(ontology, open);
  const firstWords = new Set(whole.flatMap((name) => wordsOf(name)[0] ?? []));
  return (text) =>
    wordsOf(foldText(text)).some((word) => firstWords.has(word)) ? closely(text) : text;
}

function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
