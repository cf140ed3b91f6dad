import {
  type FieldDefinition,
  fieldFor,
  type KindDefinition,
  kindOf,
  normaliseHeader,
  type Ontology,
  termFor,
} from '../domain/ontology.ts';
import { type Shape, shapeOf } from './shape.ts';

/** A column of a table with some of its values. */
export interface SampledColumn {
  readonly name: string;
  readonly values: readonly string[];
}

/** A field that a column may hold, and what speaks for it. */
export interface Candidate {
  readonly kind: KindDefinition;
  readonly field: FieldDefinition;
  readonly score: number;
  readonly isNamed: boolean;
  readonly reasons: readonly string[];
}

/** Words in headers that name a kind although the kind is not called so. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  holder: 'person',
  licensee: 'person',
  applicant: 'person',
  driver: 'person',
  owner: 'person',
  tenant: 'person',
  customer: 'person',
  nominal: 'person',
  operator: 'business',
  proprietor: 'business',
  company: 'business',
  trading: 'business',
  shop: 'premises',
  property: 'premises',
  site: 'premises',
  veh: 'vehicle',
  lic: 'licence',
  permit: 'licence',
};

const SHORT_WORDS: Readonly<Record<string, string>> = {
  no: 'number',
  num: 'number',
  nr: 'number',
  ref: 'reference',
  reg: 'registration',
  addr: 'address',
  add: 'address',
  pcode: 'postcode',
  lic: 'licence',
  veh: 'vehicle',
  tel: 'telephone',
  mob: 'mobile',
  exp: 'expires',
  nm: 'name',
  desc: 'description',
};

/** The words of a header or of a file's name. */
export function wordsOf(header: string): string[] {
  return header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The kind that a word names; null: none. */
export function kindOfWord(ontology: Ontology, word: string): KindDefinition | null {
  const named = Object.hasOwn(KIND_WORDS, word) ? KIND_WORDS[word] : undefined;
  if (named) return kindOf(ontology, named);
  return (
    ontology.kinds.find((kind) =>
      [kind.id, kind.label, kind.plural].some((name) => normaliseHeader(name) === word),
    ) ?? null
  );
}

const SHAPE_FIELDS: Readonly<Record<Shape, readonly FieldDefinition['type'][]>> = {
  date: ['date'],
  postcode: ['postcode'],
  plate: ['registration'],
  phone: ['phone'],
  'company-number': ['company-number'],
  email: ['email'],
  amount: ['money', 'number'],
  number: ['number', 'integer', 'money'],
  name: ['name'],
  address: ['text'],
};

const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  date: 'dates',
  postcode: 'postcodes',
  plate: 'number plates',
  phone: 'phone numbers',
  'company-number': 'company numbers',
  email: 'email addresses',
  amount: 'amounts of money',
  number: 'numbers',
  name: 'names of people',
  address: 'addresses',
};

/** Shapes that say by themselves what a column is, whatever its header. */
const TELLING: ReadonlySet<Shape> = new Set(['postcode', 'plate', 'email', 'phone']);

function headerCandidates(ontology: Ontology, column: SampledColumn): Candidate[] {
  const words = wordsOf(column.name);
  const spelt = words.map((word) =>
    Object.hasOwn(SHORT_WORDS, word) ? (SHORT_WORDS[word] ?? word) : word,
  );
  const told = words.map((word) => kindOfWord(ontology, word));
  const found: Candidate[] = [];
  for (const kind of ontology.kinds) {
    const isTold = told.includes(kind);
    const isOtherTold = !isTold && told.some((other) => other !== null);
    const whole = fieldFor(kind, column.name) ?? fieldFor(kind, spelt.join(''));
    const rest = isTold
      ? fieldFor(kind, spelt.filter((_, index) => told[index] !== kind).join(''))
      : null;
    const numbered = fieldFor(kind, words.filter((word) => !/^\d+$/.test(word)).join(''));
    const spaced = fieldFor(kind, spelt.filter((word) => !/^\d+$/.test(word)).join(''));
    // A header that says no more than the kind holds what things of the kind are called.
    const isKindAlone = isTold && words.length === 1;
    const named = isKindAlone ? kind.fields.find((one) => one.id === 'name') : undefined;
    const field = whole ?? rest ?? named ?? numbered ?? spaced;
    if (!field) continue;
    const isExact = field === whole || field === rest || field === named;
    const score =
      (isExact ? 0.7 : 0.5) + (isTold ? 0.2 : 0) - (isOtherTold && field !== whole ? 0.25 : 0);
    const reasons = [
      field === rest && isTold && field !== whole
        ? `the header names ${kind.label.toLowerCase()} and “${field.label}”`
        : `the header “${column.name}” means “${field.label}”`,
    ];
    found.push({ kind, field, score, isNamed: isTold, reasons });
  }
  return found;
}

function shapeCandidates(
  ontology: Ontology,
  shape: Shape,
  reason: string,
  told: readonly (KindDefinition | null)[],
): Candidate[] {
  if (!TELLING.has(shape)) return [];
  return ontology.kinds.flatMap((kind) => {
    const field = kind.fields.find((one) => SHAPE_FIELDS[shape].includes(one.type));
    const isNamed = told.includes(kind);
    return field ? [{ kind, field, score: isNamed ? 0.55 : 0.4, isNamed, reasons: [reason] }] : [];
  });
}

/** What speaks for what a column holds. */
export interface Evidence {
  readonly column: SampledColumn;
  readonly candidates: readonly Candidate[];
}

/** The fields that a column may hold: by its header, by the look of its values, by their vocabulary. */
export function evidenceOf(ontology: Ontology, column: SampledColumn): Evidence {
  const values = column.values.filter((value) => value.trim() !== '');
  const shape = shapeOf(values);
  const told = wordsOf(column.name).map((word) => kindOfWord(ontology, word));
  const seen = shape
    ? `${shape.count} of ${values.length} values look like ${SHAPE_WORDS[shape.shape]}`
    : null;
  const named = headerCandidates(ontology, column).map((candidate) => {
    const { field, reasons, score } = candidate;
    const terms = termShare(ontology, field, values);
    if (terms !== null && terms > 0)
      return {
        ...candidate,
        score: Math.min(1, score + 0.25 * terms),
        reasons: [
          ...reasons,
          `${Math.round(terms * 100)}% of the values are words of “${field.label}”`,
        ],
      };
    if (!shape || !seen) return candidate;
    const isFit = SHAPE_FIELDS[shape.shape].includes(field.type);
    // A column of dates under the header of a phone is no phone.
    const isAgainst =
      !isFit &&
      (TELLING.has(shape.shape) || shape.shape === 'date') &&
      field.type !== 'text' &&
      field.type !== 'long-text';
    return {
      ...candidate,
      score: Math.max(0, Math.min(1, score + (isFit ? 0.2 : isAgainst ? -0.4 : 0))),
      reasons: isFit ? [...reasons, seen] : reasons,
    };
  });
  const known = new Set(named.map(({ kind }) => kind));
  const shaped = shape && seen ? shapeCandidates(ontology, shape.shape, seen, told) : [];
  return {
    column,
    candidates: [...named, ...shaped.filter(({ kind }) => !known.has(kind))],
  };
}

function termShare(
  ontology: Ontology,
  field: FieldDefinition,
  values: readonly string[],
): number | null {
  if (field.vocabulary === undefined || values.length === 0) return null;
  const { vocabulary } = field;
  return values.filter((value) => termFor(ontology, vocabulary, value)).length / values.length;
}
