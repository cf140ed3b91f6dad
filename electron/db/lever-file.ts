import type { Ontology } from '../../shared/domain/ontology.ts';
import { checkConditionShape } from '../../shared/levers/condition-shape.ts';
import { failedExamples } from '../../shared/levers/example.ts';
import { checkLeverFile, LeverFile } from '../../shared/levers/schema.ts';
import { createProblems, type Read, readYamlBytes, reportIssues } from './strict-yaml.ts';

type Path = readonly PropertyKey[];

function listAt(data: unknown, key: string): readonly unknown[] {
  if (typeof data !== 'object' || data === null || !(key in data)) return [];
  const value = (data as Readonly<Record<string, unknown>>)[key];
  return Array.isArray(value) ? value : [];
}

function conditionOf(trigger: unknown): unknown {
  return typeof trigger === 'object' && trigger !== null && 'condition' in trigger
    ? trigger.condition
    : undefined;
}

/** Whether a path is inside a condition: what is wrong there is told more precisely than by the schema. */
function isInCondition([first, , third]: Path): boolean {
  return first === 'triggers' && third === 'condition';
}

/** What a lever file is read by. */
export interface LeverFileOptions {
  readonly ontology: Ontology;
  /** Ids that are not free any more. */
  readonly taken?: ReadonlySet<string> | undefined;
  /** Whether a lever must answer its own examples as they say. */
  readonly areExamplesRun: boolean;
}

/**
 * Reads one lever file: everything that is wrong with it, each with its place, or the lever and its examples.
 * @param fileName without its folder; a lever belongs in the file of its name
 */
export function readLeverFile(
  bytes: Uint8Array,
  fileName: string,
  options: LeverFileOptions,
): Read<LeverFile> {
  const { ontology, taken, areExamplesRun } = options;
  const read = readYamlBytes(bytes);
  if (!read.isGood) return read;
  const { yaml, data } = read.value;
  const { problems, report } = createProblems(yaml);
  for (const [index, trigger] of listAt(data, 'triggers').entries()) {
    const condition = conditionOf(trigger);
    if (condition !== undefined)
      checkConditionShape(condition, ['triggers', index, 'condition'], report);
  }
  const isShaped = problems.length === 0;
  const parsed = LeverFile.safeParse(data);
  if (!parsed.success) {
    const { issues } = parsed.error;
    reportIssues(
      issues.filter(({ path }) => isShaped || !isInCondition(path)),
      data,
      report,
    );
    return { isGood: false, problems };
  }
  const file = parsed.data;
  if (`${file.id}.yaml` !== fileName)
    report(['id'], `lever “${file.id}” belongs in ${file.id}.yaml`);
  if (taken?.has(file.id))
    report(['id'], `“${file.id}” ships with the program: give it another id`);
  for (const { path, reason } of checkLeverFile(file, ontology)) report(path, reason);
  if (areExamplesRun && problems.length === 0) {
    for (const { index, reason } of failedExamples(file, ontology))
      report(['examples', index, 'answer'], reason);
  }
  return problems.length > 0 ? { isGood: false, problems } : { isGood: true, value: file };
}
