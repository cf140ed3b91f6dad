import type { ConditionNode } from './condition.ts';
import type { EntityFacts, FactStore } from './facts.ts';
import type { LeverSet } from './lever-set.ts';

/** Relation types by which conditions look at another entity, by the direction in which they are read. */
export interface Walk {
  readonly out: ReadonlySet<string>;
  readonly in: ReadonlySet<string>;
}

/** Which relations the conditions of levers follow to ask something of the other end: the first link, then the next. */
export function walksOf(conditions: Iterable<ConditionNode>): readonly Walk[] {
  const walks: { readonly out: Set<string>; readonly in: Set<string> }[] = [];
  const look = (node: ConditionNode, depth: number): void => {
    if (node.type !== 'test') {
      for (const part of node.nodes) look(part, depth);
    } else if (node.to && 'link' in node.condition) {
      walks[depth] ??= { out: new Set(), in: new Set() };
      walks[depth][node.condition.dir ?? 'out'].add(node.condition.link);
      look(node.to, depth + 1);
    }
  };
  for (const node of conditions) look(node, 0);
  return walks;
}

/** Those from whom a link of this walk leads to one of these. */
function* behind(entities: Iterable<EntityFacts>, walk: Walk): Generator<EntityFacts> {
  for (const { links } of entities) {
    for (const { type, direction, other } of links) {
      // Read from the other end, where whoever looks stands.
      if (walk[direction === 'in' ? 'out' : 'in'].has(type)) yield other;
    }
  }
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
  const own = [...changed].map((id) => store.get(id)).filter((entity) => entity !== null);
  // Back from the far end of the longest condition to whoever it was asked of.
  return walks.reduceRight<ReadonlySet<EntityFacts>>(
    (ahead, walk) => new Set([...own, ...behind(ahead, walk)]),
    new Set(own),
  );
}
