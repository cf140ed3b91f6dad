import { z } from 'zod';
import { HandlingCode } from './grade.ts';

/** Protective marking of what is kept, the lower first. */
export const Marking = z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']);
export type Marking = z.infer<typeof Marking>;

const Begun = z.strictObject({
  marking: Marking.default('OFFICIAL-SENSITIVE'),
  handling: HandlingCode.nullable().default(null),
});

/** What the forms of a case begin with, and what is marked where nobody says. */
export const MarkingDefaults = z.strictObject({
  /** The window with the map in it, what is copied and what is printed: never below what the case holds. */
  window: Marking.default('OFFICIAL-SENSITIVE'),
  reports: Begun.default({ marking: 'OFFICIAL-SENSITIVE', handling: 'P' }),
  imports: Begun.default({ marking: 'OFFICIAL-SENSITIVE', handling: null }),
  exports: Marking.default('OFFICIAL-SENSITIVE'),
});
export type MarkingDefaults = z.infer<typeof MarkingDefaults>;

/** Some of the defaults, for setting one without the others: two people, or two quick choices, do not undo each other. */
export const MarkingChoice = z.strictObject({
  window: Marking.optional(),
  reports: z
    .strictObject({ marking: Marking.optional(), handling: HandlingCode.nullable().optional() })
    .optional(),
  imports: z
    .strictObject({ marking: Marking.optional(), handling: HandlingCode.nullable().optional() })
    .optional(),
  exports: Marking.optional(),
});
export type MarkingChoice = z.infer<typeof MarkingChoice>;

/** What a case has until somebody says otherwise. */
export const FIRST_MARKINGS: MarkingDefaults = MarkingDefaults.parse({});

/** The higher of several markings: it holds for all of them together. */
export function highestMarking(...markings: readonly Marking[]): Marking {
  return markings.includes('OFFICIAL-SENSITIVE') ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL';
}
