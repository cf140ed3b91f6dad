import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { useTextScale } from '../../ui/Drawing.tsx';
import styles from './EffectChart.module.css';
import {
  type CaseStrength,
  type EffectChart as Chart,
  type ChartMark,
  type ChartPoint,
  layOutChart,
  markWords,
  ZONE_WORDS,
} from './effect-chart.ts';
import { usualWords } from './lever-words.ts';

interface EffectChartProps {
  /** Best first, as in the table. */
  readonly points: readonly ChartPoint[];
  /** The opening that is open. */
  readonly openId: string | null;
  /** What the lever of an opening is called. */
  readonly titleOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

const LINE_PX = 15;
const FONT_PX = 11;
const TIP_ROWS = 3;

function useMeasure(scale: number): (text: string) => number {
  return useMemo(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    const family = getComputedStyle(document.documentElement).getPropertyValue('--font-sans');
    if (context) context.font = `600 ${FONT_PX * scale}px ${family}`;
    return (text: string) => context?.measureText(text).width ?? text.length * FONT_PX * 0.56;
  }, [scale]);
}

function useSize() {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    if (!frame) return;
    const look = () => setSize({ widthPx: frame.clientWidth, heightPx: frame.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(frame);
    return () => observer.disconnect();
  }, [frame]);
  return { size, setFrame };
}

/**
 * Effect against lead time: what acts soon and cuts off much stands at the upper left. Every mark can be reached by
 * arrow keys in the order of the table, which says the same.
 */
