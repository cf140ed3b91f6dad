import type {
  EvidenceGrade,
  Lever,
  LeverAnswer,
  LeverEvaluation,
  LeverStrength,
  LeverTest,
  Truth,
} from '../domain/lever.ts';
import { askAll, supportOf, truthFor, truthOfNode } from './ask.ts';
import type { CompiledLever, CompiledTrigger } from './compile.ts';
import type { ConditionNode, ConditionTest } from './condition.ts';
import type { EntityFacts, FactStore } from './facts.ts';
import { type FlagCounts, isFlagged, NO_FLAGS } from './flag.ts';
import { guardsOf, isHeldFor, isTraitAlone, mayAnswer, rank } from './guard.ts';
import type { LeverSet } from './lever-set.ts';
import { better, type Outcomes, weaker } from './outcome.ts';

/** One trigger asked about one entity. */
interface Asked extends CompiledTrigger {
  readonly lever: Lever;
  readonly entity: EntityFacts;
  readonly outcomes: Outcomes;
  readonly truth: Truth;
}

/** The answer without its words: what counting and listing need. */
export interface LeverFinding {
  readonly entityId: string;
  readonly leverId: string;
  readonly answer: LeverAnswer;
  readonly strength: LeverStrength | null;
  /** Behind a recorded safeguarding decision. */
  readonly isHeld: boolean;
}

interface Finding extends LeverFinding {
  readonly compiled: CompiledLever;
  readonly entity: EntityFacts;
  readonly asked: readonly Asked[];
  /** The triggers that carry the answer. */
  readonly carrying: readonly Asked[];
}

/** A word that differs, such as another sector: no finding against a lever unless something else points to it. */
function isCategory(test: ConditionTest): boolean {
  return 'attr' in test.condition && 'in' in test.condition;
}

/** Whether anything that was found suggests the lever, beyond what someone or something merely is. */
function hasTrueTest({ tests, outcomes, lever, entity }: Asked): boolean {
  return tests.some((test) => {
    const outcome = outcomes.get(test);
    return (
      outcome?.truth === 'true' &&
      !outcome.isAboutKind &&
      !isTraitAlone(lever, test.condition, entity)
    );
  });
}

/** The false tests that make a part false; null where the kind of entity alone does. */
function failuresOf(node: ConditionNode, outcomes: Outcomes): readonly ConditionTest[] | null {
  if (node.type === 'test') return outcomes.get(node)?.isAboutKind ? null : [node];
  const parts = node.nodes
    .filter((part) => truthOfNode(part, outcomes) === 'false')
    .map((part) => failuresOf(part, outcomes));
  const known = parts.filter((part) => part !== null);
  if (known.length === 0 || (node.type === 'all' && known.length < parts.length)) return null;
  return known.flat();
}

/** Tests that speak against a false trigger; none where it is about another kind of entity or another trade. */
function testsAgainst(asked: Asked): readonly ConditionTest[] {
  if (asked.truth !== 'false') return [];
  const failures = failuresOf(asked.node, asked.outcomes) ?? [];
  return failures.every(isCategory) && !hasTrueTest(asked) ? [] : failures;
}

function strongest(asked: readonly Asked[]): LeverStrength {
  return asked.some((one) => one.trigger.strength === 'strong') ? 'strong' : 'indicative';
}

function ask(
  trigger: CompiledTrigger,
  { lever, asking }: CompiledLever,
  entity: EntityFacts,
): Asked {
  const outcomes = askAll(trigger.node, entity, asking);
  const truth = truthOfNode(trigger.node, outcomes);
  return {
    trigger: trigger.trigger,
    node: trigger.node,
    tests: trigger.tests,
    lever,
    entity,
    outcomes,
    truth,
  };
}

function find(compiled: CompiledLever, entity: EntityFacts): Finding | null {
  const { lever } = compiled;
  // A trigger that is about another kind of entity says nothing for this one, and nothing against it.
  const triggers = compiled.triggersByKind.get(entity.kind);
  if (!triggers || !compiled.runsHere || !mayAnswer(lever, entity)) return null;
  const asked = triggers.map((trigger) => ask(trigger, compiled, entity));
  const isHeld = isHeldFor(lever, entity);
  const finding = { entityId: entity.id, leverId: lever.id, isHeld, compiled, entity, asked };
  const holding = asked.filter((one) => one.truth === 'true');
  if (holding.length > 0) {
    return { ...finding, answer: 'applies', strength: strongest(holding), carrying: holding };
  }
  const open = asked.filter((one) => one.truth === 'unknown');
  const promising = open.filter(hasTrueTest);
  if (promising.length > 0) {
    return {
      ...finding,
      answer: 'could-apply',
      strength: strongest(promising),
      carrying: promising,
    };
  }
  const against = asked.filter((one) => testsAgainst(one).length > 0);
  if (open.length > 0 || against.length === 0) return null;
  return { ...finding, answer: 'ruled-out', strength: null, carrying: against };
}

