import { basename } from 'node:path';
import type { Reporter, TestCase, TestResult, TestStep } from '@playwright/test/reporter';
import { type LongTaskRow, longTaskRows, type StepSpan, worstFirst } from './long-task-rows.ts';
import { NOTES_ATTACHMENT, type PageNote } from './long-tasks.ts';

/** Rows that are printed; nobody reads hundreds. */
const MOST_ROWS = 60;

function spansOf(steps: readonly TestStep[]): StepSpan[] {
  return steps.flatMap((step) => {
    const fromMs = step.startTime.getTime();
    const inner = spansOf(step.steps);
    if (step.category !== 'test.step') return inner;
    return [{ title: step.title, fromMs, toMs: fromMs + step.duration }, ...inner];
  });
}

/** Prints, after everything else, what kept pages from answering the hand for over 50 ms: the worst of each step. */
// biome-ignore lint/style/noDefaultExport: Playwright takes a reporter from the default export
export default class LongTaskReporter implements Reporter {
  readonly #rows: LongTaskRow[] = [];

  printsToStdio(): boolean {
    return false;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const body = result.attachments.find(({ name }) => name === NOTES_ATTACHMENT)?.body;
    if (!body) return;
    const notes = JSON.parse(body.toString()) as readonly PageNote[];
    const spec = basename(test.location.file, '.spec.ts');
    // Outside any step, it is the test itself.
    const rows = longTaskRows(spec, spansOf(result.steps), notes);
    this.#rows.push(...rows.map((row) => ({ ...row, step: row.step || `(${test.title})` })));
  }

  onEnd(): void {
    const rows = worstFirst(this.#rows);
    if (rows.length === 0) return;
    const tasks = rows.reduce((sum, { count }) => sum + count, 0);
    const over = rows.filter(({ scriptMs }) => scriptMs > 50).length;
    console.log(
      `\n${tasks} tasks of pages took longer than 50 ms, in ${rows.length} steps; in ${over} of them a script of the product did. First shaders are left out.`,
    );
    console.table(
      rows.slice(0, MOST_ROWS).map((row) => ({
        spec: row.spec,
        step: row.step.slice(0, 56),
        'after input': row.input.slice(0, 32),
        tasks: row.count,
        'longest ms': Math.round(row.longestMs),
        'own script ms': Math.round(row.scriptMs),
        script: row.script.slice(0, 40),
        'input waited ms': Math.round(row.waitedMs),
      })),
    );
    if (rows.length > MOST_ROWS) console.log(`… and ${rows.length - MOST_ROWS} steps below these.`);
  }
}
