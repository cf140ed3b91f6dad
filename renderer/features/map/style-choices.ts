import { STYLED_MEASURES, styleOfMeasure } from '../../../shared/analysis/measure-style.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import type { FieldDefinition, Ontology } from '../../../shared/domain/ontology.ts';
import { isLeverStyle, isStyledField, type ViewStyle } from '../../../shared/domain/view-style.ts';

/** One thing that a channel of the map can follow. */
export interface StyleChoice {
  readonly key: string;
  readonly label: string;
}

/** What each channel can follow, in the order it is offered. */
export type StyleChoices = Readonly<Record<keyof ViewStyle, readonly StyleChoice[]>>;

const COLOURING_TYPES: ReadonlySet<string> = new Set(['term', 'boolean']);
const SIZING_TYPES: ReadonlySet<string> = new Set(['integer', 'number', 'money']);
const UNWRITTEN_TYPES: ReadonlySet<string> = new Set([
  'long-text',
  'terms',
  'texts',
  'dated-terms',
  'latitude',
  'longitude',
]);

function fieldsOf(
  ontology: Ontology,
  isWanted: (field: FieldDefinition) => boolean,
): readonly StyleChoice[] {
  const found = new Map<string, StyleChoice>();
  for (const kind of ontology.kinds.filter(({ isOnMap }) => isOnMap)) {
    for (const field of kind.fields) {
      // A role is offered by itself, for every kind at once.
      const isOffered = field.id !== 'role' && !found.has(field.id) && isStyledField(field);
      if (isOffered && isWanted(field))
        found.set(field.id, { key: `field:${field.id}`, label: field.label });
    }
  }
  return [...found.values()].sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}

/** Measures of the network, each under its name. */
const MEASURE_CHOICES: readonly StyleChoice[] = STYLED_MEASURES.map((measure) => ({
  key: styleOfMeasure(measure),
  label: MEASURE_WORDS[measure].name,
}));

/** What a map of this ontology can be drawn by. */
export function styleChoices(ontology: Ontology): StyleChoices {
  return {
    colourBy: [
      { key: 'kind', label: 'Kind of record' },
      { key: 'role', label: 'Role' },
      { key: 'category', label: 'Category of person' },
      { key: 'certainty', label: 'How sure the links are' },
      { key: 'links', label: 'Number of links' },
      { key: 'levers', label: 'Number of levers' },
      { key: 'lever:best', label: 'Best lever' },
      { key: 'lever:case', label: 'Case for its best lever' },
      { key: 'lever:effect', label: 'What its best lever takes away' },
      ...MEASURE_CHOICES,
      ...fieldsOf(ontology, ({ type }) => COLOURING_TYPES.has(type)),
    ],
    sizeBy: [
      { key: 'links', label: 'Number of links' },
      { key: 'levers', label: 'Number of levers' },
      { key: 'amount', label: 'Amount in its links' },
      { key: 'same', label: 'All alike' },
      ...MEASURE_CHOICES,
      ...fieldsOf(ontology, ({ type }) => SIZING_TYPES.has(type)),
    ],
    labelBy: [
      { key: 'name', label: 'Name' },
      { key: 'reference', label: 'Reference' },
      { key: 'role', label: 'Role' },
      { key: 'lever:best', label: 'Best lever' },
      ...fieldsOf(ontology, ({ id, type }) => !UNWRITTEN_TYPES.has(type) && id !== 'name'),
    ],
    linkWidthBy: [
      { key: 'family', label: 'Type of link' },
      { key: 'amount', label: 'Amount' },
      { key: 'count', label: 'Number of links side by side' },
      { key: 'strength', label: 'Strength of the evidence' },
      { key: 'same', label: 'All alike' },
    ],
  };
}

/** What a channel is said to follow; a view of another ontology may name what is not known here. */
export function choiceOf(choices: readonly StyleChoice[], key: string): StyleChoice {
  return choices.find((choice) => choice.key === key) ?? choices[0]!;
}

/** Attributes of records that a style needs read. */
export function attributesNeeded(style: ViewStyle): readonly string[] {
  const needed = new Set<string>();
  for (const key of [style.colourBy, style.labelBy, style.sizeBy]) {
    if (key === 'category' || key === 'reference' || isLeverStyle(key)) needed.add(key);
    else if (key.startsWith('field:')) needed.add(key.slice('field:'.length));
  }
  return [...needed];
}

/** Whether a style needs to know what links carry and how sure they are. */
export function needsLinkDetails({ sizeBy, linkWidthBy }: ViewStyle): boolean {
  return sizeBy === 'amount' || linkWidthBy === 'amount' || linkWidthBy === 'strength';
}