function testWords({ tests, outcomes }: Asked): LeverTest[] {
  return tests.map((test) => {
    const outcome = outcomes.get(test);
    const told = outcome?.tell();
    const dates = (told?.evidence ?? []).map((one) => one.observedOn ?? '').sort();
    return {
      test: test.words,
      result: outcome?.truth ?? 'unknown',
      actual: told?.actual ?? 'not recorded',
      recordIds: [...new Set((told?.evidence ?? []).map((one) => one.recordId))],
      grade: told?.grade ?? null,
      observedOn: dates.at(-1) || null,
    };
  });
}

function missingOf(node: ConditionNode, outcomes: Outcomes): string {
  if (node.type === 'test') {
    const outcome = outcomes.get(node);
    if (outcome?.needsGrading) return `a grade for “${node.words}”`;
    return outcome?.hasLapsed ? `a new look at “${node.words}”` : node.words;
  }
  return node.nodes
    .filter((part) => truthOfNode(part, outcomes) === 'unknown')
    .map((part) => missingOf(part, outcomes))
    .join(node.type === 'all' ? ' and ' : ' or ');
}

function weakestOf(finding: Finding): EvidenceGrade | null {
  const best = finding.carrying.filter((one) => one.trigger.strength === finding.strength);
  const grades = best.map((one) => {
    if (finding.answer === 'applies') return supportOf(one.node, one.outcomes).grade;
    return [...one.outcomes.values()]
      .filter((outcome) => outcome.truth === 'true')
      .map((outcome) => outcome.tell().grade)
      .reduce(weaker, null);
  });
  return grades.reduce(better, null);
}

function explain(finding: Finding): LeverEvaluation {
  const { compiled, entity, carrying, answer } = finding;
  const asked = compiled.triggers.map(
    (one) =>
      finding.asked.find(({ trigger }) => trigger === one.trigger) ?? ask(one, compiled, entity),
  );
  return {
    entityId: finding.entityId,
    leverId: finding.leverId,
    answer,
    strength: finding.strength,
    triggers: asked.map((one) => ({
      description: one.trigger.description,
      strength: one.trigger.strength,
      result: one.truth,
      tests: testWords(one),
    })),
    missing:
      answer === 'could-apply'
        ? [...new Set(carrying.map((one) => missingOf(one.node, one.outcomes)))]
        : [],
    ruledOutBy:
      answer === 'ruled-out'
        ? [
            ...new Set(
              carrying.flatMap((one) => testsAgainst(one).map((test) => againstWords(one, test))),
            ),
          ]
        : [],
    weakestGrade: answer === 'ruled-out' ? null : weakestOf(finding),
    guards: guardsOf(compiled.lever, entity),
    isFlagged: isFlagged(finding, compiled.lever),
    heldHere: compiled.heldHere,
  };
}

function againstWords(asked: Asked, test: ConditionTest): string {
  return `${test.words} – ${asked.outcomes.get(test)?.tell().actual}`;
}

function findFor(entity: EntityFacts, levers: Iterable<CompiledLever>): Finding[] {
  const findings: Finding[] = [];
  for (const compiled of levers) {
    const finding = find(compiled, entity);
    if (finding) findings.push(finding);
  }
  return findings;
}

function candidatesOf(entity: EntityFacts, set: LeverSet): CompiledLever[] {
  return set.candidates(entity).map((position) => set.levers[position]!);
}

/** Every answer for one entity, in the order in which it is shown. */
export function evaluateEntity(entity: EntityFacts, set: LeverSet): LeverEvaluation[] {
  return rank(entity, findFor(entity, candidatesOf(entity, set)).map(explain));
}

/** Every answer over a case with its reasons, entity by entity, in the order in which each is shown. */
export function* evaluateAll(store: FactStore, set: LeverSet): Iterable<LeverEvaluation> {
  for (const entity of store.entities()) yield* evaluateEntity(entity, set);
}

