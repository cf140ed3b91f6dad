import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { CouncilFile, isOfService, NO_COUNCIL } from '../../shared/domain/council.ts';
import type { Lever } from '../../shared/domain/lever.ts';
import {
  CatalogueEdition,
  type CatalogueLever,
  type CatalogueProblem,
  problemWords,
} from '../../shared/domain/lever-catalogue.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import type { LeverFile } from '../../shared/levers/schema.ts';
import { readLeverFile } from './lever-file.ts';
import { ResourceError } from './resources.ts';
import {
  createProblems,
  MOST_YAML_BYTES,
  type Read,
  readYamlBytes,
  reportIssues,
  type TextProblem,
} from './strict-yaml.ts';

type Origin = CatalogueProblem['origin'];

/** A file of rules, by its name without folder. */
export interface RuleFile {
  readonly name: string;
  /** Null: it could not be read, and why is in `fault`. */
  readonly bytes: Uint8Array | null;
  readonly fault: string | null;
}

/** Lever files that could be read, and what is wrong with the others. */
export interface LeverFiles {
  readonly files: readonly LeverFile[];
  readonly problems: readonly CatalogueProblem[];
}

/** What ships with the program. */
export interface ShippedLevers {
  readonly edition: CatalogueEdition;
  readonly levers: readonly Lever[];
  readonly problems: readonly CatalogueProblem[];
}

/** The levers at hand: those that ship with the program and the council's own. */
export interface LeverCatalogue {
  readonly shipped: ShippedLevers;
  readonly edition: CatalogueEdition;
  /** Every lever, those that are switched off too. */
  readonly levers: readonly CatalogueLever[];
  /** Those that answer. */
  readonly active: readonly Lever[];
  readonly council: CouncilFile;
  readonly problems: readonly CatalogueProblem[];
}

/** `council.yaml` of a council's own folder. */
export const COUNCIL_FILE = 'council.yaml';
/** The folder of levers, in the program's resources and in a council's own folder. */
export const LEVER_FOLDER = 'levers';
const EDITION_FILE = 'lever-catalogue.yaml';
const UNKNOWN_EDITION: CatalogueEdition = { version: '0.0', asAt: '0000-00' };

function told(file: string, origin: Origin, problems: readonly TextProblem[]): CatalogueProblem[] {
  // As they stand in the file, what is about the whole of it first.
  const inOrder = [...problems].sort(
    (a, b) =>
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  );
  return inOrder.map(({ place, reason }) => ({
    file,
    line: place?.line ?? null,
    column: place?.column ?? null,
    reason,
    origin,
  }));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Reads a file of rules: nothing that is not a file, and of a large one no more than tells that it is too large. */
export function readRuleFile(path: string, name: string): RuleFile {
  try {
    // Looked at first: a pipe would keep its opening waiting for whoever writes to it.
    if (!statSync(path).isFile()) return { name, bytes: null, fault: 'this is not a file' };
    const handle = openSync(path, 'r');
    try {
      const bytes = new Uint8Array(Math.min(fstatSync(handle).size, MOST_YAML_BYTES) + 1);
      let length = 0;
      for (let got = 1; got > 0 && length < bytes.length; length += got)
        got = readSync(handle, bytes, length, bytes.length - length, null);
      return { name, bytes: bytes.subarray(0, length), fault: null };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { name, bytes: null, fault: `the file cannot be read (${codeOf(error)})` };
  }
}

/** The folder of lever files in a council's folder: `levers` there, or the folder itself. */
function leverFolderOf(folder: string): string {
  const inner = join(folder, LEVER_FOLDER);
  return existsSync(inner) ? inner : folder;
}

/** The files of a folder of levers, by name; an empty list where there is no such folder. */
export function listRuleFiles(folder: string): RuleFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    return [{ name: folder, bytes: null, fault: `the folder cannot be read (${codeOf(error)})` }];
  }
  return names
    .filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.'))
    .filter((name) => name !== COUNCIL_FILE && name !== EDITION_FILE)
    .sort()
    .map((name) => readRuleFile(join(folder, name), name));
}

function readOne<T>(
  file: RuleFile,
  origin: Origin,
  read: (bytes: Uint8Array) => Read<T>,
): { readonly value: T | null; readonly problems: readonly CatalogueProblem[] } {
  if (file.bytes === null) {
    const reason = file.fault ?? 'the file cannot be read';
    return { value: null, problems: told(file.name, origin, [{ place: null, reason }]) };
  }
  const result = read(file.bytes);
  return result.isGood
    ? { value: result.value, problems: [] }
    : { value: null, problems: told(file.name, origin, result.problems) };
}

