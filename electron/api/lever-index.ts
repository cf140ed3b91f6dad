import type { Lever, LeverEvaluation } from '../../shared/domain/lever.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { evaluateAll, evaluateEntity } from '../../shared/levers/evaluate.ts';
import type { FactStore } from '../../shared/levers/facts.ts';
import type { EntityRepository } from '../db/entity.ts';
import { readFactStore } from '../db/fact.ts';
import type { RelationRepository } from '../db/relation.ts';
import { shownLabel } from './summary.ts';

interface Counts {
  readonly strong: number;
  readonly indicative: number;
}

const NONE: Counts = { strong: 0, indicative: 0 };

/** Answers of the levers over the open case, kept until records change. */
export interface LeverIndex {
  /** Every answer for one entity. */
  forEntity(id: string): readonly LeverEvaluation[];
  /** Every answer of the case. */
  all(): readonly LeverEvaluation[];
  entityCount(): number;
  counts(id: string): Counts;
  /** Null: not worked out yet. */
  countIfKnown(id: string): number | null;
  strengthsIfKnown(id: string): Counts | null;
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
  let facts: FactStore | null = null;
  let evaluations: readonly LeverEvaluation[] | null = null;
  let counts: Map<string, { strong: number; indicative: number }> | null = null;

  function store(): FactStore {
    facts ??= readFactStore(repositories, {
      today: options.today,
      labelOf: (row) => shownLabel(options.ontology, row),
    });
    return facts;
  }

  function all(): readonly LeverEvaluation[] {
    evaluations ??= [...evaluateAll(store(), options.catalogue)];
    return evaluations;
  }

  function countMap(): ReadonlyMap<string, Counts> {
    if (counts) return counts;
    const made = new Map<string, { strong: number; indicative: number }>();
    for (const { entityId, answer, strength, guards } of all()) {
      // A lever that is held or not in force is told in the inspector, and not flagged on the map.
      if (answer !== 'applies' || guards.heldForSafeguarding || guards.notYetUsable) continue;
      let count = made.get(entityId);
      if (!count) made.set(entityId, (count = { strong: 0, indicative: 0 }));
      if (strength === 'strong') count.strong++;
      else count.indicative++;
    }
    counts = made;
    return made;
  }

  return {
    forEntity: (id) =>
      evaluations
        ? evaluations.filter((entry) => entry.entityId === id)
        : [...evaluateEntity(store(), options.catalogue, id)],
    all,
    entityCount: () => repositories.entities.countByKind().reduce((sum, row) => sum + row.count, 0),
    counts: (id) => countMap().get(id) ?? NONE,
    countIfKnown(id) {
      if (!counts) return null;
      const { strong, indicative } = counts.get(id) ?? NONE;
      return strong + indicative;
    },
    strengthsIfKnown: (id) => (counts ? (counts.get(id) ?? NONE) : null),
    invalidate() {
      facts = null;
      evaluations = null;
      counts = null;
    },
  };
}
