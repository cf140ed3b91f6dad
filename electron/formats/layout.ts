import {
  fieldFor,
  type KindDefinition,
  normaliseHeader,
  type Ontology,
} from '../../shared/domain/ontology.ts';
import { type Mapping, workingColumns } from '../../shared/import/mapping.ts';
import type { EntityColumns, Profile, RelationColumns } from './profile.ts';
import type { Table } from './table.ts';

/** One column of a file. */
export interface Column {
  readonly index: number;
  /** As received, without outer blanks. */
  readonly header: string;
  /** The header without the type that it may carry: `latitude` of `latitude:double`. */
  readonly name: string;
  /** The type that the header carries, or that the file declares; null: none. */
  readonly type: string | null;
}

/** A table of entities: which columns are what. */
export interface EntityLayout {
  readonly rows: 'entities';
  readonly profile: Profile;
  readonly columns: readonly Column[];
  readonly key: Column | null;
  /** Ids of different spaces are different though they read the same; '' is the common one. */
  readonly keySpace: string;
  /** A column of kinds, whatever its words. */
  readonly kind: Column | null;
  readonly kindUnlessChosen: Column | null;
  readonly kindWhenClaimed: Column | null;
  readonly observedOn: Column | null;
  readonly category: Column | null;
  readonly grade: Column | null;
  readonly basis: Column | null;
}

/** A table of links: which columns are what. */
export interface RelationLayout {
  readonly rows: 'relations';
  readonly profile: Profile;
  readonly columns: readonly Column[];
  readonly from: Column;
  readonly fromSpace: string;
  readonly to: Column;
  readonly toSpace: string;
  readonly type: Column | null;
  /** The first of them that says something in a row counts. */
  readonly startedOn: readonly Column[];
  readonly endedOn: readonly Column[];
  readonly observedOn: Column | null;
  readonly grade: Column | null;
  readonly basis: Column | null;
  readonly fields: readonly {
    readonly column: Column;
    readonly id: string;
    readonly type: RelationColumns['fields'][number]['type'];
  }[];
}

/** A table whose rows make several records and the links between them, as people mapped it. */
export interface MappedLayout {
  readonly rows: 'mapped';
  readonly profile: Profile;
  readonly mapping: Mapping;
  readonly columns: readonly Column[];
}

export type Layout = EntityLayout | RelationLayout | MappedLayout;

const NO_ENTITY_COLUMNS: EntityColumns = {
  key: [],
  isKeyRequired: false,
  kind: [],
  kindUnlessChosen: [],
  kindWhenClaimed: [],
  observedOn: [],
  category: [],
  grade: [],
  basis: [],
};

/** What a format tells of its table beside the headers. */
type Declared = Pick<Table, 'types' | 'holds'>;

const NOTHING_DECLARED: Declared = { types: null, holds: null };

/** The first profile that recognises these headers, with what each column is to it; null: none does. */
export function recognise(
  headers: readonly string[],
  profiles: readonly Profile[],
  ontology: Ontology,
  declared: Declared = NOTHING_DECLARED,
): Layout | null {
  for (const profile of profiles) {
    const layout = layoutOf(headers, profile, ontology, declared);
    if (layout) return layout;
  }
  return null;
}

function layoutOf(
  headers: readonly string[],
  profile: Profile,
  ontology: Ontology,
  declared: Declared,
): Layout | null {
  const columns = headers.map((header, index) => ({
    index,
    header,
    name: header,
    type: declared.types?.[index] ?? null,
  }));
  switch (profile.headers) {
    case 'typed':
      return declared.holds === null ? typedLayout(headers, profile) : null;
    case 'plain':
      return declared.holds === null
        ? (linkLayout(profile, columns) ?? nodeLayout(profile, columns, ontology))
        : null;
    case 'mapped':
      return mappedLayout(headers, profile);
    case 'graph':
      if (declared.holds === null) return null;
      return declared.holds === 'links'
        ? linkLayout(profile, columns)
        : nodeLayout(profile, columns, ontology);
  }
}

/** The layout of a table with just the headers that were mapped; its rows are to be transformed. */
function mappedLayout(headers: readonly string[], profile: Profile): MappedLayout | null {
  const { mapping } = profile;
  if (!mapping || mapping.columns.length !== headers.length) return null;
  const wanted = new Set(mapping.columns);
  if (!headers.every((header) => wanted.has(header))) return null;
  // Columns may come in another order than that in which they were mapped.
  const inOrder = { ...mapping, columns: [...headers] };
  const columns = workingColumns(inOrder).map((name, index) => ({
    index,
    header: name,
    name,
    type: null,
  }));
  return { rows: 'mapped', profile, mapping: inOrder, columns };
}

