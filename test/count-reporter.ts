import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Outcome, SkippedTest } from './outcome.ts';

/** Counts a vitest run into the file that `ACHILLES_TEST_OUTCOME` names, with why each test was skipped. */
// biome-ignore lint/style/noDefaultExport: vitest takes a reporter from the default export
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    const skipped: SkippedTest[] = [];
    for (const module of modules) {
      // A file that did not load has no tests to count; its failure counts as one.
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed++;
        else if (result.state === 'skipped') {
          const reason = result.note ?? 'what it needs is not on this machine';
          skipped.push({ name: `${module.relativeModuleId} › ${test.fullName}`, reason });
        } else failed++;
      }
    }
    const outcome: Outcome = { passed, failed, skipped };
    const file = process.env.ACHILLES_TEST_OUTCOME;
    if (file) writeFileSync(file, JSON.stringify(outcome));
  }
}
