import styles from './Highlighted.module.css';

interface HighlightedProps {
  readonly text: string;
  /** Which characters match: first, and one after the last, in their order. */
  readonly highlights: readonly (readonly [number, number])[];
}

/** A text with the parts of it that match marked. */
export function Highlighted({ text, highlights }: HighlightedProps) {
  const ends = [0, ...highlights.map(([, end]) => end)];
  return (
    <>
      {highlights.map(([start, end], index) => (
        <span key={start}>
          {text.slice(ends[index], start)}
          <mark className={styles.match}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