/** A table without ids, taken by the column that names its rows: links beside it can only mean that. */
export function keyedByName(layout: EntityLayout): EntityLayout {
  if (layout.key) return layout;
  const key =
    layout.columns.find((column) => ['name', 'label'].includes(normaliseHeader(column.name))) ??
    null;
  return { ...layout, key };
}

function finder(columns: readonly Column[]) {
  const byName = new Map<string, Column>();
  for (const column of columns) {
    const name = normaliseHeader(column.name);
    if (!byName.has(name)) byName.set(name, column);
  }
  // The order of the profile decides, not that of the file.
  return (names: readonly string[]): Column | null => {
    for (const name of names) {
      const column = byName.get(name);
      if (column) return column;
    }
    return null;
  };
}

function linkLayout(profile: Profile, columns: readonly Column[]): RelationLayout | null {
  if (!profile.relations) return null;
  const find = finder(columns);
  const { from, to } = profile.relations;
  for (const [index, name] of from.entries()) {
    const source = find([name]);
    const target = find(to.slice(index, index + 1));
    if (source && target) {
      return relationLayout(profile, columns, {
        from: source,
        fromSpace: '',
        to: target,
        toSpace: '',
        type: find(profile.relations.type),
      });
    }
  }
  return null;
}

function nodeLayout(
  profile: Profile,
  columns: readonly Column[],
  ontology: Ontology,
): EntityLayout | null {
  if (!profile.entities) return null;
  const find = finder(columns);
  const key = find(profile.entities.key);
  const isKnown = profile.entities.isKeyRequired
    ? key !== null
    : hasKnownField(columns, ontology.kinds);
  if (!isKnown) return null;
  return entityLayout(profile, columns, { key, keySpace: '', kind: find(profile.entities.kind) });
}

function hasKnownField(columns: readonly Column[], kinds: readonly KindDefinition[]): boolean {
  return columns.some((column) => kinds.some((kind) => fieldFor(kind, column.name) !== null));
}

const TYPED_HEADER =
  /^(?<name>.*?):(?<type>[A-Za-z_]+(?:\[\])?)(?:\((?<space>[^)]*)\))?(?:\{.*\})?$/;

function typedLayout(headers: readonly string[], profile: Profile): Layout | null {
  const spaces = new Map<Column, string>();
  const columns = headers.map((header, index): Column => {
    const parts = TYPED_HEADER.exec(header)?.groups;
    if (!parts) return { index, header, name: header, type: null };
    const column = {
      index,
      header,
      name: parts.name ?? '',
      type: (parts.type ?? '').toLowerCase(),
    };
    spaces.set(column, parts.space ?? '');
    return column;
  });
  const ofType = (type: string) => columns.find((column) => column.type === type) ?? null;
  const from = ofType('start_id');
  const to = ofType('end_id');
  if (from && to) {
    const ends = { from, fromSpace: spaces.get(from) ?? '', to, toSpace: spaces.get(to) ?? '' };
    return relationLayout(profile, columns, { ...ends, type: ofType('type') });
  }
  const key = ofType('id');
  if (!key) return null;
  return entityLayout(profile, columns, {
    key,
    keySpace: spaces.get(key) ?? '',
    kind: ofType('label'),
  });
}

function entityLayout(
  profile: Profile,
  columns: readonly Column[],
  known: Pick<EntityLayout, 'key' | 'keySpace' | 'kind'>,
): EntityLayout {
  const find = finder(columns);
  const names = profile.entities ?? NO_ENTITY_COLUMNS;
  return {
    rows: 'entities',
    profile,
    columns,
    ...known,
    kindUnlessChosen: find(names.kindUnlessChosen),
    kindWhenClaimed: find(names.kindWhenClaimed),
    observedOn: find(names.observedOn),
    category: find(names.category),
    grade: find(names.grade),
    basis: find(names.basis),
  };
}

function relationLayout(
  profile: Profile,
  columns: readonly Column[],
  known: Pick<RelationLayout, 'from' | 'fromSpace' | 'to' | 'toSpace' | 'type'>,
): RelationLayout {
  const names = profile.relations;
  const find = finder(
    columns.filter(
      (column) => column !== known.from && column !== known.to && column !== known.type,
    ),
  );
  const findAll = (headers: readonly string[]) => headers.flatMap((one) => find([one]) ?? []);
  return {
    rows: 'relations',
    profile,
    columns,
    ...known,
    startedOn: findAll(names?.startedOn ?? []),
    endedOn: findAll(names?.endedOn ?? []),
    observedOn: find(names?.observedOn ?? []),
    grade: find(names?.grade ?? []),
    basis: find(names?.basis ?? []),
    fields: (names?.fields ?? []).flatMap(({ id, type, headers }) => {
      const column = find(headers);
      return column ? [{ column, id, type }] : [];
    }),
  };
}
