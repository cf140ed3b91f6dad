import {
  baseKindOf,
  type FieldDefinition,
  fieldFor,
  type KindDefinition,
  kindOf,
  normaliseHeader,
  type Ontology,
  offered,
  relationTypeOf,
} from '../domain/ontology.ts';
import {
  type Candidate,
  type Evidence,
  evidenceOf,
  kindOfWord,
  type SampledColumn,
  wordsOf,
} from './column-evidence.ts';
import type { MappedLink, MappedPart, Mapping } from './mapping.ts';

/** Why a column is taken for a field. */
export interface ColumnGuess {
  readonly column: string;
  /** Null: nothing is known of it; it is kept as received only. */
  readonly kind: string | null;
  readonly field: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  /** Values that speak for it. */
  readonly samples: readonly string[];
}

/** A guessed mapping of a table, with the reason of every column. */
export interface Guess {
  readonly mapping: Mapping;
  readonly columns: readonly ColumnGuess[];
}

/** Kinds that rows of registers are about, as a rule: the first wins where two fit alike. */
const LIKELY_KINDS = [
  'licence',
  'person',
  'business',
  'premises',
  'vehicle',
  'phone',
  'account',
  'event',
  'ocg',
];

/** What joins two records of one row, where the ontology has several types. */
const LIKELY_LINKS: readonly (readonly [from: string, to: string, type: string])[] = [
  ['licence', 'person', 'held-by'],
  ['licence', 'business', 'held-by'],
  ['licence', 'premises', 'licence-for'],
  ['licence', 'vehicle', 'licence-for'],
  ['person', 'premises', 'lives-at'],
  ['business', 'premises', 'trades-at'],
  ['person', 'vehicle', 'registered-keeper'],
  ['business', 'vehicle', 'registered-keeper'],
  ['person', 'business', 'works-at'],
  ['person', 'phone', 'uses-phone'],
  ['person', 'account', 'holds-account'],
  ['event', 'premises', 'located-at'],
  ['person', 'ocg', 'member-of'],
];

function rank(kind: KindDefinition): number {
  const place = LIKELY_KINDS.indexOf(kind.base ?? kind.id);
  return place === -1 ? LIKELY_KINDS.length : place;
}

/** Whether a text says the whole name of a kind. */
function isNamedBy(kind: KindDefinition, text: string): boolean {
  const said = normaliseHeader(text);
  return [kind.label, kind.plural, ...kind.aliases].some((name) =>
    said.includes(normaliseHeader(name)),
  );
}

/**
 * What may be guessed: kinds of a case have all the fields of what they are built on, and come into it where the
 * table names them or has a field of theirs alone. What is retired never does.
 */
function guessable(ontology: Ontology, name: string, columns: readonly SampledColumn[]): Ontology {
  const isMeant = (kind: KindDefinition) => {
    const base = kind.base === undefined ? null : kindOf(ontology, kind.base);
    if (!base || isNamedBy(kind, name)) return true;
    return columns.some((column) => {
      const field = fieldFor(kind, column.name);
      return (
        isNamedBy(kind, column.name) ||
        (field !== null && !base.fields.some(({ id }) => id === field.id))
      );
    });
  };
  const kinds = offered(ontology.kinds)
    .filter(isMeant)
    .map((kind) => ({ ...kind, fields: [...offered(kind.fields)] }));
  return { ...ontology, kinds };
}

