import type { Alignment, LayoutShape } from '../../store/map-request.ts';

/** What the ways to lay out a map are called, in the order in which they are offered. */
export const LAYOUT_LABELS: Readonly<Record<LayoutShape, string>> = {
  stress: 'Network',
  force: 'Force',
  communities: 'Communities',
  circle: 'Circle',
  'circle-by-kind': 'Circle by kind',
  'levels-down': 'Levels, top down',
  'levels-right': 'Levels, left to right',
  rings: 'Rings around one',
  grid: 'Grid',
};

/** What setting places in order is called in menus. */
export const ALIGN_LABELS: Readonly<Record<Alignment, string>> = {
  left: 'Align left',
  centre: 'Align centre',
  right: 'Align right',
  top: 'Align top',
  middle: 'Align middle',
  bottom: 'Align bottom',
  across: 'Distribute across',
  down: 'Distribute down',
  snap: 'Snap to the grid',
};

/** And in undo, before what it was done to. */
export const ALIGN_ACTS: Readonly<Record<Alignment, string>> = {
  ...ALIGN_LABELS,
  snap: 'Snap to the grid:',
};

/** A layout as undo names it: "Lay out the map: Circle", "Lay out 5 records: Grid". */
export function layoutAct(shape: LayoutShape, partCount: number | null): string {
  const what = partCount === null ? 'the map' : `${partCount.toLocaleString('en-GB')} records`;
  return shape === 'stress' ? `Lay out ${what}` : `Lay out ${what}: ${LAYOUT_LABELS[shape]}`;
}
