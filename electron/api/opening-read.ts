import type { EntitySummary } from '../../shared/api/entity.ts';
import type {
  OpeningFacetCounts,
  OpeningTie,
  Opening as ReadOpening,
} from '../../shared/api/lever-question.ts';
import { ASSESSMENT_WORDS, AssessmentStatus } from '../../shared/domain/assessment.ts';
import { kindOf, type Ontology, termFor } from '../../shared/domain/ontology.ts';
import { inSentence, linkWords } from '../../shared/levers/condition.ts';
import type { MissingFact } from '../../shared/levers/evaluate.ts';
import { guardsOf } from '../../shared/levers/guard.ts';
import type { GroupNetwork, Way } from '../../shared/levers/network.ts';
import type { Opening, OpeningLever, RankedOpening } from '../../shared/levers/opening.ts';
import {
  LEAD_TIME_BANDS,
  OPENING_FACETS,
  type OpeningFacet,
} from '../../shared/levers/opening-filter.ts';
import {
  daysInWords,
  INTRUSIVENESS_WORDS,
  rankParts,
  rankSentence,
} from '../../shared/levers/ranking.ts';
import { serviceLabel, servicesOf } from '../../shared/levers/service.ts';
import type { OpenCase } from './session.ts';
import { summaryOf } from './summary.ts';

/** Makes openings into what crosses: with names as they may be shown, and the whole reason in words. */
export function createOpeningReader(
  ontology: Ontology,
  open: OpenCase,
  statuses: ReadonlyMap<string, AssessmentStatus>,
) {
  const summaries = new Map<string, EntitySummary | null>();
  const ties = new Map<Way, OpeningTie>();

  /** Null: it is gone meanwhile. */
  function summary(id: string): EntitySummary | null {
    let known = summaries.get(id);
    if (known === undefined) {
      const row = open.entities.find(id);
      known = row && summaryOf(ontology, row, open);
      summaries.set(id, known);
    }
    return known;
  }

  function tieOf(way: Way, network: GroupNetwork): OpeningTie {
    let tie = ties.get(way);
    if (!tie) {
      tie = {
        links: way.links,
        isWithheld: way.isWithheld,
        weakestGrade: way.weakestGrade,
        steps: way.isWithheld ? [] : stepsOf(way, network),
      };
      ties.set(way, tie);
    }
    return tie;
  }

  function stepsOf(way: Way, network: GroupNetwork): OpeningTie['steps'] {
    const steps: OpeningTie['steps'] = [];
    for (let link = way.via; link; link = network.ways.get(link.other)?.via ?? null) {
      const entity = summary(link.other.id);
      if (entity) steps.push({ words: linkWords(ontology, link.type, link.direction), entity });
    }
    return steps;
  }

  function common({ finding, of }: Opening) {
    const { lever, entity } = finding;
    const guards = guardsOf(lever, entity);
    return {
      leverId: lever.id,
      title: lever.title,
      answer: finding.answer,
      strength: finding.strength,
      usualDays: of.usualDays,
      serviceIds: [...of.serviceIds],
      needsDecisionMaker: guards.needsDecisionMaker,
      isNotYetUsable: guards.notYetUsable,
      checkTheLaw: guards.checkTheLaw,
    };
  }

  return {
    summary,
    ranked(one: RankedOpening, network: GroupNetwork): ReadOpening | null {
      const entity = summary(one.opening.finding.entity.id);
      // Who became protected meanwhile is no longer listed.
      if (!entity || entity.isProtected) return null;
      const { finding } = one.opening;
      return {
        ...common(one.opening),
        entity,
        reason: finding.reason,
        missing: missingWords(finding.missing),
        weakestGrade: finding.weakestGrade,
        tie: one.way && tieOf(one.way, network),
        cutOff: one.facts.cutOff,
        assessed: statuses.get(`${entity.id} ${finding.lever.id}`) ?? null,
        rank: {
          score: one.score,
          sentence: sentenceOf(one),
          parts: rankParts(one.facts).map((part) => ({ ...part })),
        },
        isOccupantAtRisk: one.isAtRisk,
        isProtectingFirst: one.isProtectingFirst,
      };
    },
    /** On a protected person: what protects them, and nothing of why, which would tell what was done to them. */
    protective(opening: Opening): ReadOpening | null {
      const entity = summary(opening.finding.entity.id);
      return (
        entity && {
          ...common(opening),
          entity,
          reason: opening.of.lever.summary,
          missing: [],
          weakestGrade: null,
          tie: null,
          cutOff: null,
          assessed: null,
          rank: null,
          isOccupantAtRisk: false,
          isProtectingFirst: false,
        }
      );
    },
  };
}

