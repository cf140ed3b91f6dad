import type { LayoutShape } from '../../store/map-request.ts';
import { layOutCircle } from './circle.ts';
import { layOutCommunities } from './communities.ts';
import { type LayoutStep, layOut } from './engine.ts';
import { layOutForce } from './force.ts';
import { layOutGrid } from './grid.ts';
import { layOutLevels } from './levels.ts';
import { layOutRings } from './rings.ts';
import type { ShapeInput } from './shape.ts';

function whole(positions: Float32Array): readonly LayoutStep[] {
  return [{ positions, share: 1 }];
}

/** Lays out a network in one of the shapes. The same input gives the same places; fixed nodes keep theirs. */
export function layOutShape(shape: LayoutShape, input: ShapeInput): Iterable<LayoutStep> {
  switch (shape) {
    case 'stress':
      return layOut(input);
    case 'force':
      return layOutForce(input);
    case 'communities':
      return layOutCommunities(input);
    case 'circle':
      return whole(layOutCircle(input, false));
    case 'circle-by-kind':
      return whole(layOutCircle(input, true));
    case 'levels-down':
      return whole(layOutLevels(input, 'down'));
    case 'levels-right':
      return whole(layOutLevels(input, 'right'));
    case 'rings':
      return whole(layOutRings(input));
    case 'grid':
      return whole(layOutGrid(input));
  }
}
