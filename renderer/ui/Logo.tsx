/** The mark: two nodes and the weak point that they hang on. */
export function Logo({ sizePx = 22 }: { readonly sizePx?: number }) {
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 24 24" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        <path d="M7 6.5 16.6 16.8M6 8.2v8" />
      </g>
      <circle cx="6" cy="5.4" r="3.1" fill="currentColor" />
      <circle cx="6" cy="18.6" r="2.5" fill="currentColor" />
      <circle cx="18" cy="18.2" r="4.2" fill="var(--lever-bg)" stroke="var(--lever-ink)" />
    </svg>
  );
}
