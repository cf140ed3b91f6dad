import { fitToFixed } from './anchor.ts';
import type { Body } from './body.ts';
import type { LayoutInput } from './engine.ts';
import { startFromPivots } from './pivot-start.ts';
import { subTopology, type Topology } from './topology.ts';

/** A connected group of the network that is laid out by itself. */
export interface Group extends Body {
  /** Their numbers in the whole network. */
  readonly nodes: Int32Array;
  /** Whether some of it stays where it is: the group is then neither turned nor packed. */
  readonly isAnchored: boolean;
  /** Map units in one unit of `xs` and `ys`. */
  readonly unit: number;
}

/** A group at its first places. */
export function startGroup(
  whole: Topology,
  nodes: Int32Array,
  { positions, isFixed: isFixedOfAll }: LayoutInput,
  random: () => number,
): Group {
  const topology = subTopology(whole, nodes);
  const xs = new Float64Array(nodes.length);
  const ys = new Float64Array(nodes.length);
  const isFixed = Uint8Array.from(nodes, (node) => isFixedOfAll[node]!);
  const isAnchored = isFixed.includes(1);
  if (nodes.length > 1) startFromPivots({ topology, xs, ys }, random);
  const unit = isAnchored
    ? fitToFixed(
        { xs, ys, isFixed },
        {
          xs: Float64Array.from(nodes, (node) => positions[node * 2]!),
          ys: Float64Array.from(nodes, (node) => positions[node * 2 + 1]!),
        },
      )
    : 1;
  return { nodes, topology, xs, ys, isFixed, isAnchored, unit };
}
