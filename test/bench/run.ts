import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Runs every bench, or those named on the command line, one after another, and prints what each prints. */
const FOLDER = import.meta.dirname;
const wanted = process.argv.slice(2);
const benches = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort();

let failed = 0;
for (const name of benches) {
  console.log(`\n== ${name}`);
  const run = spawnSync(process.execPath, ['--expose-gc', join(FOLDER, `${name}.bench.ts`)], {
    stdio: 'inherit',
  });
  if (run.status !== 0) failed++;
}
console.log(`\n${benches.length - failed} benches ran, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
