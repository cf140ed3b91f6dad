import type { Lever } from '../domain/lever.ts';
import type { OpenFinding } from './evaluate.ts';
import type { EntityFacts } from './facts.ts';
import { CUCKOOED_TENANT_LEVER, hasOccupantAtRisk } from './guard.ts';
import type { GroupNetwork, Way } from './network.ts';
import {
  compareWithinScore,
  isInforming,
  type RankFacts,
  rankScore,
  usualDaysOf,
} from './ranking.ts';
import { servicesOf } from './service.ts';
import { sortGradually } from './sort-gradually.ts';

/** What lists filter and rank a lever by, worked out once. */
export interface OpeningLever {
  readonly lever: Lever;
  /** Place in the catalogue as given. */
  readonly index: number;
  readonly serviceIds: readonly string[];
  readonly usualDays: number;
  readonly isNotYetUsable: boolean;
}

/** What lists need of each lever of a catalogue, by its id. */
export function openingLevers(catalogue: readonly Lever[]): ReadonlyMap<string, OpeningLever> {
  return new Map(
    catalogue.map((lever, index) => [
      lever.id,
      {
        lever,
        index,
        serviceIds: servicesOf(lever.service).map(({ id }) => id),
        usualDays: usualDaysOf(lever),
        isNotYetUsable: lever.legalStatus === 'awaiting-commencement',
      },
    ]),
  );
}

/** A lever that applies or could apply to one entity. */
export interface Opening {
  readonly finding: OpenFinding;
  readonly of: OpeningLever;
  /** Place by name of record and lever, which decides between openings that nothing else tells apart. */
  readonly place: number;
}

/** Every opening of a case, by name of record and lever. */
export interface Openings {
  readonly all: readonly Opening[];
  /** Levers that protect, on people who are protected: listed apart, by reference, and never ranked. */
  readonly protective: readonly Opening[];
}

/** Findings taken between two pauses. */
const TAKEN_PER_PAUSE = 500;

function byName(a: EntityFacts, b: EntityFacts): number {
  return compareText(a.label, b.label) || compareText(a.kind, b.kind) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Parts findings into what is listed and what protects, by name of record and lever. Of protected people nothing but
 * levers that protect is an opening; a lever held for a safeguarding decision is none.
 */
export function* gatherOpenings(
  findings: ReadonlyMap<EntityFacts, readonly OpenFinding[]>,
  levers: ReadonlyMap<string, OpeningLever>,
): Generator<void, Openings> {
  const all: Opening[] = [];
  const protective: Opening[] = [];
  const byTitle = [...levers.values()].sort((a, b) => compareText(a.lever.title, b.lever.title));
  const titlePlaces = new Map(byTitle.map(({ lever }, place) => [lever.id, place]));
  let taken = 0;
  for (const entity of yield* sortGradually([...findings.keys()], byName)) {
    const isProtected = entity.protection !== 'none';
    const own = findings
      .get(entity)
      ?.filter(({ isHeld, lever }) => !isHeld && (!isProtected || lever.protectiveForVictims))
      .toSorted((a, b) => (titlePlaces.get(a.lever.id) ?? 0) - (titlePlaces.get(b.lever.id) ?? 0));
    for (const finding of own ?? []) {
      const of = levers.get(finding.lever.id);
      if (!of) continue;
      (isProtected ? protective : all).push({ finding, of, place: taken });
      if (++taken % TAKEN_PER_PAUSE === 0) yield;
    }
  }
  return { all, protective };
}

/** An opening in its place. */
export interface RankedOpening {
  readonly opening: Opening;
  readonly facts: RankFacts;
  readonly score: number;
  /** The tie to the group; null: not within the links asked for. */
  readonly way: Way | null;
  /** Someone at risk lives there: what protects them comes first. */
  readonly isAtRisk: boolean;
  /** Stands above what it would otherwise stand below, as it protects who lives there. */
  readonly isProtectingFirst: boolean;
}

/** Puts openings in order, with the effect each would have on the network. */
export function* rankOpenings(
  openings: readonly Opening[],
  network: GroupNetwork,
): Generator<void, RankedOpening[]> {
  const ranked: RankedOpening[] = [];
  /** Best score of each home where someone is at risk. */
  const best = new Map<EntityFacts, number>();
  const risk = new Map<EntityFacts, boolean>();
  for (const [index, opening] of openings.entries()) {
    if (index % TAKEN_PER_PAUSE === TAKEN_PER_PAUSE - 1) yield;
    const { entity } = opening.finding;
    const facts = rankFactsOf(opening, network);
    const score = rankScore(facts);
    const isAtRisk = risk.get(entity) ?? hasOccupantAtRisk(entity);
    risk.set(entity, isAtRisk);
    if (isAtRisk) best.set(entity, Math.max(score, best.get(entity) ?? 0));
    const way = network.ways.get(entity) ?? null;
    ranked.push({ opening, facts, score, way, isAtRisk, isProtectingFirst: false });
  }
  const lifted = ranked.map((one) =>
    one.isAtRisk && one.opening.finding.lever.id === CUCKOOED_TENANT_LEVER
      ? {
          ...one,
          score: best.get(one.opening.finding.entity) ?? one.score,
          isProtectingFirst: true,
        }
      : one,
  );
  return yield* sortGradually(lifted, compareRanked);
}

function rankFactsOf({ finding, of }: Opening, network: GroupNetwork): RankFacts {
  return {
    answer: finding.answer,
    strength: finding.strength,
    cutOff: isInforming(finding.lever) ? null : network.cutOff(finding.entity),
    isInforming: isInforming(finding.lever),
    usualDays: of.usualDays,
    intrusiveness: finding.lever.intrusiveness,
    grade: finding.weakestGrade,
    isCouncilHeld: finding.lever.councilHeld,
  };
}

/** What may not be used yet comes last; then points; then, within equal points, what decides there; then names. */
export function compareRanked(a: RankedOpening, b: RankedOpening): number {
  return (
    Number(a.opening.of.isNotYetUsable) - Number(b.opening.of.isNotYetUsable) ||
    b.score - a.score ||
    Number(b.isProtectingFirst) - Number(a.isProtectingFirst) ||
    compareWithinScore(a.facts, b.facts) ||
    a.opening.place - b.opening.place
  );
}
