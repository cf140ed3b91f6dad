const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size as people read it: `214 MB`. */
export function bytesInWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = value >= 10 || unit === 0 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** A moment as people say it: `today at 08:12`, `yesterday at 17:40`, `on 4 Mar 2026`. */
export function dayInWords(instant: string, now: Date): string {
  const then = new Date(instant);
  const time = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (then.toDateString() === now.toDateString()) return `today at ${time}`;
  if (then.toDateString() === yesterday.toDateString()) return `yesterday at ${time}`;
  const day = then.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return `on ${day}`;
}
