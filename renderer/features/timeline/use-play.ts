import { useEffect, useRef, useState } from 'react';
import { addUnits, startOfUnit } from '../../../shared/timeline/calendar.ts';
import type { Span } from '../../../shared/timeline/span.ts';
import { useStore } from '../../store/store.ts';
import { isCalm } from '../../ui/motion.ts';

/** Units that time is played by. */
export const PLAY_UNITS = ['day', 'week', 'month'] as const;
export type PlayUnit = (typeof PLAY_UNITS)[number];

/** Steps for each second. */
export const PLAY_SPEEDS = [1, 2, 4, 8] as const;

const CALM_MS = 1000;

/** The stretch that follows another by one unit; null where that is past the end. */
export function stepSpan(brush: Span, unit: PlayUnit, direction: 1 | -1, whole: Span): Span | null {
  const next = {
    from: addUnits(brush.from, unit, direction),
    to: addUnits(brush.to, unit, direction),
  };
  return next.from >= whole.to || next.to <= whole.from ? null : next;
}

/** The first stretch of one unit. */
export function firstSpan(unit: PlayUnit, whole: Span): Span {
  const from = startOfUnit(whole.from, unit);
  return { from, to: addUnits(from, unit, 1) };
}

/** Moves the stretch of time on by itself, step by step. With reduced motion it takes a second for each. */
export function usePlay(whole: Span) {
  const brush = useStore((state) => state.timeBrush);
  const setTimeBrush = useStore((state) => state.setTimeBrush);
  const [isPlaying, setIsPlaying] = useState(false);
  const [unit, setUnit] = useState<PlayUnit>('week');
  const [speed, setSpeed] = useState<number>(2);
  const [isLooping, setIsLooping] = useState(false);

  function step(direction: 1 | -1): boolean {
    const now = useStore.getState().timeBrush;
    const next = now ? stepSpan(now, unit, direction, whole) : firstSpan(unit, whole);
    if (next) setTimeBrush(next);
    else if (isLooping && now) {
      const first = firstSpan(unit, whole);
      setTimeBrush({ from: first.from, to: first.from + (now.to - now.from) });
    } else return false;
    return true;
  }

  const stepNow = useRef(step);
  stepNow.current = step;
  useEffect(() => {
    if (!isPlaying) return;
    const everyMs = Math.max(isCalm() ? CALM_MS : 0, 1000 / speed);
    const timer = setInterval(() => {
      if (!stepNow.current(1)) setIsPlaying(false);
    }, everyMs);
    return () => clearInterval(timer);
  }, [isPlaying, speed]);

  return {
    brush,
    isPlaying,
    unit,
    speed,
    isLooping,
    setUnit,
    setSpeed,
    setIsLooping,
    step,
    toggle() {
      // From the end it begins anew.
      if (!isPlaying && brush && !stepSpan(brush, unit, 1, whole))
        setTimeBrush(firstSpan(unit, whole));
      if (!isPlaying && !brush) setTimeBrush(firstSpan(unit, whole));
      setIsPlaying(!isPlaying);
    },
    pause: () => setIsPlaying(false),
  };
}

/** How play stands, and its acts. */
export type Play = ReturnType<typeof usePlay>;
