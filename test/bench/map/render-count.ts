declare global {
  interface Window {
    /** How often sigma has drawn. */
    renders?: number;
  }
}

/** Counts a drawing of sigma's. */
export function countRender(): void {
  window.renders = (window.renders ?? 0) + 1;
}
