import type { ImportOptions } from '../../shared/api/import.ts';
import type { ImportFile } from '../formats/import-file.ts';
import type { ImportLimits } from '../formats/limits.ts';
import type { WorkTask } from './work-thread.ts';

/** All that the import's thread is told when it starts. */
export interface ImportTask extends WorkTask {
  readonly resourcesDir: string;
  readonly files: readonly ImportFile[];
  readonly options: ImportOptions;
  readonly reason: string | null;
  readonly limits: ImportLimits;
}
