import { z } from 'zod';
import { type FieldDefinition, isOwnField } from './ontology.ts';

/**
 * What a channel of the map follows: a name such as `kind`, `links` or `levers`, a field of the ontology as
 * `field:sector`, or a measure as `measure:betweenness`. A view may be older or newer than the ontology: what is not
 * known falls back to the first choice.
 */
export const StyleKey = z
  .string()
  .regex(/^[a-z]+(:[A-Za-z0-9_-]+)?$/)
  .max(80);
export type StyleKey = z.infer<typeof StyleKey>;

/** Styles by the lever that is shown first of those flagged: itself, how good the case is, what it takes away. */
export const LEVER_STYLES = ['lever:best', 'lever:case', 'lever:effect'] as const;
export type LeverStyle = (typeof LEVER_STYLES)[number];

/** Whether a map is drawn by the best lever of a record. */
export function isLeverStyle(key: string): key is LeverStyle {
  return (LEVER_STYLES as readonly string[]).includes(key);
}

/** Fields that nothing is ever drawn by: they tell of a person's body, origin or need for protection, not of conduct. */
const NEVER_STYLED: ReadonlySet<string> = new Set([
  'sex',
  'age',
  'dateOfBirth',
  'ethnicity',
  'nationality',
  'religion',
  'nationalId',
  'vulnerable',
  'vulnerableOccupant',
  'safeguardingOwner',
]);

/** Whether a map may be drawn by a field. */
export function isStyledBy(field: string): boolean {
  return !NEVER_STYLED.has(field);
}

/** As `isStyledBy`, of a field as it is defined: what a case adds says itself whether it tells of a person. */
export function isStyledField({ id, isPersonal }: FieldDefinition): boolean {
  return isStyledBy(id) && !(isOwnField(id) && isPersonal);
}

/** How records and links of a map are drawn. */
export const ViewStyle = z.strictObject({
  sizeBy: StyleKey.default('links'),
  colourBy: StyleKey.default('kind'),
  labelBy: StyleKey.default('name'),
  linkWidthBy: StyleKey.default('family'),
});
export type ViewStyle = z.infer<typeof ViewStyle>;

/** Colours that have a name, told apart by people who are colour-blind too. */
export const NamedColour = z.enum(['blue', 'teal', 'violet', 'rose', 'amber', 'grey']);
export type NamedColour = z.infer<typeof NamedColour>;

/** Marks that a rule can put on a record. */
export const RuleBadge = z.enum(['star', 'alert', 'eye', 'flame', 'link', 'clock']);
export type RuleBadge = z.infer<typeof RuleBadge>;

/** A rule that marks the records that a typed filter lets through, for as long as it does. */
export const FormatRule = z.strictObject({
  id: z.string().min(1).max(64),
  /** As typed: `type:business lever>=1`. */
  filter: z.string().max(500),
  isOn: z.boolean().default(true),
  ring: NamedColour.nullable().default(null),
  hasHalo: z.boolean().default(false),
  badge: RuleBadge.nullable().default(null),
  hasBoldLabel: z.boolean().default(false),
  /** How many steps larger it is drawn. */
  sizeSteps: z.int().min(0).max(3).default(0),
});
export type FormatRule = z.infer<typeof FormatRule>;
