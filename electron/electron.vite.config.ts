// biome-ignore-all lint/style/noRestrictedImports: the configuration of the build uses the build's tools
import { cpSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const ELECTRON_DIR = import.meta.dirname;
const OUT_DIR = resolve(ELECTRON_DIR, '..', 'out');

/** Files that a thread or process starts with: each `electron/jobs/*-worker.ts` becomes one, by its own name. */
function workerEntries(): Record<string, string> {
  const folder = join(ELECTRON_DIR, 'jobs');
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('-worker.ts'))
      .map((name) => [name.slice(0, -'.ts'.length), join(folder, name)]),
  );
}

/** Code finds the migrations beside itself, so they go where the built code goes. */
function copyMigrations(): Plugin {
  let folder = '';
  return {
    name: 'achilles:copy-migrations',
    configResolved({ build }) {
      folder = build.outDir;
    },
    writeBundle() {
      cpSync(join(ELECTRON_DIR, 'db', 'migrations'), join(folder, 'migrations'), {
        recursive: true,
      });
    },
  };
}

/** A worker is started by the address of its source; the built one lies beside the code that starts it. */
function pointToBuiltWorkers(): Plugin {
  return {
    name: 'achilles:built-workers',
    transform(code) {
      const built = code.replaceAll(
        /new URL\((['"])(?:\.{1,2}\/)+(?:jobs\/)?([\w-]+-worker)\.ts\1, import\.meta\.url\)/g,
        "new URL('./$2.js', import.meta.url)",
      );
      return built === code ? null : { code: built, map: null };
    },
  };
}

/** A thread has its own copy of Node's modules, so each of ours shuts the network for itself. */
function blockNetworkInWorkers(): Plugin {
  const block = JSON.stringify(join(ELECTRON_DIR, 'main', 'network-block.ts'));
  return {
    name: 'achilles:block-network-in-workers',
    transform(code, id) {
      if (!/-worker\.ts$/.test(id)) return null;
      const shut = `import { blockNodeNetwork } from ${block};\nblockNodeNetwork();\n`;
      return { code: shut + code, map: null };
    },
  };
}

/** fflate declares a `require` of its own, and so does the build in the same module: two are one too many. The text that its
 * threads begin with keeps its own. */
function renameRequire(): Plugin {
  return {
    name: 'achilles:rename-require',
    transform(code, id) {
      if (!id.includes('fflate') || !code.includes('var require = createRequire')) return null;
      return { code: code.replaceAll(/(?<!=)\brequire\b(?=\(| = )/g, 'ownRequire'), map: null };
    },
  };
}

/**
 * Builds the desktop host: main process, backend process and workers into `out/main`, the preload into
 * `out/preload`. The interface is the one that `renderer/vite.config.ts` builds into `out/renderer`.
 * Everything is bundled but the database driver, whose binary cannot be.
 */
export default defineConfig({
  main: {
    plugins: [pointToBuiltWorkers(), blockNetworkInWorkers(), copyMigrations(), renameRequire()],
    build: {
      outDir: join(OUT_DIR, 'main'),
      emptyOutDir: true,
      externalizeDeps: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        input: {
          index: join(ELECTRON_DIR, 'main', 'index.ts'),
          'backend-process': join(ELECTRON_DIR, 'main', 'backend-process.ts'),
          ...workerEntries(),
        },
        // One flat folder: code that looks beside itself finds the same things wherever it was put.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(OUT_DIR, 'preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(ELECTRON_DIR, 'main', 'preload.ts') },
        // A sandboxed preload cannot be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
