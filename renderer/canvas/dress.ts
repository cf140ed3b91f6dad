import type { NamedColour, RuleBadge } from '../../shared/domain/view-style.ts';

/** A mark at the top of a node: of a rule, of the one of two views that alone has it, or of what came or left between two dates. */
export type NodeMark = RuleBadge | 'first' | 'second' | 'came' | 'left';

/** What style and rules make of one node; what is left out stays as its kind has it. */
export interface NodeDress {
  /** A colour of the palette by its name in the stylesheet, `--c-1`. */
  readonly colour?: string;
  /** How large it is between the theme's small and large, from 0 to 1. */
  readonly weight?: number;
  readonly label?: string;
  /** A line under the name: what the colour says, in words. */
  readonly note?: string;
  /** Whether the note may name others, as that of a community does: it stays in the program. */
  readonly isNoteOfOthers?: boolean;
  readonly ring?: NamedColour;
  readonly hasHalo?: boolean;
  readonly badge?: NodeMark;
  /** What its signs say it may be. */
  readonly sign?: 'enabler' | 'front';
  readonly hasBoldLabel?: boolean;
  readonly sizeSteps?: number;
}

/** How nodes and links of a map are drawn where it is not by their kind alone. */
export interface MapDress {
  readonly nodes: ReadonlyMap<string, NodeDress>;
  /** Width of links between the thinnest and the widest, from 0 to 1; null: by family. */
  readonly linkWeights: ReadonlyMap<string, number> | null;
}

/** Nothing is drawn otherwise than by its kind. */
export const NO_DRESS: MapDress = { nodes: new Map(), linkWeights: null };

const STEP_SHARE = 0.22;
const THINNEST_PX = 0.8;
const WIDEST_PX = 5;

/** Radius of a dressed node, from that of its kind and the theme's radii. */
export function dressedRadius(
  radius: number,
  dress: NodeDress | undefined,
  [small, , large]: readonly [number, number, number, number],
): number {
  if (!dress) return radius;
  const base = dress.weight === undefined ? radius : small + (large - small) * dress.weight;
  return base * (1 + STEP_SHARE * (dress.sizeSteps ?? 0));
}

/** Width of a link by its weight, in pixels. */
export function widthOfWeight(weight: number): number {
  return THINNEST_PX + (WIDEST_PX - THINNEST_PX) * weight;
}

/** How rings of each colour are broken, so that they differ without it: on and off, in pixels; null: whole. */
export const RING_DASHES: Readonly<Record<NamedColour, readonly [number, number] | null>> = {
  blue: null,
  teal: [9, 4],
  violet: [2.5, 3],
  rose: [16, 3],
  amber: [5, 3],
  grey: [1.5, 5],
};

/** The colours of rings in the order that the shader numbers their dashes. */
export const RING_COLOURS = ['blue', 'teal', 'violet', 'rose', 'amber', 'grey'] as const;
