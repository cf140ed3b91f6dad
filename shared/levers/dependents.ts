import type { ConditionNode } from './condition.ts';
import type { EntityFacts, FactStore } from './facts.ts';
import type { LeverSet } from './lever-set.ts';

/** Relation types by which conditions look at another entity, by the direction in which they are read. */
export interface Walks {
  readonly out: ReadonlySet<string>;
  readonly in: ReadonlySet<string>;
  /** How many links the longest condition follows. */
  readonly depth: number;
}

/** Which relations the conditions of these levers follow to ask something of the other end. */
export function walksOf(conditions: Iterable<ConditionNode>): Walks {
  const walked = { out: new Set<string>(), in: new Set<string>() };
  let depth = 0;
  const look = (node: ConditionNode, below: number): void => {
    if (node.type !== 'test') {
      for (const part of node.nodes) look(part, below);
    } else if (node.to && 'link' in node.condition) {
      walked[node.condition.dir ?? 'out'].add(node.condition.link);
      depth = Math.max(depth, below + 1);
      look(node.to, below + 1);
    }
  };
  for (const node of conditions) look(node, 0);
  return { ...walked, depth };
}

/**
 * Everyone whose answers may be others now that something else is known of these: they themselves, and those from whom
 * a condition leads to them. Ids of what is gone are left out.
 */
export function dependentsOf(
  changed: Iterable<string>,
  store: FactStore,
  { walks }: Pick<LeverSet, 'walks'>,
): ReadonlySet<EntityFacts> {
  const found = new Set<EntityFacts>();
  for (const id of changed) {
    const entity = store.get(id);
    if (entity) found.add(entity);
  }
  let layer: Iterable<EntityFacts> = [...found];
  for (let depth = 0; depth < walks.depth; depth++) {
    const next: EntityFacts[] = [];
    for (const { links } of layer) {
      for (const { type, direction, other } of links) {
        // Read from the other end, where whoever depends on it stands.
        if (found.has(other) || !walks[direction === 'in' ? 'out' : 'in'].has(type)) continue;
        found.add(other);
        next.push(other);
      }
    }
    layer = next;
  }
  return found;
}
