import { AppError } from '../../shared/api/errors.ts';
import type { LeverService, Opening } from '../../shared/api/lever-question.ts';
import type { AssessmentStatus } from '../../shared/domain/assessment.ts';
import { baseKindOf, termFor } from '../../shared/domain/ontology.ts';
import type { RankedOpening } from '../../shared/levers/opening.ts';
import {
  filterOpenings,
  NOT_ASSESSED,
  type OpeningFilter,
} from '../../shared/levers/opening-filter.ts';
import { sortGradually } from '../../shared/levers/sort-gradually.ts';
import { listAssessments } from '../db/assessment.ts';
import type { ScopedOpenings } from './opening-index.ts';
import { createOpeningReader, facetsInWords, labelOfService } from './opening-read.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';

/** Handlers of `lever` that answer what can be done, by whom, and what to find out first. */
export const leverQuestionHandlers = {
  openings: os.lever.openings.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const asked = await askOpenings(session, input, signal);
    const { open, scoped, disrupt, protective, counts } = asked;
    const isProtect = input.part === 'protect';
    const all = isProtect ? protective : disrupt;
    const read = createOpeningReader(session.ontology, open, statusesOf(open));
    const items: Opening[] = await inSlices(
      function* () {
        const ordered = yield* inOrder(all, isProtect ? 'record' : input.sort);
        const page: Opening[] = [];
        for (const one of ordered.slice(input.offset, input.offset + input.limit)) {
          const opening = isProtect
            ? read.protective(one.opening)
            : read.ranked(one, scoped.network);
          if (opening) page.push(opening);
          if (page.length % READ_PER_PAUSE === 0) yield;
        }
        return page;
      },
      { version: session.revision, signal },
    );
    context.touch(items.map(({ entity }) => entity.id));
    return {
      total: all.length,
      records: new Set(all.map(({ opening }) => opening.finding.entity.id)).size,
      items,
      facets: facetsInWords(session.ontology, open.openings.levers, counts[input.part]),
      otherPart: isProtect ? disrupt.length : protective.length,
      networkRecords: scoped.network.records,
    };
  }),

  services: os.lever.services.handler(async ({ input, context, signal }) => {
    const { session } = context;
    const { open, scoped } = await scopeOf(session, input);
    const { levers } = open.openings;
    return await inSlices(
      function* () {
        const services = new Map<string, Counted>();
        const categories = new Map<string, Counted>();
        for (const { lever, serviceIds } of levers.values()) {
          for (const id of serviceIds) counted(services, id).levers++;
          counted(categories, lever.category).levers++;
        }
        let added = 0;
        for (const { opening } of scoped.ranked) {
          for (const id of opening.of.serviceIds) add(counted(services, id), opening);
          add(counted(categories, opening.of.lever.category), opening);
          if (++added % COUNTED_PER_PAUSE === 0) yield;
        }
        for (const opening of scoped.protective) {
          for (const id of opening.of.serviceIds) counted(services, id).protecting++;
          counted(categories, opening.of.lever.category).protecting++;
        }
        return {
          services: listed(services, (id) => labelOfService(levers, id)),
          categories: listed(
            categories,
            (id) => termFor(session.ontology, 'lever-categories', id)?.label ?? id,
          ),
        };
      },
      { version: session.revision, signal },
    );
  }),
};

/** Openings made ready to cross between two pauses. */
const READ_PER_PAUSE = 10;
const COUNTED_PER_PAUSE = 1000;

/** Whose openings a call asks for. */
export interface OpeningQuestion {
  readonly ocgId: string | null;
  readonly links: number;
  readonly service: string | null;
  readonly filters: OpeningFilter;
  readonly records: string;
}

/** Openings that a question is about, best first. */
export interface AskedOpenings {
  readonly open: OpenCase;
  readonly scoped: ScopedOpenings;
  readonly disrupt: readonly RankedOpening[];
  /** In no order: protected people are not ranked. */
  readonly protective: readonly RankedOpening[];
  readonly counts: {
    readonly disrupt: ReturnType<typeof countsOf>;
    readonly protect: ReturnType<typeof countsOf>;
  };
}

type Filtered = ReturnType<typeof filterOpenings> extends Generator<void, infer T> ? T : never;

function countsOf(filtered: Filtered) {
  return filtered.counts;
}

/**
 * Openings around a group, or of the whole case.
 * @throws {AppError} `not-found`, or `invalid-value` where the record is no group
 */
export async function scopeOf(
  session: Session,
  { ocgId, links }: Pick<OpeningQuestion, 'ocgId' | 'links'>,
): Promise<{ readonly open: OpenCase; readonly scoped: ScopedOpenings }> {
  const open = session.open();
  const group = ocgId === null ? null : open.entities.get(ocgId);
  if (group && baseKindOf(session.ontology, group.kind) !== 'ocg')
    throw new AppError(
      'invalid-value',
      'That record is no organised crime group. Choose a group, or ask of the whole case.',
    );
  return { open, scoped: await open.openings.of({ ocgId: group?.id ?? null, links }) };
}

