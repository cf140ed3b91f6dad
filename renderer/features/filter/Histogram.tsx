import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import styles from './FilterPanel.module.css';
import type { Bar } from './facets.ts';

interface HistogramProps {
  readonly label: string;
  readonly bars: readonly Pick<Bar, 'label' | 'count'>[];
  /** First and last bar that the filter lets through. */
  readonly within: readonly [number, number];
  readonly onChange: (within: readonly [number, number]) => void;
}

const BIG_STEP = 10;
const ENDS = ['from', 'to'] as const;
type End = (typeof ENDS)[number];

/** Counts as bars, with a handle at each end of the stretch that is let through: dragged, or moved by arrow keys. */
export function Histogram({ label, bars, within, onChange }: HistogramProps) {
  const track = useRef<HTMLDivElement>(null);
  const [first, last] = within;
  // By the root: beside thousands without a lever, the few with several would not be seen.
  const most = Math.sqrt(Math.max(1, ...bars.map(({ count }) => count)));

  function move(end: End, to: number): void {
    const at = Math.max(0, Math.min(bars.length - 1, to));
    onChange(end === 'from' ? [Math.min(at, last), last] : [first, Math.max(at, first)]);
  }

  function moveByKey(event: KeyboardEvent, end: End): void {
    const at = end === 'from' ? first : last;
    const step = event.shiftKey ? BIG_STEP : 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: at - step,
      ArrowDown: at - step,
      ArrowRight: at + step,
      ArrowUp: at + step,
      Home: 0,
      End: bars.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(end, target);
  }

  function moveByPointer(event: PointerEvent<HTMLElement>, end: End): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = track.current?.getBoundingClientRect();
    if (!box) return;
    const share = (event.clientX - box.left) / box.width;
    const at =
      end === 'from' ? Math.round(share * bars.length) : Math.round(share * bars.length) - 1;
    move(end, at);
  }

  const share = (place: number) => `${(place / bars.length) * 100}%`;
  return (
    <div className={styles.histogram}>
      <div className={styles.bars} aria-hidden="true">
        {bars.map((bar, index) => (
          <span
            key={bar.label}
            title={`${bar.label}: ${bar.count.toLocaleString('en-GB')}`}
            data-is-in={index >= first && index <= last}
            style={{
              height: `${bar.count === 0 ? 0 : Math.max(4, (Math.sqrt(bar.count) / most) * 100)}%`,
            }}
          />
        ))}
      </div>
      <div ref={track} className={styles.track}>
        <span
          className={styles.stretch}
          style={{ left: share(first), right: `calc(100% - ${share(last + 1)})` }}
        />
        {ENDS.map((end) => {
          const at = end === 'from' ? first : last;
          return (
            <span
              key={end}
              className={styles.handle}
              role="slider"
              tabIndex={0}
              aria-label={`${label}, ${end}`}
              aria-valuemin={0}
              aria-valuemax={bars.length - 1}
              aria-valuenow={at}
              aria-valuetext={bars[at]?.label ?? ''}
              style={{ left: share(end === 'from' ? first : last + 1) }}
              onKeyDown={(event) => moveByKey(event, end)}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) => moveByPointer(event, end)}
            />
          );
        })}
      </div>
    </div>
  );
}
