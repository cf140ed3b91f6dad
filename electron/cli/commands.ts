import type { Command } from './command.ts';
import { backupCommand, restoreCommand, verifyCommand } from './commands/backup.ts';
import { createCommand } from './commands/create.ts';
import { demoCommand } from './commands/demo.ts';
import { exportCommand } from './commands/export.ts';
import {
  communitiesCommand,
  compareCommand,
  keyPlayersCommand,
  pathsCommand,
} from './commands/graph-questions.ts';
import { importCommand } from './commands/import.ts';
import { infoCommand } from './commands/info.ts';
import { leverCommand } from './commands/lever.ts';
import { leversCommand } from './commands/levers.ts';
import { leversCheckCommand } from './commands/levers-check.ts';
import { listCommand } from './commands/list.ts';
import { measureCommand } from './commands/measure.ts';
import { recoverCommand } from './commands/recover.ts';
import { recoveryCodeCommand } from './commands/recovery-code.ts';
import { redoCommand } from './commands/redo.ts';
import { rekeyCommand } from './commands/rekey.ts';
import { showCommand } from './commands/show.ts';
import { undoCommand } from './commands/undo.ts';

/** Every command, in the order that help lists them. */
export const commands: readonly Command[] = [
  createCommand,
  demoCommand,
  importCommand,
  infoCommand,
  listCommand,
  showCommand,
  leversCommand,
  leverCommand,
  leversCheckCommand,
  measureCommand,
  communitiesCommand,
  keyPlayersCommand,
  pathsCommand,
  compareCommand,
  exportCommand,
  undoCommand,
  redoCommand,
  recoveryCodeCommand,
  recoverCommand,
  rekeyCommand,
  backupCommand,
  verifyCommand,
  restoreCommand,
];
