import type { FieldDefinition, KindDefinition, Ontology } from '../../shared/domain/ontology.ts';

/** What the projection reads of a field. */
function described({ type, vocabulary, isIdentifier }: FieldDefinition): string {
  return JSON.stringify([type, vocabulary, isIdentifier]);
}

/** Vocabularies of which words that were there before are called otherwise, or protect otherwise. */
function changedVocabularies(before: Ontology, after: Ontology): ReadonlySet<string> {
  const changed = Object.entries(before.vocabularies).filter(([id, terms]) => {
    const now = new Map((after.vocabularies[id] ?? []).map((term) => [term.id, term]));
    // Words that are new or gone are words that no record holds.
    return terms.some((term) => {
      const other = now.get(term.id);
      return other && (other.label !== term.label || other.isProtected !== term.isProtected);
    });
  });
  return new Set(changed.map(([id]) => id));
}

function isDescribedAnew(
  before: KindDefinition,
  after: KindDefinition,
  vocabularies: ReadonlySet<string>,
): boolean {
  const own = ({ label, prefix, base, labelFrom }: KindDefinition) =>
    JSON.stringify([label, prefix, base, labelFrom]);
  if (own(before) !== own(after)) return true;
  const now = new Map(after.fields.map((field) => [field.id, field]));
  return before.fields.some((field) => {
    const other = now.get(field.id);
    if (!other) return false;
    const isRead = field.vocabulary !== undefined && vocabularies.has(field.vocabulary);
    return isRead || described(other) !== described(field);
  });
}

/**
 * Kinds whose entities one ontology calls, finds or protects otherwise than another. Kinds, fields and words that only
 * one of the two has are in no record: nothing goes while it is in use.
 */
export function kindsDescribedAnew(before: Ontology, after: Ontology): ReadonlySet<string> {
  const vocabularies = changedVocabularies(before, after);
  const now = new Map(after.kinds.map((kind) => [kind.id, kind]));
  return new Set(
    before.kinds
      .filter((kind) => {
        const other = now.get(kind.id);
        return other !== undefined && isDescribedAnew(kind, other, vocabularies);
      })
      .map(({ id }) => id),
  );
}
