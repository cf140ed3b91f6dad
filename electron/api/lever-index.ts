import type { Lever, LeverEvaluation, LeverStrength } from '../../shared/domain/lever.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { answerAll, evaluateAll, evaluateEntity } from '../../shared/levers/evaluate.ts';
import type { FactStore } from '../../shared/levers/facts.ts';
import { compileLevers, type LeverSet } from '../../shared/levers/lever-set.ts';
import { createFactReader, type FactSource } from '../db/fact.ts';
import { createGradual } from './gradual.ts';
import { shownLabel } from './summary.ts';

interface Counts {
  readonly strong: number;
  readonly indicative: number;
}

const NONE: Counts = { strong: 0, indicative: 0 };

/** Answers of the levers over the open case. Facts and counts are kept until records change. */
export interface LeverIndex {
  /** The facts that the levers are asked by. */
  facts(): FactStore;
  /** The same, with a pause now and then for others. */
  factSteps(): Generator<void, FactStore>;
  /** The levers that are asked. */
  readonly set: LeverSet;
  /** Every answer for one entity. */
  forEntity(id: string): readonly LeverEvaluation[];
  /** Of the levers that are flagged for an entity, the strongest; null: none is. */
  bestFor(id: string): { readonly leverId: string; readonly strength: LeverStrength } | null;
  /** Every answer of the case. */
  all(): Iterable<LeverEvaluation>;
  /** How many levers apply to an entity. */
  counts(id: string): Counts;
  /** As `counts`, without working anything out: null where it was not yet. */
  countsIfKnown(id: string): Counts | null;
  /** Works out what the calls above need, while other calls are let in between. */
  ready(what: 'facts' | 'counts'): Promise<void>;
  invalidate(): void;
  /** The case is left. */
  stop(): void;
}

/** @param options.today ISO date on which ages are reckoned. */
export function createLeverIndex(
  from: FactSource,
  options: {
    readonly ontology: Ontology;
    readonly catalogue: readonly Lever[];
    readonly today: string;
  },
): LeverIndex {
  const levers = compileLevers(options.catalogue, options.ontology);
  const unusable = new Set(
    options.catalogue
      .filter((lever) => lever.legalStatus === 'awaiting-commencement')
      .map((lever) => lever.id),
  );
  const reader = createFactReader(from, {
    ontology: options.ontology,
    today: options.today,
    labelOf: (row) => shownLabel(options.ontology, row),
  });
  const facts = createGradual(reader.read);
  const counts = createGradual(function* () {
    return yield* countAll(yield* facts.steps());
  });

  function* countAll(store: FactStore): Generator<void, ReadonlyMap<string, Counts>> {
    const made = new Map<string, { strong: number; indicative: number }>();
    for (const entities of batches(store.entities())) {
      for (const finding of answerAll({ ...store, entities: () => entities }, levers)) {
        const { entityId, leverId, answer, strength, isHeld } = finding;
        // A lever that is held or not in force is told in the inspector, and not flagged on the map.
        if (answer !== 'applies' || isHeld || unusable.has(leverId)) continue;
        const count = made.get(entityId) ?? { strong: 0, indicative: 0 };
        made.set(entityId, count);
        if (strength === 'strong') count.strong++;
        else count.indicative++;
      }
      yield;
    }
    return made;
  }

  return {
    facts: () => facts.now(),
    factSteps: () => facts.steps(),
    set: levers,
    async ready(what) {
      await (what === 'facts' ? facts.soon() : counts.soon());
    },
    forEntity(id) {
      const entity = facts.now().get(id);
      return entity ? evaluateEntity(entity, levers) : [];
    },
    bestFor(id) {
      const entity = facts.now().get(id);
      let best: { leverId: string; strength: LeverStrength } | null = null;
      if (!entity) return null;
      for (const finding of answerAll({ ...facts.now(), entities: () => [entity] }, levers)) {
        const { leverId, answer, strength, isHeld } = finding;
        if (answer !== 'applies' || strength === null || isHeld || unusable.has(leverId)) continue;
        if (strength === 'strong') return { leverId, strength };
        best ??= { leverId, strength };
      }
      return best;
    },
    all: () => evaluateAll(facts.now(), levers),
    counts: (id) => counts.now().get(id) ?? NONE,
    countsIfKnown(id) {
      const known = counts.ifMade();
      return known && (known.get(id) ?? NONE);
    },
    invalidate() {
      facts.forget();
      counts.forget();
    },
    stop() {
      facts.stop();
      counts.stop();
    },
  };
}

/** Entities asked between two pauses. */
const ASKED_PER_PAUSE = 100;

function* batches<T>(all: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < ASKED_PER_PAUSE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
