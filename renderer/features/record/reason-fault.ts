import type { Faults } from '../../api/use-form.ts';

/** What is wrong with a reason: it is asked for everywhere, and kept. */
export function reasonFault(reason: string): Faults {
  return reason.trim() === '' ? { reason: 'Say why: the reason is kept with the change.' } : {};
}