/** The openings that a question is about, filtered, with the counts of every facet. */
export async function askOpenings(
  session: Session,
  question: OpeningQuestion,
  signal?: AbortSignal,
): Promise<AskedOpenings> {
  const { open, scoped } = await scopeOf(session, question);
  if (question.records !== '') {
    await open.levers.ready('counts');
    await open.queries.ready();
  }
  const answer = question.records === '' ? null : open.queries.ask(question.records);
  const { service } = question;
  const meets = ({ opening }: RankedOpening): boolean =>
    (service === null || opening.of.serviceIds.includes(service)) &&
    (answer === null || answer.holds(opening.finding.entity.id));
  const statuses = statusesOf(open);
  const statusOf = ({ opening: { finding } }: RankedOpening) =>
    statuses.get(`${finding.entity.id} ${finding.lever.id}`) ?? NOT_ASSESSED;
  const about = { meets, statusOf };
  // Of protected people nothing is told here but what protects them.
  const aboutProtected = { meets, statusOf: () => NOT_ASSESSED };
  const [disrupt, protective] = await inSlices(
    function* () {
      return [
        yield* filterOpenings(scoped.ranked, question.filters, about),
        yield* filterOpenings(scoped.protective.map(unranked), question.filters, aboutProtected),
      ] as const;
    },
    { version: session.revision, signal },
  );
  return {
    open,
    scoped,
    disrupt: disrupt.items,
    protective: protective.items,
    counts: { disrupt: disrupt.counts, protect: protective.counts },
  };
}

/** How far levers were worked, by record and lever: the assessment that was worked on last. */
export function statusesOf(open: OpenCase): ReadonlyMap<string, AssessmentStatus> {
  const statuses = new Map<string, AssessmentStatus>();
  for (const { entityId, leverId, status } of listAssessments(open.connection.db)) {
    const key = `${entityId} ${leverId}`;
    if (!statuses.has(key)) statuses.set(key, status);
  }
  return statuses;
}

/** As filters take it: of a protected person nothing is reckoned. */
function unranked(opening: ScopedOpenings['protective'][number]): RankedOpening {
  const { finding, of } = opening;
  return {
    opening,
    facts: {
      answer: finding.answer,
      strength: finding.strength,
      cutOff: null,
      isInforming: false,
      usualDays: of.usualDays,
      intrusiveness: finding.lever.intrusiveness,
      grade: null,
      isCouncilHeld: finding.lever.councilHeld,
    },
    score: 0,
    way: null,
    isAtRisk: false,
    isProtectingFirst: false,
  };
}

type Sort = 'rank' | 'effect' | 'lead-time' | 'intrusiveness' | 'record' | 'lever';

/** Equals stay as they are ranked. */
function* inOrder(
  ranked: readonly RankedOpening[],
  sort: Sort,
): Generator<void, readonly RankedOpening[]> {
  switch (sort) {
    case 'rank':
      return ranked;
    case 'effect':
      return yield* sortGradually(
        ranked,
        (a, b) => (b.facts.cutOff ?? -1) - (a.facts.cutOff ?? -1),
      );
    case 'lead-time':
      return yield* sortGradually(ranked, (a, b) => a.facts.usualDays - b.facts.usualDays);
    case 'intrusiveness':
      return yield* sortGradually(ranked, (a, b) => a.facts.intrusiveness - b.facts.intrusiveness);
    case 'record':
      return yield* sortGradually(ranked, (a, b) => a.opening.place - b.opening.place);
    case 'lever':
      return yield* sortGradually(ranked, (a, b) =>
        a.opening.of.lever.title.localeCompare(b.opening.of.lever.title, 'en-GB'),
      );
  }
}

type Counted = Mutable<Omit<LeverService, 'id' | 'label'>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function counted(counts: Map<string, Counted>, id: string): Counted {
  let count = counts.get(id);
  if (!count) {
    count = { levers: 0, strong: 0, indicative: 0, couldApply: 0, protecting: 0 };
    counts.set(id, count);
  }
  return count;
}

function add(count: Counted, { finding, of }: RankedOpening['opening']): void {
  // As on the map: what is not in force is no flag.
  if (finding.answer === 'could-apply') count.couldApply++;
  else if (of.isNotYetUsable) return;
  else if (finding.strength === 'strong') count.strong++;
  else count.indicative++;
}

function listed(
  counts: ReadonlyMap<string, Counted>,
  labelOf: (id: string) => string,
): LeverService[] {
  return [...counts]
    .map(([id, count]) => ({ id, label: labelOf(id), ...count }))
    .sort(
      (a, b) =>
        b.strong - a.strong ||
        b.indicative - a.indicative ||
        b.couldApply - a.couldApply ||
        (a.label < b.label ? -1 : 1),
    );
}
