import type { Ontology } from '../../../shared/domain/ontology.ts';
import { useStore } from '../../store/store.ts';
import styles from './dress.module.css';
import { MeasuredLegend } from './MeasuredLegend.tsx';
import { RuleSample } from './RuleSample.tsx';
import { choiceOf, styleChoices } from './style-choices.ts';
import type { DressLegend } from './use-dress.ts';

interface StyleLegendProps {
  readonly ontology: Ontology;
  readonly dressed: DressLegend;
}

function Width({ px }: { readonly px: number }) {
  return (
    <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
      <path d="M0 4H26" stroke="var(--text-2)" strokeWidth={px} fill="none" />
    </svg>
  );
}

const WIDTH_ENDS: Readonly<Record<string, readonly [string, string]>> = {
  amount: ['Not known', 'Most'],
  count: ['One', 'Seven or more'],
  strength: ['Not graded', 'Fact, or nearly sure'],
};

/** What the style and the rules of the map say, beside the kinds: it follows them. */
export function StyleLegend({ ontology, dressed }: StyleLegendProps) {
  const { colours } = dressed;
  const style = useStore((state) => state.style);
  const isByCommunity = useStore((state) => state.hasCommunityColours);
  const allRules = useStore((state) => state.rules);
  const reports = useStore((state) => state.ruleReports);
  const choices = styleChoices(ontology);
  const rules = allRules.filter(({ isOn }) => isOn);
  const ends = WIDTH_ENDS[style.linkWidthBy];
  const isSized = style.sizeBy !== 'links' && style.sizeBy !== 'same';
  const comparison = useStore((state) => state.comparison);
  const setComparison = useStore((state) => state.setComparison);
  if (!colours && !ends && !isSized && rules.length === 0 && !comparison) return null;
  return (
    <div className={styles.colours}>
      {colours && (
        <section aria-label="Colours">
          <h3>{isByCommunity ? 'Community' : choiceOf(choices.colourBy, style.colourBy).label}</h3>
          <ul>
            {colours.map(({ label, colour, count }) => (
              <li key={label}>
                <span className={styles.swatch} style={{ background: `var(${colour})` }} />
                {label}
                <b>{count.toLocaleString('en-GB')}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(ends || isSized) && (
        <section aria-label="Sizes and widths">
          <ul>
            {isSized && (
              <li>
                <h3>Size</h3> {choiceOf(choices.sizeBy, style.sizeBy).label}
              </li>
            )}
            {ends && (
              <li>
                <h3>Width</h3> {choiceOf(choices.linkWidthBy, style.linkWidthBy).label}:
                <Width px={0.8} /> {ends[0]} <Width px={5} /> {ends[1]}
              </li>
            )}
          </ul>
        </section>
      )}
      <MeasuredLegend measured={dressed.measured} />
      {comparison && (
        <section aria-label="Comparison">
          <ul>
            <li>
              <span className={styles.mark}>1</span> Only in {comparison.first.name}
            </li>
            <li>
              <span className={styles.mark}>2</span> Only in {comparison.second.name}
            </li>
          </ul>
          <button type="button" className={styles.stop} onClick={() => setComparison(null)}>
            Stop comparing
          </button>
        </section>
      )}
      {rules.length > 0 && (
        <section aria-label="Marks of rules">
          <ul>
            {rules.map((rule) => (
              <li key={rule.id}>
                <RuleSample rule={rule} />
                <code title={rule.filter}>{rule.filter}</code>
                <b>{(reports[rule.id]?.count ?? 0).toLocaleString('en-GB')}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
