import type { Lever } from '../../shared/domain/lever.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { dependentsOf } from '../../shared/levers/dependents.ts';
import { type OpenFinding, openFindings } from '../../shared/levers/evaluate.ts';
import type { EntityFacts, FactStore } from '../../shared/levers/facts.ts';
import type { LeverSet } from '../../shared/levers/lever-set.ts';
import { type GroupNetwork, groupNetwork } from '../../shared/levers/network.ts';
import {
  gatherOpenings,
  type Opening,
  type OpeningLever,
  type Openings,
  openingLevers,
  type RankedOpening,
  rankOpenings,
} from '../../shared/levers/opening.ts';
import { createGradual, type Gradual } from './gradual.ts';
import type { LeverIndex } from './lever-index.ts';

/** Whose openings are asked for. */
export interface OpeningScope {
  /** Null: the whole case. */
  readonly ocgId: string | null;
  readonly links: number;
}

/** Openings of a scope, best first, with the network they were ranked by. */
export interface ScopedOpenings {
  readonly ranked: readonly RankedOpening[];
  readonly network: GroupNetwork;
  /** Levers that protect, on protected people, by reference. */
  readonly protective: readonly Opening[];
}

/** Openings of the open case; kept until records change. */
export interface OpeningIndex {
  readonly levers: ReadonlyMap<string, OpeningLever>;
  /** Works them out where they are not, while other calls are let in between. */
  of(scope: OpeningScope): Promise<ScopedOpenings>;
  invalidate(): void;
  /** The case is left. */
  stop(): void;
}

/** Entities asked between two pauses. */
const ASKED_PER_PAUSE = 15;
/** Scopes kept at a time: the groups that are talked about, and the whole case. */
const MOST_KEPT = 8;

/** Makes the index of openings over what the levers answer. */
export function createOpeningIndex(
  levers: LeverIndex,
  options: { readonly ontology: Ontology; readonly catalogue: readonly Lever[] },
): OpeningIndex {
  const byId = openingLevers(options.catalogue);
  const countedKinds = new Set(
    options.ontology.kinds.filter(({ isOnMap }) => isOnMap).map(({ id }) => id),
  );
  const finder = createFindingKeeper(levers);
  const openings = createGradual(function* (): Generator<
    void,
    Openings & { readonly store: FactStore }
  > {
    const { store, byEntity } = yield* finder.find();
    return { store, ...(yield* gatherOpenings(byEntity, byId)) };
  });
  const scopes = new Map<string, Gradual<ScopedOpenings>>();

  function* scoped({ ocgId, links }: OpeningScope): Generator<void, ScopedOpenings> {
    const { store, all, protective } = yield* openings.steps();
    const groups = ocgId === null ? groupsOf(store) : [store.get(ocgId)].filter((one) => !!one);
    const around = { maxLinks: links, countedKinds };
    const network = yield* groupNetwork(groups, { ...around, through: 'conduct' });
    if (ocgId === null) return { network, protective, ranked: yield* rankOpenings(all, network) };
    const isNear = ({ finding }: Opening) => network.ways.has(finding.entity);
    // Whoever is to be protected is near a group by whatever link.
    const byAnyLink = yield* groupNetwork(groups, { ...around, through: 'any-link' });
    return {
      network,
      protective: protective.filter(({ finding }) => byAnyLink.ways.has(finding.entity)),
      ranked: yield* rankOpenings(all.filter(isNear), network),
    };
  }

  function gradualOf(scope: OpeningScope): Gradual<ScopedOpenings> {
    const key = `${scope.ocgId ?? ''}/${scope.links}`;
    const known = scopes.get(key);
    const gradual = known ?? createGradual(() => scoped(scope));
    scopes.delete(key);
    scopes.set(key, gradual);
    const made = [...scopes.values()].filter((one) => one.ifMade() !== null);
    for (const oldest of made.slice(0, Math.max(0, made.length - MOST_KEPT))) oldest.forget();
    return gradual;
  }

  return {
    levers: byId,
    of: (scope) => gradualOf(scope).soon(),
    invalidate() {
      openings.forget();
      for (const scope of scopes.values()) scope.forget();
    },
    stop() {
      openings.stop();
      for (const scope of scopes.values()) scope.stop();
    },
  };
}

/** Findings of a state of the facts; entities without any are left out. */
interface KeptFindings {
  readonly store: FactStore;
  readonly set: LeverSet;
  readonly byEntity: Map<EntityFacts, readonly OpenFinding[]>;
}

/** Asks the levers: of everyone at first, then only of those whom a change bears on. */
function createFindingKeeper(levers: LeverIndex) {
  /** Changed since they were asked. Kept until they are, should the asking be broken off. */
  const waiting = levers.followChanges();
  let kept: KeptFindings | null = null;

  function* ask(entities: Iterable<EntityFacts>, { set, byEntity }: KeptFindings): Generator<void> {
    let asked = 0;
    for (const entity of entities) {
      const findings = openFindings(entity, set);
      if (findings.length === 0) byEntity.delete(entity);
      else byEntity.set(entity, findings);
      if (++asked % ASKED_PER_PAUSE === 0) yield;
    }
  }

  return {
    *find(): Generator<void, KeptFindings> {
      const store = yield* levers.factSteps();
      const { set } = levers;
      if (kept?.store === store && kept.set === set) {
        for (const entity of kept.byEntity.keys())
          if (store.get(entity.id) !== entity) kept.byEntity.delete(entity);
        yield* ask(dependentsOf(waiting, store, set), kept);
      } else {
        kept = null;
        const made = { store, set, byEntity: new Map<EntityFacts, readonly OpenFinding[]>() };
        yield* ask(store.entities(), made);
        kept = made;
      }
      waiting.clear();
      return kept;
    },
  };
}

function groupsOf(store: FactStore): EntityFacts[] {
  return [...store.entities()].filter(({ kind }) => kind === 'ocg');
}
