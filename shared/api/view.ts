import { z } from 'zod';
import { Annotation } from '../domain/annotation.ts';
import { Id } from '../domain/field.ts';
import { FormatRule, ViewStyle } from '../domain/view-style.ts';
import { call } from './base.ts';

/** Most records that one map can show. */
export const MOST_SHOWN = 200_000;

/** What the map looks at: the middle in map units, and pixels to a map unit. */
export const ViewCamera = z.strictObject({ x: z.number(), y: z.number(), zoom: z.number().min(0) });
export type ViewCamera = z.infer<typeof ViewCamera>;

/** What was brought onto the map around one record, and can be put away again. */
export const ViewExpansion = z.strictObject({ id: Id, broughtIds: z.array(Id).max(5000) });
export type ViewExpansion = z.infer<typeof ViewExpansion>;

/** Records put together under a name. Protected people are never members. */
export const ViewGroup = z.strictObject({
  id: z.string().regex(/^group-\d{1,9}$/),
  name: z.string().trim().min(1).max(80),
  memberIds: z.array(Id).max(5000),
  /** One node stands for all of them. */
  isClosed: z.boolean(),
});

/** A map as it was left: what is shown, where, how it is drawn and what is written on it. */
export const ViewState = z.strictObject({
  shownIds: z.array(Id).max(MOST_SHOWN),
  /** Positions by entity, in map units. */
  positions: z.record(z.string(), z.tuple([z.number(), z.number()])),
  pinnedIds: z.array(Id).max(MOST_SHOWN).default([]),
  /** Taken off the map by hand, to be brought back by one button. */
  putAwayIds: z.array(Id).max(MOST_SHOWN).default([]),
  hiddenKinds: z.array(z.string().max(60)).max(200).default([]),
  hiddenRelationTypes: z.array(z.string().max(60)).max(500).default([]),
  groups: z.array(ViewGroup).max(500).default([]),
  expansions: z.array(ViewExpansion).max(1000).default([]),
  filterText: z.string().max(2000).default(''),
  sieveMode: z.enum(['fade', 'remove']).default('fade'),
  style: ViewStyle.prefault({}),
  rules: z.array(FormatRule).max(50).default([]),
  annotations: z.array(Annotation).max(1000).default([]),
  /** Null: everything in view. */
  camera: ViewCamera.nullable().default(null),
});
export type ViewState = z.infer<typeof ViewState>;

/** A view's name: what people see in lists and undo. */
export const ViewName = z.string().trim().min(1).max(80);

/** A small picture of a view. Records are told by kind alone. */
export const ViewPicture = z.strictObject({
  shownCount: z.int(),
  /** Some of its records: x and y in map units, and the place of the kind in `kinds`. */
  points: z.array(z.tuple([z.number(), z.number(), z.int()])),
  /** Links among them, by place in `points`. */
  lines: z.array(z.tuple([z.int(), z.int()])),
  kinds: z.array(z.string()),
});
export type ViewPicture = z.infer<typeof ViewPicture>;

/** A named view as lists show it. */
export const NamedView = z.strictObject({
  id: Id,
  name: ViewName,
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  picture: ViewPicture,
});
export type NamedView = z.infer<typeof NamedView>;

const byId = z.strictObject({ id: Id });

export const view = {
  /** The working view; null when the map was never arranged. */
  getWorking: call('none').output(ViewState.nullable()),
  /** Saves it under a name for undo: "Move The Brass Heron". */
  saveWorking: call('alteration')
    .input(z.strictObject({ name: z.string().min(1).max(120), state: ViewState }))
    .output(ViewState),
  /** Named views by name. They hold ids and what people wrote, no records. */
  list: call('none').output(z.array(NamedView)),
  /** @throws not-found */
  get: call('none').input(byId).output(ViewState),
  /** Keeps a state under a name: a new view, or `id` as it is now. @throws not-found, invalid-value */
  save: call('alteration')
    .input(z.strictObject({ id: Id.nullable(), name: ViewName, state: ViewState }))
    .output(NamedView),
  /** @throws not-found, invalid-value */
  rename: call('alteration')
    .input(z.strictObject({ id: Id, name: ViewName }))
    .output(NamedView),
  /** A copy under the name "… copy". @throws not-found */
  duplicate: call('alteration').input(byId).output(NamedView),
  /** @throws not-found */
  remove: call('alteration').input(byId).output(NamedView),
  /** Makes the working view what this view is; one step of undo leads back. @throws not-found */
  restore: call('alteration').input(byId).output(ViewState),
};
