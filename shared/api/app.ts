import { z } from 'zod';
import { Ontology } from '../domain/ontology.ts';
import { call } from './base.ts';

/** Sizes of the panels around the screen, in pixels, and whether the inspector is open. */
export const Panels = z.strictObject({
  isInspectorOpen: z.boolean().default(true),
  /** The small picture of the whole map. */
  isOverviewOpen: z.boolean().default(true),
  inspectorPx: z.int().min(280).max(900).default(368),
  leftPx: z.int().min(200).max(640).default(248),
  dockPx: z.int().min(120).max(640).default(220),
});
export type Panels = z.infer<typeof Panels>;

/** A person's own shortcuts, by command; empty: none. */
const OwnShortcuts = z.record(z.string().max(60), z.string().max(40));

/** What records made by hand are given where their form says nothing else. */
export const RecordDefaults = z.strictObject({
  basis: z.enum(['fact', 'intelligence', 'assessment']).default('assessment'),
  gradeSource: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .nullable()
    .default(null),
  gradeInformation: z.enum(['A', 'B', 'C', 'D', 'E']).nullable().default(null),
  handling: z.enum(['P', 'C']).nullable().default(null),
});
export type RecordDefaults = z.infer<typeof RecordDefaults>;

/** A column of the table of records, as this person has it. */
export const RecordColumn = z.strictObject({
  id: z.string().max(80),
  widthPx: z.int().min(40).max(1000),
  isShown: z.boolean(),
  isPinned: z.boolean(),
});

/** Choices of this person on this machine; no case data. */
export const Settings = z.strictObject({
  theme: z.enum(['dark', 'light', 'projector', 'system']).default('system'),
  density: z.enum(['compact', 'standard', 'roomy']).default('standard'),
  lockAfterMinutes: z.int().min(1).max(15).default(10),
  userName: z.string().max(80).default(''),
  /** Who this person works for: the owner of sources that they make. */
  agency: z.string().max(120).default(''),
  /** Size of text and of what goes by it. */
  textPercent: z.int().min(80).max(200).default(100),
  motion: z.enum(['system', 'reduced', 'full']).default('system'),
  contrast: z.enum(['system', 'more']).default('system'),
  hasSingleKeys: z.boolean().default(true),
  shortcuts: OwnShortcuts.default({}),
  recordDefaults: RecordDefaults.default(RecordDefaults.parse({})),
  /** Columns of the table of records, in order; empty: as at first. */
  recordColumns: z.array(RecordColumn).max(500).default([]),
  panels: Panels.default(Panels.parse({})),
});
export type Settings = z.infer<typeof Settings>;

export const app = {
  info: call('none').output(
    z.strictObject({ version: z.string(), host: z.enum(['desktop', 'browser', 'command-line']) }),
  ),
  ontology: call('none').output(Ontology),
  settings: call('none').output(Settings),
  saveSettings: call('none').input(Settings).output(Settings),
};
