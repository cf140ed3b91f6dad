import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { afterPack, binaryOf, readFuses, SHIPPED_FUSES } from '../../../electron/main/fuses.ts';

// Electron marks the place of its fuses in the binary by this text; a version, a length and the fuses follow.
const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
// As the binary of Electron 45 leaves its makers: one character each, on `1` or off `0`.
const AS_RELEASED = '101100011';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'achilles-fuses-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function makeBinary(fuses: string): string {
  const path = join(folder, 'achilles');
  const head = Buffer.from([1, fuses.length]);
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.alloc(5000, 7),
      Buffer.from(MARK),
      head,
      Buffer.from(fuses),
      Buffer.alloc(99),
    ]),
  );
  return path;
}

const context = (platform: string) => ({
  appOutDir: folder,
  electronPlatformName: platform,
  packager: { executableName: 'achilles', appInfo: { productFilename: 'Achilles' } },
});

test('the fuses that security asks for are set as it asks', () => {
  expect(SHIPPED_FUSES).toMatchObject({
    RunAsNode: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    GrantFileProtocolExtraPrivileges: false,
    EnableCookieEncryption: true,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
  });
});

test('packing burns every fuse into the binary, where it is read back', async () => {
  const path = makeBinary(AS_RELEASED);
  expect(await readFuses(path)).toMatchObject({ RunAsNode: 'on', OnlyLoadAppFromAsar: 'off' });
  await afterPack(context('linux'));
  const burnt = await readFuses(path);
  for (const [name, isOn] of Object.entries(SHIPPED_FUSES)) {
    expect(burnt[name], name).toBe(isOn ? 'on' : 'off');
  }
});

test('an Electron with a fuse that nobody has decided about stops the packing', async () => {
  const path = makeBinary(`${AS_RELEASED}1`);
  await expect(afterPack(context('linux'))).rejects.toThrow(/strictlyRequireAllFuses/);
  expect(readFileSync(path).includes(`${AS_RELEASED}1`)).toBe(true);
});

test('a binary without one of the fuses stops the packing', async () => {
  makeBinary(AS_RELEASED.slice(0, 8));
  await expect(afterPack(context('linux'))).rejects.toThrow();
});

test('the binary is found where each system keeps it', () => {
  expect(binaryOf(context('linux'))).toBe(join(folder, 'achilles'));
  expect(binaryOf(context('win32'))).toBe(join(folder, 'Achilles.exe'));
  expect(binaryOf(context('darwin'))).toBe(join(folder, 'Achilles.app'));
});
