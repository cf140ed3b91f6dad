import {
  type FieldDefinition,
  fieldFor,
  type KindDefinition,
  kindOf,
  type Ontology,
  type RelationTypeDefinition,
} from '../../../shared/domain/ontology.ts';
import { likelyLink } from '../../../shared/import/guess.ts';
import {
  columnsMade,
  columnsRead,
  type MappedLink,
  type MappedPart,
  Mapping,
  type Transform,
} from '../../../shared/import/mapping.ts';

/** Where the values of a column go: a field of one of the row's records, nowhere, or left out on purpose. */
export type ColumnTarget = { readonly part: string; readonly field: string } | 'keep' | 'ignore';

/** Where a column goes now. */
export function targetOf(mapping: Mapping, column: string): ColumnTarget {
  for (const part of mapping.parts) {
    const found = part.fields.find((field) => field.column === column);
    if (found) return { part: part.id, field: found.field };
  }
  return mapping.ignored.includes(column) ? 'ignore' : 'keep';
}

/** Sends a column to another field: whichever column went there before is kept as received only. */
export function withTarget(mapping: Mapping, column: string, target: ColumnTarget): Mapping {
  const parts = mapping.parts.map((part) => {
    const others = part.fields.filter(
      (field) =>
        field.column !== column &&
        !(typeof target === 'object' && target.part === part.id && field.field === target.field),
    );
    const isHere = typeof target === 'object' && target.part === part.id;
    return { ...part, fields: isHere ? [...others, { field: target.field, column }] : others };
  });
  const ignored = mapping.ignored.filter((one) => one !== column);
  return { ...mapping, parts, ignored: target === 'ignore' ? [...ignored, column] : ignored };
}

function newPartId(mapping: Mapping, kind: string): string {
  const ids = new Set(mapping.parts.map(({ id }) => id));
  let number = 2;
  let id = kind;
  while (ids.has(id)) id = `${kind}-${number++}`;
  return id;
}

function linkBetween(ontology: Ontology, from: MappedPart, to: MappedPart): MappedLink {
  const likely = likelyLink(ontology, from.kind, to.kind);
  const ends = likely?.isTurned ? { from: to.id, to: from.id } : { from: from.id, to: to.id };
  const plain = {
    typeColumn: null,
    startedOn: null,
    endedOn: null,
    observedOn: null,
    amount: null,
  };
  return { ...ends, type: likely?.type ?? null, ...plain };
}

/** Another record that each row makes, linked with the one that it is about. */
export function withPart(ontology: Ontology, mapping: Mapping, kind: string): Mapping {
  const id = newPartId(mapping, kind);
  const part = { id, kind, key: [], space: id, isShared: true, isReference: false, fields: [] };
  const [main] = mapping.parts;
  const links = main ? [...mapping.links, linkBetween(ontology, main, part)] : mapping.links;
  return { ...mapping, parts: [...mapping.parts, part], links };
}

/** Without one of the records; the first, which the row is about, stays. */
export function withoutPart(mapping: Mapping, id: string): Mapping {
  return {
    ...mapping,
    parts: mapping.parts.filter((part) => part.id !== id),
    links: mapping.links.filter((link) => link.from !== id && link.to !== id),
  };
}

/** The field that things of a kind are called by where no other is known. */
function namingField(kind: KindDefinition): FieldDefinition | undefined {
  const ways = kind.labelFrom.filter((way) => way.length === 1).flat();
  return kind.fields.find((field) => field.id === ways[0]);
}

/** A record of another kind: columns go to the fields of the new kind that their headers mean. */
export function withKind(
  ontology: Ontology,
  mapping: Mapping,
  id: string,
  kindId: string,
): Mapping {
  const kind = kindOf(ontology, kindId);
  if (!kind) return mapping;
  const parts = mapping.parts.map((part) => {
    if (part.id !== id) return part;
    const taken = new Set<string>();
    const fields = part.fields.flatMap(({ field, column }) => {
      const known = kind.fields.find((one) => one.id === field) ?? fieldFor(kind, column);
      if (!known || taken.has(known.id)) return [];
      taken.add(known.id);
      return [{ field: known.id, column }];
    });
    const naming = fields.length === 0 && part.isShared ? namingField(kind) : undefined;
    const [column] = part.key;
    // A record that is known by a column alone is called by it.
    if (naming && column !== undefined) fields.push({ field: naming.id, column });
    return { ...part, kind: kindId, fields };
  });
  const kindById = new Map(parts.map((part) => [part.id, part]));
  const links = mapping.links.map((link) => {
    const from = kindById.get(link.from);
    const to = kindById.get(link.to);
    const isTouched = link.from === id || link.to === id;
    return isTouched && from && to ? { ...link, ...linkBetween(ontology, from, to) } : link;
  });
  return { ...mapping, parts, links };
}

