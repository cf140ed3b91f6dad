import type { Lever } from '../domain/lever.ts';
import type { Ontology } from '../domain/ontology.ts';
import { type CompiledLever, compileLever, NO_SITUATION, type Situation } from './compile.ts';
import { type ConditionTest, truthOfKindTest } from './condition.ts';
import { type Walk, walksOf } from './dependents.ts';
import type { EntityFacts } from './facts.ts';

/** A catalogue ready to be asked of many entities. */
export interface LeverSet {
  readonly levers: readonly CompiledLever[];
  /**
   * Positions of the levers that run in the area and mention something the entity has a record of. No other lever can
   * have an answer for it: each needs a test that is true, or a recorded fact against it.
   */
  candidates(entity: EntityFacts): readonly number[];
  /** The links by which an answer looks beyond its own entity. */
  readonly walks: readonly Walk[];
}

type Positions = number[];

/** Levers by what their tests need to find recorded of one kind of entity. */
interface Needs {
  /** By how many links away a group is at the most; nearer ones meet more. */
  readonly groupByAnyLink: Positions[];
  readonly groupByConduct: Positions[];
  readonly indicators: Map<string, Positions>;
  readonly licences: Map<string, Positions>;
  readonly linksOut: Map<string, Positions>;
  readonly linksIn: Map<string, Positions>;
  /** Facts of which any value counts. */
  readonly facts: Map<string, Positions>;
  /** Facts by the word asked for: another word is no reason to ask. */
  readonly words: Map<string, Map<string, Positions>>;
}

const NOTHING: readonly number[] = [];

function note(map: Map<string, Positions>, key: string, position: number): void {
  const positions = map.get(key);
  if (positions) positions.push(position);
  else map.set(key, [position]);
}

function noteWords(needs: Needs, attr: string, words: readonly string[], position: number): void {
  let positions = needs.words.get(attr);
  if (!positions) {
    positions = new Map();
    needs.words.set(attr, positions);
  }
  for (const word of words) note(positions, word, position);
}

function noteTest(
  needs: Needs,
  { condition, isNegated }: ConditionTest,
  { asking }: CompiledLever,
  position: number,
): void {
  if ('indicator' in condition) note(needs.indicators, condition.indicator, position);
  else if ('linkedToOcg' in condition) {
    const groups = asking.isProtective ? needs.groupByAnyLink : needs.groupByConduct;
    for (let links = 0; links <= condition.linkedToOcg.maxHops; links++) {
      const there = groups[links];
      if (there) there.push(position);
      else groups[links] = [position];
    }
  } else if ('link' in condition) {
    note(condition.dir === 'in' ? needs.linksIn : needs.linksOut, condition.link, position);
  } else if ('has' in condition) note(needs.licences, condition.has, position);
  else if ('lacks' in condition) note(needs.licences, condition.lacks, position);
  else if ('in' in condition && !isNegated) {
    noteWords(needs, condition.attr, condition.in.map(String), position);
  } else if ('attr' in condition) note(needs.facts, condition.attr, position);
}

function collectNeeds(levers: readonly CompiledLever[]): ReadonlyMap<string, Needs> {
  const byKind = new Map<string, Needs>();
  for (const [position, lever] of levers.entries()) {
    if (!lever.runsHere) continue;
    for (const [kind, triggers] of lever.triggersByKind) {
      let needs = byKind.get(kind);
      if (!needs) {
        needs = noNeeds();
        byKind.set(kind, needs);
      }
      for (const { tests } of triggers) {
        for (const test of tests)
          if (truthOfKindTest(test, kind) === null) noteTest(needs, test, lever, position);
      }
    }
  }
  return byKind;
}

function noNeeds(): Needs {
  return {
    groupByAnyLink: [],
    groupByConduct: [],
    indicators: new Map(),
    licences: new Map(),
    linksOut: new Map(),
    linksIn: new Map(),
    facts: new Map(),
    words: new Map(),
  };
}

function gather(needs: Needs, entity: EntityFacts, found: Set<number>): void {
  const take = (positions: Positions | undefined): void => {
    if (positions) for (const position of positions) found.add(position);
  };
  if (entity.groupByAnyLink) take(needs.groupByAnyLink[entity.groupByAnyLink.links]);
  if (entity.groupByConduct) take(needs.groupByConduct[entity.groupByConduct.links]);
  for (const id of entity.indicators.keys()) take(needs.indicators.get(id));
  for (const id of entity.absentIndicators.keys()) take(needs.indicators.get(id));
  for (const licence of entity.licences) take(needs.licences.get(licence.type));
  for (const check of entity.licencesChecked) take(needs.licences.get(check.type));
  for (const link of entity.links) {
    take((link.direction === 'in' ? needs.linksIn : needs.linksOut).get(link.type));
  }
  for (const [attr, values] of entity.attributes) {
    take(needs.facts.get(attr));
    const words = needs.words.get(attr);
    if (words) for (const { value } of values) take(words.get(String(value)));
  }
}

/** Prepares a catalogue, once: words are made and levers indexed by the facts they need. */
export function compileLevers(
  levers: readonly Lever[],
  ontology: Ontology,
  situation: Situation = NO_SITUATION,
): LeverSet {
  const compiled = levers.map((lever) => compileLever(lever, ontology, situation));
  const needsByKind = collectNeeds(compiled);
  return {
    levers: compiled,
    walks: walksOf(compiled.flatMap(({ triggers }) => triggers.map(({ node }) => node))),
    candidates(entity) {
      const needs = needsByKind.get(entity.kind);
      if (!needs) return NOTHING;
      const found = new Set<number>();
      gather(needs, entity, found);
      return found.size === 0 ? NOTHING : [...found].sort((a, b) => a - b);
    },
  };
}
