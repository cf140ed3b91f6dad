import type { TypeUses } from '../../../shared/api/type.ts';
import {
  type FieldDefinition,
  kindOf,
  type Ontology,
  offered,
  type RelationTypeDefinition,
} from '../../../shared/domain/ontology.ts';
import type { OwnItem, OwnTypes, ShippedChange } from '../../../shared/domain/own-type.ts';

/** The pages that types are listed on. */
export const TYPE_PAGES = ['kinds', 'fields', 'links', 'words'] as const;
export type TypePage = (typeof TYPE_PAGES)[number];

/** One type as it is listed. */
export interface TypeRow {
  readonly key: string;
  readonly label: string;
  /** What it is besides, in a few words. */
  readonly about: string;
  /** Records or links that use it; null: not told. */
  readonly count: number | null;
  /** What is counted are links. */
  readonly countsLinks?: true;
  /** `ours`: the case added it. `changed`: shipped, and called otherwise or switched off here. */
  readonly standing: 'shipped' | 'ours' | 'changed';
  readonly isRetired: boolean;
  /** Of a kind: what it is drawn with. */
  readonly mark: { readonly base: string; readonly shape: string; readonly icon: string } | null;
  /** What a change of it begins with. */
  readonly item: OwnItem;
}

/** Stands for all links where fields are listed by what has them: no kind is called so. */
export const OF_LINKS = '(links)';

/** What types are listed by. */
export interface TypeQuery {
  readonly text: string;
  /** Of fields the kind or {@link OF_LINKS}, of words the list; empty: all. */
  readonly within: string;
  readonly isOursAlone: boolean;
}

interface Sources {
  readonly ontology: Ontology;
  readonly own: OwnTypes;
  /** Null: not counted yet. */
  readonly uses: TypeUses | null;
}

const FIELD_TYPE_WORDS: Readonly<Record<string, string>> = {
  text: 'Text',
  'long-text': 'Long text',
  name: 'Name',
  date: 'Date',
  time: 'Time',
  integer: 'Whole number',
  number: 'Number',
  boolean: 'Yes or no',
  term: 'One of a list',
  terms: 'Several of a list',
  texts: 'Several texts',
  postcode: 'Postcode',
  registration: 'Number plate',
  phone: 'Phone number',
  email: 'Email address',
  'company-number': 'Company number',
  uprn: 'UPRN',
  latitude: 'Degrees north',
  longitude: 'Degrees east',
  money: 'Amount of money',
  'dated-terms': 'Several of a list, each with a date',
};

/** What a field holds, in words. */
export function fieldTypeWords(type: string): string {
  return FIELD_TYPE_WORDS[type] ?? type;
}

function changeOf(own: OwnTypes, of: ShippedChange['of'], id: string): ShippedChange | null {
  return own.changes.find((change) => change.of === of && change.id === id) ?? null;
}

function shippedRow(
  { own }: Sources,
  of: ShippedChange['of'],
  id: string,
): Pick<TypeRow, 'standing' | 'item'> {
  const change = changeOf(own, of, id);
  return {
    standing: change ? 'changed' : 'shipped',
    item: {
      sort: 'changes',
      item: change ?? { of, id, label: null, otherLabel: null, isRetired: false },
    },
  };
}

function countIn(counts: Readonly<Record<string, number>> | undefined, key: string): number | null {
  return counts ? (counts[key] ?? 0) : null;
}

function kindRows(from: Sources): TypeRow[] {
  const { ontology, own, uses } = from;
  return ontology.kinds.map((kind) => {
    const ours = own.kinds.find(({ id }) => id === kind.id);
    const base = kind.base === undefined ? null : kindOf(ontology, kind.base);
    return {
      key: `kind ${kind.id}`,
      label: kind.label,
      about: [
        base ? `built on ${base.label.toLowerCase()}` : null,
        `references ${kind.prefix}`,
        kind.isOnMap ? null : 'not on the map',
      ]
        .filter(Boolean)
        .join(', '),
      count: countIn(uses?.kinds, kind.id),
      isRetired: kind.isRetired ?? false,
      mark: { base: kind.base ?? kind.id, shape: kind.shape, icon: kind.icon },
      ...(ours
        ? { standing: 'ours' as const, item: { sort: 'kinds' as const, item: ours } }
        : shippedRow(from, 'kind', kind.id)),
    };
  });
}

/** What a field holds: *number in kg*, *one of a list, from Locks*. */
function holdsWords(ontology: Ontology, field: FieldDefinition): string {
  const list = ontology.vocabularyList.find(({ id }) => id === field.vocabulary);
  const unit = field.unit ? ` in ${field.unit}` : '';
  return `${fieldTypeWords(field.type).toLowerCase()}${unit}${list ? `, from ${list.label}` : ''}`;
}