/** The kind that a row is about: what most of its columns, and its headers, speak for. */
function mainKind(
  ontology: Ontology,
  evidence: readonly Evidence[],
  hint: string,
): KindDefinition | null {
  const hinted = new Set(
    wordsOf(hint).map(
      (word) => kindOfWord(ontology, word.replace(/s$/, '')) ?? kindOfWord(ontology, word),
    ),
  );
  let best: { kind: KindDefinition; score: number } | null = null;
  for (const kind of [...ontology.kinds].sort((one, other) => rank(one) - rank(other))) {
    if (kind.id === 'other') continue;
    const isHinted = hinted.has(kind) || (kind.base !== undefined && isNamedBy(kind, hint));
    let score = (isHinted ? 0.8 : 0) + numberWeight(kind, evidence);
    for (const { candidates } of evidence) {
      const mine = candidates.find((candidate) => candidate.kind === kind);
      if (!mine) continue;
      const isRival = candidates.some((other) => other.isNamed && other.kind !== kind);
      score += isRival && !mine.isNamed ? mine.score / 4 : mine.score;
    }
    if (score > 0 && (!best || score > best.score + 1e-9)) best = { kind, score };
  }
  return best?.kind ?? null;
}

/** A register is about what has a number of its own on every row. */
const OWN_NUMBER = 2.5;

function numberWeight(kind: KindDefinition, evidence: readonly Evidence[]): number {
  const isNumbered = evidence.some(
    ({ column, candidates }) =>
      isUnique(column) &&
      candidates.some(
        (candidate) =>
          candidate.kind === kind &&
          candidate.isNamed &&
          candidate.field.isIdentifier &&
          candidate.field.type === 'text',
      ),
  );
  return isNumbered ? OWN_NUMBER : 0;
}

/** Whether fields name an entity of a kind well enough to make one of it beside the row's own. */
function identifies(kind: KindDefinition, fields: ReadonlySet<string>): boolean {
  return kind.fields.some(
    (field) =>
      fields.has(field.id) &&
      (field.isIdentifier || field.type === 'name' || field.id === 'address'),
  );
}

interface Choice {
  readonly evidence: Evidence;
  candidate: Candidate | null;
}

function chooseFields(evidence: readonly Evidence[], main: KindDefinition): Choice[] {
  const taken = new Set<string>();
  const choices = evidence.map((one): Choice => ({ evidence: one, candidate: null }));
  const options = choices
    .flatMap((choice) =>
      choice.evidence.candidates.map((candidate) => ({
        choice,
        candidate,
        // What a header names goes first; the row's own kind before others.
        weight:
          candidate.score +
          (candidate.kind === main ? 0.12 : 0) +
          (candidate.isNamed ? 0.1 : 0) -
          rank(candidate.kind) / 100,
      })),
    )
    .sort((one, other) => other.weight - one.weight);
  for (const { choice, candidate } of options) {
    if (choice.candidate || candidate.score < 0.3) continue;
    const place = `${candidate.kind.id} ${candidate.field.id}`;
    if (taken.has(place)) continue;
    taken.add(place);
    choice.candidate = candidate;
  }
  return choices;
}

/** Parts that would name nobody are given up: their columns go to another kind of the row, or are kept as received. */
function settle(choices: readonly Choice[], main: KindDefinition): void {
  for (;;) {
    const kinds = fieldsByKind(choices);
    const weak = [...kinds].find(
      ([kind, fields]) => kind !== main && !identifies(kind, new Set(fields)),
    );
    if (!weak) return;
    for (const choice of choices) {
      if (choice.candidate?.kind !== weak[0]) continue;
      choice.candidate =
        choice.evidence.candidates.find(
          (candidate) =>
            candidate.kind !== weak[0] &&
            kinds.has(candidate.kind) &&
            !kinds.get(candidate.kind)?.includes(candidate.field.id) &&
            candidate.score >= 0.3,
        ) ?? null;
    }
  }
}

function fieldsByKind(choices: readonly Choice[]): Map<KindDefinition, string[]> {
  const kinds = new Map<KindDefinition, string[]>();
  for (const { candidate } of choices) {
    if (!candidate) continue;
    const fields = kinds.get(candidate.kind) ?? [];
    fields.push(candidate.field.id);
    kinds.set(candidate.kind, fields);
  }
  return kinds;
}

function isUnique(column: SampledColumn): boolean {
  const values = column.values.map((value) => value.trim());
  return values.length > 0 && !values.includes('') && new Set(values).size === values.length;
}

const NAMING_TYPES = new Set<FieldDefinition['type']>(['name']);

