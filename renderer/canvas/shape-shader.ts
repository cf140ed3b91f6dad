import type { Shape } from '../../shared/domain/ontology.ts';
import type { Point } from './outlines.ts';
import { ICON_BOXES, insetPolygon, OUTLINES, SHAPES } from './outlines.ts';

function float(value: number): string {
  return value.toFixed(4);
}

// The shader's y runs upwards.
function vec2([x, y]: Point): string {
  return `vec2(${float(x)}, ${float(-y)})`;
}

function sides(points: readonly Point[], call: string): string {
  return points
    .map((point, index) => {
      const after = points[(index + 1) % points.length]!;
      return `    ${call}(q, ${vec2(point)}, ${vec2(after)}, nearest, side);`;
    })
    .join('\n');
}

function branch(shape: Shape, index: number): string {
  const outline = OUTLINES[shape];
  const body =
    outline.type === 'circle'
      ? `    return length(q) - ${float(outline.radius)};`
      : `    float nearest = 1e6; float side = 1.0;
${sides(insetPolygon(outline.points, outline.rounding), 'addSide')}
    return side * sqrt(nearest) - ${float(outline.rounding)};`;
  return `  if (shape < ${float(index + 0.5)}) {\n${body}\n  }`;
}

/** GLSL: `shapeDistance(q, shape)`, the signed distance in radii from `q` to the outline of a numbered shape. */
export const SHAPE_DISTANCE = /* glsl */ `
void addSide(vec2 q, vec2 a, vec2 b, inout float nearest, inout float side) {
  vec2 along = b - a;
  vec2 from = q - a;
  vec2 across = from - along * clamp(dot(from, along) / dot(along, along), 0.0, 1.0);
  nearest = min(nearest, dot(across, across));
  bvec3 crossing = bvec3(q.y >= a.y, q.y < b.y, along.x * from.y > along.y * from.x);
  if (all(crossing) || all(not(crossing))) side = -side;
}

float shapeDistance(vec2 q, float shape) {
${SHAPES.map(branch).join('\n')}
  return length(q) - 1.0;
}
`;

function perimeter(points: readonly Point[]): readonly string[] {
  let along = 0;
  return points.map((point, index) => {
    const after = points[(index + 1) % points.length]!;
    const line = `  addLength(q, ${vec2(point)}, ${vec2(after)}, ${float(along)}, nearest, along);`;
    along += Math.hypot(after[0] - point[0], after[1] - point[1]);
    return line;
  });
}

const SHIELD_OUTLINE = OUTLINES.shield;

/** GLSL: `shieldLength(q)`, how far round the shield the outline point nearest to `q` lies, in radii: for its dashes. */
export const SHIELD_LENGTH = /* glsl */ `
void addLength(vec2 q, vec2 a, vec2 b, float start, inout float nearest, inout float along) {
  vec2 line = b - a;
  float t = clamp(dot(q - a, line) / dot(line, line), 0.0, 1.0);
  vec2 across = q - a - line * t;
  float distance = dot(across, across);
  if (distance < nearest) {
    nearest = distance;
    along = start + t * length(line);
  }
}

float shieldLength(vec2 q) {
  float nearest = 1e6;
  float along = 0.0;
${SHIELD_OUTLINE.type === 'polygon' ? perimeter(SHIELD_OUTLINE.points).join('\n') : ''}
  return along;
}
`;

function iconBranch(shape: Shape, index: number): string {
  const { width, dy } = ICON_BOXES[shape];
  return `  if (shape < ${float(index + 0.5)}) return vec2(${float(width)}, ${float(-dy)});`;
}

/** GLSL: `iconBox(shape)`, width and upward offset of the icon in radii. */
export const ICON_BOX = /* glsl */ `
vec2 iconBox(float shape) {
${SHAPES.map(iconBranch).join('\n')}
  return vec2(0.0);
}
`;
