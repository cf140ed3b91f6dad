import { TriangleAlert } from 'lucide-react';
import type { MeasureWords } from '../../../shared/analysis/measure-words.ts';
import styles from './analysis.module.css';

/** What a measure counts, how, what it may mean and what it does not, and who defined it. */
export function MeasureDefinition({ words }: { readonly words: MeasureWords }) {
  return (
    <div className={styles.definition}>
      <section aria-label="How it is computed">
        <h4>How it is computed</h4>
        <p>{words.formula}</p>
        <p className={styles.symbols}>
          <code>{words.symbols}</code>
          <span>{words.where}.</span>
          <span>Unit: {words.unit}.</span>
        </p>
      </section>
      <section aria-label="What it may mean">
        <h4>What it may mean in a crime group</h4>
        <p>{words.meaning}</p>
      </section>
      <section aria-label="What it does not say">
        <h4>
          <TriangleAlert size={13} aria-hidden="true" /> What it does not say
        </h4>
        <ul>
          <li>A score is a question, not a finding.</li>
          {words.cautions.map((caution) => (
            <li key={caution}>{caution}</li>
          ))}
        </ul>
      </section>
      <section aria-label="Where it comes from">
        <h4>Where it comes from</h4>
        <ul className={styles.papers}>
          {words.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
