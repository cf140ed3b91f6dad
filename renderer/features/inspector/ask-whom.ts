import type { Lever, LeverEvaluation } from '../../../shared/domain/lever.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { compileLever } from '../../../shared/levers/compile.ts';
import { questionOf } from '../../../shared/levers/to-find-out.ts';

/** What to ask one holder of information. */
export interface Asking {
  readonly holder: string;
  readonly questions: readonly string[];
  /** Levers by which it may be asked; none: the lawyers settle the gateway. */
  readonly gatewayIds: readonly string[];
}

/** What is missing for a lever, by who usually holds it: the tests of its open grounds that nobody can answer yet. */
export function askWhom(
  evaluation: LeverEvaluation,
  lever: Lever,
  ontology: Ontology,
): readonly Asking[] {
  const compiled = compileLever(lever, ontology);
  const byHolder = new Map<string, { questions: Set<string>; gatewayIds: readonly string[] }>();
  for (const { description, result, tests } of evaluation.triggers) {
    // A ground of which nothing is true is no reason to ask anybody.
    if (result !== 'unknown' || !tests.some((test) => test.result === 'true')) continue;
    const trigger = compiled.triggers.find((one) => one.trigger.description === description);
    for (const test of tests) {
      const asked = trigger?.tests.find(({ words }) => words === test.test);
      if (test.result !== 'unknown' || !asked) continue;
      const { words, holder } = questionOf(asked, test.grade !== null, ontology);
      const known = byHolder.get(holder.label) ?? {
        questions: new Set(),
        gatewayIds: holder.gateways,
      };
      known.questions.add(words);
      byHolder.set(holder.label, known);
    }
  }
  return [...byHolder].map(([holder, { questions, gatewayIds }]) => ({
    holder,
    questions: [...questions],
    gatewayIds,
  }));
}
