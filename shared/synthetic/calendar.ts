const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a whole ISO 8601 date. */
export function dayOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number);
  return Math.floor(Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1) / MS_PER_DAY);
}

/** ISO 8601 date of a day number. */
export function isoDate(day: number): string {
  return new Date(Math.floor(day) * MS_PER_DAY).toISOString().slice(0, 10);
}
