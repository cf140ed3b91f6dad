import type { Annotation } from '../../../shared/domain/annotation.ts';
import { NamedColour } from '../../../shared/domain/view-style.ts';
import { nameAct } from './map-words.ts';

/** What annotations are called, in undo and to those who listen. */
export const TYPE_WORDS: Readonly<Record<Annotation['type'], string>> = {
  note: 'note',
  frame: 'frame',
  callout: 'callout',
};

const LEAST_WIDTH_PX = 60;
const LEAST_HEIGHT_PX = 30;
const MOST_PX = 1600;
const MOST_PADDING = 1000;

function within(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}

/** An annotation further right and down by so many pixels at 100%; frames go with their records, not by themselves. */
export function movedBy(annotation: Annotation, dx: number, dy: number, zoom: number): Annotation {
  switch (annotation.type) {
    case 'note':
      return {
        ...annotation,
        x: Math.round(annotation.x + dx / zoom),
        y: Math.round(annotation.y - dy / zoom),
      };
    case 'callout':
      return {
        ...annotation,
        dxPx: Math.round(annotation.dxPx + dx),
        dyPx: Math.round(annotation.dyPx + dy),
      };
    case 'frame':
      return annotation;
  }
}

/** An annotation larger by so much; a frame keeps more room around its records. */
export function grownBy(annotation: Annotation, dx: number, dy: number): Annotation {
  if (annotation.type === 'frame') {
    const more = Math.abs(dx) > Math.abs(dy) ? dx : dy;
    return { ...annotation, padding: within(annotation.padding + more, 8, MOST_PADDING) };
  }
  return {
    ...annotation,
    widthPx: within(annotation.widthPx + dx, LEAST_WIDTH_PX, MOST_PX),
    heightPx: within(annotation.heightPx + dy, LEAST_HEIGHT_PX, MOST_PX),
  };
}

/** The colour after this one. */
export function nextColour(colour: NamedColour): NamedColour {
  const all = NamedColour.options;
  return all[(all.indexOf(colour) + 1) % all.length] ?? colour;
}

/** An act on an annotation, as undo names it: "Move note Ask licensing". */
export function annotationAct(verb: string, { type, text }: Annotation): string {
  const [firstLine = ''] = text.trim().split('\n');
  return nameAct(`${verb} ${TYPE_WORDS[type]}`, [firstLine]);
}