/** Fields of links: the case added every one of them. */
function linkFieldRows({ ontology, own, uses }: Sources): TypeRow[] {
  return ontology.relationTypes.flatMap((type) =>
    type.fields.flatMap((field): TypeRow[] => {
      const ours = own.fields.find(({ id }) => id === field.id);
      // What is inherited is listed with what it is inherited from.
      if (!ours?.linkTypes.includes(type.id)) return [];
      return [
        {
          key: `link field ${type.id}/${field.id}`,
          label: field.label,
          about: `Link “${type.label}”, ${holdsWords(ontology, field)}`,
          count: countIn(uses?.linkFields, `${type.id}/${field.id}`),
          countsLinks: true,
          isRetired: field.isRetired ?? false,
          mark: null,
          standing: 'ours',
          item: { sort: 'fields', item: ours },
        },
      ];
    }),
  );
}

function fieldRows(from: Sources, within: string): TypeRow[] {
  const { ontology, own, uses } = from;
  const kinds = ontology.kinds.filter(({ id }) => within === '' || id === within);
  return kinds.flatMap((kind) =>
    kind.fields
      // What is inherited is listed with what it is inherited from, unless that is what was asked for.
      .filter(
        (field) =>
          within !== '' ||
          kind.base === undefined ||
          own.fields.some(({ id, kinds: of }) => id === field.id && of.includes(kind.id)),
      )
      .map((field): TypeRow => {
        const ours = own.fields.find(({ id }) => id === field.id);
        const changed = `${kind.base ?? kind.id}/${field.id}`;
        return {
          key: `field ${kind.id}/${field.id}`,
          label: field.label,
          about: `${kind.label}, ${holdsWords(ontology, field)}`,
          count: countIn(uses?.fields, `${kind.id}/${field.id}`),
          isRetired: field.isRetired ?? false,
          mark: null,
          ...(ours
            ? { standing: 'ours' as const, item: { sort: 'fields' as const, item: ours } }
            : shippedRow(from, 'field', changed)),
        };
      }),
  );
}

/** Kinds in a few words. */
export function kindWords(ontology: Ontology, ids: readonly string[]): string {
  // Kinds that come with what they are built on need no telling.
  const told = ids.filter((id) => {
    const base = kindOf(ontology, id)?.base;
    return base === undefined || !ids.includes(base);
  });
  const words = told.map((id) => kindOf(ontology, id)?.label.toLowerCase() ?? id);
  return words.length > 3
    ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`
    : words.join(', ');
}

function fieldNames({ fields }: RelationTypeDefinition): string {
  const names = offered(fields).map(({ label }) => label);
  return names.length === 0 ? '' : `; asked for ${names.join(', ')}`;
}

function linkRows(from: Sources): TypeRow[] {
  const { ontology, own, uses } = from;
  return ontology.relationTypes.map((type) => {
    const ours = own.relationTypes.find(({ id }) => id === type.id);
    return {
      key: `link ${type.id}`,
      label: type.label,
      about: `${kindWords(ontology, type.from)} to ${kindWords(ontology, type.to)}${
        type.isDirected ? `; back: ${type.inverseLabel}` : '; both ways alike'
      }${fieldNames(type)}`,
      count: countIn(uses?.relationTypes, type.id),
      countsLinks: true,
      isRetired: type.isRetired ?? false,
      mark: null,
      ...(ours
        ? { standing: 'ours' as const, item: { sort: 'relationTypes' as const, item: ours } }
        : shippedRow(from, 'relation-type', type.id)),
    };
  });
}

function wordRows(from: Sources, within: string): TypeRow[] {
  const { ontology, own, uses } = from;
  return ontology.vocabularyList
    .filter(({ id, isOpen }) => (within === '' ? isOpen : id === within))
    .flatMap((list) =>
      (ontology.vocabularies[list.id] ?? []).map((term): TypeRow => {
        const ours = own.terms.find(
          ({ id, vocabulary }) => id === term.id && vocabulary === list.id,
        );
        return {
          key: `word ${list.id}/${term.id}`,
          label: term.label,
          about: [
            list.label,
            term.isProtected ? 'protects whoever has it' : null,
            term.help ?? null,
          ]
            .filter(Boolean)
            .join(', '),
          // Who is protected is not counted.
          count: term.isProtected ? null : countIn(uses?.terms, `${list.id}/${term.id}`),
          isRetired: term.isRetired ?? false,
          mark: null,
          ...(ours
            ? { standing: 'ours' as const, item: { sort: 'terms' as const, item: ours } }
            : shippedRow(from, 'term', `${list.id}/${term.id}`)),
        };
      }),
    );
}

function rowsOf(page: TypePage, from: Sources, within: string): TypeRow[] {
  switch (page) {
    case 'kinds':
      return kindRows(from);
    case 'fields':
      return [
        ...fieldRows(from, within),
        ...(within === '' || within === OF_LINKS ? linkFieldRows(from) : []),
      ];
    case 'links':
      return linkRows(from);
    case 'words':
      return wordRows(from, within);
  }
}

/** The types of a page that meet what is asked, those of the case first. */
export function typeRows(page: TypePage, from: Sources, query: TypeQuery): readonly TypeRow[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = rowsOf(page, from, query.within).filter(({ label, about, standing }) => {
    if (query.isOursAlone && standing === 'shipped') return false;
    const said = `${label} ${about}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const rank = { ours: 0, changed: 1, shipped: 2 } as const;
  return rows.sort((a, b) => rank[a.standing] - rank[b.standing]);
}
