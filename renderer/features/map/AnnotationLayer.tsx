import type { WheelEvent } from 'react';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { Annotation } from '../../../shared/domain/annotation.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { useCanvas } from '../../canvas/canvas-context.ts';
import { nodeScaleAt } from '../../canvas/viewport.ts';
import { useStore } from '../../store/store.ts';
import { AnnotationBox, type AnnotationBoxActs } from './AnnotationBox.tsx';
import styles from './annotation.module.css';
import { annotationAct, grownBy, movedBy, nextColour } from './annotation-edit.ts';
import { lineOf, placeOfAnnotation } from './annotation-place.ts';
import type { MapActs } from './map-acts.ts';

interface AnnotationLayerProps {
  readonly acts: MapActs;
  /** The annotation that was just added, and is to be written first. */
  readonly newId: string | null;
  readonly onWritten: () => void;
}

/** Boxes and lines by annotation, placed at every frame without drawing the components anew. */
interface Drawn {
  readonly boxes: Map<string, HTMLDivElement>;
  readonly lines: Map<string, SVGPathElement>;
  /** What the pointer drags, as it will be when it is let go. */
  dragged: Annotation | null;
}

const RIM_GAP_PX = 3;

function put(box: HTMLElement, place: ReturnType<typeof placeOfAnnotation>): void {
  box.hidden = place === null;
  if (!place) return;
  box.style.width = `${place.width}px`;
  box.style.height = `${place.height}px`;
  box.style.transform = `translate(${place.left}px, ${place.top}px) scale(${place.scale})`;
}

/** How far from its middle what a callout points at is free of the line, in pixels. */
function rimOf(canvas: Canvas, annotation: Annotation): number {
  if (annotation.type !== 'callout') return 0;
  const { type, id } = annotation.target;
  if (type === 'relation' || !canvas.model.graph.hasNode(id)) return RIM_GAP_PX;
  return canvas.radiusOf(id) * nodeScaleAt(canvas.projection.zoom) + RIM_GAP_PX;
}

/** Notes, frames and callouts over the map: they follow the camera and the records that they mark. */
export function AnnotationLayer({ acts, newId, onWritten }: AnnotationLayerProps) {
  const canvas = useCanvas();
  const helpId = useId();
  const annotations = useStore((state) => state.annotations);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const drawn = useRef<Drawn>({ boxes: new Map(), lines: new Map(), dragged: null });

  const placeAll = useMemo(
    () => () => {
      const { boxes, lines, dragged } = drawn.current;
      for (const kept of useStore.getState().annotations) {
        const annotation = dragged?.id === kept.id ? dragged : kept;
        const place = placeOfAnnotation(annotation, canvas.model, {
          projection: canvas.projection,
          textScale: canvas.theme.textScale,
        });
        const box = boxes.get(kept.id);
        if (box) put(box, place);
        const line = place ? lineOf(place, rimOf(canvas, annotation)) : '';
        lines.get(kept.id)?.setAttribute('d', line);
      }
    },
    [canvas],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new or written anew is placed at once.
  useEffect(() => {
    placeAll();
    canvas.sigma.on('afterRender', placeAll);
    return () => {
      canvas.sigma.off('afterRender', placeAll);
    };
  }, [canvas, placeAll, annotations]);

  /** The wheel zooms over a note too, save where it scrolls a long text. */
  function zoomBelow(event: WheelEvent): void {
    const { target, nativeEvent } = event;
    const text = target instanceof HTMLElement ? target : null;
    if (text && text.scrollHeight > text.clientHeight + 1) return;
    canvas.sigma.getCanvases().mouse?.dispatchEvent(new window.WheelEvent('wheel', nativeEvent));
  }

  return (
    <section className={styles.layer} aria-label="Notes on the map" onWheel={zoomBelow}>
      <p id={helpId} className="visually-hidden">
        Arrow keys move it. Shift with an arrow resizes it. Enter writes in it. Delete removes it.
        Escape goes back to the map.
      </p>
      <svg className={styles.lines} aria-hidden="true">
        {annotations.map(({ id, type, colour }) =>
          type === 'callout' ? (
            <path
              key={id}
              ref={(line) => {
                if (line) drawn.current.lines.set(id, line);
                return () => {
                  drawn.current.lines.delete(id);
                };
              }}
              stroke={`var(--n-${colour})`}
            />
          ) : null,
        )}
      </svg>
      {annotations.map((annotation) => (
        <AnnotationBox
          key={annotation.id}
          annotation={annotation}
          isNew={annotation.id === newId}
          isReadOnly={isReadOnly}
          helpId={helpId}
          acts={boxActs(annotation, { canvas, acts, drawn: drawn.current, placeAll, onWritten })}
          boxRef={(box) => {
            if (box) drawn.current.boxes.set(annotation.id, box);
            return () => {
              drawn.current.boxes.delete(annotation.id);
            };
          }}
        />
      ))}
    </section>
  );
}

function boxActs(
  annotation: Annotation,
  {
    canvas,
    acts,
    drawn,
    placeAll,
    onWritten,
  }: {
    readonly canvas: Canvas;
    readonly acts: MapActs;
    readonly drawn: Drawn;
    readonly placeAll: () => void;
    readonly onWritten: () => void;
  },
): AnnotationBoxActs {
  const { id } = annotation;
  /** Pixels of the screen as pixels at 100%: notes grow and shrink with the records. */
  const atFull = (px: number) =>
    annotation.type === 'note' ? px : px / nodeScaleAt(canvas.projection.zoom);

  function change(next: Annotation, verb: string, isRepeated = false): void {
    const { annotations, changeDress } = useStore.getState();
    drawn.dragged = null;
    changeDress(
      { annotations: annotations.map((one) => (one.id === id ? next : one)) },
      annotationAct(verb, annotation),
      { isRepeated },
    );
  }
  function moved(dx: number, dy: number): Annotation {
    return movedBy(annotation, atFull(dx), atFull(dy), canvas.projection.zoom);
  }
  function grown(dx: number, dy: number): Annotation {
    const scale =
      annotation.type === 'frame' ? canvas.projection.zoom : nodeScaleAt(canvas.projection.zoom);
    return grownBy(annotation, dx / scale, dy / scale);
  }
  function remove(): void {
    const { annotations, changeDress } = useStore.getState();
    changeDress(
      { annotations: annotations.filter((one) => one.id !== id) },
      annotationAct('Delete', annotation),
    );
    canvas.region.focus();
  }

  return {
    move(dx, dy, isRepeated) {
      if (annotation.type === 'frame') acts.moveBy(annotation.memberIds, dx, dy, isRepeated);
      else change(moved(dx, dy), 'Move', isRepeated);
    },
    grow: (dx, dy, isRepeated) => change(grown(dx, dy), 'Resize', isRepeated),
    preview(type, dx, dy) {
      if (type === 'move' && annotation.type === 'frame') return;
      drawn.dragged = type === 'move' ? moved(dx, dy) : grown(dx, dy);
      placeAll();
    },
    write(text) {
      onWritten();
      if (text.trim() === '' && annotation.type !== 'frame') remove();
      else if (text !== annotation.text) change({ ...annotation, text }, 'Write in');
    },
    recolour: () => change({ ...annotation, colour: nextColour(annotation.colour) }, 'Colour'),
    remove,
    leave: () => canvas.region.focus(),
  };
}
