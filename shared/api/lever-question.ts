import { z } from 'zod';
import { AssessmentStatus } from '../domain/assessment.ts';
import { Id } from '../domain/field.ts';
import { EvidenceGrade, LeverStrength } from '../domain/lever.ts';
import { NOT_ASSESSED, OPENING_FACETS } from '../levers/opening-filter.ts';
import { RANK_PARTS } from '../levers/ranking.ts';
import { call } from './base.ts';
import { EntitySummary, Filter } from './entity.ts';

const Words = z.array(z.string().min(1).max(120)).max(200).default([]);

/** What openings must meet. An empty list asks nothing; of one list any word is enough, and every list must be met. */
export const OpeningFilters = z.strictObject({
  answer: z.array(z.enum(['applies', 'could-apply'])).default([]),
  strength: z.array(LeverStrength).default([]),
  /** Service ids, as `lever.services` gives them. */
  service: Words,
  /** Words of the vocabularies `lever-categories`, `holders`, `disruption-effects`, `four-p`, `threat-categories`. */
  category: Words,
  holder: Words,
  effect: Words,
  fourP: Words,
  threat: Words,
  /** Null: whoever holds it. */
  councilHeld: z.boolean().nullable().default(null),
  maxIntrusiveness: z.int().min(1).max(5).nullable().default(null),
  /** Against `usualDays`, the middle of the estimate. */
  maxLeadTimeDays: z.int().min(0).max(10_000).nullable().default(null),
  /** Shipped kinds of record. */
  kind: Words,
  /** Statuses of the assessment; `not-assessed`: there is none. */
  assessed: z.array(z.enum([...AssessmentStatus.options, NOT_ASSESSED])).default([]),
  /** Lever ids. */
  lever: Words,
});
export type OpeningFilters = z.infer<typeof OpeningFilters>;
const NO_FILTERS = OpeningFilters.parse({});

/** Whose openings: those within so many links of a group, or of the whole case; of a service, or of all. */
export const OpeningScope = {
  /** The group; null: the whole case. */
  ocgId: Id.nullable().default(null),
  /** Service id; null: all. */
  service: z.string().max(120).nullable().default(null),
  /** How far from the group, and within how many links effects on the network are reckoned. */
  links: z.int().min(1).max(4).default(2),
  filters: OpeningFilters.default(NO_FILTERS),
  /** Typed query that the record must meet besides. */
  records: Filter,
};

/** How a record is tied to a group. */
export const OpeningTie = z.strictObject({
  /** 0: it is the group. */
  links: z.int(),
  /** From the record to the group. Empty where the way is withheld, or it is the group itself. */
  steps: z.array(z.strictObject({ words: z.string(), entity: EntitySummary })),
  /** The way leads through a protected person. */
  isWithheld: z.boolean(),
  /** Weakest grade on the way; null on the group itself. */
  weakestGrade: EvidenceGrade.nullable(),
});
export type OpeningTie = z.infer<typeof OpeningTie>;

/** A lever that applies or could apply to one record. A suggestion, never evidence. */
export const Opening = z.strictObject({
  entity: EntitySummary,
  leverId: z.string(),
  title: z.string(),
  answer: z.enum(['applies', 'could-apply']),
  strength: LeverStrength,
  /** The trigger that it rests on, in words. */
  reason: z.string(),
  /** What would make it apply, in words; empty where it does. */
  missing: z.array(z.string()),
  /** Weakest grade along the best reason; null where no test is true, or the person is protected. */
  weakestGrade: EvidenceGrade.nullable(),
  /** Null: not within the links asked for, or the person is protected. */
  tie: OpeningTie.nullable(),
  /**
   * Effect on the network: records within the links asked for that would no longer be joined to the group (or to any
   * group) without this one. Null: not near one, the group itself, a protected person, or a lever that only finds out,
   * shares or refers.
   */
  cutOff: z.int().nullable(),
  usualDays: z.int(),
  serviceIds: z.array(z.string()),
  /** Place in the order, from 0 to 100, and what it is made of. Null of protected people, who are not ranked. */
  rank: z
    .strictObject({
      score: z.int(),
      /** The whole reason, as one sentence. */
      sentence: z.string(),
      parts: z.array(
        z.strictObject({
          id: z.enum(RANK_PARTS),
          points: z.int(),
          most: z.int(),
          words: z.string(),
        }),
      ),
    })
    .nullable(),
  /** How far it was worked for this record; null: nobody assessed it, or the person is protected. */
  assessed: AssessmentStatus.nullable(),
  /** Someone at risk lives there: agree a safeguarding plan first. */
  isOccupantAtRisk: z.boolean(),
  /** Stands above what it would otherwise stand below, as it protects who lives there. */
  isProtectingFirst: z.boolean(),
  needsDecisionMaker: z.boolean(),
  /** Not in force: not to be used. Listed last. */
  isNotYetUsable: z.boolean(),
  checkTheLaw: z.boolean(),
});
export type Opening = z.infer<typeof Opening>;

