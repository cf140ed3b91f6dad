import { useEffect } from 'react';
import { useCanvas } from './canvas-context.ts';

const PREFERENCES = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
  '(prefers-reduced-motion: reduce)',
];

/** Redraws the map in the colours of the theme as soon as it changes. */
export function ThemeController() {
  const canvas = useCanvas();

  useEffect(() => {
    const reread = () => canvas.rereadTheme();
    const observer = new MutationObserver(reread);
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-motion', 'data-contrast', 'style'],
    });
    const queries = PREFERENCES.map((query) => window.matchMedia(query));
    for (const query of queries) query.addEventListener('change', reread);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener('change', reread);
    };
  }, [canvas]);

  return null;
}
