import type { EdgeProgramType, ProgramInfo } from 'sigma/rendering';
import { EdgeProgram } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import type { Certainty } from '../../shared/domain/grade.ts';
import type { EdgeAttributes, NodeAttributes } from './canvas-node.ts';
import { FLAG } from './canvas-node.ts';
import { EDGE_FRAGMENT_SHADER, EDGE_VERTEX_SHADER } from './edge-shaders.ts';
import type { CanvasTheme } from './theme.ts';
import { packColour } from './theme.ts';

/** What an edge is drawn from: what the graph says of it, and how it looks now. */
export interface DrawnEdge {
  readonly id: string;
  readonly of: EdgeAttributes;
  flags: number;
  hidden: boolean;
  /** Width in pixels where it is not that of its family. */
  widthPx: number | undefined;
}

const UNIFORMS = [
  'u_matrix',
  'u_sizeRatio',
  'u_viewport',
  'u_pixelRatio',
  'u_widthScale',
  'u_dashes',
] as const;

const CERTAINTY_CODES: Readonly<Record<Certainty, number>> = {
  confirmed: 0,
  reported: 1,
  tentative: 2,
};
const ARROW_FAMILIES: ReadonlySet<string> = new Set(['control', 'money', 'comms']);
const MOST_SEGMENTS = 12;
const LIFTED_EXTRA_PX = 0.7;
/** Links are thin: at the alpha that fades a shape they could no longer be followed. */
const FADED_LINK_SHARE = 1.5;
const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;

/** The ribbon's vertices, then the arrowhead's, joined into one strip by repeated corners. */
function stripVertices(segments: number): number[][] {
  const ribbon = Array.from({ length: segments + 1 }, (_, index) => index / segments).flatMap(
    (share) => [
      [share, 1, 0],
      [share, -1, 0],
    ],
  );
  const head = [
    [0, 1, 1],
    [0, -1, 1],
    [1, 0, 1],
  ];
  return [...ribbon, ribbon.at(-1)!, head[0]!, ...head];
}

function alphaOf(flags: number, theme: CanvasTheme): number {
  if (flags & FLAG.lifted) return 1;
  return flags & FLAG.dimmed ? theme.dimAlpha * FADED_LINK_SHARE : theme.linkAlpha;
}

/** How many straight pieces a bend is made of: the fewer links, the smoother, as each piece costs. */
function segmentsFor(linkCount: number): number {
  if (linkCount > 3000) return 1;
  return linkCount > 400 ? 6 : MOST_SEGMENTS;
}

/** sigma's program for every link. */
export function createEdgeProgram(
  theme: () => CanvasTheme,
): EdgeProgramType<NodeAttributes, EdgeAttributes> {
  return class LinkProgram extends EdgeProgram<
    (typeof UNIFORMS)[number],
    NodeAttributes,
    EdgeAttributes
  > {
    private segments = MOST_SEGMENTS;

    override getDefinition() {
      const vertices = stripVertices(MOST_SEGMENTS);
      return {
        VERTICES: vertices.length,
        VERTEX_SHADER_SOURCE: EDGE_VERTEX_SHADER,
        FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT_SHADER,
        METHOD: TRIANGLE_STRIP,
        UNIFORMS,
        ATTRIBUTES: [
          { name: 'a_source', size: 2, type: FLOAT },
          { name: 'a_target', size: 2, type: FLOAT },
          { name: 'a_radii', size: 2, type: FLOAT },
          { name: 'a_style', size: 4, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_vertex', size: 3, type: FLOAT }],
        CONSTANT_DATA: vertices,
      };
    }

    override reallocate(capacity: number): void {
      const segments = segmentsFor(capacity);
      if (segments !== this.segments) {
        // Another strip for the same shaders: compiling them again would cost far more.
        const vertices = stripVertices(segments);
        this.segments = segments;
        this.VERTICES = vertices.length;
        this.CONSTANT_DATA = vertices;
        this.constantArray = Float32Array.from(vertices.flat());
      }
      super.reallocate(capacity);
    }

    override processVisibleItem(
      _edgeIndex: number,
      start: number,
      source: NodeDisplayData,
      target: NodeDisplayData,
      data: EdgeDisplayData,
    ): void {
      // sigma's own type says what its own programs are drawn from; ours is fed by `DrawnGraph`.
      const edge = data as unknown as DrawnEdge;
      const { of, flags } = edge;
      const style = theme();
      const { rgba, widthPx } = style.link(of.family);
      const hasArrow = of.isDirected && ARROW_FAMILIES.has(of.family);
      const isDouble = of.family === 'member';
      const { array } = this;
      array[start] = source.x;
      array[start + 1] = source.y;
      array[start + 2] = target.x;
      array[start + 3] = target.y;
      array[start + 4] = source.size;
      array[start + 5] = target.size;
      array[start + 6] = (edge.widthPx ?? widthPx) + (flags & FLAG.lifted ? LIFTED_EXTRA_PX : 0);
      array[start + 7] = this.segments > 1 ? of.curvature : 0;
      array[start + 8] = CERTAINTY_CODES[of.certainty];
      array[start + 9] = (hasArrow ? 1 : 0) + (isDouble ? 2 : 0);
      array[start + 10] = packColour([rgba[0], rgba[1], rgba[2], alphaOf(flags, style)]);
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations: at }: ProgramInfo): void {
      const style = theme();
      gl.uniformMatrix3fv(at.u_matrix!, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio!, params.sizeRatio);
      gl.uniform2f(at.u_viewport!, params.width, params.height);
      gl.uniform1f(at.u_pixelRatio!, params.pixelRatio);
      // Links thin out with the nodes, only less, so that they stay visible from afar.
      gl.uniform1f(at.u_widthScale!, Math.min(1.5, Math.max(0.6, 1 / params.sizeRatio)));
      gl.uniform4f(at.u_dashes!, ...style.dashes.reported, ...style.dashes.tentative);
    }
  };
}
