import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ErrorData } from './errors.ts';

/**
 * Audit category of a call (Data Protection Act 2018 s.62): what it does to personal data.
 * `access` is opening, locking and refused tries; `none` touches no personal data.
 */
export const AuditCategory = z.enum([
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'access',
  'none',
]);
export type AuditCategory = z.infer<typeof AuditCategory>;

export interface CallMeta {
  readonly audit: AuditCategory;
}

const base = oc.$meta<CallMeta>({ audit: 'none' }).errors({
  APP: { status: 400, message: 'The request could not be carried out.', data: ErrorData },
});

/** A contract entry of the given audit category; every entry starts here. */
export function call(audit: AuditCategory) {
  return base.meta({ audit });
}
