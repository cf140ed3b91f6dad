/** A value of a measure as a legend has it. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  return value < 0.0005
    ? 'under 0.001'
    : Number(value.toPrecision(2)).toLocaleString('en-GB', { maximumFractionDigits: 6 });
}
