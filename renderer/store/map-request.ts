/** Every way to lay out a map. */
export const LAYOUT_SHAPES = [
  'stress',
  'force',
  'communities',
  'circle',
  'circle-by-kind',
  'levels-down',
  'levels-right',
  'rings',
  'grid',
] as const;

/** One way to lay out a map. */
export type LayoutShape = (typeof LAYOUT_SHAPES)[number];

/** What a selection can become. */
export type SelectBy =
  | 'all'
  | 'invert'
  | 'grow'
  | 'shrink'
  | 'same-kind'
  | 'same-type'
  | 'linked'
  | 'unlinked';

/** How the places of what is selected are set in order. */
export type Alignment =
  | 'left'
  | 'centre'
  | 'right'
  | 'top'
  | 'middle'
  | 'bottom'
  | 'across'
  | 'down'
  | 'snap';

/** Something asked of the map from outside it: a command, the palette, another screen. */
export type MapRequest =
  /** Show these, with what is there already, and bring them into view. */
  | {
      readonly type: 'show';
      readonly ids: readonly string[];
      /** Where what is new goes, in map units. */
      readonly at?: { readonly x: number; readonly y: number };
    }
  /** Bring these into view, those of them that are on the map. */
  | { readonly type: 'reveal'; readonly ids: readonly string[] }
  /** Show these in rings around one of them; what was shown comes back with `look-back`, and is not saved over. */
  | { readonly type: 'look-around'; readonly id: string; readonly ids: readonly string[] }
  | { readonly type: 'look-back' }
  /** Begin again at this entity and its neighbours. */
  | { readonly type: 'focus'; readonly id: string }
  /** Begin again at exactly these, under this name for undo. */
  | { readonly type: 'begin'; readonly ids: readonly string[]; readonly name: string }
  /** Begin again at the part of the case that the backend thinks sensible. */
  | { readonly type: 'open' }
  /** Write on the map: at a place in map units, else where it makes sense. */
  | {
      readonly type: 'annotate';
      readonly what: 'note' | 'frame' | 'callout';
      readonly at?: { readonly x: number; readonly y: number };
    }
  /** Keep the map as it is under a name: as a new view, or as the one of this id. */
  | { readonly type: 'save-view'; readonly id: string | null; readonly name: string }
  /** Make the map what a named view is. */
  | { readonly type: 'open-view'; readonly id: string }
  /** Lay it out: in this shape, else in the one last chosen. */
  | { readonly type: 'layout'; readonly shape?: LayoutShape }
  | { readonly type: 'select'; readonly by: SelectBy }
  | { readonly type: 'align'; readonly how: Alignment }
  | { readonly type: 'tool'; readonly tool: 'select' | 'lasso' | 'pan' }
  | {
      readonly type:
        | 'view-earlier'
        | 'view-later'
        | 'zoom-in'
        | 'zoom-out'
        | 'fit'
        | 'expand'
        | 'collapse'
        | 'hide'
        | 'hide-kinds'
        | 'export'
        | 'isolate'
        | 'group'
        | 'ungroup'
        | 'rename-group'
        | 'toggle-group'
        | 'show-hidden'
        | 'pin';
    };