export function EffectChart({ points, openId, titleOf, onOpen }: EffectChartProps) {
  const id = useId();
  const scale = useTextScale();
  const measure = useMeasure(scale);
  const { size, setFrame } = useSize();
  const [active, setActive] = useState(0);
  const [hovered, setHovered] = useState<number | null>(null);
  const [isFocused, setFocused] = useState(false);
  const chart = useMemo(
    () => layOutChart(points, { ...size, linePx: LINE_PX * scale, measure }),
    [points, size, scale, measure],
  );
  const { marks } = chart;
  const current = Math.min(active, marks.length - 1);
  const told = hovered ?? (isFocused ? current : null);
  const mark = told === null ? undefined : marks[told];

  /** Opens what stands at a mark; where that is open, what stands there too. */
  function open(index: number): void {
    const here = marks[index]?.points ?? [];
    const at = here.findIndex((point) => point.id === openId);
    const next = here[(at + 1) % here.length];
    if (next) onOpen(next.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = marks.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(last, current + 1),
      ArrowDown: Math.min(last, current + 1),
      ArrowLeft: Math.max(0, current - 1),
      ArrowUp: Math.max(0, current - 1),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) setActive(target);
    else if (event.key === 'Enter' || event.key === ' ') open(current);
    else return;
    event.preventDefault();
  }

  return (
    <div ref={setFrame} className={styles.chart} style={{ fontSize: FONT_PX * scale }}>
      {size.widthPx > 0 && (
        <>
          <Ground chart={chart} linePx={LINE_PX * scale} size={size} />
          <div
            className={styles.marks}
            role="listbox"
            aria-label="Effect and lead time, best first"
            aria-activedescendant={marks.length > 0 ? `${id}-${current}` : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
          >
            <svg width={size.widthPx} height={size.heightPx} role="presentation">
              {marks.map((one, index) => (
                <g
                  key={one.points[0]?.id}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-label={markWords(one)}
                  aria-selected={one.points.some((point) => point.id === openId)}
                  onPointerEnter={() => setHovered(index)}
                  onPointerLeave={() => setHovered(null)}
                  onPointerDown={() => setActive(index)}
                  onClick={() => open(index)}
                >
                  <Mark
                    mark={one}
                    isOpen={one.points.some((point) => point.id === openId)}
                    isActive={isFocused && index === current}
                  />
                </g>
              ))}
            </svg>
          </div>
          <Numbers marks={marks} size={size} />
          {mark && <Tip mark={mark} titleOf={titleOf} size={size} />}
        </>
      )}
    </div>
  );
}

/** Axes, zone and names: what the marks say to those who do not see it. */
const Ground = memo(function Ground(props: {
  readonly chart: Chart;
  readonly linePx: number;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
}) {
  const { chart, linePx, size } = props;
  const { frame, quickWins, zoneName, weekTicks, effectTicks, marks } = chart;
  return (
    <svg className={styles.ground} width={size.widthPx} height={size.heightPx} aria-hidden="true">
      <rect
        className={styles.zone}
        x={quickWins.left}
        y={quickWins.top}
        width={Math.max(0, quickWins.right - quickWins.left)}
        height={Math.max(0, quickWins.bottom - quickWins.top)}
      />
      {effectTicks.map(({ value, at }) => (
        <g key={value}>
          <path className={styles.grid} d={`M${frame.left} ${at}H${frame.right}`} />
          <text className={styles.tick} x={frame.left - 8} y={at} dy="0.35em" textAnchor="end">
            {value.toLocaleString('en-GB')}
          </text>
        </g>
      ))}
      {weekTicks.map(({ value, at }) => (
        <g key={value}>
          <path className={styles.notch} d={`M${at} ${frame.bottom}v4`} />
          <text
            className={styles.tick}
            x={at}
            y={frame.bottom + linePx}
            textAnchor="middle"
            dy="0.2em"
          >
            {value}
          </text>
        </g>
      ))}
      <path
        className={styles.axis}
        d={`M${frame.left} ${frame.top}V${frame.bottom}H${frame.right}`}
      />
      <text className={styles.name} x={8} y={frame.top - linePx * 1.05}>
        Effect: records cut off from the group
      </text>
      <text
        className={styles.name}
        x={frame.right}
        y={frame.bottom + linePx * 2}
        textAnchor="end"
        dy="0.2em"
      >
        Lead time in weeks, estimate
      </text>
      <text className={styles.zoneName} x={zoneName.left} y={zoneName.bottom} dy="-0.25em">
        {ZONE_WORDS}
      </text>
      {marks.map(
        ({ label, strength, points }) =>
          label && (
            <text
              key={points[0]?.id}
              className={styles.label}
              data-strength={strength}
              x={label.x}
              y={label.y}
              dy="0.35em"
              textAnchor={label.anchor}
            >
              {label.text}
            </text>
          ),
      )}
    </svg>
  );
});

/** A disc, a lozenge or a dashed ring: how good the case is, without colour. */
function shapeOf(strength: CaseStrength, r: number): string {
  if (strength === 'indicative') {
    const d = r * 1.15;
    return `M0 ${-d}L${d} 0L0 ${d}L${-d} 0Z`;
  }
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

const Mark = memo(function Mark(props: {
  readonly mark: ChartMark;
  readonly isOpen: boolean;
  readonly isActive: boolean;
}) {
  const { mark, isOpen, isActive } = props;
  const { x, y, radiusPx: r, strength } = mark;
  return (
    <g transform={`translate(${x} ${y})`} className={styles.mark} data-strength={strength}>
      {/* Small marks are as easy to hit as large ones. */}
      <circle className={styles.target} r={Math.max(12, r)} />
      {isOpen && <circle className={styles.open} r={r + 4} />}
      {mark.isSafeguardFirst && <circle className={styles.stop} r={r + 2.5} />}
      <path className={styles.shape} d={shapeOf(strength, r)} />
      {isActive && (
        <>
          <circle className={styles.focusGap} r={r + 6} />
          <circle className={styles.focus} r={r + 8} />
        </>
      )}
    </g>
  );
});

/** How many openings a mark stands for, in it. The mark's own words say so to those who do not see it. */
const Numbers = memo(function Numbers(props: {
  readonly marks: readonly ChartMark[];
  readonly size: { readonly widthPx: number; readonly heightPx: number };
}) {
  const { marks, size } = props;
  const many = marks.filter(({ points, radiusPx }) => points.length > 1 && radiusPx >= 8);
  return (
    <svg className={styles.numbers} width={size.widthPx} height={size.heightPx} aria-hidden="true">
      {many.map(({ points, x, y, strength }) => (
        <text
          key={points[0]?.id}
          className={styles.many}
          data-strength={strength}
          x={x}
          y={y}
          dy="0.35em"
          textAnchor="middle"
        >
          {Math.min(99, points.length)}
        </text>
      ))}
    </svg>
  );
});

function Tip(props: {
  readonly mark: ChartMark;
  readonly titleOf: (id: string) => string;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
}) {
  const { mark, titleOf, size } = props;
  const isRight = mark.x > size.widthPx / 2;
  const side = {
    ...(isRight ? { right: size.widthPx - mark.x + 16 } : { left: mark.x + 16 }),
    ...(mark.y > size.heightPx / 2 ? { bottom: size.heightPx - mark.y } : { top: mark.y }),
  };
  const shown = mark.points.slice(0, TIP_ROWS);
  const more = mark.points.length - shown.length;
  return (
    <div className={styles.tip} style={side} aria-hidden="true">
      {shown.map(({ id, label, cutOff, days }) => (
        <p key={id}>
          <b>{label}</b>
          <span>{titleOf(id)}</span>
          <span>{`Cuts off ${cutOff}, about ${usualWords(days)}`}</span>
        </p>
      ))}
      {more > 0 && <p>{`${more.toLocaleString('en-GB')} more here`}</p>}
      {mark.points.length > 1 && <p className={styles.hint}>Choose again for the next.</p>}
    </div>
  );
}

const LEGEND: readonly { readonly strength: CaseStrength; readonly words: string }[] = [
  { strength: 'strong', words: 'Strong' },
  { strength: 'indicative', words: 'Indicative' },
  { strength: 'could-apply', words: 'Needs evidence' },
];

/** What the marks mean, of those that are there. */
export function ChartLegend({ points }: { readonly points: readonly ChartPoint[] }): ReactNode {
  const strengths = new Set(points.map(({ strength }) => strength));
  return (
    <ul className={styles.legend} aria-label="What the marks mean">
      {LEGEND.filter(({ strength }) => strengths.has(strength)).map(({ strength, words }) => (
        <li key={strength}>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <g className={styles.mark} data-strength={strength}>
              <path className={styles.shape} d={shapeOf(strength, 5)} />
            </g>
          </svg>
          {words}
        </li>
      ))}
      {points.some(({ isSafeguardFirst }) => isSafeguardFirst) && (
        <li>
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
            <g className={styles.mark} data-strength="strong">
              <circle className={styles.stop} r={6.5} />
              <path className={styles.shape} d={shapeOf('strong', 4)} />
            </g>
          </svg>
          Safeguard first
        </li>
      )}
      <li>Size: cost</li>
    </ul>
  );
}
