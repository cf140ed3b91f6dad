import {
  type KindDefinition,
  kindOf,
  normaliseHeader,
  type Ontology,
  relationTypeOf,
} from './ontology.ts';
import type { OwnTypes } from './own-type.ts';
import { mergeOntology } from './own-type-merge.ts';

/** Something about a case's own types that cannot be so: where it stands, and what to do about it. */
export interface OwnTypeProblem {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

type Report = (path: readonly PropertyKey[], reason: string) => void;

const LISTED = new Set(['term', 'terms']);

/** Reports each row that repeats what one before it has. */
function checkRepeats<T>(
  rows: readonly T[],
  nameOf: (row: T) => string,
  report: (index: number, name: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const name = nameOf(row);
    if (seen.has(name)) report(index, name);
    seen.add(name);
  }
}

function checkIds(own: OwnTypes, report: Report): void {
  for (const sort of ['kinds', 'fields', 'relationTypes', 'vocabularies'] as const)
    checkRepeats<{ readonly id: string }>(
      own[sort],
      ({ id }) => id,
      (index, id) => report([sort, index, 'id'], `“${id}” is given twice. Give each its own id.`),
    );
  checkRepeats(
    own.terms,
    ({ vocabulary, id }) => `${vocabulary}/${id}`,
    (index, id) => report(['terms', index, 'id'], `“${id}” is given twice. Give each its own id.`),
  );
  checkRepeats(
    own.changes,
    ({ of, id }) => `${of}/${id}`,
    (index) => report(['changes', index], 'The same type is changed twice. Keep one of the two.'),
  );
}

/** Every name that files call a kind by. */
function namesOfKind(kind: KindDefinition): readonly string[] {
  return [
    ...new Set([...[kind.id, kind.label, kind.plural].map(normaliseHeader), ...kind.aliases]),
  ];
}

function checkKinds(shipped: Ontology, merged: Ontology, own: OwnTypes, report: Report): void {
  for (const [index, kind] of own.kinds.entries()) {
    const path = ['kinds', index];
    if (!shipped.kinds.some(({ id }) => id === kind.base))
      report(
        [...path, 'base'],
        `There is no shipped kind “${kind.base}” to build on. Choose one, such as person, business or premises.`,
      );
    const twin = merged.kinds.find(({ id, prefix }) => id !== kind.id && prefix === kind.prefix);
    if (twin)
      report(
        [...path, 'prefix'],
        `References of ${twin.plural} begin with ${kind.prefix} already. Choose other letters.`,
      );
    const definition = kindOf(merged, kind.id);
    if (!definition) continue;
    if (kind.labelField !== null && !definition.fields.some(({ id }) => id === kind.labelField))
      report([...path, 'labelField'], `${kind.label} has no field “${kind.labelField}”.`);
    for (const [name, label] of [
      ['label', kind.label],
      ['plural', kind.plural],
      ...kind.names.map((one) => ['names', one] as const),
    ] as const) {
      const wanted = normaliseHeader(label);
      const other = merged.kinds.find(
        (one) => one.id !== kind.id && namesOfKind(one).includes(wanted),
      );
      if (wanted === '') report([...path, name], 'Use letters or digits.');
      else if (other)
        report(
          [...path, name],
          `“${label}” means ${other.label} already, here or in files. Choose other words.`,
        );
    }
  }
}

function checkFields(merged: Ontology, own: OwnTypes, report: Report): void {
  for (const [index, field] of own.fields.entries()) {
    const path = ['fields', index];
    const isListed = LISTED.has(field.type);
    if (isListed && field.vocabulary === null)
      report(
        [...path, 'vocabulary'],
        `Choose the list that “${field.label}” takes its words from.`,
      );
    if (!isListed && field.vocabulary !== null)
      report(
        [...path, 'vocabulary'],
        `“${field.label}” takes no words of a list. Leave the list out, or make it one or several of a list.`,
      );
    if (field.vocabulary !== null && !Object.hasOwn(merged.vocabularies, field.vocabulary))
      report([...path, 'vocabulary'], `There is no list “${field.vocabulary}”.`);
    if (field.unit !== '' && field.type !== 'number')
      report([...path, 'unit'], 'Only a number has a unit.');
    if (field.kinds.length === 0 && field.linkTypes.length === 0)
      report([...path, 'kinds'], 'Choose at least one kind or link type that has the field.');
    checkFieldHolders(merged, { field, path }, report);
  }
}

function checkFieldHolders(
  merged: Ontology,
  {
    field,
    path,
  }: { readonly field: OwnTypes['fields'][number]; readonly path: readonly PropertyKey[] },
  report: Report,
): void {
  const names = [field.label, ...field.names].map(normaliseHeader);
  if (names.includes('')) report([...path, 'label'], 'Use letters or digits.');
  const holders = [
    ...field.kinds.map((id) => {
      const kind = kindOf(merged, id);
      if (!kind) report([...path, 'kinds'], `There is no kind “${id}”.`);
      return kind;
    }),
    ...field.linkTypes.map((id) => {
      const type = relationTypeOf(merged, id);
      if (!type) report([...path, 'linkTypes'], `There is no link type “${id}”.`);
      return type && { label: `A link “${type.label}”`, fields: type.fields };
    }),
  ];
  for (const holder of holders) {
    const twin = holder?.fields.find(
      (one) =>
        one.id !== field.id &&
        [one.id, one.label].map(normaliseHeader).some((name) => names.includes(name)),
    );
    if (holder && twin)
      report(
        [...path, 'label'],
        `${holder.label} has a field “${twin.label}” already. Choose another name, or use that one.`,
      );
  }
}

function checkRelationTypes(
  shipped: Ontology,
  merged: Ontology,
  own: OwnTypes,
  report: Report,
): void {
  for (const [index, type] of own.relationTypes.entries()) {
    const path = ['relationTypes', index];
    const base = type.base === null ? null : relationTypeOf(merged, type.base);
    if (type.base !== null && !shipped.relationTypes.some(({ id }) => id === type.base))
      report([...path, 'base'], `There is no shipped link type “${type.base}” to count as.`);
    for (const end of ['from', 'to'] as const) {
      for (const id of type[end]) {
        const kind = kindOf(merged, id);
        if (!kind) report([...path, end], `There is no kind “${id}”.`);
        else if (base && !base[end].includes(id))
          report(
            [...path, end],
            `“${base.label}” never ${end === 'from' ? 'goes from' : 'leads to'} ${kind.plural.toLowerCase()}, so this cannot count as it. Leave that kind out, or count it as something else.`,
          );
      }
    }
    if (!type.isDirected && normaliseHeader(type.label) !== normaliseHeader(type.inverseLabel))
      report(
        [...path, 'inverseLabel'],
        'A link without a direction reads the same both ways. Write the same words, or give it a direction.',
      );
    const twin = merged.relationTypes.find(
      (one) =>
        one.id !== type.id &&
        normaliseHeader(one.label) === normaliseHeader(type.label) &&
        one.from.some((kind) => type.from.includes(kind)) &&
        one.to.some((kind) => type.to.includes(kind)),
    );
    if (twin)
      report(
        [...path, 'label'],
        `“${twin.label}” joins these kinds already. Choose other words, or use that one.`,
      );
  }
}

function checkTerms(merged: Ontology, own: OwnTypes, report: Report): void {
  for (const [index, term] of own.terms.entries()) {
    const path = ['terms', index];
    const list = merged.vocabularyList.find(({ id }) => id === term.vocabulary);
    if (!list) {
      report([...path, 'vocabulary'], `There is no list “${term.vocabulary}”.`);
      continue;
    }
    if (!list.isOpen)
      report([...path, 'vocabulary'], `${list.label} are fixed: no words can be added to them.`);
    if (term.isProtected && term.vocabulary !== 'roles')
      report([...path, 'isProtected'], 'Only a role says that somebody is protected.');
    const names = [term.label, ...term.names].map(normaliseHeader);
    if (names.includes('')) report([...path, 'label'], 'Use letters or digits.');
    const twin = merged.vocabularies[term.vocabulary]?.find(
      (one) =>
        one.id !== term.id &&
        [normaliseHeader(one.id), normaliseHeader(one.label), ...one.aliases].some((name) =>
          names.includes(name),
        ),
    );
    if (twin)
      report(
        [...path, 'label'],
        `${list.label} hold “${twin.label}” already, which files call so, too. Choose other words.`,
      );
  }
}

function checkVocabularies(merged: Ontology, own: OwnTypes, report: Report): void {
  for (const [index, list] of own.vocabularies.entries()) {
    const twin = merged.vocabularyList.find(
      ({ id, label }) => id !== list.id && normaliseHeader(label) === normaliseHeader(list.label),
    );
    if (twin) report(['vocabularies', index, 'label'], `There is a list “${twin.label}” already.`);
  }
}

/** What a case may call otherwise: it must be there, and not be taken for something else. */
function checkChanges(shipped: Ontology, merged: Ontology, own: OwnTypes, report: Report): void {
  for (const [index, change] of own.changes.entries()) {
    const path = ['changes', index];
    const [parent = '', child = ''] = change.id.split('/');
    const twins = twinsOf(shipped, merged, change.of, { parent, child });
    if (twins === null) {
      report([...path, 'id'], `There is no shipped ${change.of.replace('-', ' ')} “${change.id}”.`);
      continue;
    }
    if (change.otherLabel !== null && (change.of === 'field' || change.of === 'term'))
      report([...path, 'otherLabel'], 'Only kinds and link types are called by two names.');
    for (const [name, label] of [
      ['label', change.label],
      ['otherLabel', change.of === 'kind' ? change.otherLabel : null],
    ] as const) {
      const wanted = label === null ? null : normaliseHeader(label);
      if (wanted === '') report([...path, name], 'Use letters or digits.');
      else if (wanted !== null && twins.has(wanted))
        report(
          [...path, name],
          `“${label}” means something else here already. Choose other words.`,
        );
    }
  }
}

/** Names that others of the same place have; null where there is nothing shipped of this id. */
function twinsOf(
  shipped: Ontology,
  merged: Ontology,
  of: OwnTypes['changes'][number]['of'],
  { parent, child }: { readonly parent: string; readonly child: string },
): ReadonlySet<string> | null {
  switch (of) {
    case 'kind': {
      if (!kindOf(shipped, parent) || child !== '') return null;
      return new Set(merged.kinds.filter(({ id }) => id !== parent).flatMap(namesOfKind));
    }
    case 'relation-type':
      // Two types may read alike where they join other kinds.
      return relationTypeOf(shipped, parent) && child === '' ? new Set() : null;
    case 'field': {
      if (!kindOf(shipped, parent)?.fields.some(({ id }) => id === child)) return null;
      const fields = kindOf(merged, parent)?.fields.filter(({ id }) => id !== child) ?? [];
      return new Set(fields.flatMap(({ id, label }) => [id, label]).map(normaliseHeader));
    }
    case 'term': {
      if (!shipped.vocabularies[parent]?.some(({ id }) => id === child)) return null;
      const terms = merged.vocabularies[parent]?.filter(({ id }) => id !== child) ?? [];
      return new Set(
        terms.flatMap(({ id, label, aliases }) => [
          normaliseHeader(id),
          normaliseHeader(label),
          ...aliases,
        ]),
      );
    }
  }
}

/** Everything that is wrong with a case's own types, each with its place and what to do; empty: nothing. */
export function ownTypeProblems(shipped: Ontology, own: OwnTypes): readonly OwnTypeProblem[] {
  const problems: OwnTypeProblem[] = [];
  const report: Report = (path, reason) => problems.push({ path, reason });
  const merged = mergeOntology(shipped, own);
  checkIds(own, report);
  checkVocabularies(merged, own, report);
  checkTerms(merged, own, report);
  checkKinds(shipped, merged, own, report);
  checkFields(merged, own, report);
  checkRelationTypes(shipped, merged, own, report);
  checkChanges(shipped, merged, own, report);
  return problems;
}
