import type { Lever, LeverEvaluation } from '../../shared/domain/lever.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { answerAll, evaluateAll, evaluateEntity } from '../../shared/levers/evaluate.ts';
import type { FactStore } from '../../shared/levers/facts.ts';
import { compileLevers } from '../../shared/levers/lever-set.ts';
import type { EntityRepository } from '../db/entity.ts';
import { readFactStore } from '../db/fact.ts';
import type { RelationRepository } from '../db/relation.ts';
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
  /** Every answer for one entity. */
  forEntity(id: string): readonly LeverEvaluation[];
  /** Every answer of the case. */
  all(): Iterable<LeverEvaluation>;
  /** How many levers apply to an entity. */
  counts(id: string): Counts;
  /** As `counts`, without working anything out: null where it was not yet. */
  countsIfKnown(id: string): Counts | null;
  invalidate(): void;
}

/** @param options.today ISO date on which ages are reckoned. */
export function createLeverIndex(
  repositories: { readonly entities: EntityRepository; readonly relations: RelationRepository },
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
  let facts: FactStore | null = null;
  let counts: ReadonlyMap<string, Counts> | null = null;

  function store(): FactStore {
    facts ??= readFactStore(repositories, {
      today: options.today,
      labelOf: (row) => shownLabel(options.ontology, row),
    });
    return facts;
  }

  function countAll(): ReadonlyMap<string, Counts> {
    const made = new Map<string, { strong: number; indicative: number }>();
    for (const { entityId, leverId, answer, strength, isHeld } of answerAll(store(), levers)) {
      // A lever that is held or not in force is told in the inspector, and not flagged on the map.
      if (answer !== 'applies' || isHeld || unusable.has(leverId)) continue;
      const count = made.get(entityId) ?? { strong: 0, indicative: 0 };
      made.set(entityId, count);
      if (strength === 'strong') count.strong++;
      else count.indicative++;
    }
    return made;
  }

  return {
    facts: store,
    forEntity(id) {
      const entity = store().get(id);
      return entity ? evaluateEntity(entity, levers) : [];
    },
    all: () => evaluateAll(store(), levers),
    counts(id) {
      counts ??= countAll();
      return counts.get(id) ?? NONE;
    },
    countsIfKnown: (id) => (counts ? (counts.get(id) ?? NONE) : null),
    invalidate() {
      facts = null;
      counts = null;
    },
  };
}
