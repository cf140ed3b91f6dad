import { type CaseArea, UNKNOWN_AREA } from '../domain/case-area.ts';
import type { Lever, LeverHolding, LeverTrigger } from '../domain/lever.ts';
import type { Ontology } from '../domain/ontology.ts';
import { holdingIn, outsideWords } from './area.ts';
import {
  type ConditionNode,
  type ConditionTest,
  compileCondition,
  testsOf,
  truthByKind,
} from './condition.ts';
import { isFlagging } from './flag.ts';
import type { Asking } from './outcome.ts';
import { relevanceWindow } from './relevance.ts';

/** When and where levers are asked. */
export interface Situation {
  /** ISO 8601 day by which reports lapse; null: none does. */
  readonly today: string | null;
  readonly area: CaseArea;
}

/** No day and no place: nothing lapses, and every lever runs. */
export const NO_SITUATION: Situation = { today: null, area: UNKNOWN_AREA };

/** A trigger ready to be asked. */
export interface CompiledTrigger {
  readonly trigger: LeverTrigger;
  readonly node: ConditionNode;
  readonly tests: readonly ConditionTest[];
}

/** A lever ready to be asked. */
export interface CompiledLever {
  readonly lever: Lever;
  readonly triggers: readonly CompiledTrigger[];
  /** By each kind it can be suggested for, the triggers that can be met by one of it. */
  readonly triggersByKind: ReadonlyMap<string, readonly CompiledTrigger[]>;
  readonly asking: Asking;
  /** Whether it is law in the area of the case; true where that is not told. */
  readonly runsHere: boolean;
  readonly heldHere: LeverHolding;
  /** Whether flags count it. */
  readonly isFlagging: boolean;
}

/** Prepares one lever for asking. */
export function compileLever(
  lever: Lever,
  ontology: Ontology,
  { today, area }: Situation = NO_SITUATION,
): CompiledLever {
  const triggers = lever.triggers.map((trigger) => {
    const node = compileCondition(ontology, trigger.condition);
    return { trigger, node, tests: testsOf(node) };
  });
  return {
    lever,
    triggers,
    triggersByKind: new Map(
      lever.appliesTo.map((kind) => [
        kind,
        triggers.filter(({ node }) => truthByKind(node, kind) !== 'false'),
      ]),
    ),
    asking: {
      ontology,
      isProtective: lever.protectiveForVictims,
      window: relevanceWindow(lever, today),
    },
    runsHere: outsideWords(lever, area) === null,
    heldHere: holdingIn(lever, area),
    isFlagging: isFlagging(lever),
  };
}
