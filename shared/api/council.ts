import { z } from 'zod';
import { ServiceContact, SwitchedOff } from '../domain/council.ts';
import { CatalogueProblem } from '../domain/lever-catalogue.ts';
import { call } from './base.ts';
import { FileHandle } from './import-profile.ts';

/** A file of the council's own: a lever, or `council.yaml` with what is switched off and whom to ask. */
export const CouncilRuleFile = z.strictObject({
  name: z.string(),
  type: z.enum(['lever', 'rules']),
  /** Title of the lever; null: the rules, or a file that could not be read. */
  title: z.string().nullable(),
  /** Whether a file of the same name gives way to it. */
  replaces: z.boolean(),
  /** What a lever says otherwise than the one it replaces, in words. */
  changes: z.array(z.string()),
});
export type CouncilRuleFile = z.infer<typeof CouncilRuleFile>;

/** What the council brought for this computer. It holds no personal data and belongs to no case. */
export const CouncilRules = z.strictObject({
  /** What the council calls itself. */
  name: z.string().nullable(),
  files: z.array(CouncilRuleFile),
  off: z.array(SwitchedOff),
  contacts: z.array(ServiceContact),
  problems: z.array(CatalogueProblem),
});
export type CouncilRules = z.infer<typeof CouncilRules>;

/** What taking chosen files would do. Nothing is taken while there is any problem. */
export const CouncilPreview = z.strictObject({
  files: z.array(CouncilRuleFile),
  problems: z.array(CatalogueProblem),
  /** Chosen files that are no rules, and are left alone. */
  others: z.int(),
});
export type CouncilPreview = z.infer<typeof CouncilPreview>;

const Handles = z.strictObject({ files: z.array(FileHandle).min(1).max(1000) });
const RuleFileName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,79}\.yaml$/, 'must be the name of a file of rules');

export const council = {
  /** The council's own levers, contacts, and levers it switched off. */
  read: call('none').output(CouncilRules),
  /** How many files of lever rules, shipped or own, have faults and are left out. */
  faults: call('none').output(z.strictObject({ files: z.int() })),
  /** Looks through chosen files without taking them. */
  check: call('none').input(Handles).output(CouncilPreview),
  /** Takes them, all or none, for every case on this computer. @throws import-refused with each problem */
  add: call('none').input(Handles).output(CouncilRules),
  /** Takes a file away again. @throws not-found */
  remove: call('none')
    .input(z.strictObject({ name: RuleFileName }))
    .output(CouncilRules),
  /** Switches a lever off, for a reason, or on again. @throws not-found, import-refused */
  switch: call('none')
    .input(
      z.strictObject({
        lever: z.string().max(80),
        /** Null: on again. */
        offReason: z.string().trim().min(1).max(300).nullable(),
      }),
    )
    .output(CouncilRules),
};
