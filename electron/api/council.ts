import type { CouncilPreview, CouncilRuleFile, CouncilRules } from '../../shared/api/council.ts';
import { AppError } from '../../shared/api/errors.ts';
import { type CatalogueProblem, problemWords } from '../../shared/domain/lever-catalogue.ts';
import { leverChanges } from '../../shared/domain/lever-change.ts';
import {
  COUNCIL_FILE,
  joinCatalogue,
  type RuleFile,
  readCouncilFile,
  readLeverFiles,
  readRuleFile,
} from '../db/lever-catalogue.ts';
import { MOST_YAML_BYTES } from '../db/strict-yaml.ts';
import { type BackendContext, os } from './os.ts';
import type { RegisteredFile } from './registered-file.ts';

/** Handlers of `council`. */
export const councilHandlers = {
  read: os.council.read.handler(({ context }) => rulesOf(context)),

  faults: os.council.faults.handler(({ context }) => ({
    files: new Set(context.session.leverCatalogue.problems.map(({ file }) => file)).size,
  })),

  check: os.council.check.handler(({ input, context }) => preview(context, input.files).preview),

  add: os.council.add.handler(({ input, context }) => {
    const { files, preview: found } = preview(context, input.files);
    if (found.problems.length > 0) throw refused(found.problems);
    if (files.length === 0)
      throw new AppError(
        'import-refused',
        'None of these files holds lever rules. Lever rules are .yaml files.',
      );
    context.councilFolder.put(files);
    context.session.forgetFiles(input.files);
    return takeAnew(context);
  }),

  remove: os.council.remove.handler(({ input, context }) => {
    const { session, councilFolder } = context;
    const id = input.name.replace(/\.yaml$/, '');
    const { off } = session.leverCatalogue.council;
    councilFolder.remove(input.name);
    // An entry about a lever that is gone would be a fault of the file ever after.
    if (input.name !== COUNCIL_FILE && off.some(({ lever }) => lever === id))
      councilFolder.writeOff(off.filter(({ lever }) => lever !== id));
    return takeAnew(context);
  }),

  switch: os.council.switch.handler(({ input, context }) => {
    const { levers, council } = context.session.leverCatalogue;
    const { lever, offReason } = input;
    if (!levers.some(({ id }) => id === lever))
      throw new AppError('not-found', 'There is no such lever in the catalogue any more.');
    const others = council.off.filter((one) => one.lever !== lever);
    context.councilFolder.writeOff(
      offReason === null ? others : [...others, { lever, reason: offReason }],
    );
    return takeAnew(context);
  }),
};

/** Reads the levers again; the open case is asked by them at once. */
function takeAnew(context: BackendContext): CouncilRules {
  const { session, councilFolder } = context;
  session.setLeverCatalogue(
    joinCatalogue(session.leverCatalogue.shipped, councilFolder.dir, session.shippedOntology),
  );
  return rulesOf(context);
}

function rulesOf({ session, councilFolder }: BackendContext): CouncilRules {
  const { council, levers, problems } = session.leverCatalogue;
  const files = councilFolder.files().map(({ name }): CouncilRuleFile => {
    const lever = levers.find((one) => one.origin === 'own' && `${one.id}.yaml` === name);
    return {
      name,
      type: name === COUNCIL_FILE ? 'rules' : 'lever',
      title: lever?.title ?? null,
      replaces: false,
      changes: [],
    };
  });
  return {
    name: council.name ?? null,
    files,
    off: [...council.off],
    contacts: [...council.contacts],
    problems: problems.filter(({ origin }) => origin === 'own'),
  };
}

function baseName(name: string): string {
  return name.split(/[/\\]/).at(-1) ?? name;
}

function bytesOf(file: RegisteredFile): RuleFile {
  const name = baseName(file.name);
  return 'bytes' in file
    ? { name, bytes: file.bytes.subarray(0, MOST_YAML_BYTES + 1), fault: null }
    : readRuleFile(file.path, name);
}

/** What the chosen files say, checked as they would be with everything that stays. */
function preview(
  { session, councilFolder }: BackendContext,
  handles: readonly string[],
): { readonly files: readonly RuleFile[]; readonly preview: CouncilPreview } {
  const chosen = handles.map((handle) => session.file(handle));
  const files = chosen.filter(({ name }) => /^[^.].*\.ya?ml$/i.test(baseName(name))).map(bytesOf);
  const { levers } = session.leverCatalogue;
  const ontology = session.shippedOntology;
  const shipped = levers.filter(({ origin }) => origin === 'shipped');
  const leverFiles = files.filter(({ name }) => name !== COUNCIL_FILE);
  const read = readLeverFiles(leverFiles, {
    origin: 'own',
    ontology,
    taken: new Set(shipped.map(({ id }) => id)),
    areExamplesRun: true,
  });
  const rules = files.filter(({ name }) => name === COUNCIL_FILE);
  const problems: CatalogueProblem[] = [...read.problems];
  for (const [at, file] of rules.entries()) {
    problems.push(...readCouncilFile(file, [...levers, ...read.files]).problems);
    if (at > 0) problems.push(twice(file.name));
  }
  const names = new Set(councilFolder.files().map(({ name }) => name));
  return {
    files,
    preview: {
      files: [
        ...read.files.map((file): CouncilRuleFile => {
          const name = `${file.id}.yaml`;
          const before = levers.find(({ id, origin }) => id === file.id && origin === 'own');
          const { examples: _, ...lever } = file;
          return {
            name,
            type: 'lever',
            title: file.title,
            replaces: names.has(name),
            changes: before ? leverChanges(plain(before), lever) : [],
          };
        }),
        ...rules.map(
          ({ name }): CouncilRuleFile => ({
            name,
            type: 'rules',
            title: null,
            replaces: names.has(name),
            changes: [],
          }),
        ),
      ],
      problems,
      others: chosen.length - files.length,
    },
  };
}

function plain<T extends { origin: unknown; offReason: unknown; digest: unknown }>({
  origin: _origin,
  offReason: _offReason,
  digest: _digest,
  ...lever
}: T): Omit<T, 'origin' | 'offReason' | 'digest'> {
  return lever;
}

function twice(file: string): CatalogueProblem {
  return { file, line: null, column: null, reason: `two files are called ${file}`, origin: 'own' };
}

function refused(problems: readonly CatalogueProblem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` ${problems.length - 1} more are wrong.` : '';
  return new AppError(
    'import-refused',
    `${first ? problemWords(first) : ''}.${more} Nothing was taken.`,
    {
      problems: problems.map(({ file, line, column, reason }) => ({
        file,
        row: line,
        column: column === null ? null : String(column),
        reason,
      })),
    },
  );
}
