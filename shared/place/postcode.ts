/** A postcode without its spacing, and the district that it lies in. */
export interface Postcode {
  /** `M154AB`, or `M15` where only the district is given. */
  readonly code: string;
  readonly outcode: string;
  readonly isWhole: boolean;
}

const OUTCODE = '[A-Z]{1,2}\\d[A-Z\\d]?';
const WHOLE = new RegExp(`^(${OUTCODE})(\\d[A-Z]{2})$`);
const DISTRICT = new RegExp(`^${OUTCODE}$`);

/** Reads a British postcode or its first half, in any spacing; null where it is neither. */
export function readPostcode(text: string): Postcode | null {
  const code = text.toUpperCase().replaceAll(/\s+/g, '');
  const whole = WHOLE.exec(code);
  if (whole?.[1] !== undefined) return { code, outcode: whole[1], isWhole: true };
  // The one that is no district: a bank that has a postcode of its own.
  if (code === 'GIR0AA') return { code, outcode: 'GIR', isWhole: true };
  return DISTRICT.test(code) ? { code, outcode: code, isWhole: false } : null;
}
