import type { Certainty } from '../../shared/domain/grade.ts';
import type { RelationFamily, Shape } from '../../shared/domain/ontology.ts';

/** The mark that a role earns, upper right of a node. */
export type RoleBadge = 'principal' | 'enabler' | 'front';

/** What a closed group holds. Protected people are not counted. */
export interface GroupSummary {
  readonly count: number;
  readonly kinds: readonly { readonly label: string; readonly count: number }[];
}

/** What the canvas keeps of a node. Positions are map units: pixels at 100% zoom, y upwards, as sigma has it. */
export interface NodeAttributes {
  x: number;
  y: number;
  /** Radius at 100% zoom. */
  size: number;
  readonly kind: string;
  /** The shipped kind that its own is built on, whose colour it has; absent: its own is shipped. */
  readonly base?: string;
  readonly shape: Shape;
  readonly icon: string;
  readonly label: string;
  readonly isProtected: boolean;
  readonly role: string | null;
  readonly badge: RoleBadge | null;
  levers: { readonly strong: number; readonly indicative: number } | null;
  hiddenNeighbours: number;
  /** Of nodes that stand for a closed group. */
  readonly group?: GroupSummary;
}

/** The shipped kind by which a node is drawn. */
export function baseOfNode({ kind, base }: Pick<NodeAttributes, 'kind' | 'base'>): string {
  return base ?? kind;
}

/** What the canvas keeps of an edge. */
export interface EdgeAttributes {
  readonly label: string;
  readonly relationType: string | null;
  readonly family: RelationFamily;
  readonly certainty: Certainty;
  readonly isDirected: boolean;
  /** Bend, as a share of the length; parallel edges differ. */
  curvature: number;
  /** Of a link that stands for several between a closed group and what is outside: how many. */
  readonly mergedCount?: number;
}

/** States of a node or edge that change how it is drawn, as bits. */
export const FLAG = {
  hovered: 1,
  selected: 2,
  principal: 4,
  dimmed: 8,
  lifted: 16,
  ringed: 32,
  haloed: 64,
} as const;