/** Columns that name a record, or what the row says where there are none. */
export function withKey(mapping: Mapping, id: string, key: readonly string[]): Mapping {
  return {
    ...mapping,
    parts: mapping.parts.map((part) => {
      if (part.id !== id) return part;
      // Where the key was all that is told of it, the new key is.
      const [only, more] = part.fields;
      const [column] = key;
      const isNaming = part.isShared && only && !more && only.column === part.key[0];
      const fields =
        isNaming && column !== undefined ? [{ field: only.field, column }] : part.fields;
      return { ...part, key: [...key], fields };
    }),
  };
}

/** Whether a record is made here, or named only because another table brings it. */
export function withReference(mapping: Mapping, id: string, isReference: boolean): Mapping {
  return {
    ...mapping,
    parts: mapping.parts.map((part) =>
      part.id === id ? { ...part, isReference, space: isReference ? '' : part.id } : part,
    ),
  };
}

/** Each row as a link between two records, named by the first two columns until others are chosen. */
export function asLinks(mapping: Mapping, kind: KindDefinition): Mapping {
  const [one = '', other = one] = mapping.columns;
  const naming = namingField(kind);
  const end = (id: string, column: string): MappedPart => ({
    id,
    kind: kind.id,
    key: [column],
    space: '',
    isShared: true,
    isReference: false,
    fields: naming ? [{ field: naming.id, column }] : [],
  });
  const plain = {
    typeColumn: null,
    startedOn: null,
    endedOn: null,
    observedOn: null,
    amount: null,
  };
  return {
    ...mapping,
    parts: [end('from', one), end('to', other)],
    links: [{ from: 'from', to: 'to', type: null, ...plain }],
  };
}

/** A type of link between two kinds; turned: it leads from the second to the first. */
interface TypeBetween {
  readonly type: RelationTypeDefinition;
  readonly isTurned: boolean;
}

/** Types that can join two kinds, in either direction. */
export function typesBetween(ontology: Ontology, from: string, to: string): readonly TypeBetween[] {
  return ontology.relationTypes.flatMap((type): TypeBetween[] => {
    if (type.from.includes(from) && type.to.includes(to)) return [{ type, isTurned: false }];
    return type.from.includes(to) && type.to.includes(from) ? [{ type, isTurned: true }] : [];
  });
}

/** Why a change cannot be added; null: it can. */
export function transformFault(mapping: Mapping, transform: Transform): string | null {
  const result = Mapping.safeParse({ ...mapping, transforms: [...mapping.transforms, transform] });
  return result.success ? null : (result.error.issues[0]?.message ?? 'this cannot be done');
}

/** Without one change; columns that it made go from the mapping, and so do changes that read them. */
export function withoutTransform(mapping: Mapping, index: number): Mapping {
  const gone = new Set<string>();
  const transforms = mapping.transforms.filter((transform, at) => {
    const isKept = at !== index && !columnsRead(transform).some((column) => gone.has(column));
    if (!isKept) for (const column of columnsMade(transform)) gone.add(column);
    return isKept;
  });
  const parts = mapping.parts.map((part) => ({
    ...part,
    key: part.key.filter((column) => !gone.has(column)),
    fields: part.fields.filter(({ column }) => !gone.has(column)),
  }));
  const links = mapping.links.map((link) => ({
    ...link,
    typeColumn: link.typeColumn !== null && gone.has(link.typeColumn) ? null : link.typeColumn,
  }));
  return { ...mapping, transforms, parts, links };
}

/** A change in words: `Split “name” at “,” into “surname”, “forename”`. */
export function transformInWords(transform: Transform): string {
  const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');
  switch (transform.op) {
    case 'split':
      return `Split “${transform.column}” ${transform.by === 'text' ? `at “${transform.at}”` : 'by a pattern'} into ${quoted(transform.into)}`;
    case 'join':
      return `Join ${quoted(transform.columns)} as “${transform.into}”`;
    case 'date':
      return `Read dates of “${transform.column}” as ${DATE_ORDERS[transform.order]}`;
    case 'fixed':
      return `“${transform.value}” in every row, as “${transform.into}”`;
    case 'trim':
      return `Tidy blanks in “${transform.column}”`;
    case 'replace':
      return `Replace “${transform.find}” in “${transform.column}” by “${transform.put}”`;
    case 'map':
      return `Change ${transform.values.length} values of “${transform.column}”`;
    case 'number':
      return `Read numbers of “${transform.column}” with a decimal ${transform.decimal === ',' ? 'comma' : 'point'}`;
  }
}

/** Orders of dates in words. */
export const DATE_ORDERS = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
} as const;
