import type { LucideIcon } from 'lucide-react';
import {
  Boxes,
  CircleHelp,
  Clock,
  Crown,
  Eye,
  Flame,
  Link,
  Pin,
  Star,
  TriangleAlert,
  VenetianMask,
} from 'lucide-react';
import { createRoot } from 'react-dom/client';
import { ENTITY_ICONS } from '../ui/entity-icons.ts';
import { buildNodeAtlas, iconOutline, type NodeAtlas } from './glyph-atlas.ts';

/** Icons that the canvas can draw, by the name that the ontology uses: those of nodes first, as the atlas is filled from there. */
const CANVAS_ICONS: Readonly<Record<string, LucideIcon>> = {
  ...ENTITY_ICONS,
  'circle-help': CircleHelp,
  boxes: Boxes,
  'venetian-mask': VenetianMask,
  crown: Crown,
  pin: Pin,
  star: Star,
  'triangle-alert': TriangleAlert,
  eye: Eye,
  flame: Flame,
  link: Link,
  clock: Clock,
};

/** The outlines of icons that are drawn on the page. */
function readOutlines(page: HTMLElement): ReadonlyMap<string, string> {
  const outlines = new Map<string, string>();
  for (const icon of page.querySelectorAll<SVGElement>('svg[data-icon]'))
    outlines.set(icon.dataset.icon ?? '', iconOutline(icon));
  return outlines;
}

/** What every canvas draws with: outlines of icons, and pictures of the distances to icons and shapes. */
export interface Pictures {
  readonly icons: ReadonlyMap<string, Path2D>;
  /** The same as path data. */
  readonly outlines: ReadonlyMap<string, string>;
  readonly atlas: NodeAtlas;
}

/** Draws the icons out of sight, so that their outlines can be taken from the page. */
async function makePictures(): Promise<Pictures> {
  const page = document.createElement('div');
  const drawn = Promise.withResolvers<void>();
  const root = createRoot(page);
  root.render(
    <div ref={() => drawn.resolve()}>
      {Object.entries(CANVAS_ICONS).map(([name, Icon]) => (
        <Icon key={name} data-icon={name} />
      ))}
    </div>,
  );
  await drawn.promise;
  const outlines = readOutlines(page);
  root.unmount();
  const icons = new Map([...outlines].map(([name, outline]) => [name, new Path2D(outline)]));
  return { icons, outlines, atlas: buildNodeAtlas(icons) };
}

let made: Promise<Pictures> | null = null;

/** The pictures, made once: they are the same for every map and theme. */
export function pictures(): Promise<Pictures> {
  made ??= makePictures();
  return made;
}

// Made while the window waits for its user, so that the first map need not wait for them.
window.requestIdleCallback(() => void pictures());
