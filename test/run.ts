import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getBrowser } from './browser.ts';
import { countPlaywright, type Outcome, type PlaywrightReport, totalLine } from './outcome.ts';

const PROJECT_DIR = resolve(import.meta.dirname, '..');
const FAILED: Outcome = { passed: 0, failed: 1, skipped: [] };
const PASSED: Outcome = { passed: 1, failed: 0, skipped: [] };

function run(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [join(PROJECT_DIR, 'node_modules', script), ...args], {
      cwd: PROJECT_DIR,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    tool.once('error', reject);
    tool.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A tool that says yes or no: it counts as one test. */
async function check(script: string, ...args: readonly string[]): Promise<Outcome> {
  return (await run(script, args)) === 0 ? PASSED : FAILED;
}

/** An outcome, with one more failure where the tool failed and no test did. */
function withExitCode(outcome: Outcome, code: number): Outcome {
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

async function runVitest(project: string, reportDir: string): Promise<Outcome> {
  const file = join(reportDir, `${project}.json`);
  const args = ['run', '--config', 'test/vitest.config.ts', '--project', project];
  const reporters = ['--reporter', 'default', '--reporter', './test/count-reporter.ts'];
  const code = await run('vitest/vitest.mjs', [...args, ...reporters], {
    ACHILLES_TEST_OUTCOME: file,
  });
  if (!existsSync(file)) return FAILED;
  return withExitCode(JSON.parse(readFileSync(file, 'utf8')) as Outcome, code);
}

async function runPlaywright(reportDir: string): Promise<Outcome> {
  if (getBrowser() === null) return FAILED;
  const file = join(reportDir, 'e2e.json');
  const args = ['test', '--config', 'test/e2e/playwright.config.ts', '--add-reporter', 'json'];
  const code = await run('@playwright/test/cli.js', args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  if (!existsSync(file)) return FAILED;
  const report = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
  return withExitCode(countPlaywright(report), code);
}

async function runAll(reportDir: string): Promise<number> {
  const suites: readonly (readonly [string, () => Promise<Outcome>])[] = [
    ['types', () => check('typescript/bin/tsc', '-b', '--pretty', 'false')],
    ['lint', () => check('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')],
    ['unit', () => runVitest('unit', reportDir)],
    ['backend', () => runVitest('backend', reportDir)],
    ['faults', () => runVitest('faults', reportDir)],
    ['e2e', () => runPlaywright(reportDir)],
  ];
  const outcomes: Outcome[] = [];
  const summary: string[] = [];
  for (const [name, runSuite] of suites) {
    console.log(`\n── ${name}`);
    const startedMs = performance.now();
    const outcome = await runSuite();
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    outcomes.push(outcome);
    summary.push(`${name}: ${totalLine([outcome])} (${seconds} s)`);
    for (const { name: test, reason } of outcome.skipped) {
      summary.push(`  skipped: ${test}: ${reason}`);
    }
  }
  console.log(`\n${summary.join('\n')}\n${totalLine(outcomes)}`);
  return outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
}

const reportDir = mkdtempSync(join(tmpdir(), 'achilles-report-'));
try {
  process.exitCode = await runAll(reportDir);
} finally {
  rmSync(reportDir, { recursive: true, force: true });
}
