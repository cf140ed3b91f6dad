import type { Lever, LeverTrigger } from '../domain/lever.ts';
import type { Ontology } from '../domain/ontology.ts';
import { type ConditionNode, type ConditionTest, compileCondition, testsOf } from './condition.ts';
import type { Asking } from './outcome.ts';

/** A trigger ready to be asked. */
export interface CompiledTrigger {
  readonly trigger: LeverTrigger;
  readonly node: ConditionNode;
  readonly tests: readonly ConditionTest[];
}

/** A lever ready to be asked. */
export interface CompiledLever {
  readonly lever: Lever;
  readonly kinds: ReadonlySet<string>;
  readonly triggers: readonly CompiledTrigger[];
  readonly asking: Asking;
}

/** Prepares one lever for asking. */
export function compileLever(lever: Lever, ontology: Ontology): CompiledLever {
  return {
    lever,
    kinds: new Set(lever.appliesTo),
    asking: { ontology, isProtective: lever.protectiveForVictims },
    triggers: lever.triggers.map((trigger) => {
      const node = compileCondition(ontology, trigger.condition);
      return { trigger, node, tests: testsOf(node) };
    }),
  };
}
