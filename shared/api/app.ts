import { z } from 'zod';
import { Ontology } from '../domain/ontology.ts';
import { call } from './base.ts';

/** Sizes of the panels around the screen, in pixels, and whether the inspector is open. */
export const Panels = z.strictObject({
  isInspectorOpen: z.boolean().default(true),
  inspectorPx: z.int().min(280).max(900).default(368),
  leftPx: z.int().min(200).max(640).default(248),
  dockPx: z.int().min(120).max(640).default(220),
});
export type Panels = z.infer<typeof Panels>;

/** Choices of this person on this machine; no case data. */
export const Settings = z.strictObject({
  theme: z.enum(['dark', 'light', 'projector', 'system']).default('system'),
  density: z.enum(['compact', 'standard', 'roomy']).default('standard'),
  lockAfterMinutes: z.int().min(1).max(15).default(10),
  userName: z.string().max(80).default(''),
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
