import type { LucideIcon } from 'lucide-react';
import {
  Box,
  Boxes,
  Briefcase,
  Building2,
  CalendarClock,
  Car,
  CircleHelp,
  Clock,
  Crown,
  Eye,
  Flag,
  Flame,
  Globe,
  House,
  KeyRound,
  Landmark,
  Link,
  MapPin,
  Package,
  PawPrint,
  Pin,
  Plane,
  School,
  Shield,
  Ship,
  ShoppingCart,
  Smartphone,
  Star,
  Tent,
  TriangleAlert,
  Truck,
  User,
  Users,
  VenetianMask,
  Wallet,
  Warehouse,
} from 'lucide-react';
import { createRoot } from 'react-dom/client';
import { buildNodeAtlas, iconPath, type NodeAtlas } from './glyph-atlas.ts';

/** Icons that the canvas can draw, by the name that the ontology uses: those of nodes first, as the atlas is filled from there. */
const CANVAS_ICONS: Readonly<Record<string, LucideIcon>> = {
  user: User,
  'building-2': Building2,
  'map-pin': MapPin,
  car: Car,
  smartphone: Smartphone,
  landmark: Landmark,
  'calendar-clock': CalendarClock,
  users: Users,
  shield: Shield,
  'circle-help': CircleHelp,
  boxes: Boxes,
  box: Box,
  briefcase: Briefcase,
  flag: Flag,
  globe: Globe,
  house: House,
  'key-round': KeyRound,
  package: Package,
  'paw-print': PawPrint,
  plane: Plane,
  school: School,
  ship: Ship,
  'shopping-cart': ShoppingCart,
  tent: Tent,
  truck: Truck,
  wallet: Wallet,
  warehouse: Warehouse,
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
function readIcons(page: HTMLElement): ReadonlyMap<string, Path2D> {
  const icons = new Map<string, Path2D>();
  for (const icon of page.querySelectorAll<SVGElement>('svg[data-icon]')) {
    icons.set(icon.dataset.icon ?? '', iconPath(icon));
  }
  return icons;
}

/** What every canvas draws with: outlines of icons, and pictures of the distances to icons and shapes. */
export interface Pictures {
  readonly icons: ReadonlyMap<string, Path2D>;
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
  const icons = readIcons(page);
  root.unmount();
  return { icons, atlas: buildNodeAtlas(icons) };
}

let made: Promise<Pictures> | null = null;

/** The pictures, made once: they are the same for every map and theme. */
export function pictures(): Promise<Pictures> {
  made ??= makePictures();
  return made;
}

// Made while the window waits for its user, so that the first map need not wait for them.
window.requestIdleCallback(() => void pictures());