function sentenceOf({ facts, isProtectingFirst, opening }: RankedOpening): string {
  const why = rankSentence(facts);
  if (isProtectingFirst) return `First here, as it protects who lives there. ${why}`;
  return opening.of.isNotYetUsable ? `Last, as it is not in force yet. ${why}` : why;
}

/** What would make a lever apply: each a set of facts that would together be enough. */
export function missingWords(ways: readonly (readonly MissingFact[])[]): string[] {
  const words = ways.map((way) =>
    way
      .map(({ test, needsGrading }) => (needsGrading ? `a grade for “${test.words}”` : test.words))
      .join(' and '),
  );
  return [...new Set(words)];
}

/** Counts of openings with the labels that they are shown with. */
export function facetsInWords(
  ontology: Ontology,
  levers: ReadonlyMap<string, OpeningLever>,
  counts: ReadonlyMap<OpeningFacet, ReadonlyMap<string, number>>,
): OpeningFacetCounts[] {
  return OPENING_FACETS.map((facet) => {
    const buckets = [...(counts.get(facet) ?? [])].map(([value, count]) => ({
      value,
      label: facetLabel(ontology, levers, facet, value),
      count,
    }));
    const isMeasure = facet === 'intrusiveness' || facet === 'leadTime';
    buckets.sort((a, b) =>
      isMeasure
        ? measure(a.value) - measure(b.value)
        : b.count - a.count || (a.label < b.label ? -1 : 1),
    );
    return { facet, buckets };
  });
}

function measure(value: string): number {
  const number = Number(value);
  return Number.isNaN(number) ? Number.POSITIVE_INFINITY : number;
}

const VOCABULARIES: Partial<Record<OpeningFacet, string>> = {
  category: 'lever-categories',
  holder: 'holders',
  effect: 'disruption-effects',
  fourP: 'four-p',
  threat: 'threat-categories',
};

function facetLabel(
  ontology: Ontology,
  levers: ReadonlyMap<string, OpeningLever>,
  facet: OpeningFacet,
  value: string,
): string {
  const vocabulary = VOCABULARIES[facet];
  if (vocabulary) return termFor(ontology, vocabulary, value)?.label ?? value;
  switch (facet) {
    case 'answer':
      return value === 'applies' ? 'Applies' : 'Could apply';
    case 'strength':
      return value === 'strong' ? 'Strong' : 'Indicative';
    case 'councilHeld':
      return value === 'yes' ? 'Held by the council' : 'Held by a partner';
    case 'intrusiveness':
      return `${value}: ${INTRUSIVENESS_WORDS[Number(value)] ?? ''}`;
    case 'leadTime':
      return bandLabel(value);
    case 'kind':
      return kindOf(ontology, value)?.label ?? value;
    case 'assessed':
      return assessedLabel(value);
    case 'lever':
      return levers.get(value)?.lever.title ?? value;
    default:
      return labelOfService(levers, value);
  }
}

function assessedLabel(value: string): string {
  const status = AssessmentStatus.safeParse(value);
  return status.success ? ASSESSMENT_WORDS[status.data] : 'Not assessed';
}

function bandLabel(value: string): string {
  const longest = LEAD_TIME_BANDS.at(-1) ?? 0;
  return value === 'longer'
    ? `More than ${inSentence(daysInWords(longest).replace('about ', ''))}`
    : `Up to ${daysInWords(Number(value)).replace('about ', '')}`;
}

/** What a service is called: of one that is not shipped, what its levers call it. */
export function labelOfService(levers: ReadonlyMap<string, OpeningLever>, id: string): string {
  const shipped = serviceLabel(id);
  if (shipped !== null) return shipped;
  for (const { lever } of levers.values()) {
    const service = servicesOf(lever.service).find((one) => one.id === id);
    if (service) return service.label;
  }
  return id;
}