/**
 * Reads lever files one by one: a bad one is left out with everything that is wrong with it, the others are read.
 * @param options.taken ids that are not free any more
 */
export function readLeverFiles(
  files: readonly RuleFile[],
  options: {
    readonly origin: Origin;
    readonly ontology: Ontology;
    readonly taken?: ReadonlySet<string>;
    /** Whether a lever that does not answer its own examples is left out. */
    readonly areExamplesRun: boolean;
  },
): LeverFiles {
  const { origin, ontology, taken, areExamplesRun } = options;
  const good: LeverFile[] = [];
  const problems: CatalogueProblem[] = [];
  const names = new Set<string>();
  for (const file of files) {
    const one = names.has(file.name)
      ? { value: null, problems: told(file.name, origin, [repeated(file.name)]) }
      : readOne(file, origin, (bytes) =>
          readLeverFile(bytes, file.name, { ontology, taken, areExamplesRun }),
        );
    names.add(file.name);
    problems.push(...one.problems);
    if (one.value) good.push(one.value);
  }
  return { files: good, problems };
}

function repeated(name: string): TextProblem {
  return { place: null, reason: `two files are called ${name}` };
}

/** Reads a file of plain rules through its schema. */
function readSchema<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  check: (value: T, found: ReturnType<typeof createProblems>) => T,
): Read<T> {
  const read = readYamlBytes(bytes);
  if (!read.isGood) return read;
  const { yaml, data } = read.value;
  const found = createProblems(yaml);
  const parsed = schema.safeParse(data);
  if (parsed.success) return { isGood: true, value: check(parsed.data, found) };
  reportIssues(parsed.error.issues, data, found.report);
  return { isGood: false, problems: found.problems };
}

/**
 * Reads `council.yaml`. An entry about what is not known, or is there twice, is told and left out; the others hold:
 * a lever that was switched off must not come back on for another's sake.
 */
export function readCouncilFile(
  file: RuleFile,
  levers: readonly Pick<Lever, 'id' | 'service'>[],
): { readonly value: CouncilFile | null; readonly problems: readonly CatalogueProblem[] } {
  const ids = new Set(levers.map((lever) => lever.id));
  const left: TextProblem[] = [];
  const read = readOne(file, 'own', (bytes) =>
    readSchema(bytes, CouncilFile, (council, { problems, report }) => {
      const seen = new Set<string>();
      const off = council.off.filter(({ lever }, at) => {
        if (!ids.has(lever)) report(['off', at, 'lever'], `there is no lever “${lever}”`);
        else if (seen.has(lever)) report(['off', at, 'lever'], `“${lever}” is switched off twice`);
        const isNew = ids.has(lever) && !seen.has(lever);
        seen.add(lever);
        return isNew;
      });
      const contacts = council.contacts.filter(({ service }, at) => {
        const isKnown = levers.some((lever) => isOfService(lever, service));
        if (!isKnown)
          report(['contacts', at, 'service'], `no lever is of the service “${service}”`);
        return isKnown;
      });
      left.push(...problems);
      return { ...council, off, contacts };
    }),
  );
  return { value: read.value, problems: [...read.problems, ...told(file.name, 'own', left)] };
}

function readEdition(resourcesDir: string): {
  readonly edition: CatalogueEdition;
  readonly problems: readonly CatalogueProblem[];
} {
  const file = readRuleFile(join(resourcesDir, EDITION_FILE), EDITION_FILE);
  const { value, problems } = readOne(file, 'shipped', (bytes) =>
    readSchema(bytes, CatalogueEdition, (edition) => edition),
  );
  return { edition: value ?? UNKNOWN_EDITION, problems };
}

/** The same text for the same meaning, in whatever order its keys were written. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function digestOf(lever: Lever): string {
  return createHash('sha256').update(canonicalText(lever)).digest('hex').slice(0, 16);
}

function withoutExamples({ examples: _, ...lever }: LeverFile): Lever {
  return lever;
}

/** Reads what ships with the program. Nothing that is wrong with a file stops it: that file is left out, and told. */
export function readShippedLevers(resourcesDir: string, ontology: Ontology): ShippedLevers {
  const { edition, problems } = readEdition(resourcesDir);
  const read = readLeverFiles(listRuleFiles(join(resourcesDir, LEVER_FOLDER)), {
    origin: 'shipped',
    ontology,
    areExamplesRun: false, // Tests do, before anything is shipped.
  });
  return {
    edition,
    levers: read.files.map(withoutExamples),
    problems: [...problems, ...read.problems],
  };
}

