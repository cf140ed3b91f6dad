import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ImportOptions } from '../../shared/api/import.ts';
import { sharedData } from '../shared-data.ts';
import { startWithCase, textFile } from './fixture.ts';

/** Every file below a folder that holds any of the words, in any of the usual encodings. */
function filesWith(dir: string, words: readonly string[]): string[] {
  const needles = words.flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
  ]);
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return needles.some((needle) => bytes.includes(needle));
    });
}

test('no name is in any byte of a case, its log or a temporary file, while it is imported and after', async () => {
  const names = ['Zebedee Quillfeather', 'Quillfeather', '1 Invented Row'];
  const rows = Array.from(
    { length: 4000 },
    (_, i) => `p${i},person,Zebedee Quillfeather ${i},1 Invented Row`,
  );
  const started = await startWithCase();
  const handles = started.backend.registerFiles([
    textFile('people.csv', ['id,type,name,address', ...rows].join('\n')),
  ]);
  const seen: string[] = [];
  let events = 0;
  for await (const _ of await started.api.import.run({
    files: handles,
    options: ImportOptions.parse({}),
  })) {
    events++;
    seen.push(...filesWith(started.dir, names));
  }
  await started.api.entity.search({ text: 'quillfeather' });
  seen.push(...filesWith(started.dir, names));
  await started.api.case.close();
  seen.push(...filesWith(started.dir, names));
  expect(events).toBeGreaterThan(1);
  expect(seen).toEqual([]);
});

const pole = sharedData('pole_manchester');
test.skipIf(pole === null)(
  'no name of pole_manchester is in any byte on disk',
  { timeout: 120_000 },
  async () => {
    const folder = pole ?? '';
    const people = readFileSync(join(folder, 'nodes_Person.csv'), 'utf8').split('\n').slice(1);
    const surnames = [...new Set(people.map((line) => line.split(',')[1] ?? ''))]
      .filter((name) => name.length > 5)
      .slice(0, 60);
    const words = [...surnames, 'Cannabis Plants', 'Public order', 'Polding Street'];
    const started = await startWithCase();
    const handles = started.backend.registerFiles(
      readdirSync(folder).map((name) => ({
        name: `pole/${name}`,
        path: join(folder, name),
        isTemporary: false,
      })),
    );
    const seen: string[] = [];
    for await (const { report } of await started.api.import.run({
      files: handles,
      options: ImportOptions.parse({}),
    })) {
      if (report) seen.push(...filesWith(started.dir, words));
    }
    await started.api.case.close();
    seen.push(...filesWith(started.dir, words));
    expect(surnames.length).toBeGreaterThan(20);
    expect(seen).toEqual([]);
  },
);
