/** A test that was not run, and why. */
export interface SkippedTest {
  readonly name: string;
  readonly reason: string;
}

/** What came of one suite. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

const NO_REASON = 'no reason given';

/** The parts of Playwright's JSON report that are counted. */
interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

/** Playwright's JSON report, as far as it is counted. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  /** Failures outside any test: a file that does not load, a build that broke. */
  readonly errors: readonly unknown[];
}

/** Counts a Playwright report. A test that passed only at a second try has failed. */
export function countPlaywright(report: PlaywrightReport): Outcome {
  let passed = 0;
  let failed = report.errors.length;
  const skipped: SkippedTest[] = [];

  function count(suite: PlaywrightSuite, path: readonly string[]): void {
    const names = [...path, suite.title];
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') passed++;
        else if (test.status === 'skipped') {
          const note = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
          const name = [...names, spec.title].join(' › ');
          skipped.push({ name, reason: note?.description ?? NO_REASON });
        } else failed++;
      }
    }
    for (const inner of suite.suites ?? []) count(inner, names);
  }

  for (const suite of report.suites) count(suite, []);
  return { passed, failed, skipped };
}

/** The last line of a run. */
export function totalLine(outcomes: readonly Outcome[]): string {
  const sum = (count: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const passed = sum((outcome) => outcome.passed);
  const failed = sum((outcome) => outcome.failed);
  const skipped = sum((outcome) => outcome.skipped.length);
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
