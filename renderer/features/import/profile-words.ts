import type { ShippedProfile } from '../../../shared/api/import-profile.ts';
import { kindOf, type Ontology, relationTypeOf } from '../../../shared/domain/ontology.ts';
import { type Mapping, workingColumns } from '../../../shared/import/mapping.ts';
import { targetOf } from './mapping-edit.ts';

/** A column of a profile, with what becomes of its values. */
export interface ProfileColumn {
  readonly column: string;
  readonly goesTo: readonly string[];
}

/** What a profile of mapped columns makes of each of them, in the words of the ontology. */
export function columnsOf(mapping: Mapping, ontology: Ontology | null): readonly ProfileColumn[] {
  const kindLabel = (kind: string) => (ontology && kindOf(ontology, kind)?.label) ?? kind;
  return workingColumns(mapping).map((column) => {
    const goesTo: string[] = [];
    for (const part of mapping.parts) {
      const label = kindLabel(part.kind);
      if (part.key.includes(column)) goesTo.push(`${label}: id`);
      for (const { field, column: source } of part.fields) {
        if (source !== column) continue;
        const definition =
          ontology && kindOf(ontology, part.kind)?.fields.find(({ id }) => id === field);
        goesTo.push(`${label}: ${(definition?.label ?? field).toLowerCase()}`);
      }
    }
    for (const link of mapping.links) {
      if (link.typeColumn === column) goesTo.push('Link: its type');
      if (link.startedOn === column) goesTo.push('Link: from when');
      if (link.endedOn === column) goesTo.push('Link: until when');
      if (link.observedOn === column) goesTo.push('Link: observed on');
      if (link.amount === column) goesTo.push('Link: amount');
    }
    if (mapping.observedOn === column) goesTo.push('Row: observed on');
    if (mapping.grade === column) goesTo.push('Row: grade');
    if (goesTo.length === 0)
      goesTo.push(targetOf(mapping, column) === 'ignore' ? 'Left out' : 'Kept as received only');
    return { column, goesTo };
  });
}

/** What each row makes: its records, and the links between them. */
export function madeOf(mapping: Mapping, ontology: Ontology | null): readonly string[] {
  const label = (id: string) => {
    const kind = mapping.parts.find((part) => part.id === id)?.kind ?? id;
    return (ontology && kindOf(ontology, kind)?.label) ?? kind;
  };
  const links = mapping.links.map(({ from, to, type, typeColumn }) => {
    const words =
      type === null ? null : ((ontology && relationTypeOf(ontology, type)?.label) ?? type);
    const how = words ?? (typeColumn === null ? 'linked with' : `as “${typeColumn}” says`);
    return `${label(from)}, ${how.toLowerCase()}: ${label(to)}`;
  });
  return [...mapping.parts.map(({ id }) => label(id)), ...links];
}

const MEANINGS: Readonly<Record<string, string>> = {
  key: 'Id',
  kind: 'Kind',
  kindUnlessChosen: 'Kind, unless one is chosen',
  kindWhenClaimed: 'Kind, where its words name kinds',
  observedOn: 'Observed on',
  category: 'Subject category',
  grade: 'Grade',
  from: 'From',
  to: 'To',
  type: 'Type of link',
  startedOn: 'From when',
  endedOn: 'Until when',
  weight: 'Strength',
  amount: 'Amount',
  notes: 'Notes',
};

/** What a product's profile takes a column for. */
export function meaningInWords(meaning: string): string {
  return MEANINGS[meaning] ?? meaning;
}

/** How a product's profile knows a table. */
export function recognitionInWords({ headers, entities, relations }: ShippedProfile): string {
  switch (headers) {
    case 'graph':
      return 'GEXF and GraphML files: the format says which rows are nodes and which are links.';
    case 'typed':
      return 'Headers that say themselves what they are, such as :ID, :LABEL, :START_ID and age:int.';
    case 'plain': {
      if (relations.length > 0)
        return 'A table with a column for each end of a link. Headers are compared without case, spaces and signs.';
      const hasKey = entities.some(({ meaning }) => meaning === 'key');
      return `A table ${hasKey ? 'with ids' : 'of records without ids'}. Headers are compared without case, spaces and signs; every other column that is called like a field of its kind goes to that field.`;
    }
  }
}
