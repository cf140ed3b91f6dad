import type { Canvas } from './canvas.ts';
import { drawnBend } from './curvature.ts';
import { isGroupId } from './groups.ts';
import type { DrawnLink } from './link-hit.ts';

/** Every link that is drawn, in pixels of the screen. */
export function drawnLinks({ model, projection, isLinkDrawn }: Canvas): readonly DrawnLink[] {
  return model.graph
    .mapEdges((id, { curvature }, _source, _target, from, to) => {
      if (isGroupId(id) || !isLinkDrawn(id)) return null;
      return {
        id,
        fromX: projection.toScreenX(from.x),
        fromY: projection.toScreenY(from.y),
        toX: projection.toScreenX(to.x),
        toY: projection.toScreenY(to.y),
        bend: drawnBend(curvature, Math.hypot(to.x - from.x, to.y - from.y)),
      };
    })
    .filter((link) => link !== null);
}
