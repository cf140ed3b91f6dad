import { Info } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type {
  GraphBubble,
  GraphBubbles,
  GraphScope,
  GraphStep,
} from '../../../shared/api/graph.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useBaseKind } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import { bubbleDots, type PlacedBubble, placeBubbles } from './bubble-layout.ts';
import styles from './Overview.module.css';
import { bubbleWords, counted, number } from './overview-words.ts';
import { useSize } from './use-size.ts';

interface BubblesProps {
  readonly scope: GraphScope;
  readonly ontology: Ontology;
  readonly total: number;
  readonly onEnter: (step: GraphStep) => void;
}

/** Room that the note below and the edges take. */
const FRAME_PX = { x: 28, top: 24, bottom: 84 };
/** Radius from which a name fits inside. */
const NAMED_RADIUS_PX = 41;
const NUMBERED_RADIUS_PX = 14;
const MOST_DOTS = 180;

/** The communities of a part of the case, each a bubble that opens. */
export function Bubbles({ scope, ontology, total, onEnter }: BubblesProps) {
  const revision = useStore((state) => state.revision);
  const answer = useApi(() => api.graph.communities({ scope }), [scope, revision]);
  if (answer.status === 'loading') return <LoadingState>Finding communities</LoadingState>;
  if (answer.status === 'failed')
    return <FailedState message={answer.error.message} retry={answer.retry} />;
  return <BubbleChart answer={answer.value} ontology={ontology} total={total} onEnter={onEnter} />;
}

function BubbleChart({
  answer,
  ontology,
  total,
  onEnter,
}: Omit<BubblesProps, 'scope'> & { readonly answer: GraphBubbles }) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const { bubbles, rest, links } = answer;
  const places = useMemo(() => {
    if (size.width === 0) return [];
    const inner = {
      width: Math.max(200, size.width - 2 * FRAME_PX.x),
      height: Math.max(160, size.height - FRAME_PX.top - FRAME_PX.bottom),
    };
    const sizes = [...bubbles.map((bubble) => bubble.size), ...(rest ? [rest.size] : [])];
    return placeBubbles(sizes, links, inner).map(({ x, y, radius }) => ({
      x: x + FRAME_PX.x,
      y: y + FRAME_PX.top,
      radius,
    }));
  }, [bubbles, rest, links, size]);
  return (
    <div ref={frame} className={styles.chart} data-region="" tabIndex={-1}>
      <svg className={styles.picture} width={size.width} height={size.height} aria-hidden="true">
        <BubbleLinks links={links} places={places} />
        {bubbles.map((bubble, index) => (
          <BubbleDots key={bubble.id} bubble={bubble} place={places[index]} />
        ))}
      </svg>
      {places.length > 0 && (
        <BubbleList answer={answer} ontology={ontology} places={places} onEnter={onEnter} />
      )}
      <div className={styles.note}>
        <Info size={15} aria-hidden="true" />
        <div>
          <p role="status">
            <b>{number(total)} records are too many to read at once.</b> Showing{' '}
            {counted(bubbles.length, 'community', 'communities')}. Open one to see its records.
            Protected people are not counted.
          </p>
          <KindKey bubbles={bubbles} ontology={ontology} />
        </div>
      </div>
    </div>
  );
}

/** What the colours of the dots mean. */
function KindKey({
  bubbles,
  ontology,
}: {
  readonly bubbles: readonly GraphBubble[];
  readonly ontology: Ontology;
}) {
  const counts = new Map<string, number>();
  for (const { kinds } of bubbles)
    for (const { kind, count } of kinds) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const shown = ontology.kinds.filter(({ id }) => counts.has(id));
  return (
    <ul className={styles.kinds} aria-label="Kinds in these communities">
      {shown.map(({ id, base = id, plural }) => (
        <li key={id}>
          <i style={{ background: `var(--e-${base}-line, var(--e-other-line))` }} />
          {`${plural} ${number(counts.get(id) ?? 0)}`}
        </li>
      ))}
    </ul>
  );
}

function BubbleLinks({
  links,
  places,
}: {
  readonly links: GraphBubbles['links'];
  readonly places: readonly PlacedBubble[];
}) {
  const most = Math.log1p(links.reduce((sum, { count }) => Math.max(sum, count), 1));
  return links.map(({ a, b, count }) => {
    const [from, to] = [places[a], places[b]];
    if (!from || !to) return null;
    return (
      <line
        key={`${a} ${b}`}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        stroke="var(--border-control)"
        strokeWidth={0.6 + (5 * Math.log1p(count)) / most}
        opacity={0.12 + (0.5 * Math.log1p(count)) / most}
      />
    );
  });
}

