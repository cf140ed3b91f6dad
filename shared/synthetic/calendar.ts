const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a whole ISO 8601 date. */
export function dayOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number);
  return Math.floor(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / MS_PER_DAY);
}

/** A few thousand days are written hundreds of thousands of times: each text is made once. */
const texts = new Map<number, string>();

/** ISO 8601 date of a day number. */
export function isoDate(day: number): string {
  const whole = Math.floor(day);
  let text = texts.get(whole);
  if (text === undefined) {
    text = new Date(whole * MS_PER_DAY).toISOString().slice(0, 10);
    texts.set(whole, text);
  }
  return text;
}
