import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Id } from '../domain/field.ts';
import { call } from './base.ts';
import { FileHandle } from './import-profile.ts';

/** How exactly a record is placed: by coordinates, at the middle of its postcode, or of its postcode district. */
export const PlacePrecision = z.enum(['exact', 'postcode', 'outcode']);
export type PlacePrecision = z.infer<typeof PlacePrecision>;

/** A record with a place. Never a person: who lives where is not drawn. */
export const PlacedEntity = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  precision: PlacePrecision,
  /** The premises whose place it is, where it has none of its own. */
  viaLabel: z.string().nullable(),
});
export type PlacedEntity = z.infer<typeof PlacedEntity>;

/** A record that ought to have a place and has none, and why. */
export const UnplacedEntity = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
  reason: z.enum(['no-postcode', 'postcode-not-found', 'no-premises', 'bad-coordinates']),
});
export type UnplacedEntity = z.infer<typeof UnplacedEntity>;

/** Premises, businesses and events by their places. */
export const Places = z.strictObject({
  placed: z.array(PlacedEntity),
  unplaced: z.array(UnplacedEntity),
  /** Places in `placed` of two that are linked, and how many links there are. */
  links: z.array(z.tuple([z.int(), z.int(), z.int()])),
  /** Whether there is any lookup of postcodes. */
  hasLookup: z.boolean(),
});
export type Places = z.infer<typeof Places>;

/** A set of boundaries, or a lookup of postcodes, that the organisation brought. */
export const PlaceFile = z.strictObject({
  id: Id,
  type: z.enum(['boundaries', 'postcodes']),
  name: z.string(),
  fileName: z.string(),
  addedAt: z.string(),
  /** Areas, or postcodes. */
  count: z.int(),
  /** Comes with the demonstration case, and cannot be removed. */
  isInvented: z.boolean(),
});
export type PlaceFile = z.infer<typeof PlaceFile>;

/** An area with its outline: rings of longitude, latitude, longitude, latitude… in degrees. */
export const BoundaryArea = z.strictObject({
  name: z.string(),
  rings: z.array(z.array(z.number())),
});
export type BoundaryArea = z.infer<typeof BoundaryArea>;

/** How far the reading of a file has come; the last says what was added. */
export const PlaceFileProgress = z.strictObject({
  done: z.int(),
  added: PlaceFile.nullable(),
});

export const place = {
  /** Where these records are, or those of the whole case. */
  read: call('consultation')
    .input(z.strictObject({ ids: z.array(Id).max(200_000).nullable() }))
    .output(Places),
  /** Boundaries and lookups at hand. They hold no personal data and belong to no case. */
  files: call('none').output(z.array(PlaceFile)),
  /** The outlines of a set of boundaries. @throws not-found */
  boundaries: call('none')
    .input(z.strictObject({ id: Id }))
    .output(z.array(BoundaryArea)),
  /**
   * Takes in a file of boundaries (GeoJSON), or files of postcodes (ONSPD, Code-Point Open, districts), which may
   * replace an earlier one. @throws import-refused with each fault and its row
   */
  add: call('none')
    .input(
      z.strictObject({
        files: z.array(FileHandle).min(1).max(500),
        name: z.string().trim().min(1).max(120),
        replaces: Id.nullable().default(null),
      }),
    )
    .output(eventIterator(PlaceFileProgress)),
  /** @throws not-found */
  remove: call('none')
    .input(z.strictObject({ id: Id }))
    .output(z.strictObject({ id: Id })),
};
