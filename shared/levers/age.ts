import type { AgeRange } from './facts.ts';

function wholeYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/**
 * Age in years on a day, from a date of birth that may be partial; null where it is no date or lies ahead.
 * Someone born on 29 February comes of age on 1 March in other years.
 */
export function ageOn(dateOfBirth: string, day: string): AgeRange | null {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(dateOfBirth) || dateOfBirth > day) return null;
  const earliest = `${dateOfBirth}-01-01`.slice(0, 10);
  const latest =
    dateOfBirth.length === 4 ? `${dateOfBirth}-12-31` : `${dateOfBirth}-31`.slice(0, 10);
  return { least: Math.max(0, wholeYears(latest, day)), most: wholeYears(earliest, day) };
}
