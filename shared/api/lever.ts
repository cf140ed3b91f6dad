import { z } from 'zod';
import { ServiceContact } from '../domain/council.ts';
import { Id } from '../domain/field.ts';
import { LeverAnswer, LeverEvaluation } from '../domain/lever.ts';
import { CatalogueEdition, CatalogueLever, CatalogueProblem } from '../domain/lever-catalogue.ts';
import { call } from './base.ts';
import { RevealReason } from './entity-edit.ts';

/** What a case knows of levers that are not at hand. */
export const UnknownLevers = z.strictObject({
  /** The newest catalogue that the case was used with. */
  edition: CatalogueEdition,
  /** Whether that is newer than the one at hand. */
  isNewer: z.boolean(),
  levers: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** Assessments of it in the case. */
      assessments: z.int(),
    }),
  ),
});
export type UnknownLevers = z.infer<typeof UnknownLevers>;

export const lever = {
  /**
   * Every answer for one entity: applies first, strong before indicative. Of a protected person the reasons are
   * withheld until they are asked for with a reason: they tell what was done to them.
   */
  forEntity: call('consultation')
    .input(z.strictObject({ id: Id, revealReason: RevealReason }))
    .output(z.array(LeverEvaluation)),
  /** Answers over the whole case, or of one entity, by answer; on protected people without their reasons. */
  evaluate: call('consultation')
    .input(
      z.strictObject({
        entityId: Id.nullable().default(null),
        answer: LeverAnswer.nullable().default(null),
        /** Of what is within so many links of a group; null: wherever it is. */
        ocgId: Id.nullable().default(null),
        links: z.int().min(1).max(4).default(2),
        /** Service id, as `lever.services` gives them; null: every one. */
        service: z.string().max(120).nullable().default(null),
        limit: z.int().min(1).max(1_000_000).default(1_000_000),
      }),
    )
    .output(
      z.strictObject({
        items: z.array(LeverEvaluation),
        /** Entities looked at, levers asked, and how long it took. */
        entities: z.int(),
        levers: z.int(),
        elapsedMs: z.number(),
      }),
    ),
  /** How many levers apply to each of these entities. */
  counts: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).max(20_000) }))
    .output(z.array(z.strictObject({ id: Id, strong: z.int(), indicative: z.int() }))),
  /**
   * Levers that the open case was used with and that are not at hand here: of a newer catalogue, or another council's
   * own. Their assessments are kept. Null: there are none.
   */
  unknown: call('none').output(UnknownLevers.nullable()),
  /** The catalogue: every lever at hand, those switched off too, and what is wrong with the files of others. */
  catalogue: call('none').output(
    z.strictObject({
      ...CatalogueEdition.shape,
      levers: z.array(CatalogueLever),
      /** Whom to ask in each service, as the council says. */
      contacts: z.array(ServiceContact),
      problems: z.array(CatalogueProblem),
    }),
  ),
};
