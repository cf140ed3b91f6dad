import { ATLAS_LAYOUT } from './glyph-atlas.ts';
import type { IconBox } from './outlines.ts';
import { ICON_BOXES, SHAPES } from './outlines.ts';
import { FIELD_LAYOUT } from './shape-field.ts';

/** Room beyond the selection ring for its halo, in pixels. */
const HALO_PX = 3.5;
/** Canvas-coloured edge that sets a node off from links behind it, in pixels. */
const MOAT_PX = 1.5;
/** Ring of a rule, and the glow around it, in pixels. */
const RULE_RING_PX = 3;
const RULE_GAP_PX = 1.5;
const GLOW_PX = 11;
const DASH_PX = 3.4;
const DASH_PERIOD_PX = 5.6;

function float(value: number): string {
  return value.toFixed(4);
}

function iconBranch(box: IconBox, index: number): string {
  return `  if (shape < ${float(index + 0.5)}) return vec2(${float(box.width)}, ${float(-box.dy)});`;
}

/** `iconBox(shape)`: width and upward offset of the icon, in radii. */
const ICON_BOX = /* glsl */ `
vec2 iconBox(float shape) {
${SHAPES.map((shape) => ICON_BOXES[shape])
  .map(iconBranch)
  .join('\n')}
  return vec2(0.0);
}
`;

const SHARED = /* glsl */ `
precision highp float;
varying vec2 v_point; // pixels from the centre, y upwards
varying vec4 v_fill;
varying vec4 v_line;
varying vec4 v_glyph;
varying vec4 v_ring; // colour, and which dashes
varying vec4 v_node; // radius, shape, icon cell, flags
varying vec2 v_icon; // width and upward offset of the icon, in pixels
uniform vec3 u_rings; // outline, gap and ring, in pixels
`;

/** Places one square per node, just large enough for its shape and rings. */
export const NODE_VERTEX_SHADER = /* glsl */ `
${SHARED}
attribute vec2 a_position;
attribute vec2 a_size; // radius, and reach of the shape in radii
attribute float a_code;
attribute vec4 a_fill;
attribute vec4 a_line;
attribute vec4 a_glyph;
attribute vec4 a_ring;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
${ICON_BOX}
void main() {
  float shape = mod(a_code, 16.0);
  float flags = floor(a_code / 512.0);
  float radius = a_size.x / u_sizeRatio;
  float room = ${float(MOAT_PX + 0.5)} + u_rings.x * 0.5;
  if (mod(flags, 8.0) > 0.5) room = u_rings.x * 0.5 + u_rings.y + u_rings.z + 0.5;
  if (mod(floor(flags / 2.0), 2.0) > 0.5) room += ${float(HALO_PX)};
  if (mod(floor(flags / 32.0), 2.0) > 0.5) room += ${float(RULE_GAP_PX + RULE_RING_PX + 1)};
  if (mod(floor(flags / 64.0), 2.0) > 0.5) room += ${float(GLOW_PX)};
  v_point = a_corner * (radius * a_size.y + room);
  v_node = vec4(radius, shape, mod(floor(a_code / 16.0), 32.0), flags);
  v_icon = iconBox(shape) * radius;
  vec2 centre = (u_matrix * vec3(a_position, 1.0)).xy;
  // A hidden node is all zeros: its square has no area.
  float isShown = step(0.001, a_size.x);
  gl_Position = vec4(centre + v_point * 2.0 / u_viewport * isShown, 0.0, 1.0);
  v_fill = a_fill;
  v_line = a_line;
  v_glyph = a_glyph;
  v_ring = a_ring;
}
`;