/**
 * Every lever at hand: those that ship with the program, and what a council says of its own, in which nothing that is
 * wrong with a file stops the rest either.
 * @param councilDir the council's own folder; null: none is read
 */
export function joinCatalogue(
  shipped: ShippedLevers,
  councilDir: string | null,
  ontology: Ontology,
): LeverCatalogue {
  const own: LeverFiles =
    councilDir === null
      ? { files: [], problems: [] }
      : readLeverFiles(listRuleFiles(leverFolderOf(councilDir)), {
          origin: 'own',
          ontology,
          taken: new Set(shipped.levers.map(({ id }) => id)),
          areExamplesRun: true,
        });
  const ownLevers = own.files.map(withoutExamples);
  const all = [...shipped.levers, ...ownLevers];
  const rules = councilDir === null ? null : councilRules(councilDir);
  const council = rules ? readCouncilFile(rules, all) : null;
  const off = new Map(council?.value?.off.map(({ lever, reason }) => [lever, reason]));
  const list = (of: readonly Lever[], origin: Origin): CatalogueLever[] =>
    of.map((lever) => ({
      ...lever,
      origin,
      offReason: off.get(lever.id) ?? null,
      digest: digestOf(lever),
    }));
  return {
    shipped,
    edition: shipped.edition,
    levers: [...list(shipped.levers, 'shipped'), ...list(ownLevers, 'own')],
    active: all.filter(({ id }) => !off.has(id)),
    council: council?.value ?? NO_COUNCIL,
    problems: [...shipped.problems, ...own.problems, ...(council?.problems ?? [])],
  };
}

/** `council.yaml` of a folder, or null where it has none. */
export function councilRules(councilDir: string): RuleFile | null {
  const path = join(councilDir, COUNCIL_FILE);
  return existsSync(path) ? readRuleFile(path, COUNCIL_FILE) : null;
}

/** What a look through a catalogue found. */
export interface CatalogueCheck {
  readonly edition: CatalogueEdition | null;
  readonly levers: number;
  readonly examples: number;
  readonly problems: readonly CatalogueProblem[];
}

/**
 * Looks through a folder of levers and runs every example. A folder without an edition of its own holds a council's
 * levers, whose ids must not be those of shipped ones.
 * @param folder null: the shipped catalogue
 */
export function checkCatalogue(
  resourcesDir: string,
  folder: string | null,
  ontology: Ontology,
): CatalogueCheck {
  const isCatalogue = folder === null || existsSync(join(folder, EDITION_FILE));
  const dir = folder ?? resourcesDir;
  const origin: Origin = isCatalogue ? 'shipped' : 'own';
  const shipped = isCatalogue ? [] : loadLevers(resourcesDir, ontology);
  const edition = isCatalogue ? readEdition(dir) : null;
  const ruleFiles = listRuleFiles(leverFolderOf(dir));
  const { files, problems } = readLeverFiles(ruleFiles, {
    origin,
    ontology,
    taken: new Set(shipped.map(({ id }) => id)),
    areExamplesRun: true,
  });
  const rules = councilRules(dir);
  const council = rules ? readCouncilFile(rules, [...shipped, ...files]) : null;
  const isEmpty = ruleFiles.length === 0 && rules === null;
  return {
    edition: edition?.edition ?? null,
    levers: files.length,
    examples: files.reduce((sum, { examples }) => sum + examples.length, 0),
    problems: [
      ...(edition?.problems ?? []),
      ...problems,
      ...(council?.problems ?? []),
      ...(isEmpty
        ? told(dir, origin, [{ place: null, reason: 'there are no lever files in this folder' }])
        : []),
    ],
  };
}

/**
 * The shipped levers with their examples, all of them or none.
 * @throws {ResourceError} naming the file and line of the first problem
 */
export function loadLeverFiles(resourcesDir: string, ontology: Ontology): readonly LeverFile[] {
  const { files, problems } = readLeverFiles(listRuleFiles(join(resourcesDir, LEVER_FOLDER)), {
    origin: 'shipped',
    ontology,
    areExamplesRun: false,
  });
  const [problem] = problems;
  if (problem) throw new ResourceError(problemWords(problem));
  return files;
}

/**
 * The shipped levers, without their examples, all of them or none.
 * @throws {ResourceError} naming the file and line of the first problem
 */
export function loadLevers(resourcesDir: string, ontology: Ontology): Lever[] {
  return loadLeverFiles(resourcesDir, ontology).map(withoutExamples);
}
