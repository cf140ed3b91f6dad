import type { LucideIcon } from 'lucide-react';
import {
  Briefcase,
  Building2,
  CalendarClock,
  Car,
  CircleHelp,
  Crown,
  Landmark,
  MapPin,
  Pin,
  Shield,
  Smartphone,
  User,
  Users,
  VenetianMask,
} from 'lucide-react';
import type { Ref } from 'react';
import { iconPath } from './glyph-atlas.ts';

/** Icons that the canvas can draw, by the name that the ontology uses. */
export const CANVAS_ICONS: Readonly<Record<string, LucideIcon>> = {
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
  briefcase: Briefcase,
  'venetian-mask': VenetianMask,
  crown: Crown,
  pin: Pin,
};

/** Draws the icons out of sight, so that the canvas can take their outlines from the page. */
export function IconSource({ ref }: { readonly ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} hidden>
      {Object.entries(CANVAS_ICONS).map(([name, Icon]) => (
        <Icon key={name} data-icon={name} />
      ))}
    </div>
  );
}

/** The outlines of the icons that an `IconSource` has drawn. */
export function readIcons(source: HTMLElement): ReadonlyMap<string, Path2D> {
  const icons = new Map<string, Path2D>();
  for (const icon of source.querySelectorAll<SVGElement>('svg[data-icon]')) {
    icons.set(icon.dataset.icon ?? '', iconPath(icon));
  }
  return icons;
}
