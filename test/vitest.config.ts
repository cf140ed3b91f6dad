import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { keepTestsInMemory } from './memory-dir.ts';

const root = resolve(import.meta.dirname, '..');

// Hosts, commands and threads that tests start load the same source again and again.
process.env.NODE_COMPILE_CACHE ??= resolve(root, 'node_modules/.cache/node');

keepTestsInMemory();

function project(name: string, testTimeout: number, setupFiles: string[] = []) {
  return {
    root,
    test: {
      name,
      setupFiles,
      include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
      testTimeout,
    },
  };
}

export default defineConfig({
  root,
  test: {
    // Vitest leaves one processor free, and half the time of two is lost.
    maxWorkers: availableParallelism(),
    projects: [
      project('unit', 20_000),
      project('backend', 60_000, ['test/backend/quick-keys.ts']),
      project('faults', 120_000),
    ],
  },
});
