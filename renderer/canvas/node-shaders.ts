import { ATLAS_LAYOUT } from './glyph-atlas.ts';
import { ICON_BOX, SHAPE_DISTANCE, SHIELD_LENGTH } from './shape-shader.ts';

/** Room beyond the shape for selection ring and halo, and for the canvas-coloured edge, in pixels. */
const HALO_PX = 3.5;

const SHARED = /* glsl */ `
precision highp float;
uniform vec3 u_rings; // outline, gap and ring, in pixels
varying vec2 v_point; // pixels from the centre, y upwards
varying vec4 v_fill;
varying vec4 v_line;
varying vec4 v_glyph;
varying vec4 v_id;
varying float v_radius;
varying float v_shape;
varying float v_cell;
varying float v_flags;

bool flagged(float bit) {
  return mod(floor(v_flags / bit + 0.01), 2.0) > 0.5;
}
`;

/** Places one square per node, just large enough for its shape and rings. */
export const NODE_VERTEX_SHADER = /* glsl */ `
${SHARED}
attribute vec2 a_position;
attribute float a_size;
attribute float a_code;
attribute vec4 a_fill;
attribute vec4 a_line;
attribute vec4 a_glyph;
attribute vec4 a_id;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;

void main() {
  v_shape = mod(a_code, 16.0);
  v_cell = mod(floor(a_code / 16.0), 32.0);
  v_flags = floor(a_code / 512.0);
  v_radius = a_size / u_sizeRatio;
  float room = u_rings.x + 1.5;
  if (v_flags > 0.5) room = u_rings.x + u_rings.y + u_rings.z + ${HALO_PX.toFixed(1)};
  float reach = v_radius * 1.3 + room;
  v_point = a_corner * reach;
  vec2 centre = (u_matrix * vec3(a_position, 1.0)).xy;
  // A hidden node is all zeros: its square has no area.
  float isShown = step(0.001, a_size);
  gl_Position = vec4(centre + v_point * 2.0 / u_viewport * isShown, 0.0, 1.0);
  v_fill = a_fill;
  v_line = a_line;
  v_glyph = a_glyph;
  v_id = a_id;
}
`;

/** Draws shape, outline, rings and icon by distance, so that they stay crisp at any zoom. */
export const NODE_FRAGMENT_SHADER = /* glsl */ `
${SHARED}
uniform float u_pixelRatio;
uniform float u_dimAlpha;
uniform vec3 u_canvas;
uniform vec3 u_ring;
uniform vec3 u_halo;
uniform sampler2D u_glyphs;
${SHAPE_DISTANCE}
${SHIELD_LENGTH}
${ICON_BOX}
const float SHIELD = 8.0;

float within(float distance) {
  return clamp(0.5 - distance * u_pixelRatio, 0.0, 1.0);
}

vec4 over(vec4 top, vec4 below) {
  return top + below * (1.0 - top.a);
}

vec4 paint(vec3 colour, float alpha) {
  return vec4(colour * alpha, alpha);
}

float glyphCover(float radius) {
  vec2 box = iconBox(v_shape) * radius;
  if (v_cell > 30.5 || box.x < 6.0) return 0.0;
  vec2 q = (v_point - vec2(0.0, box.y)) / box.x;
  if (max(abs(q.x), abs(q.y)) > 0.5) return 0.0;
  float cells = ${ATLAS_LAYOUT.cellsPerSide.toFixed(1)};
  vec2 inCell = vec2(0.5 + q.x * ${ATLAS_LAYOUT.iconShare.toFixed(4)}, 0.5 - q.y * ${ATLAS_LAYOUT.iconShare.toFixed(4)});
  vec2 cell = vec2(mod(v_cell, cells), floor(v_cell / cells));
  float value = texture2D(u_glyphs, (cell + inCell) / cells).r;
  float inside = (value * 255.0 - 128.0) / 127.0 * ${ATLAS_LAYOUT.reachShare.toFixed(4)} * box.x;
  // Small icons fade away before they turn to noise.
  return clamp(0.5 + inside * u_pixelRatio, 0.0, 1.0) * smoothstep(6.0, 9.0, box.x);
}

void main() {
  float outside = shapeDistance(v_point / v_radius, v_shape) * v_radius;
#ifdef PICKING_MODE
  gl_FragColor = outside < 3.0 ? vec4(v_id.rgb, 1.0) : vec4(0.0);
#else
  float line = u_rings.x;
  float ringAt = line * 0.5 + u_rings.y;
  vec4 colour = vec4(0.0);
  if (flagged(2.0)) {
    colour = paint(u_halo, 0.28 * within(outside - ringAt - u_rings.z - ${(HALO_PX - 1).toFixed(1)}));
    colour = over(paint(u_canvas, within(outside - ringAt)), colour);
    colour = over(paint(u_ring, within(abs(outside - ringAt - u_rings.z * 0.5) - u_rings.z * 0.5)), colour);
  } else if (flagged(1.0)) {
    colour = paint(u_canvas, within(outside - ringAt));
    colour = over(paint(u_ring, within(abs(outside - ringAt - line * 0.5) - line * 0.5)), colour);
  } else if (flagged(4.0)) {
    colour = paint(u_canvas, within(outside - ringAt));
    colour = over(paint(v_fill.rgb, within(abs(outside - ringAt - line * 0.5) - line * 0.5)), colour);
  } else {
    colour = paint(u_canvas, within(outside - line * 0.5 - 1.5));
  }
  colour = over(paint(v_fill.rgb, within(outside)), colour);
  float outline = within(abs(outside) - line * 0.5);
  if (abs(v_shape - SHIELD) < 0.5) {
    float along = shieldLength(v_point / v_radius) * v_radius;
    outline *= within(abs(mod(along, 5.6) - 2.8) - 1.7);
  }
  colour = over(paint(v_line.rgb, outline), colour);
  colour = over(paint(v_glyph.rgb, glyphCover(v_radius)), colour);
  if (flagged(8.0)) colour *= u_dimAlpha * 1.6;
  gl_FragColor = colour;
#endif
}
`;
