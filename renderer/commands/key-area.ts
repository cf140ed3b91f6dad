import { KEY_AREAS, type KeyArea } from '../../shared/commands.ts';

/** The part of the window with keys of its own that an element lies in; null outside them all. */
export function keyAreaOf(target: EventTarget | null): KeyArea | null {
  const place = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-keys]') : null;
  return KEY_AREAS.find((area) => area === place?.dataset.keys) ?? null;
}