function keyOf(kind: KindDefinition, choices: readonly Choice[], isMain: boolean): string[] {
  const mine = choices.filter((choice) => choice.candidate?.kind === kind);
  const identifier = mine.find(
    ({ candidate, evidence }) =>
      candidate?.field.isIdentifier &&
      candidate.field.type !== 'phone' &&
      candidate.field.type !== 'email' &&
      (!isMain || isUnique(evidence.column)),
  );
  if (identifier) return [identifier.evidence.column.name];
  if (isMain) return [];
  const ids = new Set(kind.labelFrom.flat());
  const naming = mine.filter(
    ({ candidate }) =>
      candidate &&
      (ids.has(candidate.field.id) ||
        NAMING_TYPES.has(candidate.field.type) ||
        ['dateOfBirth', 'postcode', 'number', 'identifier'].includes(candidate.field.id)),
  );
  return naming.map(({ evidence }) => evidence.column.name);
}

/** A type of link that the ontology has between two kinds; null: none is likely. */
export function likelyLink(
  ontology: Ontology,
  from: string,
  to: string,
): { readonly type: string; readonly isTurned: boolean } | null {
  const ends = [baseKindOf(ontology, from), baseKindOf(ontology, to)];
  for (const [one, other, type] of LIKELY_LINKS) {
    if (!relationTypeOf(ontology, type)) continue;
    if (one === ends[0] && other === ends[1]) return { type, isTurned: false };
    if (one === ends[1] && other === ends[0]) return { type, isTurned: true };
  }
  return null;
}

function linksOf(ontology: Ontology, parts: readonly MappedPart[]): MappedLink[] {
  const [main, ...others] = parts;
  if (!main) return [];
  return others.map((part) => {
    const likely = likelyLink(ontology, main.kind, part.kind);
    const ends = likely?.isTurned ? { from: part.id, to: main.id } : { from: main.id, to: part.id };
    return {
      ...ends,
      type: likely?.type ?? null,
      typeColumn: null,
      startedOn: null,
      endedOn: null,
      observedOn: null,
      amount: null,
    };
  });
}

/** What the rows of a table are most likely about, with the reason of every column. `name` is the table's. */
export function guessMapping(
  all: Ontology,
  name: string,
  columns: readonly SampledColumn[],
): Guess {
  const ontology = guessable(all, name, columns);
  const evidence = columns.map((column) => evidenceOf(ontology, column));
  const main =
    mainKind(ontology, evidence, name.replace(/\.[^.]*$/, '')) ??
    kindOf(ontology, 'other') ??
    ontology.kinds[0];
  if (!main) throw new Error('The ontology has no kinds.');
  const choices = chooseFields(evidence, main);
  settle(choices, main);
  const kinds = [main, ...[...fieldsByKind(choices).keys()].filter((kind) => kind !== main)];
  const parts = kinds.map(
    (kind, index): MappedPart => ({
      id: kind.id,
      kind: kind.id,
      key: keyOf(kind, choices, index === 0),
      space: index === 0 ? '' : kind.id,
      isShared: index > 0,
      isReference: false,
      fields: choices.flatMap(({ candidate, evidence: { column } }) =>
        candidate?.kind === kind ? [{ field: candidate.field.id, column: column.name }] : [],
      ),
    }),
  );
  return {
    mapping: {
      columns: columns.map((column) => column.name),
      transforms: [],
      parts,
      links: linksOf(ontology, parts),
      observedOn: null,
      grade: null,
      ignored: [],
    },
    columns: choices.map(({ candidate, evidence: { column } }) => ({
      column: column.name,
      kind: candidate?.kind.id ?? null,
      field: candidate?.field.id ?? null,
      confidence: candidate ? Math.round(Math.min(1, candidate.score) * 100) / 100 : 0,
      reasons: candidate?.reasons ?? ['nothing in the header or the values tells what it is'],
      samples: [...new Set(column.values.filter((value) => value.trim() !== ''))].slice(0, 5),
    })),
  };
}