/** Draws shape, outline, rings and icon from distances, so that they stay crisp at any zoom. */
export const NODE_FRAGMENT_SHADER = /* glsl */ `
${SHARED}
uniform float u_pixelRatio;
uniform float u_dimAlpha;
uniform vec3 u_canvas;
uniform vec3 u_ring;
uniform vec3 u_halo;
uniform vec2 u_dashes[6];
uniform sampler2D u_shapes;
uniform sampler2D u_glyphs;

const float SHIELD = ${float(SHAPES.indexOf('shield'))};

float within(float distance) {
  return clamp(0.5 - distance * u_pixelRatio, 0.0, 1.0);
}

vec4 over(vec4 top, vec4 below) {
  return top + below * (1.0 - top.a);
}

vec4 paint(vec3 colour, float alpha) {
  return vec4(colour * alpha, alpha);
}

float ringCover(float outside, float middle, float width) {
  return within(abs(outside - middle) - width * 0.5);
}

float glyphCover() {
  vec2 q = (v_point - vec2(0.0, v_icon.y)) / v_icon.x;
  if (max(abs(q.x), abs(q.y)) > 0.5) return 0.0;
  float cells = ${float(ATLAS_LAYOUT.cellsPerSide)};
  vec2 inCell = 0.5 + vec2(q.x, -q.y) * ${float(ATLAS_LAYOUT.iconShare)};
  vec2 cell = vec2(mod(v_node.z, cells), floor(v_node.z / cells));
  float value = texture2D(u_glyphs, (cell + inCell) / cells).r;
  float inside = (value * 255.0 - 128.0) / 127.0 * ${float(ATLAS_LAYOUT.reachShare)} * v_icon.x;
  // Small icons fade away before they turn to noise.
  return clamp(0.5 + inside * u_pixelRatio, 0.0, 1.0) * smoothstep(6.0, 9.0, v_icon.x);
}

vec2 dashOf(float code) {
  for (int index = 0; index < 6; index++) {
    if (abs(code - float(index)) < 0.5) return u_dashes[index];
  }
  return vec2(1.0, 0.0);
}

// A ring in the colour of a rule, and its glow: dashes differ with the colour.
vec4 ruleMarks(float outside, float radius, float flags, float at) {
  vec4 marks = vec4(0.0);
  bool isRinged = mod(floor(flags / 32.0), 2.0) > 0.5;
  vec3 tone = isRinged ? v_ring.rgb : v_fill.rgb;
  if (mod(floor(flags / 64.0), 2.0) > 0.5) {
    float away = clamp((outside - at) / ${float(GLOW_PX + RULE_RING_PX)}, 0.0, 1.0);
    float fading = (1.0 - away) * (1.0 - away);
    marks = paint(tone, 0.6 * fading * step(0.0, outside));
  }
  if (isRinged) {
    float middle = at + ${float(RULE_RING_PX / 2)};
    vec2 dash = dashOf(floor(v_ring.a * 255.0 / 8.0 + 0.25));
    float cover = ringCover(outside, middle, ${float(RULE_RING_PX)});
    if (dash.y > 0.0) {
      // Whole dashes go round, however large the node is.
      float reach = radius + middle;
      float count = max(3.0, floor(6.2831853 * reach / (dash.x + dash.y) + 0.5));
      float period = 6.2831853 * reach / count;
      float along = mod(atan(v_point.y, v_point.x) * reach, period);
      cover *= within(abs(along - period * 0.5) - period * 0.5 * dash.x / (dash.x + dash.y));
    }
    marks = over(paint(tone, cover), marks);
  }
  return marks;
}

void main() {
  float radius = v_node.x;
  vec2 q = vec2(v_point.x, -v_point.y) / (radius * ${float(FIELD_LAYOUT.cellReach)});
  vec2 held = clamp(q, ${float(-FIELD_LAYOUT.safeShare)}, ${float(FIELD_LAYOUT.safeShare)});
  float cells = ${float(FIELD_LAYOUT.cellsPerSide)};
  vec2 cell = vec2(mod(v_node.y, cells), floor(v_node.y / cells));
  vec4 field = texture2D(u_shapes, (cell + held * 0.5 + 0.5) / cells);
  float outside = (field.r + length(q - held) * ${float(FIELD_LAYOUT.cellReach)}) * radius;
  float line = u_rings.x;
  float flags = v_node.w;
  float ringAt = line * 0.5 + u_rings.y;
  vec4 colour;
  if (mod(flags, 8.0) < 0.5) {
    colour = paint(u_canvas, within(outside - line * 0.5 - ${float(MOAT_PX)}));
  } else {
    colour = paint(u_canvas, within(outside - ringAt));
    if (mod(floor(flags / 2.0), 2.0) > 0.5) {
      float halo = 0.28 * within(outside - ringAt - u_rings.z - ${float(HALO_PX - 1)});
      colour = over(colour, paint(u_halo, halo));
      colour = over(paint(u_ring, ringCover(outside, ringAt + u_rings.z * 0.5, u_rings.z)), colour);
    } else {
      vec3 ring = mod(flags, 2.0) > 0.5 ? u_ring : v_fill.rgb;
      colour = over(paint(ring, ringCover(outside, ringAt + line * 0.5, line)), colour);
    }
  }
  if (flags > 31.5) {
    bool isRingDrawn = mod(flags, 8.0) > 0.5;
    float ruleAt = isRingDrawn ? ringAt + u_rings.z + ${float(RULE_GAP_PX)} : line * 0.5 + ${float(RULE_GAP_PX)};
    colour = over(colour, ruleMarks(outside, radius, flags, ruleAt));
    if (!isRingDrawn) {
      colour = over(ruleMarks(outside, radius, mod(flags, 64.0), ruleAt), colour);
    }
  }
  if (outside < line) {
    colour = over(paint(v_fill.rgb, within(outside)), colour);
    float outline = ringCover(outside, 0.0, line);
    if (abs(v_node.y - SHIELD) < 0.5) {
      float along = field.g * radius;
      float period = ${float(DASH_PERIOD_PX)};
      outline *= within(abs(mod(along, period) - period * 0.5) - ${float(DASH_PX / 2)});
    }
    colour = over(paint(v_line.rgb, outline), colour);
    if (v_node.z < 30.5 && v_icon.x > 6.0) colour = over(paint(v_glyph.rgb, glyphCover()), colour);
  }
  if (mod(floor(flags / 8.0), 2.0) > 0.5) colour *= u_dimAlpha * 1.6;
  gl_FragColor = colour;
}
`;
