import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { mapPicture, type PictureHead } from '../../canvas/picture/map-picture.ts';
import { type Picture, paint, svgOf } from '../../canvas/picture/marks.ts';
import { pictures } from '../../canvas/pictures.tsx';
import { type CanvasTheme, readTheme } from '../../canvas/theme.ts';
import { type Allowed, legendOf, type PictureColours, pictureSource } from './picture-source.ts';

/** Colours of a picture: of paper, or of the screen at night. */
export type PictureTheme = 'light' | 'dark';

const SIZES = {
  svg: { type: 'natural' },
  png: { type: 'fixed', width: 1600, height: 1000 },
  'png-projection': { type: 'fixed', width: 1920, height: 1080 },
} as const;

const PIXELS_PER_UNIT = 2;
/** Names that can be read across a room. */
const PROJECTION_TEXT = 1.375;

/** Draws the part of the map that may leave, and gives it as a file. */
export async function makePicture(
  canvas: Canvas,
  ontology: Ontology,
  asked: {
    readonly format: keyof typeof SIZES;
    readonly theme: PictureTheme;
    readonly allowed: Allowed;
    /** Null: records are coloured by their kind. */
    readonly colours: PictureColours | null;
    readonly head: Omit<PictureHead, 'legend'>;
    readonly name: string;
  },
): Promise<File> {
  const { format, allowed, colours, head, name } = asked;
  const { outlines } = await pictures();
  const picture = inTheme(asked.theme, (plain) => {
    const theme =
      format === 'png-projection'
        ? { ...plain, textScale: plain.textScale * PROJECTION_TEXT }
        : plain;
    const source = pictureSource(canvas, allowed, { theme, outlines, colours });
    const legend = legendOf(canvas, ontology, { ...source, theme, colours, allowed });
    return mapPicture(
      source,
      { ...head, legend },
      { theme, size: SIZES[format], measure: measurer() },
    );
  });
  if (format === 'svg') return new File([svgOf(picture)], `${name}.svg`, { type: 'image/svg+xml' });
  return new File([await pngOf(picture)], `${name}.png`, { type: 'image/png' });
}

/** Draws with a theme as the style sheet has it, whichever the window is in. Its colours are read while it draws. */
function inTheme(name: PictureTheme, draw: (theme: CanvasTheme) => Picture): Picture {
  const probe = document.createElement('div');
  probe.dataset.theme = name;
  probe.hidden = true;
  document.body.append(probe);
  try {
    return draw(readTheme(probe));
  } finally {
    probe.remove();
  }
}

function measurer(): (text: string, font: string) => number {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  return (text, font) => {
    if (!context) return text.length * 7;
    context.font = font;
    return context.measureText(text).width;
  };
}

async function pngOf(picture: Picture): Promise<Blob> {
  const image = new OffscreenCanvas(
    picture.width * PIXELS_PER_UNIT,
    picture.height * PIXELS_PER_UNIT,
  );
  const context = image.getContext('2d');
  if (!context) throw new Error('No canvas to draw on.');
  paint(picture, context, PIXELS_PER_UNIT);
  return await image.convertToBlob({ type: 'image/png' });
}
