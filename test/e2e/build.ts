import { resolve } from 'node:path';
import { buildInterface } from '../../electron/interface-build.ts';

/** Builds the interface once before any test opens it. */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export
export default function build(): Promise<void> {
  return buildInterface(resolve(import.meta.dirname, '../..'));
}