/** Counts of one facet of openings. */
export const OpeningFacetCounts = z.strictObject({
  facet: z.enum(OPENING_FACETS),
  /** What the filters say of this facet itself does not lessen them. Most first, or by size where it is a measure. */
  buckets: z.array(z.strictObject({ value: z.string(), label: z.string(), count: z.int() })),
});
export type OpeningFacetCounts = z.infer<typeof OpeningFacetCounts>;

/** A service or partner with how many openings it has. */
export const LeverService = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Levers of the catalogue that name it. */
  levers: z.int(),
  strong: z.int(),
  indicative: z.int(),
  couldApply: z.int(),
  /** Levers that protect, on protected people: counted apart. */
  protecting: z.int(),
});
export type LeverService = z.infer<typeof LeverService>;

/** Something to find out, and what its answer would open. */
export const ToFindOut = z.strictObject({
  id: z.string(),
  /** What to ask, whichever way it turns out. */
  question: z.string(),
  /** Openings that would apply if this alone turned out so; of them those that would be strong. */
  opens: z.int(),
  strong: z.int(),
  /** Openings that want this and something else besides. */
  helps: z.int(),
  levers: z.array(
    z.strictObject({
      leverId: z.string(),
      title: z.string(),
      opens: z.int(),
      helps: z.int(),
      /** How it must turn out, in words; any one is enough. */
      mustBe: z.array(z.string()),
    }),
  ),
  /** Records that it is asked of: how many, and the first of them. */
  records: z.int(),
  about: z.array(
    z.strictObject({
      entity: EntitySummary,
      opens: z.int(),
      helps: z.int(),
      leverIds: z.array(z.string()),
    }),
  ),
  /** Levers by which it may be asked for. */
  gateways: z.array(z.strictObject({ leverId: z.string(), title: z.string() })),
  /** No gateway is known here: check it with the lawyers. */
  needsGateway: z.boolean(),
});
export type ToFindOut = z.infer<typeof ToFindOut>;

/** What to ask of one holder of information. */
export const InformationRequest = z.strictObject({
  /** A service id, `land-registry`, `own-case` or `unsettled`. */
  id: z.string(),
  label: z.string(),
  /** Nobody needs to be asked: grade it, or take the step yourself. */
  isOwnCase: z.boolean(),
  /** Over all its questions. */
  opens: z.int(),
  helps: z.int(),
  questions: z.array(ToFindOut),
});
export type InformationRequest = z.infer<typeof InformationRequest>;

export const leverQuestion = {
  /**
   * What can be done about a group, or what a service can do: openings, best first by one formula
   * (`shared/levers/ranking.ts`). Protected people are not among them, but for `part: protect`: levers that protect
   * them, by reference, in no rank.
   * @throws not-found where the group is none; invalid-value where the record is no group
   */
  openings: call('consultation')
    .input(
      z.strictObject({
        ...OpeningScope,
        part: z.enum(['disrupt', 'protect']).default('disrupt'),
        sort: z
          .enum(['rank', 'effect', 'lead-time', 'intrusiveness', 'record', 'lever'])
          .default('rank'),
        offset: z.int().min(0).default(0),
        limit: z.int().min(0).max(2000).default(100),
      }),
    )
    .output(
      z.strictObject({
        total: z.int(),
        /** Different records among them. */
        records: z.int(),
        items: z.array(Opening),
        facets: z.array(OpeningFacetCounts),
        /** Openings of the other part, by the same filters: what there is to protect, or to disrupt. */
        otherPart: z.int(),
        /** Records of the group’s network that are counted in effects. */
        networkRecords: z.int(),
      }),
    ),
  /** Services and partners, and categories of levers, with how many openings each has; all of them, most first. */
  services: call('consultation')
    .input(
      z.strictObject({
        ocgId: OpeningScope.ocgId,
        links: OpeningScope.links,
      }),
    )
    .output(z.strictObject({ services: z.array(LeverService), categories: z.array(LeverService) })),
  /**
   * What should be found out first: facts that levers which could apply are missing, the one that would open most
   * first, gathered by who usually holds them, with the gateway. Protected people are in no request.
   */
  toFindOut: call('consultation')
    .input(
      z.strictObject({
        ...OpeningScope,
        /** One question alone, with all its records; null: every question. */
        questionId: z.string().max(2000).nullable().default(null),
        /** Records that each question lists, those first of which most would open. */
        recordsEach: z.int().min(0).max(2000).default(5),
      }),
    )
    .output(
      z.strictObject({
        /** Openings that could apply, and the different questions they ask. */
        couldApply: z.int(),
        questions: z.int(),
        /** Who holds most comes first; your own casework last. */
        holders: z.array(InformationRequest),
      }),
    ),
};
