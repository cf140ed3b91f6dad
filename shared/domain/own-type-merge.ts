import {
  type FieldDefinition,
  type KindDefinition,
  normaliseHeader,
  type Ontology,
  type RelationTypeDefinition,
  type Term,
} from './ontology.ts';
import type { OwnField, OwnKind, OwnRelationType, OwnTypes, ShippedChange } from './own-type.ts';

type Changes = ReadonlyMap<string, ShippedChange>;

/** Files still call a type what it was called before. */
function aliasesOf(aliases: readonly string[], ...names: readonly string[]): string[] {
  return [...new Set([...aliases, ...names.map(normaliseHeader)])].filter((name) => name !== '');
}

function retired(change: { readonly isRetired: boolean } | undefined) {
  return change?.isRetired ? { isRetired: true } : {};
}

function changedKind(kind: KindDefinition, changes: Changes): KindDefinition {
  const change = changes.get(`kind/${kind.id}`);
  const fields = kind.fields.map((field) =>
    changedField(field, changes.get(`field/${kind.id}/${field.id}`)),
  );
  if (!change) return { ...kind, fields };
  return {
    ...kind,
    fields,
    label: change.label ?? kind.label,
    plural: change.otherLabel ?? kind.plural,
    aliases: aliasesOf(kind.aliases, kind.label, kind.plural),
    ...retired(change),
  };
}

function changedField(field: FieldDefinition, change: ShippedChange | undefined): FieldDefinition {
  if (!change) return field;
  return {
    ...field,
    label: change.label ?? field.label,
    aliases: aliasesOf(field.aliases, field.label),
    ...retired(change),
  };
}

function changedTerm(term: Term, change: ShippedChange | undefined): Term {
  if (!change) return term;
  return {
    ...term,
    label: change.label ?? term.label,
    aliases: aliasesOf(term.aliases, term.label),
    ...retired(change),
  };
}

function changedRelationType(
  type: RelationTypeDefinition,
  change: ShippedChange | undefined,
): RelationTypeDefinition {
  if (!change) return type;
  return {
    ...type,
    label: change.label ?? type.label,
    inverseLabel: change.otherLabel ?? type.inverseLabel,
    aliases: aliasesOf(type.aliases, type.label),
    ...retired(change),
  };
}

function fieldOf(field: OwnField): FieldDefinition {
  return {
    id: field.id,
    label: field.label,
    type: field.type,
    aliases: aliasesOf([], ...field.names),
    isIdentifier: field.isIdentifier,
    isPersonal: field.isPersonal,
    ...(field.vocabulary === null ? {} : { vocabulary: field.vocabulary }),
    ...(field.help === '' ? {} : { help: field.help }),
    ...(field.unit === '' ? {} : { unit: field.unit }),
    ...retired(field),
  };
}

function kindFrom(own: OwnKind, base: KindDefinition, fields: readonly OwnField[]): KindDefinition {
  return {
    id: own.id,
    base: base.id,
    label: own.label,
    plural: own.plural,
    prefix: own.prefix,
    shape: base.shape,
    icon: own.icon ?? base.icon,
    isOnMap: own.isOnMap,
    labelFrom: own.labelField === null ? base.labelFrom : [[own.labelField], ...base.labelFrom],
    aliases: aliasesOf([], ...own.names),
    fields: [
      ...base.fields,
      ...fields
        .filter(
          ({ id, kinds }) => kinds.includes(own.id) && !base.fields.some((one) => one.id === id),
        )
        .map(fieldOf),
    ],
    ...retired(own),
  };
}

/** The fields that a case adds to a type of link, or to the shipped one that it counts as. */
function linkFields(
  { id, base }: { readonly id: string; readonly base?: string | undefined },
  fields: readonly OwnField[],
): FieldDefinition[] {
  return fields
    .filter(
      ({ linkTypes }) => linkTypes.includes(id) || (base !== undefined && linkTypes.includes(base)),
    )
    .map(fieldOf);
}

function relationTypeFrom(
  own: OwnRelationType,
  base: RelationTypeDefinition | undefined,
): RelationTypeDefinition {
  return {
    id: own.id,
    ...(base ? { base: base.id } : {}),
    label: own.label,
    inverseLabel: own.inverseLabel,
    from: own.from,
    to: own.to,
    family: base?.family ?? own.family,
    isDirected: own.isDirected,
    strength: base?.strength ?? null,
    halfLifeDays: base?.halfLifeDays ?? null,
    aliases: aliasesOf([], ...own.names),
    fields: [],
    ...retired(own),
  };
}

/** A type that takes a kind at an end takes what is built on that kind, too. */
function withKindsBasedOn(ends: readonly string[], kinds: readonly KindDefinition[]): string[] {
  const more = kinds.filter(({ base }) => base !== undefined && ends.includes(base));
  return [...new Set([...ends, ...more.map(({ id }) => id)])];
}

/**
 * The ontology of a case: what is shipped, with what the case adds to it and calls otherwise. What is added to a kind
 * that is not there is left out.
 */
export function mergeOntology(shipped: Ontology, own: OwnTypes): Ontology {
  const changes: Changes = new Map(
    own.changes.map((change) => [`${change.of}/${change.id}`, change]),
  );
  const shippedKinds = shipped.kinds.map((kind) => {
    const changed = changedKind(kind, changes);
    const added = own.fields.filter(({ kinds }) => kinds.includes(kind.id)).map(fieldOf);
    return { ...changed, fields: [...changed.fields, ...added] };
  });
  const ownKinds = own.kinds.flatMap((kind) => {
    const base = shippedKinds.find(({ id }) => id === kind.base);
    return base ? [kindFrom(kind, base, own.fields)] : [];
  });
  const kinds = [...shippedKinds, ...ownKinds];
  const relationTypes = [
    ...shipped.relationTypes.map((type) =>
      changedRelationType(type, changes.get(`relation-type/${type.id}`)),
    ),
    ...own.relationTypes.map((type) =>
      relationTypeFrom(
        type,
        shipped.relationTypes.find(({ id }) => id === type.base),
      ),
    ),
  ].map((type) => ({
    ...type,
    from: withKindsBasedOn(type.from, ownKinds),
    to: withKindsBasedOn(type.to, ownKinds),
    fields: linkFields(type, own.fields),
  }));
  const vocabularyList = [
    ...shipped.vocabularyList,
    ...own.vocabularies.map(({ id, label }) => ({ id, label, isOpen: true })),
  ];
  const vocabularies = Object.fromEntries(
    vocabularyList.map(({ id }) => [
      id,
      [
        ...(shipped.vocabularies[id] ?? []).map((term) =>
          changedTerm(term, changes.get(`term/${id}/${term.id}`)),
        ),
        ...own.terms
          .filter(({ vocabulary }) => vocabulary === id)
          .map(
            (term): Term => ({
              id: term.id,
              label: term.label,
              isProtected: term.isProtected,
              aliases: aliasesOf([], ...term.names),
              ...(term.help === '' ? {} : { help: term.help }),
              ...retired(term),
            }),
          ),
      ],
    ]),
  );
  return { kinds, relationTypes, vocabularies, vocabularyList };
}
