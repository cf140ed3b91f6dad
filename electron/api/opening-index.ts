import type { Lever } from '../../shared/domain/lever.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { type OpenFinding, openFindings } from '../../shared/levers/evaluate.ts';
import type { EntityFacts, FactStore } from '../../shared/levers/facts.ts';
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
const ASKED_PER_PAUSE = 50;
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
  const openings = createGradual(function* (): Generator<
    void,
    Openings & { readonly store: FactStore }
  > {
    const store = yield* levers.factSteps();
    const findings: OpenFinding[] = [];
    let asked = 0;
    for (const entity of store.entities()) {
      for (const finding of openFindings(entity, levers.set)) findings.push(finding);
      if (++asked % ASKED_PER_PAUSE === 0) yield;
    }
    return { store, ...(yield* gatherOpenings(findings, byId)) };
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

function groupsOf(store: FactStore): EntityFacts[] {
  return [...store.entities()].filter(({ kind }) => kind === 'ocg');
}
