import { buildScripts, type ScriptStage } from './script.ts';
import type { Staging } from './staging.ts';
import type { Entity, World } from './world.ts';

/** Two entities by the natural key of their first record. */
interface TruePair {
  readonly fromKey: string;
  readonly toKey: string;
}

/** What is so in an invented county, to score what is found against. Entities are named by the natural key of their first record. */
export interface Truth {
  /** The person network of steps 1 to 6: everyone in or serving a group, and every tie. */
  readonly nominals: readonly string[];
  readonly ties: readonly (TruePair & { readonly type: string })[];
  /** Links that reports speak of and that are not so. */
  readonly falseLinks: readonly TruePair[];
  /** People never to be shown as suspects. */
  readonly protectedKeys: readonly string[];
  readonly enablers: readonly string[];
  readonly hubs: readonly string[];
  readonly decoys: readonly { readonly kind: string; readonly keys: readonly string[] }[];
  /** Stages of what each group does, and who can do them. */
  readonly capabilities: readonly {
    readonly personKey: string;
    readonly groupKey: string;
    readonly stage: ScriptStage;
    readonly probability: number;
  }[];
  /** Rows of registers that are the same as a known entity and not yet joined to it. */
  readonly overlaps: readonly { readonly rowKey: string; readonly entityKey: string }[];
}

/** Writes down what is so, after the sources were made. */
export function tellTruth(world: World, staging: Staging): Truth {
  const keyOf = (entity: Entity) => staging.keyOf(entity) ?? `unseen-${entity.id}`;
  const people = new Set<Entity>();
  for (const group of world.groups)
    for (const person of [...group.core, ...group.middle, ...group.outer]) people.add(person);
  for (const enabler of world.enablers) people.add(enabler);
  return {
    nominals: [...people].map(keyOf),
    ties: world.ties.map(({ from, to, type }) => ({
      fromKey: keyOf(from),
      toKey: keyOf(to),
      type,
    })),
    falseLinks: world.falseLinks.map(({ from, to }) => ({
      fromKey: keyOf(from),
      toKey: keyOf(to),
    })),
    protectedKeys: world.entities.filter((entity) => entity.protection !== null).map(keyOf),
    enablers: world.enablers.map(keyOf),
    hubs: world.hubs.map(keyOf),
    decoys: world.decoys.map(({ kind, entities }) => ({ kind, keys: entities.map(keyOf) })),
    capabilities: buildScripts(world).map(({ person, group, stage, probability }) => ({
      personKey: keyOf(person),
      groupKey: keyOf(group.entity),
      stage,
      probability,
    })),
    overlaps: world.overlaps.map(({ row, entity }) => ({
      rowKey: keyOf(row),
      entityKey: keyOf(entity),
    })),
  };
}
