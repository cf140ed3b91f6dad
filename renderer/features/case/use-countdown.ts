import { useEffect, useState } from 'react';

/** Whole seconds left of a wait, and how to begin one. */
export function useCountdown(): [secondsLeft: number, waitFor: (waitMs: number) => void] {
  const [endsAt, setEndsAt] = useState(0);
  const [now, setNow] = useState(0);
  const secondsLeft = Math.max(0, Math.ceil((endsAt - now) / 1000));

  useEffect(() => {
    if (secondsLeft === 0) return;
    const timer = setInterval(() => setNow(performance.now()), 200);
    return () => clearInterval(timer);
  }, [secondsLeft]);

  function waitFor(waitMs: number): void {
    const start = performance.now();
    setNow(start);
    setEndsAt(start + waitMs);
  }

  return [secondsLeft, waitFor];
}
