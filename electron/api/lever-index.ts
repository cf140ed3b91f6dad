import type { CaseArea } from '../../shared/domain/case-area.ts';
import type { Lever, LeverEvaluation, LeverStrength } from '../../shared/domain/lever.ts';
import { kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { dependentsOf } from '../../shared/levers/dependents.ts';
import { evaluateAll, evaluateEntity, flagsOf } from '../../shared/levers/evaluate.ts';
import type { KeptFactStore } from '../../shared/levers/fact-store.ts';
import type { EntityFacts, FactStore } from '../../shared/levers/facts.ts';
import { type FlagCounts, NO_FLAGS } from '../../shared/levers/flag.ts';
import { compileLevers, type LeverSet } from '../../shared/levers/lever-set.ts';
import type { EntityRow } from '../db/entity.ts';
import { createFactReader, type FactSource } from '../db/fact.ts';
import { createGradual } from './gradual.ts';
import { hasFreeNames } from './protected-name.ts';
import { referenceFor, shownLabel } from './summary.ts';

/** Answers of the levers over the open case. Facts and counts are kept, and follow what changes. */
export interface LeverIndex {
  /** The facts that the levers are asked by. */
  facts(): FactStore;
  /** The same, with a pause now and then for others. */
  factSteps(): Generator<void, KeptFactStore>;
  /**
   * A set that gathers the ids of what changes from now on, for whoever follows the case as the counts do. It is theirs
   * to empty; `factSteps` fills it.
   */
  followChanges(): Set<string>;
  /** The levers as they are asked in the area of the case. */
  readonly set: LeverSet;
  /** Every answer for one entity. */
  forEntity(id: string): readonly LeverEvaluation[];
  /** Of the levers that are flagged for an entity, the one shown first; null: none is. */
  bestFor(id: string): { readonly leverId: string; readonly strength: LeverStrength } | null;
  /** Every answer of the case. */
  all(): Iterable<LeverEvaluation>;
  /** How many levers are flagged on an entity. */
  counts(id: string): FlagCounts;
  /** As `counts`, without working anything out: null where it was not yet. */
  countsIfKnown(id: string): FlagCounts | null;
  /** How many entities were asked when the counts were last worked out; null: they never were. */
  lastAsked(): number | null;
  /** Works out what the calls above need, while other calls are let in between. */
  ready(what: 'facts' | 'counts'): Promise<void>;
  invalidate(): void;
  /** The case is left. */
  stop(): void;
}

/** Counts of a state of the facts; entities without a flag are left out. */
interface KeptCounts {
  readonly store: FactStore;
  readonly set: LeverSet;
  readonly byId: Map<string, FlagCounts>;
}

/** Entities asked between two pauses. */
const ASKED_PER_PAUSE = 30;

interface LeverIndexOptions {
  readonly ontology: Ontology;
  readonly catalogue: readonly Lever[];
  /** ISO 8601 day by which ages are reckoned and reports lapse. */
  readonly today: string;
  /** The area of the case as it is now. */
  readonly area: () => CaseArea;
}

/** Asks the levers of a case. */
export function createLeverIndex(from: FactSource, options: LeverIndexOptions): LeverIndex {
  const reader = createFactReader(from, {
    ontology: options.ontology,
    today: options.today,
    labelOf: (row) => labelInAnswers(options.ontology, row),
  });
  const facts = createGradual(reader.read);
  const leverSet = createLeverSets(options);
  const followers: Set<string>[] = [];
  function followChanges(): Set<string> {
    const changed = new Set<string>();
    followers.push(changed);
    return changed;
  }
  function* factSteps(): Generator<void, KeptFactStore> {
    const store = yield* facts.steps();
    const changed = store.drainChanged();
    for (const follower of followers) for (const id of changed) follower.add(id);
    return store;
  }
  const counter = createFlagCounter(followChanges());
  const counts = createGradual(function* () {
    return yield* counter.count(yield* factSteps(), leverSet.now());
  });

  function forEntity(id: string): readonly LeverEvaluation[] {
    const entity = facts.now().get(id);
    return entity ? evaluateEntity(entity, leverSet.now()) : [];
  }

  return {
    facts: () => facts.now(),
    factSteps,
    followChanges,
    get set() {
      return leverSet.now();
    },
    async ready(what) {
      await (what === 'facts' ? facts.soon() : counts.soon());
    },
    forEntity,
    bestFor(id) {
      const best = forEntity(id).find((one) => one.isFlagged);
      return best?.strength ? { leverId: best.leverId, strength: best.strength } : null;
    },
    all: () => evaluateAll(facts.now(), leverSet.now()),
    counts: (id) => counts.now().get(id) ?? NO_FLAGS,
    countsIfKnown(id) {
      const known = counts.ifMade();
      return known && (known.get(id) ?? NO_FLAGS);
    },
    lastAsked: counter.lastAsked,
    invalidate() {
      leverSet.forget();
      facts.forget();
      counts.forget();
    },
    stop() {
      facts.stop();
      counts.stop();
    },
  };
}

/** What answers call an entity. What may be called by a person's name, such as a licence by its holder's, is a reference. */
function labelInAnswers(ontology: Ontology, row: EntityRow): string {
  if (!hasFreeNames(ontology, row.kind)) return shownLabel(ontology, row);
  return `${kindOf(ontology, row.kind)?.label ?? row.kind} ${referenceFor(ontology, row)}`;
}

/** The levers as they are asked in the area of the case, prepared anew only where that is another. */
function createLeverSets({ catalogue, ontology, today, area }: LeverIndexOptions) {
  let made: { readonly key: string; readonly set: LeverSet } | null = null;
  let isCurrent = false;
  return {
    now(): LeverSet {
      if (made && isCurrent) return made.set;
      const here = area();
      const key = JSON.stringify(here);
      if (made?.key !== key)
        made = { key, set: compileLevers(catalogue, ontology, { today, area: here }) };
      isCurrent = true;
      return made.set;
    },
    /** The area may be another now. */
    forget() {
      isCurrent = false;
    },
  };
}

/**
 * Counts flags: of everyone at first, then only of those whom a change bears on.
 * @param waiting Changed since they were counted. Kept until they are, should the counting be broken off.
 */
function createFlagCounter(waiting: Set<string>) {
  let kept: KeptCounts | null = null;
  let asked: number | null = null;

  function* ask(entities: Iterable<EntityFacts>, { set, byId }: KeptCounts): Generator<void> {
    let done = 0;
    for (const entity of entities) {
      const flags = flagsOf(entity, set);
      if (flags === NO_FLAGS) byId.delete(entity.id);
      else byId.set(entity.id, flags);
      if (++done % ASKED_PER_PAUSE === 0) yield;
    }
    asked = done;
  }

  return {
    lastAsked: () => asked,
    *count(store: KeptFactStore, set: LeverSet): Generator<void, ReadonlyMap<string, FlagCounts>> {
      if (kept?.store === store && kept.set === set) {
        for (const id of waiting) if (!store.get(id)) kept.byId.delete(id);
        yield* ask(dependentsOf(waiting, store, set), kept);
      } else {
        kept = null;
        const made = { store, set, byId: new Map<string, FlagCounts>() };
        yield* ask(store.entities(), made);
        kept = made;
      }
      waiting.clear();
      return kept.byId;
    },
  };
}
