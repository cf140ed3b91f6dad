import { type Ontology, offered } from '../../../shared/domain/ontology.ts';

/** A type of link that fits two ends, read from the first of them. */
export interface LinkOption {
  /** Its type and the direction, as one value for a choice. */
  readonly value: string;
  readonly type: string;
  /** `out`: from the first end to the second. */
  readonly direction: 'out' | 'in';
  /** In words from the first end. */
  readonly words: string;
}

/** Types of link whose ends fit two kinds, in either direction; one without direction is offered once. */
export function linkOptions(
  ontology: Ontology,
  kind: string,
  otherKind: string,
  /** The type that stands there already, which is offered though it is retired. */
  standing: string | null = null,
): readonly LinkOption[] {
  const options: LinkOption[] = [];
  for (const { id, label, inverseLabel, from, to, isDirected } of offered(ontology.relationTypes, [
    standing,
  ])) {
    const fitsOut = from.includes(kind) && to.includes(otherKind);
    const fitsIn = from.includes(otherKind) && to.includes(kind);
    if (fitsOut) options.push({ value: `${id} out`, type: id, direction: 'out', words: label });
    if (fitsIn && (isDirected || !fitsOut))
      options.push({ value: `${id} in`, type: id, direction: 'in', words: inverseLabel });
  }
  return options.sort((a, b) => a.words.localeCompare(b.words, 'en-GB'));
}

/** Kinds that some link joins to a kind. */
export function linkedKinds(ontology: Ontology, kind: string): readonly string[] {
  const kinds = new Set<string>();
  for (const { from, to } of offered(ontology.relationTypes)) {
    if (from.includes(kind)) for (const other of to) kinds.add(other);
    if (to.includes(kind)) for (const other of from) kinds.add(other);
  }
  return [...kinds];
}
