import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { AppError } from '../../shared/api/errors.ts';
import { CouncilFile, type SwitchedOff } from '../../shared/domain/council.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import {
  COUNCIL_FILE,
  councilRules,
  LEVER_FOLDER,
  listRuleFiles,
  type RuleFile,
} from './lever-catalogue.ts';
import { readYamlBytes } from './strict-yaml.ts';

/** What a council keeps in its own folder beside the settings. */
export interface CouncilFolder {
  readonly dir: string;
  /** Lever files, then `council.yaml` where there is one. */
  files(): readonly RuleFile[];
  /** Puts files in, each in place of one of its name, all or none. */
  put(files: readonly RuleFile[]): void;
  /** @throws {AppError} `not-found` */
  remove(name: string): void;
  /** Says in `council.yaml` which levers are off; what else it says, comments too, stays. */
  writeOff(off: readonly SwitchedOff[]): void;
}

/**
 * The folder of a council. It is exchanged whole: the new one is written beside it and takes its name, so that
 * whatever stops that leaves the one from before or the new one.
 */
export function createCouncilFolder(dir: string): CouncilFolder {
  const next = `${dir}.next`;
  const before = `${dir}.before`;

  function mend(): void {
    // Stopped between the two renames: the one from before is still whole.
    if (!existsSync(dir) && existsSync(before)) renameSync(before, dir);
    for (const left of [next, before]) rmSync(left, { recursive: true, force: true });
  }

  function files(): RuleFile[] {
    const rules = councilRules(dir);
    return [...listRuleFiles(join(dir, LEVER_FOLDER)), ...(rules ? [rules] : [])];
  }

  function exchange(all: readonly RuleFile[]): void {
    mend();
    try {
      mkdirSync(join(next, LEVER_FOLDER), { recursive: true, mode: 0o700 });
      for (const { name, bytes } of all) {
        // What cannot be read now, such as a folder with a file's name, cannot be carried over.
        if (bytes === null) continue;
        const folder = name === COUNCIL_FILE ? next : join(next, LEVER_FOLDER);
        writeDurably(join(folder, basename(name)), Buffer.from(bytes));
      }
      if (existsSync(dir)) renameSync(dir, before);
      renameSync(next, dir);
    } catch (error) {
      mend();
      throw error;
    }
    syncFolder(dirname(dir));
    rmSync(before, { recursive: true, force: true });
  }

  mend();
  return {
    dir,
    files,
    put(added) {
      const names = new Set(added.map(({ name }) => name));
      exchange([...files().filter(({ name }) => !names.has(name)), ...added]);
    },
    remove(name) {
      const kept = files();
      if (!kept.some((file) => file.name === name)) throw notFoundFile();
      exchange(kept.filter((file) => file.name !== name));
    },
    writeOff(off) {
      const rules = councilRules(dir);
      const document = parseDocument(rules?.bytes ? new TextDecoder().decode(rules.bytes) : '');
      if (rules && !CouncilFile.safeParse(document.toJS()).success)
        throw new AppError(
          'import-refused',
          'council.yaml cannot be read. Choose a mended one, or remove it, before switching levers.',
        );
      if (document.contents === null) document.contents = document.createNode({}) as never;
      if (off.length > 0) document.set('off', document.createNode(off));
      else document.delete('off');
      const bytes = new TextEncoder().encode(document.toString({ lineWidth: 110 }));
      // A file that is not read again would switch every lever back on.
      const read = readYamlBytes(bytes);
      if (!read.isGood)
        throw new AppError(
          'invalid-value',
          `The reason cannot be kept: ${read.problems[0]?.reason ?? 'it cannot be read again'}. Write it without marks that cannot be seen.`,
        );
      this.put([{ name: COUNCIL_FILE, bytes, fault: null }]);
    },
  };
}

function notFoundFile(): AppError {
  return new AppError('not-found', 'There is no such file of rules on this computer any more.');
}
