import { AppError } from '../../shared/api/errors.ts';

/** What is wrong with a text that the case file would not give back as it was; null: nothing. */
function fault(text: string): string | null {
  // SQLite's own functions end a text at a NUL, and half a character is stored as another one.
  if (text.includes('\0')) return 'a NUL character';
  return text.isWellFormed() ? null : 'half of a character (a lone surrogate)';
}

/**
 * Refuses input that holds text which could not be kept as it was typed, in whichever field of whichever call, names
 * of fields included.
 * @throws {AppError} `invalid-value`, saying where
 */
export function refuseUnkeepableText(input: unknown, where = ''): void {
  if (typeof input === 'string') {
    const reason = fault(input);
    if (reason === null) return;
    const place = where === '' ? 'A text' : `“${where}”`;
    throw new AppError(
      'invalid-value',
      `${place} holds ${reason}, which cannot be kept. Please enter it without.`,
    );
  }
  if (typeof input !== 'object' || input === null) return;
  if (Array.isArray(input)) {
    for (const item of input) refuseUnkeepableText(item, where);
    return;
  }
  // Bytes and files are kept as they are.
  if (Object.getPrototypeOf(input) !== Object.prototype) return;
  for (const [name, value] of Object.entries(input)) {
    refuseUnkeepableText(name, where);
    refuseUnkeepableText(value, name);
  }
}