/** Every answer for one entity without its words, in no order. */
export function answerEntity(entity: EntityFacts, set: LeverSet): LeverFinding[] {
  return findFor(entity, candidatesOf(entity, set));
}

/** Every answer over a case without its words. */
export function* answerAll(store: FactStore, set: LeverSet): Iterable<LeverFinding> {
  for (const entity of store.entities()) {
    for (const finding of findFor(entity, candidatesOf(entity, set))) {
      const { entityId, leverId, answer, strength, isHeld } = finding;
      yield { entityId, leverId, answer, strength, isHeld };
    }
  }
}

/** The strength with which a lever applies, without the reasons; null: it does not. */
function strengthOf({ triggersByKind, asking }: CompiledLever, entity: EntityFacts) {
  let best: LeverStrength | null = null;
  for (const { trigger, node } of triggersByKind.get(entity.kind) ?? []) {
    if (best !== null && trigger.strength === 'indicative') continue;
    if (truthFor(node, entity, asking) !== 'true') continue;
    if (trigger.strength === 'strong') return 'strong';
    best = 'indicative';
  }
  return best;
}

/** How many levers are flagged on an entity. */
export function flagsOf(entity: EntityFacts, set: LeverSet): FlagCounts {
  let [strong, indicative] = [0, 0];
  for (const position of set.candidates(entity)) {
    const compiled = set.levers[position]!;
    const { lever } = compiled;
    if (!compiled.isFlagging || !mayAnswer(lever, entity) || isHeldFor(lever, entity)) continue;
    const strength = strengthOf(compiled, entity);
    if (strength === 'strong') strong++;
    else if (strength === 'indicative') indicative++;
  }
  return strong + indicative === 0 ? NO_FLAGS : { strong, indicative };
}

/** Something that is not known and would help to make a lever apply. */
export interface MissingFact {
  readonly test: ConditionTest;
  /** Something is recorded, and only wants a grade. */
  readonly needsGrading: boolean;
}

/** An answer that may be acted on, now or once something is known: what lists of openings are made of. */
export interface OpenFinding {
  readonly entity: EntityFacts;
  readonly lever: Lever;
  readonly answer: 'applies' | 'could-apply';
  readonly strength: LeverStrength;
  /** Behind a recorded safeguarding decision. */
  readonly isHeld: boolean;
  /** The trigger that it rests on, in words. */
  readonly reason: string;
  /** Weakest grade along the best reason. */
  readonly weakestGrade: EvidenceGrade | null;
  /** Each a set of facts which together would make it apply; none where it does. */
  readonly missing: readonly (readonly MissingFact[])[];
}

/** More ways than these to make one lever apply tell nobody what to ask first. */
const MOST_WAYS = 24;

/** Sets of unknown tests that would each make a part true; one empty set where it is. */
function waysToMeet(node: ConditionNode, outcomes: Outcomes): readonly (readonly MissingFact[])[] {
  const truth = truthOfNode(node, outcomes);
  if (truth === 'true') return [[]];
  if (truth === 'false') return [];
  if (node.type === 'test')
    return [[{ test: node, needsGrading: outcomes.get(node)?.needsGrading ?? false }]];
  const parts = node.nodes.map((part) => waysToMeet(part, outcomes));
  if (node.type === 'any') return parts.flat().slice(0, MOST_WAYS);
  return parts.reduce((ways, more) =>
    ways.flatMap((way) => more.map((other) => [...way, ...other])).slice(0, MOST_WAYS),
  );
}

/** Every answer of an entity but those that are ruled out, with what it rests on and what is missing. */
export function openFindings(entity: EntityFacts, set: LeverSet): OpenFinding[] {
  return findFor(entity, candidatesOf(entity, set)).flatMap((finding) => {
    const { answer, strength, carrying } = finding;
    if (answer === 'ruled-out' || strength === null) return [];
    const best = carrying.find((one) => one.trigger.strength === strength);
    return {
      entity,
      lever: finding.compiled.lever,
      answer,
      strength,
      isHeld: finding.isHeld,
      reason: best?.trigger.description ?? '',
      weakestGrade: weakestOf(finding),
      missing:
        answer === 'applies' ? [] : carrying.flatMap((one) => waysToMeet(one.node, one.outcomes)),
    };
  });
}
