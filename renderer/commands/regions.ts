/** Moves the focus to the next or previous labelled part of the window. */
export function stepRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    // The map lies on, out of reach, below the other lenses.
    (region) => region.offsetHeight > 0 && !region.closest('[inert]'),
  );
  if (regions.length === 0) return;
  const inside = regions.filter((region) => region.contains(document.activeElement));
  // Regions lie within regions (a panel in the screen): the innermost is where the focus is.
  const at = inside.length === 0 ? -1 : regions.indexOf(inside[inside.length - 1]!);
  const start = at === -1 && step === -1 ? 0 : at;
  regions[(start + step + regions.length) % regions.length]?.focus();
}
