import { MOST_BENT_UNITS } from './curvature.ts';
import { FRAME_UNITS } from './viewport.ts';

const SHARED = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;     // pixels along the link and across it
varying vec3 v_corner; // pixels to the sides of the arrowhead
varying float v_half;
varying vec4 v_style;  // dash and gap, double line, part
`;

/**
 * Lays a ribbon along a quadratic curve, in screen pixels, from the rim of one node to the rim of the
 * other, with an arrowhead at its end where the link has one.
 */
export const EDGE_VERTEX_SHADER = /* glsl */ `
${SHARED}
attribute vec2 a_source;
attribute vec2 a_target;
attribute vec2 a_radii;
attribute vec4 a_style; // width, curvature, certainty, arrow + 2 * double
attribute vec4 a_color;
attribute vec3 a_vertex; // share of the way, side, part: 0 ribbon, 1 arrowhead
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
uniform float u_pixelRatio;
uniform float u_widthScale;
uniform vec4 u_dashes; // reported dash and gap, tentative dash and gap

const float RIM_GAP = 2.5;
const float MOST_BENT = ${(MOST_BENT_UNITS / FRAME_UNITS).toFixed(4)};

vec2 curve(vec2 a, vec2 b, vec2 c, float t) {
  return mix(mix(a, b, t), mix(b, c, t), t);
}

vec2 slope(vec2 a, vec2 b, vec2 c, float t) {
  return 2.0 * mix(b - a, c - b, t);
}

// Length of the curve between two shares of it, by Simpson's rule: exact enough for gentle bends.
float lengthBetween(vec2 a, vec2 b, vec2 c, float from, float to) {
  return (to - from) / 6.0 * (length(slope(a, b, c, from))
    + 4.0 * length(slope(a, b, c, (from + to) * 0.5)) + length(slope(a, b, c, to)));
}

void main() {
  vec2 toPixels = u_viewport * 0.5;
  vec2 a = (u_matrix * vec3(a_source, 1.0)).xy * toPixels;
  vec2 c = (u_matrix * vec3(a_target, 1.0)).xy * toPixels;
  vec2 chord = c - a;
  float reach = max(length(chord), 0.001);
  float bendReach = min(1.0, MOST_BENT * u_matrix[0][0] * toPixels.x / reach);
  vec2 b = (a + c) * 0.5 + vec2(-chord.y, chord.x) * a_style.y * bendReach;

  float total = max(lengthBetween(a, b, c, 0.0, 1.0), 0.001);
  vec2 rims = a_radii / u_sizeRatio + RIM_GAP;
  float isArrow = mod(a_style.w, 2.0);
  float width = max(a_style.x * u_widthScale, 0.7);
  float free = max(total - rims.x - rims.y, 0.0);
  float head = isArrow * min((4.5 + width * 1.7), free * 0.6);
  float from = min(rims.x / total, 0.5);
  float to = max(1.0 - (rims.y + head * 0.8) / total, from);

  v_half = width * 0.5;
  float edge = v_half + 1.0 / u_pixelRatio;
  vec2 position;
  v_corner = vec3(0.0);
  v_at = vec2(0.0);
  if (a_vertex.z < 0.5) {
    float t = mix(from, to, a_vertex.x);
    vec2 along = slope(a, b, c, t);
    vec2 normal = vec2(-along.y, along.x) / max(length(along), 0.001);
    position = curve(a, b, c, t) + normal * a_vertex.y * edge;
    v_at = vec2(lengthBetween(a, b, c, from, t), a_vertex.y * edge);
  } else {
    float headHalf = head * 0.44;
    vec2 tip = curve(a, b, c, max(1.0 - rims.y / total, from));
    vec2 along = normalize(tip - curve(a, b, c, to) + chord / reach * 0.001);
    vec2 normal = vec2(-along.y, along.x);
    vec2 base = tip - along * head;
    position = mix(base + normal * a_vertex.y * headHalf, tip, a_vertex.x);
    // Distances of this corner to the base and to the two long sides.
    float toSide = 2.0 * headHalf * head / max(length(vec2(head, headHalf)), 0.001);
    v_corner = a_vertex.x > 0.5 ? vec3(head, 0.0, 0.0)
      : a_vertex.y > 0.0 ? vec3(0.0, toSide, 0.0) : vec3(0.0, 0.0, toSide);
  }
  float isShown = step(0.001, a_style.x);
  gl_Position = vec4(position / toPixels * isShown, 0.0, 1.0);

  vec2 dash = vec2(0.0);
  float dashScale = clamp(u_widthScale, 0.6, 1.0);
  if (a_style.z > 1.5) dash = u_dashes.zw * dashScale;
  else if (a_style.z > 0.5) dash = u_dashes.xy * dashScale;
  v_style = vec4(dash, step(1.5, a_style.w), a_vertex.z);
  // Dots are as long as they are wide.
  if (a_style.z > 1.5) v_style.x = max(dash.x, width);
  v_color = a_color;
}
`;

/** Cuts dashes, dots, the gap of double lines and the sides of arrowheads out of the ribbon. */
export const EDGE_FRAGMENT_SHADER = /* glsl */ `
${SHARED}
uniform float u_pixelRatio;

float within(float distance) {
  return clamp(0.5 - distance * u_pixelRatio, 0.0, 1.0);
}

void main() {
  float cover;
  if (v_style.w > 0.5) {
    cover = clamp(min(v_corner.x, min(v_corner.y, v_corner.z)) * u_pixelRatio + 0.2, 0.0, 1.0);
  } else {
    cover = within(abs(v_at.y) - v_half);
    if (v_style.z > 0.5) cover *= 1.0 - within(abs(v_at.y) - v_half * 0.36);
    if (v_style.x > 0.0) {
      float period = v_style.x + v_style.y;
      cover *= within(abs(mod(v_at.x, period) - v_style.x * 0.5 - v_style.y * 0.5) - v_style.x * 0.5);
    }
  }
  float alpha = v_color.a * cover;
  // sigma blends premultiplied colours.
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
}
`;
