import type { Canvas } from '../../canvas/canvas.ts';
import { runLayout } from '../../canvas/layout-client.ts';
import type { Position } from '../../canvas/map-graph.ts';
import { moveSmoothly } from '../../canvas/motion.ts';
import type { LayoutShape } from '../../store/map-request.ts';

/** What is to be laid out, and how. */
export interface Arrangement {
  /** Everything anew save for the fixed nodes, or only what is not fixed. */
  readonly mode: 'all' | 'new';
  readonly fixedIds: ReadonlySet<string>;
  /** Nodes move once, to where they end, and not while places are being found. */
  readonly isQuiet?: boolean;
  /** How everything is laid out; stress where nothing is said. */
  readonly shape?: LayoutShape;
  /** What alone is laid out; the rest stays. */
  readonly ids?: readonly string[] | null;
  /** The node in the middle of rings. */
  readonly focusId?: string | null;
  /** Communities by their members; null: they are looked for. */
  readonly communities?: readonly (readonly string[])[] | null;
  readonly onEnd?: () => void;
}

/** Finds places for nodes, and moves them there. */
export interface MapLayout {
  arrange(arrangement: Arrangement): void;
  /** Moves nodes to places that are known. */
  glide(places: ReadonlyMap<string, Position>, onEnd: () => void): void;
  stop(): void;
}

/** What tools and legend take from the canvas, when a layout asks for its shape. */
const FRAME_WIDTH_PX = 130;
const FRAME_HEIGHT_PX = 142;

/** How a layout stands: at rest, finding places (with the share done), or moving nodes to them. */
export type LayoutState =
  | { readonly type: 'settled' }
  | { readonly type: 'placing'; readonly share: number }
  | { readonly type: 'moving' };

const SETTLED: LayoutState = { type: 'settled' };

/** A layout at rest, which tells how it stands whenever that changes. */
export function createMapLayout(canvas: Canvas, onState: (state: LayoutState) => void): MapLayout {
  const { model } = canvas;
  let stopWork: () => void = () => {};

  function stop(): void {
    stopWork();
    stopWork = () => {};
    onState(SETTLED);
  }

  function aspectOfCanvas(): number {
    const { width, height } = canvas.sigma.getDimensions();
    return Math.max(0.5, (width - FRAME_WIDTH_PX) / Math.max(1, height - FRAME_HEIGHT_PX));
  }

  return {
    stop,
    glide(places, onEnd) {
      stop();
      onState({ type: 'moving' });
      stopWork = moveSmoothly(model, places, canvas.theme.moveMs, () => {
        onState(SETTLED);
        onEnd();
      });
    },
    arrange({
      mode,
      fixedIds,
      isQuiet = false,
      shape = 'stress',
      ids = null,
      focusId = null,
      communities = null,
      onEnd = () => {},
    }) {
      stop();
      onState({ type: 'placing', share: 0 });
      const { moveMs } = canvas.theme;
      const options = {
        fixedIds,
        aspect: aspectOfCanvas(),
        radiusOf: (id: string) => canvas.radiusOf(id),
        shape,
        ids,
        focusId,
        communities,
      };
      const isPart = ids !== null;
      stopWork = runLayout(mode, model, options, (places, share) => {
        if (share >= 1) {
          onState({ type: 'moving' });
          if (mode === 'all' && !isPart) canvas.fit({ places });
          stopWork = moveSmoothly(model, places, moveMs, () => {
            onState(SETTLED);
            onEnd();
          });
          return;
        }
        onState({ type: 'placing', share });
        // With reduced motion nothing moves but once, to where it ends.
        if (moveMs === 0 || isQuiet) return;
        model.move(places);
        if (!isPart) canvas.fit({ isInstant: true });
      });
    },
  };
}
