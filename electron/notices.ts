import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What is read of a package's own description. */
interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface ShippedPackage {
  readonly description: PackageFile;
  readonly folder: string;
}

const NOTICES_FILE = 'resources/notices/third-party-notices.txt';
const INTRODUCTION = `Third-party notices

Achilles contains the packages listed here, each under its own licence. The desktop also contains
Electron, Chromium and Node.js, whose notices lie beside its program (LICENSE and
LICENSES.chromium.html).
`;

function readPackage(folder: string): PackageFile {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
}

/** Folder of a package as seen from another: the nearest `node_modules` upwards that holds it. */
function findPackage(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(folder) === folder) return null;
  }
}

/** Development dependencies that the interface imports: they are bundled into it, and so shipped. */
function bundledNames(projectDir: string, description: PackageFile): string[] {
  const rendererDir = join(projectDir, 'renderer');
  const sources = readdirSync(rendererDir, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.config.ts'))
    .map((file) => readFileSync(join(rendererDir, file), 'utf8'))
    .join('\n');
  return Object.keys(description.devDependencies ?? {}).filter((name) =>
    new RegExp(`(from|import) ['"]${name}(/[^'"]*)?['"]`).test(sources),
  );
}

/** Every package that ships, by name and version: what is imported and what that needs. */
export function shippedPackages(projectDir: string): readonly ShippedPackage[] {
  const project = readPackage(projectDir);
  const found = new Map<string, ShippedPackage>();
  const waiting = [...Object.keys(project.dependencies ?? {}), ...bundledNames(projectDir, project)]
    .map((name) => findPackage(name, projectDir))
    .filter((folder) => folder !== null);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const description = readPackage(folder);
    const key = `${description.name}@${description.version}`;
    if (found.has(key)) continue;
    found.set(key, { description, folder });
    for (const name of Object.keys(description.dependencies ?? {})) {
      const needed = findPackage(name, folder);
      if (needed !== null) waiting.push(needed);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
}

function licenceText(folder: string): string | null {
  const files = readdirSync(folder).filter((name) =>
    /^(licen[cs]e|copying|notice|ofl)/i.test(name),
  );
  const texts = files.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length === 0 ? null : texts.join('\n\n').replaceAll('\r\n', '\n');
}

/** The notice that ships with the product: every package with its licence. */
export function noticeText(projectDir: string): string {
  const sections = shippedPackages(projectDir).map(({ description, folder }) => {
    const licence = description.license ?? 'see below';
    const text =
      licenceText(folder) ?? `The package states its licence as ${licence} and brings no text.`;
    return `${'-'.repeat(80)}\n${description.name} ${description.version} (${licence})\n\n${text}\n`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}

/** Writes the notice where the product reads it. */
export function writeNotices(projectDir: string): void {
  const file = join(projectDir, NOTICES_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, noticeText(projectDir));
}

if (import.meta.main) writeNotices(resolve(import.meta.dirname, '..'));