/** Dots in the colours of the kinds, as many of each as its share; one path for each kind. */
function BubbleDots({
  bubble,
  place,
}: {
  readonly bubble: GraphBubble;
  readonly place: PlacedBubble | undefined;
}) {
  const baseOf = useBaseKind();
  const { kinds, size } = bubble;
  const paths = useMemo(() => {
    if (!place) return [];
    const { x, y, radius } = place;
    const room = Math.round((radius * radius) / 26);
    const made = kinds.map(({ kind }) => ({ kind, path: '' }));
    for (const dot of bubbleDots(Math.min(MOST_DOTS, size, room))) {
      let before = 0;
      const at = kinds.findIndex(({ count }) => {
        before += count / size;
        return dot.part < before;
      });
      const one = made[at] ?? made[0];
      if (one) {
        const reach = radius - 5;
        one.path += `M${(x + dot.x * reach).toFixed(1)} ${(y + dot.y * reach).toFixed(1)}h0`;
      }
    }
    return made.filter(({ path }) => path !== '');
  }, [kinds, size, place]);
  if (!place) return null;
  return (
    <>
      <circle
        cx={place.x}
        cy={place.y}
        r={place.radius}
        fill="var(--bg-canvas)"
        fillOpacity={0.86}
      />
      {paths.map(({ kind, path }) => (
        <path
          key={kind}
          d={path}
          stroke={`var(--e-${baseOf(kind)}-line, var(--e-other-line))`}
          strokeWidth={2.8}
          strokeLinecap="round"
          opacity={0.85}
        />
      ))}
      <circle
        cx={place.x}
        cy={place.y}
        r={place.radius}
        fill="none"
        stroke="var(--border-control)"
        strokeDasharray="2 4"
      />
    </>
  );
}

interface BubbleListProps {
  readonly answer: GraphBubbles;
  readonly ontology: Ontology;
  readonly places: readonly PlacedBubble[];
  readonly onEnter: (step: GraphStep) => void;
}

/** The bubbles as buttons over the picture: what is clicked, travelled to by arrow keys, and read aloud. */
function BubbleList({ answer, ontology, places, onEnter }: BubbleListProps) {
  const { bubbles, rest, links } = answer;
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const linkedTo = useMemo(() => {
    const sums = bubbles.map(() => ({ communities: 0, links: 0 }));
    for (const { a, b, count } of links) {
      for (const sum of [sums[a], sums[b]]) {
        if (!sum) continue;
        sum.communities++;
        sum.links += count;
      }
    }
    return sums;
  }, [bubbles, links]);

  useEffect(() => {
    // Whoever comes by key goes on by key.
    list.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, []);

  function travel(event: KeyboardEvent): void {
    const { steps } = useStore.getState().overviewScope ?? { steps: [] };
    if (event.key === 'Backspace' || (event.key === 'Escape' && steps.length > 0)) {
      useStore.getState().leaveOverviewTo(Math.max(0, steps.length - 1));
    } else {
      const next = nextPlace(places, current, event.key);
      if (next === null) return;
      setCurrent(next);
      list.current?.querySelectorAll('button')[next]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const items = [
    ...bubbles.map((bubble, index) => ({
      key: bubble.id,
      step: { type: 'community', id: bubble.id } as const,
      words: bubbleWords(bubble, ontology.kinds, linkedTo[index] ?? { communities: 0, links: 0 }),
      name: bubble.name,
      size: bubble.size,
      levers: bubble.levers ?? 0,
    })),
    ...(rest
      ? [
          {
            key: 'rest',
            step: { type: 'rest' } as const,
            words: `${counted(rest.communities, 'small community', 'small communities')}, ${counted(rest.size, 'record', 'records')}`,
            name: 'Small communities',
            size: rest.size,
            levers: 0,
          },
        ]
      : []),
  ];
  return (
    <ul ref={list} aria-label="Communities" className={styles.bubbles}>
      {items.map(({ key, step, words, name, size, levers }, index) => {
        const { x, y, radius } = places[index] ?? { x: 0, y: 0, radius: 0 };
        const box = { left: x - radius, top: y - radius, width: radius * 2, height: radius * 2 };
        return (
          <li key={key}>
            <button
              type="button"
              aria-label={words}
              title={words}
              tabIndex={index === current ? 0 : -1}
              className={step.type === 'rest' ? styles.restBubble : styles.bubble}
              style={box}
              onFocus={() => setCurrent(index)}
              onKeyDown={travel}
              onClick={() => onEnter(step)}
            />
            {/* What is read aloud says all of this, and more. */}
            <div className={styles.words} style={box} aria-hidden="true">
              {radius >= NUMBERED_RADIUS_PX && <b>{number(size)}</b>}
              {radius >= NAMED_RADIUS_PX && <span>{name}</span>}
              {levers > 0 && (
                <i className={styles.levers} style={{ top: radius * 0.29, left: radius * 1.71 }}>
                  {number(levers)}
                </i>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest bubble in the direction of a key; null where there is none. */
function nextPlace(places: readonly PlacedBubble[], from: number, key: string): number | null {
  const direction = DIRECTIONS[key];
  const start = places[from];
  if (!direction || !start) return null;
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  places.forEach(({ x, y }, index) => {
    const along = (x - start.x) * direction[0] + (y - start.y) * direction[1];
    const across = Math.abs((x - start.x) * direction[1]) + Math.abs((y - start.y) * direction[0]);
    if (index === from || along <= 0 || across > along * 1.8) return;
    const distance = along + across * 1.6;
    if (distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}
