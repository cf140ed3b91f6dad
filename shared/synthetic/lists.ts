import { z } from 'zod';

const Words = z.array(z.string().min(1)).min(1);

/** One trade: what its firms are called, where they are, what they need and what may be wrong there. */
export const Trade = z.strictObject({
  sector: z.string(),
  /** Share among the firms of groups, in percent. */
  weight: z.number().min(0),
  /** Share among ordinary firms. */
  ordinary: z.number().min(0),
  premisesType: z.string(),
  names: Words,
  isCash: z.boolean(),
  licences: z.array(
    z.strictObject({
      type: z.string(),
      for: z.enum(['premises', 'business']),
      heldShare: z.number().min(0).max(1),
      /** How often it was looked up where it is not held. */
      checkedShare: z.number().min(0).max(1),
    }),
  ),
  businessSigns: z.array(z.string()),
  premisesSigns: z.array(z.string()),
  /** Signs that a visit looks for. */
  absent: z.array(z.string()),
});
export type Trade = z.infer<typeof Trade>;

/** The words the generator makes an invented county of: one entry per file of `resources/samples`. */
export const SampleLists = z.strictObject({
  people: z.strictObject({
    givenNames: Words,
    surnames: z.array(
      z.strictObject({ weight: z.number().positive(), heads: Words, tails: Words }),
    ),
    nicknames: Words,
    occupations: Words,
  }),
  places: z.strictObject({
    county: z.string(),
    towns: Words,
    townHeads: Words,
    townTails: Words,
    streetStems: Words,
    streetTypes: Words,
    parades: Words,
    courts: Words,
    estates: Words,
    pubHeads: Words,
    pubTails: Words,
  }),
  organisations: z.strictObject({
    operations: Words,
    officers: Words,
    businessHeads: Words,
    businessTails: Words,
    legalEndings: Words,
    banks: Words,
    networks: Words,
    vehicles: z
      .array(
        z.strictObject({ make: z.string(), models: Words, body: z.enum(['car', 'van', 'lorry']) }),
      )
      .min(1),
    colours: Words,
  }),
  trades: z.array(Trade).min(1),
  phrases: z.strictObject({
    signs: z.record(z.string(), Words),
    ties: z.record(z.string(), Words),
    people: Words,
    incidents: z.array(z.strictObject({ type: z.string(), text: Words })).min(1),
    outcomes: Words,
    conditions: Words,
  }),
});
export type SampleLists = z.infer<typeof SampleLists>;
