import { join } from 'node:path';
// biome-ignore lint/style/noRestrictedImports: burns and reads the fuses; the only user of this package
import * as wire from '@electron/fuses';

type FuseName = keyof typeof wire.FuseV1Options;

/**
 * Every fuse of the shipped binary. Strict: a fuse that a later Electron adds stops the build until it is
 * decided here. The trap handlers let WebAssembly run fast and are Electron's default; nothing uses it.
 */
export const SHIPPED_FUSES: Readonly<Record<FuseName, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

const STATES: Readonly<Record<number, string>> = {
  [wire.FuseState.ENABLE]: 'on',
  [wire.FuseState.DISABLE]: 'off',
};

const NAMES = Object.keys(SHIPPED_FUSES) as readonly FuseName[];

/** Fuses of a binary by name: `on`, `off` or `absent`. */
export async function readFuses(binaryPath: string): Promise<Readonly<Record<string, string>>> {
  const fuses = await wire.getCurrentFuseWire(binaryPath);
  return Object.fromEntries(
    NAMES.map((name) => [name, STATES[fuses[wire.FuseV1Options[name]] ?? 0] ?? 'absent']),
  );
}

/** Burns the fuses of a binary and reads them back. */
export async function burnFuses(binaryPath: string): Promise<void> {
  await wire.flipFuses(binaryPath, {
    version: wire.FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: true,
    ...(Object.fromEntries(
      NAMES.map((name) => [wire.FuseV1Options[name], SHIPPED_FUSES[name]]),
    ) as Record<wire.FuseV1Options, boolean>),
  });
  const fuses = await readFuses(binaryPath);
  const wrong = NAMES.filter((name) => fuses[name] !== (SHIPPED_FUSES[name] ? 'on' : 'off'));
  if (wrong.length > 0) throw new Error(`These fuses were not burnt: ${wrong.join(', ')}.`);
}

/** What electron-builder hands its hooks, as far as this one needs it. */
export interface PackContext {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly executableName: string;
    readonly appInfo: { readonly productFilename: string };
  };
}

/** Where a packed product keeps its binary. */
export function binaryOf(context: PackContext): string {
  const { productFilename } = context.packager.appInfo;
  switch (context.electronPlatformName) {
    case 'darwin':
      return join(context.appOutDir, `${productFilename}.app`);
    case 'win32':
      return join(context.appOutDir, `${productFilename}.exe`);
    default:
      return join(context.appOutDir, context.packager.executableName);
  }
}

/** electron-builder's hook: burns the fuses before anything is signed. */
export async function afterPack(context: PackContext): Promise<void> {
  await burnFuses(binaryOf(context));
}
