import { z } from 'zod';

const Ids = z.array(z.string().max(64)).max(200_000);

/** What every window shows alike: ids, a query, a span of days. Never content of records. */
export const SharedView = z.strictObject({
  selectedIds: Ids,
  filterText: z.string().max(2000),
  sieveMode: z.enum(['fade', 'remove']),
  timeBrush: z.strictObject({ from: z.number(), to: z.number() }).nullable(),
  keepsUndated: z.boolean(),
});
export type SharedView = z.infer<typeof SharedView>;

/** What one window tells the others of its origin. The case is named, so that nothing crosses from one to another. */
export const WindowMessage = z.discriminatedUnion('type', [
  /** A window has opened, and asks what the others show. */
  z.strictObject({ type: z.literal('hello'), from: z.string() }),
  /** To the one that asked: what is shown, and through which screen and lens it was opened. */
  z.strictObject({
    type: z.literal('welcome'),
    to: z.string(),
    caseHandle: z.string(),
    view: SharedView,
    screen: z.string(),
    lens: z.string(),
  }),
  z.strictObject({ type: z.literal('view'), caseHandle: z.string(), view: SharedView }),
  /** Somebody is at work in one of the windows: none of them is left alone. */
  z.strictObject({ type: z.literal('alive') }),
  /** The settings were saved: read them again. */
  z.strictObject({ type: z.literal('settings') }),
]);
export type WindowMessage = z.infer<typeof WindowMessage>;
