import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  KindDefinition,
  normaliseHeader,
  type Ontology,
  RelationTypeDefinition,
  Term,
  VocabularyDefinition,
} from '../../shared/domain/ontology.ts';
import { SampleLists } from '../../shared/synthetic/lists.ts';
import { parseYamlText, placeOfOffset, placeOfPath, type YamlText } from './yaml-file.ts';

/** A resource file that cannot be used. The message names the file and the line. */
export class ResourceError extends Error {
  override readonly name = 'ResourceError';
}

interface YamlFile extends YamlText {
  readonly path: string;
}

type Path = readonly PropertyKey[];

function refuse(file: YamlFile, path: Path, reason: string): never {
  throw new ResourceError(`${file.path}, line ${placeOfPath(file, path).line}: ${reason}`);
}

function readYaml(path: string): YamlFile {
  const yaml = parseYamlText(readFileSync(path, 'utf8'));
  const error = yaml.document.errors[0];
  if (error)
    throw new ResourceError(
      `${path}, line ${placeOfOffset(yaml, error.pos[0]).line}: ${error.message.split('\n')[0]}`,
    );
  return { path, ...yaml };
}

function parseYaml<T extends z.ZodType>(file: YamlFile, schema: T): z.output<T> {
  const result = schema.safeParse(file.document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw result.error;
  const place = issue.path.map(String).join('.');
  refuse(file, issue.path, place === '' ? issue.message : `${place}: ${issue.message}`);
}

function refuseRepeats(
  file: YamlFile,
  parent: Path,
  rows: readonly { readonly names: readonly string[] }[],
  what: string,
): void {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    for (const name of new Set(row.names)) {
      if (seen.has(name)) refuse(file, [...parent, index], `${what} “${name}” is given twice`);
      seen.add(name);
    }
  }
}

function checkAliases(file: YamlFile, path: Path, aliases: readonly string[]): void {
  for (const [index, alias] of aliases.entries()) {
    if (alias !== normaliseHeader(alias))
      refuse(
        file,
        [...path, 'aliases', index],
        `alias “${alias}” must be lower case letters and digits only`,
      );
  }
}

function checkKinds(
  file: YamlFile,
  kinds: readonly KindDefinition[],
  vocabularies: Ontology['vocabularies'],
): void {
  refuseRepeats(
    file,
    [],
    kinds.map((kind) => ({ names: [kind.id] })),
    'kind',
  );
  refuseRepeats(
    file,
    [],
    kinds.map((kind) => ({ names: [kind.prefix] })),
    'prefix',
  );
  refuseRepeats(
    file,
    [],
    kinds.map((kind) => ({
      names: [...[kind.id, kind.label, kind.plural].map(normaliseHeader), ...kind.aliases],
    })),
    'label or alias',
  );
  for (const [index, kind] of kinds.entries()) {
    checkAliases(file, [index], kind.aliases);
    const fieldIds = new Set(kind.fields.map((field) => field.id));
    refuseRepeats(
      file,
      [index, 'fields'],
      kind.fields.map((field) => ({
        names: [normaliseHeader(field.id), ...field.aliases],
      })),
      'field or alias',
    );
    for (const [way, ids] of kind.labelFrom.entries()) {
      for (const id of ids)
        if (!fieldIds.has(id))
          refuse(file, [index, 'labelFrom', way], `label is made from unknown field “${id}”`);
    }
    for (const [at, field] of kind.fields.entries()) {
      checkAliases(file, [index, 'fields', at], field.aliases);
      const needsVocabulary =
        field.type === 'term' || field.type === 'terms' || field.type === 'dated-terms';
      if (needsVocabulary !== (field.vocabulary !== undefined)) {
        refuse(
          file,
          [index, 'fields', at],
          `field “${field.id}” ${needsVocabulary ? 'needs' : 'cannot have'} a vocabulary`,
        );
      }
      if (field.vocabulary !== undefined && !Object.hasOwn(vocabularies, field.vocabulary)) {
        refuse(
          file,
          [index, 'fields', at, 'vocabulary'],
          `unknown vocabulary “${field.vocabulary}”`,
        );
      }
    }
  }
}

function checkRelationTypes(
  file: YamlFile,
  types: readonly RelationTypeDefinition[],
  kinds: readonly KindDefinition[],
): void {
  const kindIds = new Set(kinds.map((kind) => kind.id));
  refuseRepeats(
    file,
    [],
    types.map((type) => ({ names: [type.id] })),
    'relation type',
  );
  for (const [index, type] of types.entries()) {
    checkAliases(file, [index], type.aliases);
    for (const end of ['from', 'to'] as const) {
      for (const [at, kind] of type[end].entries())
        if (!kindIds.has(kind)) refuse(file, [index, end, at], `unknown kind “${kind}”`);
    }
  }
}

function checkVocabularyList(
  file: YamlFile,
  list: readonly VocabularyDefinition[],
  vocabularies: Ontology['vocabularies'],
): void {
  refuseRepeats(
    file,
    [],
    list.map(({ id, label }) => ({ names: [id, label] })),
    'vocabulary',
  );
  for (const [index, { id }] of list.entries())
    if (!Object.hasOwn(vocabularies, id)) refuse(file, [index], `unknown vocabulary “${id}”`);
  for (const id of Object.keys(vocabularies))
    if (!list.some((one) => one.id === id)) refuse(file, [], `vocabulary “${id}” has no name`);
}

function checkVocabularies(file: YamlFile, vocabularies: Ontology['vocabularies']): void {
  for (const [name, terms] of Object.entries(vocabularies)) {
    refuseRepeats(
      file,
      [name],
      terms.map((term) => ({
        names: [normaliseHeader(term.id), ...term.aliases],
      })),
      'term or alias',
    );
    for (const [index, term] of terms.entries()) checkAliases(file, [name, index], term.aliases);
  }
}

/**
 * Reads `ontology/` of a resources folder: kinds, relation types and vocabularies, checked against each other.
 * @throws {ResourceError} naming the file and line
 */
export function loadOntology(resourcesDir: string): Ontology {
  const folder = join(resourcesDir, 'ontology');
  const kindFile = readYaml(join(folder, 'kinds.yaml'));
  const typeFile = readYaml(join(folder, 'relation-types.yaml'));
  const vocabularyFile = readYaml(join(folder, 'vocabularies.yaml'));
  const listFile = readYaml(join(folder, 'vocabulary-list.yaml'));
  const vocabularies = parseYaml(vocabularyFile, z.record(z.string(), z.array(Term).min(1)));
  const kinds = parseYaml(kindFile, z.array(KindDefinition).min(1));
  const relationTypes = parseYaml(typeFile, z.array(RelationTypeDefinition).min(1));
  const vocabularyList = parseYaml(listFile, z.array(VocabularyDefinition).min(1));
  checkVocabularies(vocabularyFile, vocabularies);
  checkVocabularyList(listFile, vocabularyList, vocabularies);
  checkKinds(kindFile, kinds, vocabularies);
  checkRelationTypes(typeFile, relationTypes, kinds);
  return { kinds, relationTypes, vocabularies, vocabularyList };
}

/**
 * Reads `samples/` of a resources folder: the words an invented county is made of.
 * @throws {ResourceError} naming the file and line
 */
export function loadSampleLists(resourcesDir: string): SampleLists {
  const folder = join(resourcesDir, 'samples');
  const parts: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(SampleLists.shape)) {
    parts[name] = parseYaml(readYaml(join(folder, `${name}.yaml`)), schema);
  }
  return SampleLists.parse(parts);
}
