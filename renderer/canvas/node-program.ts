import type Sigma from 'sigma';
import type { NodeProgramType, ProgramInfo } from 'sigma/rendering';
import { NodeProgram } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { baseOfNode, type EdgeAttributes, type NodeAttributes } from './canvas-node.ts';
import type { NodeDress } from './dress.ts';
import { RING_COLOURS, RING_DASHES } from './dress.ts';
import type { NodeAtlas } from './glyph-atlas.ts';
import { ATLAS_LAYOUT } from './glyph-atlas.ts';
import { NODE_FRAGMENT_SHADER, NODE_VERTEX_SHADER } from './node-shaders.ts';
import { SHAPES } from './outlines.ts';
import { FIELD_LAYOUT, reachOf } from './shape-field.ts';
import type { CanvasTheme, Rgba } from './theme.ts';

/** What a node is drawn from: what the graph says of it, and how it looks now. */
export interface DrawnNode extends NodeDisplayData {
  readonly id: string;
  readonly of: NodeAttributes;
  flags: number;
  /** What style and rules make of it. */
  dress: NodeDress | undefined;
}

const UNIFORMS = [
  'u_matrix',
  'u_sizeRatio',
  'u_viewport',
  'u_pixelRatio',
  'u_rings',
  'u_canvas',
  'u_ring',
  'u_halo',
  'u_dashes',
  'u_dimAlpha',
  'u_shapes',
  'u_glyphs',
] as const;

const DASHES = RING_COLOURS.flatMap((colour) => RING_DASHES[colour] ?? [1, 0]);
const NO_GLYPH = 31;
const SHAPE_UNIT = 1;
const GLYPH_UNIT = 2;
const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;

/** sigma types its contexts as WebGL 1, and asks for WebGL 2, which every supported browser has. */
function isWebGl2(gl: WebGLRenderingContext): gl is WebGL2RenderingContext & WebGLRenderingContext {
  return gl instanceof WebGL2RenderingContext;
}

function createTexture(gl: WebGLRenderingContext, unit: number, fill: () => void): WebGLTexture {
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  fill();
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  // sigma binds its picking texture to whichever unit is active.
  gl.activeTexture(gl.TEXTURE0);
  return texture;
}

/** Distances as half floats: fine enough for outlines, far-reaching enough for rings. */
function createShapeTexture(gl: WebGLRenderingContext, shapes: Float32Array): WebGLTexture {
  if (!isWebGl2(gl)) throw new Error('The map needs WebGL 2.');
  const { sizePx } = FIELD_LAYOUT;
  return createTexture(gl, SHAPE_UNIT, () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG16F, sizePx, sizePx, 0, gl.RG, gl.FLOAT, shapes),
  );
}

function createGlyphTexture(gl: WebGLRenderingContext, glyphs: Uint8Array): WebGLTexture {
  const { LUMINANCE, UNSIGNED_BYTE: bytes } = gl;
  const { sizePx } = ATLAS_LAYOUT;
  return createTexture(gl, GLYPH_UNIT, () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, LUMINANCE, sizePx, sizePx, 0, LUMINANCE, bytes, glyphs),
  );
}

function bind(gl: WebGLRenderingContext, unit: number, texture: WebGLTexture): void {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.activeTexture(gl.TEXTURE0);
}

function setColour(gl: WebGLRenderingContext, at: WebGLUniformLocation, colour: Rgba): void {
  gl.uniform3f(at, colour[0] / 255, colour[1] / 255, colour[2] / 255);
}

/**
 * sigma's program for every node: shape, outline, rings and icon in one draw call.
 * sigma takes a class, so this is one; it reads the theme anew each frame.
 */
export function createNodeProgram(
  theme: () => CanvasTheme,
  atlas: NodeAtlas,
): NodeProgramType<NodeAttributes, EdgeAttributes> {
  return class ShapeProgram extends NodeProgram<
    (typeof UNIFORMS)[number],
    NodeAttributes,
    EdgeAttributes
  > {
    private readonly shapes: WebGLTexture;
    private readonly glyphs: WebGLTexture;

    constructor(
      gl: WebGLRenderingContext,
      _pickingBuffer: WebGLFramebuffer | null,
      renderer: Sigma<NodeAttributes, EdgeAttributes>,
    ) {
      // Without a buffer to pick from nothing is drawn twice: the canvas finds nodes by itself.
      super(gl, null, renderer);
      this.shapes = createShapeTexture(gl, atlas.shapes);
      this.glyphs = createGlyphTexture(gl, atlas.glyphs);
    }

    override getDefinition() {
      return {
        VERTICES: 4,
        VERTEX_SHADER_SOURCE: NODE_VERTEX_SHADER,
        FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT_SHADER,
        METHOD: TRIANGLE_STRIP,
        UNIFORMS,
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 2, type: FLOAT },
          { name: 'a_code', size: 1, type: FLOAT },
          { name: 'a_fill', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_line', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_glyph', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_ring', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
        CONSTANT_DATA: [
          [-1, -1],
          [1, -1],
          [-1, 1],
          [1, 1],
        ],
      };
    }

    override processVisibleItem(_nodeIndex: number, start: number, data: NodeDisplayData): void {
      const node = data as DrawnNode;
      const { of, dress } = node;
      const style = theme();
      const { packed } = style.entity(of.isProtected ? 'protected' : baseOfNode(of));
      const own = dress?.colour && !of.isProtected ? style.palette(dress.colour) : null;
      const ring = dress?.ring ?? null;
      const shape = of.isProtected ? 'shield' : of.shape;
      const glyph = atlas.cellOf.get(of.isProtected ? 'shield' : of.icon) ?? NO_GLYPH;
      const { array } = this;
      array[start] = node.x;
      array[start + 1] = node.y;
      array[start + 2] = node.size;
      array[start + 3] = reachOf(shape);
      array[start + 4] = SHAPES.indexOf(shape) + 16 * glyph + 512 * node.flags;
      array[start + 5] = own?.packed.fill ?? packed.fill;
      array[start + 6] = own?.packed.line ?? packed.line;
      array[start + 7] = own?.packed.glyph ?? packed.glyph;
      array[start + 8] = ring === null ? 0 : style.ringColour(ring);
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
      const style = theme();
      gl.uniformMatrix3fv(at.u_matrix!, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio!, params.sizeRatio);
      gl.uniform2f(at.u_viewport!, params.width, params.height);
      gl.uniform1f(at.u_pixelRatio!, params.pixelRatio);
      gl.uniform1f(at.u_dimAlpha!, style.dimAlpha);
      gl.uniform3f(at.u_rings!, style.nodeLinePx, style.ringGapPx, style.ringPx);
      setColour(gl, at.u_canvas!, style.canvas);
      setColour(gl, at.u_ring!, style.ring);
      setColour(gl, at.u_halo!, style.halo);
      gl.uniform2fv(at.u_dashes!, DASHES);
      bind(gl, SHAPE_UNIT, this.shapes);
      bind(gl, GLYPH_UNIT, this.glyphs);
      gl.uniform1i(at.u_shapes!, SHAPE_UNIT);
      gl.uniform1i(at.u_glyphs!, GLYPH_UNIT);
    }

    override kill(): void {
      this.normalProgram.gl.deleteTexture(this.shapes);
      this.normalProgram.gl.deleteTexture(this.glyphs);
      super.kill();
    }
  };
}
