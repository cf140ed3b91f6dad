import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '../../shared/api/app.ts';
import { writeDurably } from '../db/durable-file.ts';
import { os } from './os.ts';

const DEFAULTS = Settings.parse({});

/** Settings of this person on this machine; defaults where the file is missing or damaged. */
export function readSettings(dataDir: string): Settings {
  const path = join(dataDir, 'settings.json');
  if (!existsSync(path)) return DEFAULTS;
  try {
    return Settings.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return DEFAULTS;
  }
}

/** Handlers of `app`. */
export const appHandlers = {
  info: os.app.info.handler(({ context }) => ({ version: context.version, host: context.host })),
  ontology: os.app.ontology.handler(({ context }) => context.session.ontology),
  settings: os.app.settings.handler(({ context }) => readSettings(context.dataDir)),
  saveSettings: os.app.saveSettings.handler(({ input, context }) => {
    mkdirSync(context.dataDir, { recursive: true, mode: 0o700 });
    writeDurably(join(context.dataDir, 'settings.json'), JSON.stringify(input));
    context.settingsSaved(input);
    return input;
  }),
};
