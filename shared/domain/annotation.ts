import { z } from 'zod';
import { Id } from './field.ts';
import { NamedColour } from './view-style.ts';

const LongestTextLetters = 4000;

const written = {
  id: z.string().min(1).max(64),
  /** As typed, line ends and all. */
  text: z.string().max(LongestTextLetters),
  colour: NamedColour.default('grey'),
};

/** Width and height at 100% zoom. */
const sized = {
  widthPx: z.number().min(40).max(2000),
  heightPx: z.number().min(24).max(2000),
};

/** Something written or drawn on the map by hand: it marks records and is none. */
export const Annotation = z.discriminatedUnion('type', [
  /** Text at a place of the map, in map units. */
  z.strictObject({ type: z.literal('note'), ...written, ...sized, x: z.number(), y: z.number() }),
  /** A frame with a title around some records, wherever they go. */
  z.strictObject({
    type: z.literal('frame'),
    ...written,
    memberIds: z.array(Id).min(1).max(5000),
    /** Room between the records and the frame, in map units. */
    padding: z.number().min(0).max(2000).default(40),
  }),
  /** Text tied to a record or a link, beside it by so many pixels at 100% zoom. */
  z.strictObject({
    type: z.literal('callout'),
    ...written,
    ...sized,
    target: z.strictObject({ type: z.enum(['entity', 'relation']), id: Id }),
    dxPx: z.number(),
    dyPx: z.number(),
  }),
]);
export type Annotation = z.infer<typeof Annotation>;
